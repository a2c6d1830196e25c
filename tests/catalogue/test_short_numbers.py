"""Numbers that are dialled in need are written as they are dialled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.problems import Findings
from kiosk.catalogue.short_numbers import ShortNumbers
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from pathlib import Path

NUMBERS = ("112", "116 117", "+49 3563 340330", "0")


def told(folder: Path, text: str) -> list[tuple[int | None, str]]:
    (folder / "words").mkdir(exist_ok=True)
    (folder / "words/pl.toml").write_text(f"\n\n{text}\n", "utf-8")
    findings = Findings()
    ShortNumbers(folder, NUMBERS).check_words([LanguageCode("pl")], findings)
    return [(p.line, p.message) for p in findings.problems]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Tel. 116 117.", "116117"),
        ("116\u00a0117", "116117"),
        ("116-117", "116117"),
        ("1 1 2", "112"),
    ],
)
def test_a_number_in_pieces_is_told_by_line(
    text: str, number: str, tmp_path: Path
) -> None:
    assert told(tmp_path, text) == [
        (3, f"The number {number} is written in pieces here.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tel. 116117.",
        "am 1.12. und am 11.2.2027",
        "03563 340330",
        "von 116 bis 117",
    ],
)
def test_nothing_else_is_one_of_them(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, text) == []


def test_long_numbers_may_be_grouped(tmp_path: Path) -> None:
    assert ShortNumbers(tmp_path, NUMBERS).numbers == {"112", "116117"}
