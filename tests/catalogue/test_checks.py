"""Every problem at once, errors and warnings, in the order of the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import Problem, problems
from kiosk.catalogue.loader import load
from kiosk.errors import BadContent
from tests import content_folder
from tests.builders import a_content_folder
from tests.each import each

if TYPE_CHECKING:
    from pathlib import Path


def test_good_content_has_no_problems(tmp_path: Path) -> None:
    assert problems(a_content_folder(tmp_path)) == []


def test_problems_of_all_files_are_found_in_one_go(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    facts = folder / "services" / "doctor" / "service.toml"
    content_folder.change(facts, 'kind = "cost"', 'kind = "fax"')
    content_folder.change(facts, "[contact]", "[contact]\nfax = 1")
    content_folder.change(folder / "topics.toml", '"12:00"', '"8:00"')
    content_folder.change(folder / "words" / "ar.toml", 'tax = "مرحبًا"', 'tax = ""')
    content_folder.change(
        folder / "services" / "registration" / "uk.md", "- first", "<b>"
    )
    found = [p for p in problems(folder) if p.is_error]
    assert [(p.file, p.is_error) for p in found] == [
        ("services/doctor/service.toml", True),
        ("services/doctor/service.toml", True),
        ("services/registration/uk.md", True),
        ("topics.toml", True),
        ("words/ar.toml", True),
    ]
    assert all(p.line and p.remedy for p in each(found))


def test_every_unknown_and_missing_key_of_a_table_is_told(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.change(folder / "site.toml", 'id = "health"', 'idd = "health"')
    content_folder.change(folder / "site.toml", 'symbol = "✚"', 'symbl = "✚"')
    told = {p.message for p in problems(folder) if p.file == "site.toml"}
    assert told == {
        "Unknown key `idd`.",
        "Unknown key `symbl`.",
        "The key `id` is missing.",
        "The key `symbol` is missing.",
    }


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("order = 2", "order = 2\norder = 3", "order is there twice."),
        ("[contact]", "[hours]\n[hours]\n[contact]", "[hours] is there twice."),
    ],
)
def test_what_is_written_twice_is_named_and_one_is_to_go(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    folder = a_content_folder(tmp_path)
    file = folder / "services" / "doctor" / "service.toml"
    content_folder.change(file, before, after)
    (found,) = (p for p in problems(folder) if p.file.endswith("doctor/service.toml"))
    assert (found.message, found.remedy) == (
        said,
        "Keep one of the two, and remove the other.",
    )
    lines = file.read_text("utf-8").splitlines()
    assert found.line
    assert lines[found.line - 1] in {"order = 3", "[hours]"}


def test_a_mistyped_name_is_answered_by_the_nearest_known(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    service = folder / "services" / "doctor" / "service.toml"
    content_folder.change(service, 'category = "health"', 'categry = "health"')
    content_folder.change(
        folder / "services" / "registration" / "service.toml", '["office"', '["ofice"'
    )
    remedies = {p.message: p.remedy for p in problems(folder)}
    assert remedies["Unknown key `categry`."].startswith("Did you mean category? ")
    assert remedies["There is no resource 'ofice'."].startswith("Did you mean office? ")


def test_words_for_what_is_not_there_are_told(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.change(folder / "words" / "pl.toml", "health =", "helth =")
    told = [(p.line, p.message) for p in problems(folder)]
    assert (13, "Nothing is called `helth` in `categories`.") in told


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path / "content")
    assert problem.is_error


def test_an_empty_folder_names_what_must_be_there(tmp_path: Path) -> None:
    assert [p.file for p in problems(tmp_path)] == ["site.toml"]
    with pytest.raises(BadContent, match=r"site\.toml"):
        load(tmp_path)


def test_a_problem_reads_like_a_compilers() -> None:
    problem = Problem("site.toml", 12, "The text is empty.", "Write it.")
    assert str(problem) == "site.toml:12: The text is empty."
    assert str(Problem("a.md", None, "No.", "")) == "a.md: No."
