"""When somebody has stopped changing a folder, so that what lies there is meant."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SETTLED_SECONDS = 1.0
"""An editor that saves several files needs less."""
LOOK_SECONDS = 0.25

State = dict[str, tuple[int, int]]


class FolderWatch:
    """Looks at names, sizes and times alone; `now` counts seconds from any moment."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._settled: State | None = None
        self._seen: State | None = None
        self._since = 0.0

    def has_settled(self, now: float) -> bool:
        """Whether it is otherwise than when this was last True, and rests.

        True at the first look that finds it at rest.
        """
        state = _state(self._folder)
        if state != self._seen:
            self._seen, self._since = state, now
        if state == self._settled or now - self._since < SETTLED_SECONDS:
            return False
        self._settled = state
        return True


def _state(folder: Path) -> State:
    found: State = {}
    for root, _folders, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)  # noqa: PTH118 - thousands, four a second
            try:
                status = os.lstat(path)
            except FileNotFoundError:  # saved by replacing it, just now
                continue
            found[path] = status.st_size, status.st_mtime_ns
    return found
