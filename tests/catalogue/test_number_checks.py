"""A translation says the numbers of its German text, in the same paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.confirming import confirm_translation
from tests import content_folder
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.catalogue.problems import Problem

ROOM = "services/doctor"


def found(folder: Path, german: str, polish: str, code: str = "pl") -> list[Problem]:
    """What is said of one item in German and in another language."""
    if code != "pl":
        english = (folder / f"{ROOM}/en.md").read_text("utf-8")
        content_folder.put(folder / f"{ROOM}/{code}.md", english)
    content_folder.change(folder / f"{ROOM}/de.md", "- second", f"- {german}")
    content_folder.change(folder / f"{ROOM}/{code}.md", "- second", f"- {polish}")
    confirm_translation(folder, "doctor", code, None)
    own = [p for p in problems(folder) if p.file == f"{ROOM}/{code}.md"]
    return [p for p in own if "umbers" in p.message]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_content_folder(tmp_path)


@pytest.mark.parametrize(
    ("german", "polish"),
    [
        ("13,90 Euro", "13.90 euro"),
        ("50.000 Euro", "50 000 euro"),
        ("14 Tage", "١٤ dni"),
        ("drei Tage", "3 dni"),
        ("am 4. März", "4/3"),
        ("2 Wochen", "dwa tygodnie"),
    ],
)
def test_the_same_number_may_be_written_as_the_language_does(
    german: str, polish: str, folder: Path
) -> None:
    assert found(folder, german, polish) == []


@pytest.mark.parametrize(
    ("german", "polish", "said"),
    [
        ("14,60 Euro", "14,90 euro", "The German text has the numbers 14,60 besides."),
        ("Bald.", "w 30 dni", "The numbers 30 are not in the German text."),
        ("2 Wochen", "3 tygodnie", "The German text has the numbers 2 besides."),
        ("drei Tage", "4 dni", "The numbers 4 are not in the German text."),
    ],
)
def test_another_number_is_told_by_line(
    german: str, polish: str, said: str, folder: Path
) -> None:
    [problem] = found(folder, german, polish)
    lines = (folder / problem.file).read_text("utf-8").splitlines()
    assert problem.line
    assert polish in lines[problem.line - 1]
    assert problem.message == said
    assert not problem.is_error


def test_a_number_in_another_paragraph_does_not_count(folder: Path) -> None:
    content_folder.change(folder / f"{ROOM}/de.md", "- first", "- 60 Euro")
    content_folder.change(folder / f"{ROOM}/pl.md", "- first", "- 60 euro")
    [problem] = found(folder, "90 Tage", "60 dni")
    assert problem.message == "The German text has the numbers 90 besides."


def test_easy_german_may_count_what_it_lists(folder: Path) -> None:
    assert found(folder, "Aufenthalt und Arbeit", "Es sind 2 Dinge.", "de-simple") == []


def test_easy_german_counts_nothing_away(folder: Path) -> None:
    assert found(folder, "Es gilt 4 Wochen.", "Es gilt 3 Wochen.", "de-simple")


def test_short_words_are_compared_key_by_key(folder: Path) -> None:
    german, polish = folder / "words/de.toml", folder / "words/pl.toml"
    content_folder.change(german, 'desk-1 = "Willkommen"', 'desk-1 = "Platz 7"')
    content_folder.change(polish, 'desk-1 = "Witamy"', 'desk-1 = "stanowisko 8"')
    [problem] = [p for p in problems(folder) if p.file == "words/pl.toml"]
    assert problem.message == "The German text has the numbers 7 besides."
    assert problem.line
    assert "stanowisko 8" in polish.read_text("utf-8").splitlines()[problem.line - 1]


def test_another_number_has_its_line_where_the_paragraphs_are_not_the_same(
    folder: Path,
) -> None:
    [problem] = found(folder, "Bald.", "wkrótce\n- i jeszcze\n- w 30 dni")
    lines = (folder / problem.file).read_text("utf-8").splitlines()
    assert problem.line
    assert "w 30 dni" in lines[problem.line - 1]
    content_folder.change(folder / problem.file, "w 30 dni", "potem")
    content_folder.change(folder / f"{ROOM}/de.md", "Bald.", "90 Tage")
    confirm_translation(folder, "doctor", "pl", None)
    told = [p for p in problems(folder) if "90 besides" in p.message]
    assert told
    assert all(problem.line for problem in told)
