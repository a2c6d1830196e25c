"""Which text can be relied on in which language: what editors work through."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.translations import TranslationState
    from kiosk.ids import LanguageCode

WORDS = "(words)"
"""The row of the centre's short texts."""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    """A service's slug, or `WORDS`."""
    states: Mapping[LanguageCode, TranslationState]


def matrix(catalogue: Catalogue) -> list[Row]:
    """The centre's words, then each service, by the languages that are offered."""
    site = catalogue.site
    words = Row(WORDS, {code: catalogue.words_state(code) for code in site.languages})
    services = [
        Row(
            service.slug,
            {
                code: service.state(code, expected=code not in site.partly)
                for code in site.languages
            },
        )
        for service in catalogue.services
    ]
    return [words, *services]


def counts(rows: Sequence[Row]) -> Counter[TranslationState]:
    return Counter(state for row in rows for state in row.states.values())
