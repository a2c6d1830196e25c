"""Search for a terminal that paints its greeting before it builds an index."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.catalogue.search.finding import ServiceSearch
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.search_answers import SearchAnswer
    from kiosk.ids import LanguageCode, Slug

LOOK_AGAIN_SECONDS = 0.05


class LateFinder:
    """The terminal's port `Finder`; its index is always of the present catalogue."""

    def __init__(self, catalogue: Callable[[], Catalogue]) -> None:
        self._catalogue = catalogue
        self._building = threading.Lock()
        self._built: tuple[Catalogue, ServiceSearch] | None = None
        self._ahead: tuple[Catalogue, ServiceSearch] | None = None
        self._wanted = threading.Event()
        """Somebody searches on this terminal: from then on nothing waits for calm."""

    def prepare_for(self, catalogue: Catalogue) -> None:
        """Build the index of one that will be shown; nobody waits for it then."""
        from kiosk.catalogue.search.finding import ServiceSearch

        if self._built is None or self._built[0] is not catalogue:
            self._ahead = (catalogue, ServiceSearch(catalogue))

    def prepare_calmly(self, is_busy: Callable[[], bool]) -> None:
        """As `prepare`, for a thread; it rests while a visitor touches, until one of
        them searches. Two threads share one interpreter: each touch would take longer.
        """

        def rest() -> None:
            while is_busy() and not self._wanted.wait(LOOK_AGAIN_SECONDS):
                pass

        self.prepare(rest)

    def prepare(self, between: Callable[[], None] = lambda: None) -> ServiceSearch:
        """Build the index unless it is there; `between` is called on the way.

        Raises `BadContent`.
        """
        with self._building:
            catalogue = self._catalogue()
            if self._ahead is not None and self._ahead[0] is catalogue:
                self._built, self._ahead = self._ahead, None
            if self._built is None or self._built[0] is not catalogue:
                # Loads a library in C: after the first paint.
                from kiosk.catalogue.search.finding import ServiceSearch

                self._built = (catalogue, ServiceSearch(catalogue, between))
            return self._built[1]

    def answer(self, text: str, language: LanguageCode) -> SearchAnswer:
        """As `find`, or why nothing is found."""
        if not text.strip():
            from kiosk.domain.search_answers import SearchAnswer

            return SearchAnswer()
        return self._searched().answer(text, language)

    def find(self, text: str, language: LanguageCode) -> tuple[Slug, ...]:
        """Nothing for nothing, without waiting for the index."""
        return self._searched().find(text, language) if text.strip() else ()

    def _searched(self) -> ServiceSearch:
        self._wanted.set()
        return self.prepare()
