"""Countable rules of Leichte Sprache are told by line; the shipped texts keep them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.catalogue.easy_german import check_easy_german
from kiosk.catalogue.loader import load
from kiosk.catalogue.problems import Findings
from tests import content_folder
from tests.builders import a_content_folder

CONTENT = Path(__file__).parents[2] / "content"
EASY = "services/doctor/de-simple.md"
LONG = "Das ist ein sehr langer Satz mit vielen Wörtern und noch mehr Wörtern."


def told(folder: Path) -> list[tuple[str, int | None, str]]:
    findings = Findings()
    check_easy_german(folder, load(folder), findings)
    return [(p.file, p.line, p.message) for p in findings.problems]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (LONG, "A sentence has more than 12 words."),
        ("Das kostet z. B. Geld.", "There is an abbreviation."),
        ("Es ist gut. Gehen Sie hin.", "A line has two sentences."),
    ],
)
def test_what_can_be_counted_is_told_by_line(
    line: str, said: str, tmp_path: Path
) -> None:
    folder = a_content_folder(tmp_path)
    english = (folder / "services/doctor/en.md").read_text("utf-8")
    plain = english.replace(" ".join(["Welcome"] * 60), "Willkommen.\n" * 60)
    content_folder.put(folder / EASY, plain)
    assert told(folder) == []
    content_folder.change(folder / EASY, "- second", f"- Gut.\n  {line}")
    number = plain.splitlines().index("- second") + 2
    assert (EASY, number, said) in told(folder)


def test_the_shipped_texts_keep_them() -> None:
    assert told(CONTENT) == []
