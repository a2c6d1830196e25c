"""How the screens come to show another release: whole, at once, before nobody."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import BadContent, UpdateRefused
from kiosk.i18n.languages import LANGUAGES
from kiosk.terminal import garbage

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.cli.late_contents import LateContents
    from kiosk.cli.late_finder import LateFinder
    from kiosk.domain.catalogue import Catalogue
    from kiosk.i18n.languages import Language
    from kiosk.releases.installed import InstalledRelease
    from kiosk.terminal.app import KioskApp

CALM_SECONDS = 1.0
"""Without a touch: a finger may be on its way."""


class LateShowing:
    """Implements `kiosk.sync.updater.ShowsReleases`; of the terminal's event loop."""

    def __init__(
        self,
        app: KioskApp,
        contents: LateContents,
        finder: LateFinder,
        learn: Callable[[Catalogue], None],
    ) -> None:
        """`learn`: what else its words and hours will ask for; in a thread."""
        self._app = app
        self._contents = contents
        self._finder = finder
        self._learn = learn
        self._next: tuple[Catalogue, tuple[Language, ...]] | None = None

    def may_change(self) -> bool:
        return self._app.nobody_is_here and self.is_calm()

    def is_calm(self) -> bool:
        """Whether nobody touches, whatever is shown."""
        app = self._app
        untouched = app.seconds_untouched >= CALM_SECONDS
        return untouched and not app.touches.finger_is_down

    async def prepare(self, release: InstalledRelease) -> None:
        with garbage.in_small_steps():
            self._next = await asyncio.to_thread(self._read, release)

    async def show(self, *, anew: bool = False) -> bool:
        """In the app's own turn, so that no touch is halfway through.

        `anew`: the greeting is built again, whatever it says.
        """
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._app.call_later(self._show, done, anew)
        return await done

    async def _show(self, done: asyncio.Future[bool], anew: bool) -> None:
        ready, before = self._next, self._contents.site()
        if ready is None or not self.may_change():
            done.set_result(False)
            return
        self._next = None
        catalogue, languages = ready
        LANGUAGES.show(languages)
        self._contents.show(catalogue)
        if anew:
            await self._app.forget_visitor()
        elif before != catalogue.site:  # the greeting says nothing else
            await self._app.show()
        done.set_result(True)

    def _read(
        self, release: InstalledRelease
    ) -> tuple[Catalogue, tuple[Language, ...]]:
        """And the languages that it adds, which no visitor sees before it is shown."""
        with LANGUAGES.read_aside():
            return self._learned(release), LANGUAGES.added()

    def _learned(self, release: InstalledRelease) -> Catalogue:
        from kiosk.catalogue.loader import load

        try:
            catalogue = load(release.folder)
        except BadContent as error:
            raise UpdateRefused(
                str(error), error.remedy, reason=UpdateRefusal.BROKEN_CONTENT
            ) from error
        catalogue = self._shown_if_same(catalogue)
        self._learn(catalogue)
        self._finder.prepare_for(catalogue)
        return catalogue

    def _shown_if_same(self, catalogue: Catalogue) -> Catalogue:
        """A hub's first release often says what came with the program: to keep all of
        it and its index twice would take 15 MiB."""
        shown = self._contents.current()
        same = (
            catalogue == shown
            and catalogue.lexicon() == shown.lexicon()
            and catalogue.pathway() == shown.pathway()
        )
        return shown if same else catalogue
