"""On which screens of a release something can differ from another that was drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.localized import reading_order
from kiosk.releases.differences import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kiosk.domain.localized import Fallbacks
    from kiosk.ids import LanguageCode, Slug


@dataclass(frozen=True, slots=True)
class Reach:
    """What a change can be seen in; None stands for all."""

    languages: frozenset[LanguageCode] | None
    services: frozenset[Slug] | None
    """Whose own screens; lists, search and the rest can differ by any change."""

    def of_languages(self, codes: Iterable[LanguageCode]) -> tuple[LanguageCode, ...]:
        chosen = self.languages
        return tuple(code for code in codes if chosen is None or code in chosen)

    def touches(self, slug: Slug) -> bool:
        return self.services is None or slug in self.services


EVERYTHING = Reach(None, None)


def reach(
    old: Mapping[str, bytes],
    new: Mapping[str, bytes],
    offered: Iterable[LanguageCode],
    fallbacks: Fallbacks,
) -> Reach:
    """Of the files of two contents, by name; both offer the same unless these differ.

    A text is read in its own language, and in those that fall back to it.
    """
    places = [place(name) for name in {*old, *new} if old.get(name) != new.get(name)]
    spoken = {language for _, language in places}
    slugs = {slug for slug, _ in places}
    readers = {
        reader
        for reader in offered
        if not spoken.isdisjoint(reading_order(reader, fallbacks))
    }
    return Reach(
        None if None in spoken else frozenset(readers),
        None if None in slugs else frozenset(slug for slug in slugs if slug),
    )
