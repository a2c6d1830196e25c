"""Which pictures a tour keeps: SVG of every screen, and PNG where a converter is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.picturing import png
from kiosk.cli.picturing.svg import svg
from kiosk.errors import DataFolderUnusable

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.picturing.cells import Grid


class Album:
    """Puts numbered pictures into a folder; without a folder it takes none."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder.absolute() if folder else None
        self._taken: dict[str, int] = {}
        self._drawn: list[Path] = []
        self.has_png = png.can_develop()
        if folder is not None:
            _make(folder)

    def take(self, chapter: str, name: str, grid: Grid) -> None:
        if self._folder is None:
            return
        number = self._taken[chapter] = self._taken.get(chapter, 0) + 1
        path = self._folder / f"{chapter}-{number:02d}-{name}.svg"
        path.write_text(svg(grid), encoding="utf-8")
        self._drawn.append(path)

    def develop(self) -> None:
        """To PNG, last: it is slow, and the steps on the way are being timed."""
        if not self.has_png:
            return
        for path in self._drawn:
            png.develop(path)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataFolderUnusable(
            f"No pictures can be put into {folder}: {error.strerror}.",
            remedy="Choose another folder with --pictures.",
        ) from error
