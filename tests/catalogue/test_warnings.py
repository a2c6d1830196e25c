"""What an editor is warned of before a visitor sees it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import Problem, problems
from kiosk.catalogue.loader import load
from kiosk.catalogue.status import matrix
from kiosk.domain.localized import Shown
from kiosk.domain.translations import TranslationState
from kiosk.ids import TopicId
from tests import content_folder
from tests.builders import DE, PL, UK, a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 25)
FACTS = "services/doctor/service.toml"
ENDED = "The fact 'two-weeks' ended on 2027-01-01"
GERMAN, POLISH = "services/doctor/de.md", "services/doctor/pl.md"


def warned(folder: Path, today: date = TODAY) -> list[Problem]:
    return problems(folder, today)


def changed(tmp_path: Path, name: str, old: str, new: str) -> Path:
    folder = a_content_folder(tmp_path)
    content_folder.change(folder / name, old, new)
    return folder


def test_a_short_word_that_only_german_has_is_a_warning_and_work_to_do(
    tmp_path: Path,
) -> None:
    folder = changed(tmp_path, "words/uk.toml", 'tax = "Вітаємо"', "")
    content_folder.change(folder / "words/en.toml", 'tax = "Welcome"', "")
    (english, ukrainian) = warned(folder)
    assert not english.is_error
    assert not ukrainian.is_error
    assert ukrainian.message.startswith("`topics.tax` is missing in Ukrainian")
    assert "tax =" in ukrainian.remedy
    catalogue = load(folder)
    topic = catalogue.topic(TopicId("tax"))
    assert topic.title.shown(UK) == Shown("Willkommen", DE)
    assert matrix(catalogue)[0].states[UK] is TranslationState.MISSING
    assert matrix(catalogue)[0].states[PL] is TranslationState.UNREAD


def test_good_content_warns_of_nothing(tmp_path: Path) -> None:
    assert warned(a_content_folder(tmp_path)) == []


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 30), []),
        (date(2026, 12, 1), ["The fact 'two-weeks' ends on 2027-01-01."]),
        (date(2026, 12, 31), ["The fact 'two-weeks' ends on 2027-01-01."]),
        (
            date(2027, 1, 1),
            [f"{ENDED}; the terminals no longer show it."],
        ),
    ],
)
def test_the_end_of_a_fact_is_told_a_month_before(
    today: date, said: list[str], tmp_path: Path
) -> None:
    day = "as_of = 2026-08-19"
    folder = changed(tmp_path, FACTS, day, f"{day}\nvalid_until = 2027-01-01")
    found = warned(folder, today)
    assert [problem.message for problem in found] == said
    assert all(p.file == FACTS and p.line and not p.is_error for p in found)


LATER = """

