"""What the screens want staff to know, until the next report takes it along."""

from __future__ import annotations

import re
import threading

CODE = re.compile(r"[a-z][a-z-]{0,31}")
MOST = 16
"""As many as a report can hold."""


class ScreenNotes:
    """Implements `kiosk.terminal.ports.StaffNotes`; touched from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._grid: str | None = None
        self._complaints: set[str] = set()

    def screen_size(self, columns: int, rows: int) -> None:
        self._grid = f"{columns:d}x{rows:d}"

    def complain(self, code: str, *, on: bool) -> None:
        """A code that no report can carry is a mistake: raises ValueError."""
        if not CODE.fullmatch(code):
            raise ValueError(f"{code!r} is no code of a complaint")
        with self._lock:
            if on:
                self._complaints.add(code)
            else:
                self._complaints.discard(code)

    @property
    def grid(self) -> str | None:
        """Columns and rows, such as `83x24`; None before the first paint."""
        return self._grid

    @property
    def complaints(self) -> tuple[str, ...]:
        """In order, and no more than a report can hold."""
        with self._lock:
            return tuple(sorted(self._complaints))[:MOST]
