"""Search for a terminal that paints its greeting before it builds an index."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from kiosk.domain.search_answers import SearchAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.catalogue.search.finding import ServiceSearch
    from kiosk.domain.catalogue import Catalogue
    from kiosk.ids import LanguageCode, Slug


class LateFinder:
    """The terminal's port `Finder`; its index is always of the present catalogue."""

    def __init__(self, catalogue: Callable[[], Catalogue]) -> None:
        self._catalogue = catalogue
        self._building = threading.Lock()
        self._built: tuple[Catalogue, ServiceSearch] | None = None
        self._ahead: tuple[Catalogue, ServiceSearch] | None = None

    def prepare_for(self, catalogue: Catalogue) -> None:
        """Build the index of one that will be shown; nobody waits for it then."""
        from kiosk.catalogue.search.finding import ServiceSearch

        self._ahead = (catalogue, ServiceSearch(catalogue))

    def prepare(self) -> ServiceSearch:
        """Build the index unless it is there. Raises `BadContent`."""
        with self._building:
            catalogue = self._catalogue()
            if self._ahead is not None and self._ahead[0] is catalogue:
                self._built, self._ahead = self._ahead, None
            if self._built is None or self._built[0] is not catalogue:
                # Loads a library in C: after the first paint.
                from kiosk.catalogue.search.finding import ServiceSearch

                self._built = (catalogue, ServiceSearch(catalogue))
            return self._built[1]

    def answer(self, text: str, language: LanguageCode) -> SearchAnswer:
        """As `find`, or why nothing is found."""
        if not text.strip():
            return SearchAnswer()
        return self.prepare().answer(text, language)

    def find(self, text: str, language: LanguageCode) -> tuple[Slug, ...]:
        """Nothing for nothing, without waiting for the index."""
        return self.prepare().find(text, language) if text.strip() else ()
