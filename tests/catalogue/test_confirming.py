"""Saying "still valid" changes dates, and never takes a service away."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.confirming import confirm_facts
from kiosk.errors import BadContent, NotFound
from tests import content_folder
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 12, 1)
FACTS = "services/doctor/service.toml"
DAY = "as_of = 2026-08-19"
ANOTHER = """[[facts]]
id = "free"
says = "Es kostet nichts."
source = "BMG § 18"
as_of = 2026-07-01

[[gaps]]"""


def changed(tmp_path: Path, old: str, new: str) -> Path:
    folder = a_content_folder(tmp_path)
    content_folder.change(folder / FACTS, old, new)
    return folder


def test_every_fact_was_looked_up_today(tmp_path: Path) -> None:
    folder = changed(tmp_path, "[[gaps]]", ANOTHER)
    assert confirm_facts(folder, "doctor", TODAY) == 2
    assert (folder / FACTS).read_text().count("as_of = 2026-12-01\n") == 2
    assert problems(folder, TODAY) == []


def test_only_the_dates_change(tmp_path: Path) -> None:
    folder = changed(tmp_path, DAY, f"  as_of=2026-08-19 # asked by phone\n# {DAY}")
    before = (folder / FACTS).read_text()
    confirm_facts(folder, "doctor", TODAY)
    after = before.replace("as_of=2026-08-19", "as_of=2026-12-01")
    assert (folder / FACTS).read_text() == after


def test_a_fact_that_holds_until_tomorrow_can_be_confirmed(tmp_path: Path) -> None:
    folder = changed(tmp_path, DAY, f"{DAY}\nvalid_until = 2026-12-02")
    assert confirm_facts(folder, "doctor", TODAY) == 1


@pytest.mark.parametrize(
    ("old", "new", "message", "remedy"),
    [
        (DAY, f"{DAY}\nvalid_until = 2026-12-01", "toml:17: The fact had ended", "rem"),
        (DAY, f"{DAY}\nvalid_until = 2026-09-01", "toml:17: The fact had ended", "rem"),
        (DAY, f"'as_of' {DAY[5:]}", "date of the fact 'two-weeks'", "`as_of = `"),
        (DAY, 'as_of = "August"', "`as_of`", "2026-08-19"),
        ("[[facts]]", "[[gaps]]", "No fact", "[[facts]]"),
        ("[[facts]]", "[[facts]", "No valid TOML", "bracket"),
        ("order = 2", "odrer = 2", "`odrer`", "order"),
    ],
)
def test_what_cannot_be_confirmed_stays_as_it_was(
    old: str, new: str, message: str, remedy: str, tmp_path: Path
) -> None:
    folder = changed(tmp_path, old, new)
    before = (folder / FACTS).read_bytes()
    with pytest.raises(BadContent) as refused:
        confirm_facts(folder, "doctor", TODAY)
    assert message in str(refused.value)
    assert remedy in refused.value.remedy
    assert (folder / FACTS).read_bytes() == before


def test_a_service_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="nobody"):
        confirm_facts(a_content_folder(tmp_path), "nobody", TODAY)
