"""What the hub shows: its installed release, read once and swapped whole."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from kiosk.catalogue.loader import load
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import BadContent, UpdateRefused
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations.signing import NoSigning

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.releases import ReleaseVersion
    from kiosk.i18n.languages import Language
    from kiosk.operations.signing import Signing
    from kiosk.releases.installed import InstalledRelease, InstalledReleases

    Probe = Callable[[Path], None]
    """Raises `UpdateRefused` for content that cannot be shown on every screen."""


def no_probe(_folder: Path) -> None:
    """For a hub that cannot draw screens."""


class HubContent:
    """Used by many threads; `catalogue` is what all of them read."""

    def __init__(
        self,
        installed: InstalledReleases,
        signing: Signing | None = None,
        probe: Probe = no_probe,
    ) -> None:
        self.installed = installed
        self.signing: Signing = signing or NoSigning()
        self.probe = probe
        self._changing = threading.RLock()
        self._shown: tuple[InstalledRelease, Catalogue] | None = None

    def catalogue(self) -> Catalogue:
        """Raises `BadContent` when nothing at all can be shown."""
        return self._current()[1]

    def release(self) -> InstalledRelease:
        """The one that `catalogue` is of."""
        return self._current()[0]

    def version(self) -> ReleaseVersion:
        """Of `release`; also when nothing of it was read yet, or it cannot be."""
        shown = self._shown
        return shown[0].version if shown else self.installed.current().version

    def shown(self) -> tuple[InstalledRelease, Catalogue]:
        """Both of one moment."""
        return self._current()

    def show(self, archive: Path) -> InstalledRelease:
        """Install and show it. Raises `UpdateRefused`; then all is as it was."""
        with self._changing:
            staged = self.installed.stage(archive)
            try:
                catalogue, languages = _loaded(staged)
            except BadContent as error:
                raise UpdateRefused(
                    str(error), error.remedy, reason=UpdateRefusal.BROKEN_CONTENT
                ) from error
            self.installed.swap(staged)
            LANGUAGES.show(languages)
            self._shown = staged, catalogue
            self.installed.tidy()
            return staged

    def _current(self) -> tuple[InstalledRelease, Catalogue]:
        if self._shown is None:
            with self._changing:
                if self._shown is None:
                    self._shown = self._read()
        return self._shown

    def _read(self) -> tuple[InstalledRelease, Catalogue]:
        release = self.installed.current()
        try:
            catalogue, languages = _loaded(release)
        except BadContent:
            if release.is_shipped:
                raise
            self.installed.fall_back(UpdateRefusal.BROKEN_CONTENT)
            return self._read()
        LANGUAGES.show(languages)
        return release, catalogue


def _loaded(release: InstalledRelease) -> tuple[Catalogue, tuple[Language, ...]]:
    """And the languages that it adds, of which nobody sees anything yet."""
    with LANGUAGES.read_aside():
        return load(release.folder), LANGUAGES.added()
