"""What the centre says, for a terminal that paints its greeting before it reads all.

A terminal that nobody attends goes on with the content that came with the program when
that of the centre cannot be read: a visitor never stands before an empty screen.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from kiosk.catalogue.site import load_site
from kiosk.errors import BadContent

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.site import Site

log = logging.getLogger(__name__)


class LateContents:
    """The terminal's port `Contents`: the site at once, the rest when it is wanted."""

    def __init__(self, folder: Path, instead: Path | None = None) -> None:
        """`instead` is read when `folder` cannot be.

        Raises `BadContent` for what is wrong with the site.
        """
        self._folder = folder
        self._instead = None if instead == folder else instead
        self.fell_back: BadContent | None = None
        """Why the shipped content is shown: its topics may not be those of the hub, so
        nobody may be given a number."""
        self._reading = threading.Lock()
        self._whole: Catalogue | None = None
        try:
            self._site = load_site(folder)
        except BadContent as error:
            self._fall_back(error)
            self._site = load_site(self._folder)

    def site(self) -> Site:
        whole = self._whole
        return self._site if whole is None else whole.site

    def current(self) -> Catalogue:
        """Raises `BadContent`; reads once, whoever asks first."""
        with self._reading:
            if self._whole is None:
                self._whole = self._read()
            return self._whole

    def show(self, catalogue: Catalogue) -> None:
        """This one from now on: whoever asks gets all of the old one or of this."""
        with self._reading:
            self._whole = catalogue
            self.fell_back = None

    def _read(self) -> Catalogue:
        # Costs as much as all the rest of the start: after the first paint.
        from kiosk.catalogue.loader import load

        try:
            return load(self._folder)
        except BadContent as error:
            self._fall_back(error)
            return load(self._folder)

    def _fall_back(self, error: BadContent) -> None:
        """Raises the error where there is nothing to fall back to."""
        if self._instead is None:
            raise error
        log.error("Content refused: %s %s", error, error.remedy)
        log.error("The content that came with the program is shown instead.")
        self._folder, self._instead, self.fell_back = self._instead, None, error
