"""What the terminal draws of points is what `make pictures` makes of its sources."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.terminal.drawn.drawings import DATA
from tests.system.programs import need_files

ROOT = Path(__file__).parent.parent.parent
FONTS = Path("/usr/share/fonts/truetype/noto")
A_FACE = "4_sextants"
"""The smallest of four that the same lines make; all of them take most of a minute."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need_files(FONTS / "NotoSans-Bold.ttf", FONTS / "NotoSansArabic-Bold.ttf")
    folder = tmp_path_factory.mktemp("drawn")
    script = [sys.executable, str(ROOT / ".ci" / "pictures")]
    subprocess.run([*script, str(folder), str(FONTS), A_FACE], check=True)
    return folder


def test_the_files_are_as_they_are_made(made: Path) -> None:
    names = {path.name for path in made.iterdir()}
    assert names == {"pictures.txt", "digits.txt", f"display_{A_FACE}.txt"}
    for name in sorted(names):
        same = (made / name).read_text("utf-8") == (DATA / name).read_text("utf-8")
        assert same, f"{name}: run `make pictures` and look at what has changed"
