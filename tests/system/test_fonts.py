"""The fonts that README installs and foot.ini names have every letter that is shown."""

from __future__ import annotations

import configparser
import subprocess
from functools import cache
from typing import TYPE_CHECKING

import pytest

from kiosk.bidi.shaping import visual
from kiosk.i18n.catalogs import folder_of
from kiosk.i18n.languages import LANGUAGES, language
from tests.system.hub_process import CONTENT, PROJECT
from tests.system.installation import SHIPPED
from tests.system.programs import need

if TYPE_CHECKING:
    from pathlib import Path

DRAWN_BY_FOOT = ((0x2500, 0x259F), (0x2800, 0x28FF), (0x1FB00, 0x1FB9B))
"""Lines, blocks, dots and sextants (`box-drawings-uses-font-glyphs=no`)."""


@cache
def letters_of_the_fonts() -> frozenset[int]:
    foot = configparser.ConfigParser()
    foot.read(SHIPPED / "foot.ini")
    found: set[int] = set()
    for name in foot["main"]["font"].split(","):
        matched = subprocess.run(
            ["fc-match", "-f", "%{family}|%{charset}", name.strip()],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        family, _, letters = matched.partition("|")
        assert name.strip() in family, f"{name} is not installed, {family} is"
        for span in letters.split():
            first, _, last = span.partition("-")
            found.update(range(int(first, 16), int(last or first, 16) + 1))
    for low, high in DRAWN_BY_FOOT:
        found.update(range(low, high + 1))
    return frozenset(found)


def texts_in(code: str) -> list[Path]:
    words = PROJECT / "locales" / folder_of(code) / "LC_MESSAGES" / "kiosk.po"
    return [
        *(path for path in (words,) if path.exists()),
        *CONTENT.glob(f"services/*/{code}.md"),
        *CONTENT.glob(f"words/{code}.toml"),
    ]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_letter_of_a_language_can_be_seen(code: str) -> None:
    need("fc-match", "foot")
    direction = language(code).direction
    shown: set[str] = set()
    for path in texts_in(code):
        for line in path.read_text("utf-8").splitlines():
            shown |= {*visual(line, direction)} - {"\t"}
    missing = {letter for letter in shown if ord(letter) not in letters_of_the_fonts()}
    assert missing == set()
