"""What `kiosk doctor` says of the window that `kiosk-terminal@` opens on a screen.

Notes only: a terminal can be run in another window, where none of it is needed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.cli import foot_version
from kiosk.cli.findings import note, well

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.cli.findings import Finding

PROGRAMS = {"cage": "cage", "foot": "foot", "Xwayland": "xwayland"}
"""Each with the package it comes from. cage does not start without Xwayland."""
FONTS = {
    "DejaVuSansMono.ttf": "fonts-dejavu",
    "NotoSansMono-Regular": "fonts-noto-mono",
}
"""How the names of their files begin: what foot.ini names."""
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def window_findings(font_folders: Sequence[Path] = FONT_FOLDERS) -> Iterator[Finding]:
    files = _names_below(font_folders)
    missing = [
        *(package for name, package in PROGRAMS.items() if shutil.which(name) is None),
        *(
            package
            for begin, package in FONTS.items()
            if not any(name.startswith(begin) for name in files)
        ),
    ]
    if missing:
        yield note(
            f"window: not installed: {', '.join(missing)}",
            f"For the service kiosk-terminal@: apt-get install {' '.join(missing)}",
        )
    version = foot_version.installed()
    if not foot_version.hears_fingers(version):
        yield note(
            "window: foot is too old for fingers, it hears only a mouse",
            f"Install foot {foot_version.needed()} or newer, as in Debian 13.",
        )
    elif not missing:
        yield well("window: cage, foot and their fonts are installed")


def _names_below(folders: Sequence[Path]) -> set[str]:
    return {
        name for folder in folders for _, _, names in os.walk(folder) for name in names
    }
