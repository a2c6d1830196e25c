"""Which text can be relied on in which language: what editors work through."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.translations import TranslationState
    from kiosk.ids import LanguageCode

WORDS, PATHWAY = "(words)", "(pathway)"
"""The rows of the centre's short texts, and of those of the personal path."""


@dataclass(frozen=True, slots=True)
class StatusRow:
    name: str
    """A service's slug, or `WORDS`."""
    states: Mapping[LanguageCode, TranslationState]


def matrix(catalogue: Catalogue) -> list[StatusRow]:
    """The centre's words, then each service, by the languages that are offered."""
    site = catalogue.site
    words = StatusRow(
        WORDS, {code: catalogue.words_state(code) for code in site.languages}
    )
    services = [
        StatusRow(
            service.slug,
            {
                code: service.state(code, expected=code not in site.partly)
                for code in site.languages
            },
        )
        for service in catalogue.services
    ]
    return [words, *_of_pathway(catalogue), *services]


def _of_pathway(catalogue: Catalogue) -> Iterator[StatusRow]:
    pathway, site = catalogue.pathway(), catalogue.site
    if pathway is not None:
        states = {
            code: pathway.state(code, expected=code not in site.partly)
            for code in site.languages
        }
        yield StatusRow(PATHWAY, states)


def counts(rows: Sequence[StatusRow]) -> Counter[TranslationState]:
    return Counter(state for row in rows for state in row.states.values())
