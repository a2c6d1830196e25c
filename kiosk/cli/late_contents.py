"""What the centre says, for a terminal that paints its greeting before it reads all."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from kiosk.catalogue.site import load_site

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.catalogue import Catalogue, Site


class LateContents:
    """The terminal's port `Contents`: the site at once, the rest when it is wanted."""

    def __init__(self, folder: Path) -> None:
        """Raises `BadContent` for what is wrong with the site."""
        self._folder = folder
        self._site = load_site(folder)
        self._reading = threading.Lock()
        self._whole: Catalogue | None = None

    def site(self) -> Site:
        return self._site

    def current(self) -> Catalogue:
        """Raises `BadContent`; reads once, whoever asks first."""
        with self._reading:
            if self._whole is None:
                # Costs as much as all the rest of the start: after the first paint.
                from kiosk.catalogue.loader import load

                self._whole = load(self._folder)
            return self._whole
