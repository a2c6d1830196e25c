"""What the glass says while the terminal cannot run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.cli import glass_page
from kiosk.cli.refusal_page import RefusalPage
from kiosk.errors import (
    BadContent,
    BadSetting,
    KioskError,
    NewerDatabase,
    NoToken,
    PortTaken,
)

FILE = Path("/etc/kiosk/kiosk.toml")
ROOM = (66, 19)


def page(error: KioskError | None) -> str:
    return " ".join(" ".join(glass_page.lines(RefusalPage(error, FILE), *ROOM)).split())


def test_a_wrong_setting_names_file_and_remedy_in_both_languages() -> None:
    told = page(BadSetting("Which hub?", remedy="Say it in kiosk.toml."))
    assert "Dieses Terminal kann nicht starten." in told
    assert "This terminal cannot start." in told
    assert "Eine Einstellung fehlt oder ist falsch." in told
    assert "A setting is missing or wrong." in told
    assert str(FILE) in told
    assert "Which hub? Say it in kiosk.toml." in told


@pytest.mark.parametrize(
    ("error", "german", "english"),
    [
        (NewerDatabase("x", "y"), "neueren Version", "newer version"),
        (BadContent("site.toml:3: x", "y"), "Inhalte des Zentrums", "centre's content"),
        (NoToken("x", "y"), "in Ordnung", "put right"),
        (PortTaken("x", "y"), "in Ordnung", "put right"),
        (None, "startet von selbst neu", "starts again by itself"),
    ],
)
def test_each_kind_of_trouble_has_its_own_words(
    error: KioskError | None, german: str, english: str
) -> None:
    told = page(error)
    assert german in told
    assert english in told
    assert str(FILE) not in told, "that file is not what is wrong"


@pytest.mark.parametrize("grid", [(20, 5), (58, 15), (66, 19), (100, 30)])
def test_it_fits_every_screen_and_loses_only_its_end(grid: tuple[int, int]) -> None:
    lines = glass_page.lines(
        RefusalPage(BadSetting("a" * 300, remedy="b" * 300), FILE), *grid
    )
    assert len(lines) <= grid[1]
    assert all(len(line) <= grid[0] for line in lines)
    assert "Terminal" in " ".join(lines)


def test_it_is_painted_dark_on_light_from_the_first_row_on() -> None:
    painted = glass_page.painted(RefusalPage(None), *ROOM)
    assert "\x1b[2J" in painted
    rows = [int(row) for row in re.findall(r"\x1b\[(\d+);1H", painted)]
    assert rows == list(range(1, len(rows) + 1))
    assert "\n" not in painted
