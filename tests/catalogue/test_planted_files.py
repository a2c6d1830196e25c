"""What goes wrong with whole files is found by file and line, each with a remedy."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.piecewise import PiecewiseContent
from tests import content_folder
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = date(2026, 12, 1)
POLISH = "services/doctor/pl.md"
UKRAINIAN = "services/doctor/uk.md"
FACTS = "services/doctor/service.toml"
RUSSIAN = "Вы не можете ждать? Тогда вам нужно обратиться к врачу, если это срочно."


class Found(NamedTuple):
    name: str
    line: int | None
    said: str


def latin(folder: Path) -> None:
    path = folder / POLISH
    path.write_bytes(path.read_text("utf-8").replace("go on", "más").encode("latin-1"))


def two_bytes(folder: Path) -> None:
    path = folder / POLISH
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))


def nothing_printed(folder: Path) -> None:
    content_folder.change(folder / POLISH, "- second", "- sec\0nd")


def nothing_in_a_table(folder: Path) -> None:
    content_folder.change(folder / FACTS, "Zwei Wochen", "Zwei\0Wochen")


def turned_round(folder: Path) -> None:
    content_folder.change(folder / POLISH, "- second", "- \u202esecond\u202c")


def endless(folder: Path) -> None:
    content_folder.change(folder / POLISH, "- second", "- second" * 300_000)


def empty(folder: Path) -> None:
    (folder / POLISH).write_text("", "utf-8")


def leading_out(folder: Path) -> None:
    (folder / POLISH).unlink()
    (folder / POLISH).symlink_to("/etc/hostname")


def gone(folder: Path) -> None:
    (folder / FACTS).unlink()


def of_the_neighbour(folder: Path) -> None:
    content_folder.change(folder / UKRAINIAN, "- second", f"- {RUSSIAN}")


def twice(folder: Path) -> None:
    content_folder.add_service(folder, "clinic", "health", 3)


def no_such_day(folder: Path) -> None:
    content_folder.change(folder / FACTS, "as_of = 2026-08-19", "as_of = 2026-02-30")


def day_to_come(folder: Path) -> None:
    content_folder.change(folder / FACTS, "as_of = 2026-08-19", "as_of = 2036-08-19")


def end_before_its_beginning(folder: Path) -> None:
    own = "as_of = 2026-08-19"
    days = f"{own}\nvalid_from = 2027-02-01\nvalid_until = 2027-01-01"
    content_folder.change(folder / FACTS, own, days)


def without_encryption(folder: Path) -> None:
    content_folder.change(folder / "resources.toml", "https://www", "http://www")


def in_pieces(folder: Path) -> None:
    content_folder.change(folder / "site.toml", '"112"', '"1 12"')


FAULTS: dict[Callable[[Path], None], Found] = {
    latin: Found(POLISH, 19, "not UTF-8"),
    two_bytes: Found(POLISH, 1, "not UTF-8"),
    nothing_printed: Found(POLISH, 16, "U+0000"),
    nothing_in_a_table: Found(FACTS, 14, "U+0000"),
    turned_round: Found(POLISH, 16, "U+202E"),
    endless: Found(POLISH, None, "larger than 1 MiB"),
    empty: Found(POLISH, 1, "The head between"),
    leading_out: Found(POLISH, None, "symbolic link"),
    gone: Found(FACTS, None, "The file is missing"),
    of_the_neighbour: Found(UKRAINIAN, 16, "seems to be written in Russian"),
    twice: Found("services/clinic/de.md", 6, "'doctor' has the same title"),
    no_such_day: Found(FACTS, 16, "Invalid date"),
    day_to_come: Found(FACTS, 16, "2036-08-19 is still to come"),
    end_before_its_beginning: Found(FACTS, 18, "before it has held for a day"),
    without_encryption: Found("resources.toml", 3, "is no web target"),
    in_pieces: Found("site.toml", 16, "112 is written in pieces"),
}


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_a_planted_fault_is_found_where_it_is(
    plant: Callable[[Path], None], tmp_path: Path
) -> None:
    folder = a_content_folder(tmp_path)
    plant(folder)
    name, line, said = FAULTS[plant]
    found = problems(folder, TODAY)
    [mine] = [p for p in found if p.file == name and said in p.message]
    assert mine.line == line
    assert mine.remedy
    as_edited = PiecewiseContent(folder).whole(TODAY).problems
    assert [(p.file, p.line, p.message) for p in as_edited] == [
        (p.file, p.line, p.message) for p in found
    ]


@pytest.mark.parametrize("name", ["topics.toml", "resources.toml", "lexicon.toml"])
def test_one_missing_file_is_one_problem(name: str, tmp_path: Path) -> None:
    """Not one for each word that names something of it."""
    folder = a_content_folder(tmp_path)
    (folder / "lexicon").mkdir()
    content_folder.put(folder / "lexicon.toml", '[concepts]\ntooth = ["doctor"]\n')
    for code in content_folder.LANGUAGES:
        content_folder.put(folder / f"lexicon/{code}.toml", '[words]\ntooth = ["a"]\n')
    (folder / name).unlink()
    found = [(p.file, p.message) for p in problems(folder, TODAY)]
    assert found == [(name, "The file is missing.")]


def test_a_broken_service_is_not_told_again_by_who_leads_to_it(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.put(folder / "lexicon.toml", '[concepts]\ntooth = ["doctor"]\n')
    no_such_day(folder)
    assert {p.file for p in problems(folder, TODAY) if p.is_error} == {FACTS}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- second", "- {Two-Weeks} second"),
        ("- second", "- second {two-weeks}"),
        ("# Willkommen\n\nWill", "# Willkommen\n\n{two-weeks} Will"),
        ("# Willkommen\n\nWill", "# {two-weeks} Willkommen\n\nWill"),
    ],
)
def test_no_visitor_reads_a_mark(old: str, new: str, tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.change(folder / "services/doctor/de.md", old, new)
    said = "would be shown as it is"
    [found] = [p for p in problems(folder, TODAY) if said in p.message]
    assert found.file == "services/doctor/de.md"
    assert found.line


def test_a_mark_of_no_fact_is_told_once(tmp_path: Path) -> None:
    """Not again for each translation that does not have it."""
    folder = a_content_folder(tmp_path)
    german = folder / "services/doctor/de.md"
    content_folder.change(german, "- second", "- {three-weeks} second")
    found = [p for p in problems(folder, TODAY) if "marks of facts" in p.message]
    assert found == []
    [mine] = [p for p in problems(folder, TODAY) if p.is_error]
    assert (mine.line, mine.message) == (15, "There is no fact 'three-weeks'.")


def test_no_services_are_one_problem(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.put(folder / "lexicon.toml", '[concepts]\ntooth = ["doctor"]\n')
    (folder / "services").rename(folder.parent / "elsewhere")
    assert [p.file for p in problems(folder, TODAY) if p.is_error] == ["services"]