[[facts]]
id = "later"
says = "So ist es dann."
source = "BMG"
as_of = 2026-08-19
"""


def taking_turns(tmp_path: Path, ends: str, begins: str) -> Path:
    """`later` follows `two-weeks`, on these days."""
    day = "as_of = 2026-08-19"
    folder = changed(tmp_path, FACTS, day, f"{day}\nvalid_until = {ends}")
    with (folder / FACTS).open("a", encoding="utf-8") as file:
        file.write(f'{LATER}valid_from = {begins}\nfollows = "two-weeks"\n')
    return folder


def test_of_two_that_take_turns_the_end_of_one_needs_no_warning(tmp_path: Path) -> None:
    folder = taking_turns(tmp_path, "2027-01-01", "2027-01-01")
    assert warned(folder, date(2026, 12, 31)) == []
    (found,) = warned(folder, date(2027, 1, 1))
    assert found.message.startswith(ENDED)


@pytest.mark.parametrize(
    ("begins", "message"),
    [
        ("2027-01-02", "From 2027-01-01 until 2027-01-02 neither 'two-weeks' nor"),
        ("2026-12-31", "From 2026-12-31 until 2027-01-01 both 'two-weeks' and"),
    ],
)
def test_a_day_without_either_of_two_that_take_turns_or_with_both_is_told(
    begins: str, message: str, tmp_path: Path
) -> None:
    (found,) = warned(taking_turns(tmp_path, "2027-01-01", begins))
    assert found.message.startswith(message)
    assert found.file == FACTS
    assert found.line
    assert not found.is_error


def test_a_fact_that_nobody_looked_up_for_half_a_year_is_stale(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    assert warned(folder, date(2027, 2, 18)) == []
    found = warned(folder, date(2027, 2, 19))
    assert {p.file for p in found} == {FACTS, "services/registration/service.toml"}
    assert all("last checked on 2026-08-19" in p.message for p in found)


def test_a_text_left_in_german_is_told(tmp_path: Path) -> None:
    german = " ".join(["Willkommen"] * 60)
    folder = changed(tmp_path, POLISH, " ".join(["Witamy"] * 60), german)
    (found,) = warned(folder)
    assert found.file == POLISH
    assert "still in German" in found.message


def test_a_number_that_got_lost_is_told(tmp_path: Path) -> None:
    folder = changed(tmp_path, GERMAN, "- second", "- 14.000 and 3,5 and 90")
    content_folder.change(
        folder / POLISH, "- second", "- 14 000 zł... 14,000 i 3.5 oraz 19"
    )
    messages = [p.message for p in warned(folder) if p.file == POLISH]
    assert messages == ["The German text has the numbers 90 besides."]


def test_another_shape_than_the_german_is_told(tmp_path: Path) -> None:
    folder = changed(tmp_path, POLISH, "- first\n", "")
    found = [p.message for p in warned(folder) if not p.is_error]
    assert any("headings and items" in message for message in found)


def test_a_german_text_that_was_changed_alone_is_told_once(tmp_path: Path) -> None:
    folder = changed(tmp_path, GERMAN, "- first\n", "")
    (found,) = warned(folder)
    assert found.file == GERMAN
    assert found.message == "No translation has the headings and items of this text."


def test_an_outdated_translation_is_told(tmp_path: Path) -> None:
    folder = changed(tmp_path, GERMAN, 'version = "1.0"', 'version = "2.0"')
    found = warned(folder)
    assert len(found) == 4
    assert "The German text is at 2.0, this says 1.0." in found[0].message


def test_a_minor_change_outdates_nothing(tmp_path: Path) -> None:
    folder = changed(tmp_path, GERMAN, 'version = "1.0"', 'version = "1.9"')
    assert warned(folder) == []


def test_a_mark_that_a_translation_lost_is_an_error(tmp_path: Path) -> None:
    folder = changed(tmp_path, GERMAN, "- second", "- {two-weeks} second")
    found = [p for p in warned(folder) if p.is_error]
    assert len(found) == 4
    assert "marks of facts" in found[0].message


def test_an_outdated_translation_may_still_lack_a_mark_and_is_named(
    tmp_path: Path,
) -> None:
    folder = changed(tmp_path, GERMAN, 'version = "1.0"', 'version = "2.0"')
    content_folder.change(folder / GERMAN, "- second", "- {two-weeks} second")
    found = [p for p in warned(folder) if "marks of facts" in p.message]
    assert len(found) == 4
    assert all("It lacks two-weeks." in p.message and not p.is_error for p in found)


def test_of_an_outdated_translation_nothing_else_is_told(tmp_path: Path) -> None:
    folder = changed(tmp_path, GERMAN, 'version = "1.0"', 'version = "2.0"')
    content_folder.change(folder / GERMAN, "- second", "- second, in 90 days\n- third")
    assert {p.message for p in warned(folder)} == {
        "The German text is at 2.0, this says 1.0."
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("- second", "- {three-weeks} second", "There is no fact 'three-weeks'."),
        ("## Willkommen", "## {two-weeks} Willkommen", "A heading ends"),
    ],
)
def test_a_mark_that_cannot_be_followed_is_an_error(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    found = [p for p in warned(changed(tmp_path, GERMAN, old, new)) if p.is_error]
    assert any(p.file == GERMAN and message in p.message for p in found)
