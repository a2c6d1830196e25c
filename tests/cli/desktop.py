"""Where an administrator of the tests writes a settings file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.cli import options
from tests import content_folder

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.options import Setup


@dataclass(frozen=True)
class Desktop:
    """Where an administrator writes a settings file."""

    folder: Path

    def says(self, text: str) -> Setup:
        content = self.folder / "content"
        if not content.exists():
            content_folder.write(content)
        head = "" if text.startswith("content") else f'content = "{content}"\n'
        (self.folder / "kiosk.toml").write_text(head + text, encoding="utf-8")
        return options.place(self.folder, None)

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path
