"""What the glossary forbids is found by file and line, and what it says makes sense."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.glossary import LONGEST_WORD, MOST_TERMS, MOST_WORDS, read_glossary
from kiosk.catalogue.problems import Findings
from kiosk.ids import LanguageCode
from tests import content_folder
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.catalogue.checks import Problem

NUMBER = """
[[terms]]
german = "Nummer"
use.pl = ["numer", "numerek"]
avoid.pl = ["karta numerowa"]
avoid.ar = ["البطاقة"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = a_content_folder(tmp_path)
    content_folder.put(made / "glossary.toml", NUMBER)
    return made


def found(folder: Path) -> list[Problem]:
    return problems(folder)


def test_a_glossary_that_every_text_keeps_finds_nothing(folder: Path) -> None:
    assert found(folder) == []
    (term,) = read_glossary(folder, Findings()).terms
    assert term.use[LanguageCode("pl")] == ("numer", "numerek")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("services/doctor/pl.md", "- first", "- Karta  Numerowa, prosimy"),
        ("words/pl.toml", 'health = "Witamy"', 'health = "To karta numerowa."'),
    ],
)
def test_a_forbidden_word_is_named_with_file_line_and_the_right_one(
    folder: Path, name: str, old: str, new: str
) -> None:
    content_folder.change(folder / name, old, new)
    (problem,) = found(folder)
    lines = (folder / name).read_text("utf-8").splitlines()
    assert (problem.file, problem.is_error) == (name, False)
    assert problem.line
    assert new in lines[problem.line - 1]
    assert (
        problem.message == "The glossary does not want 'karta numerowa' for 'Nummer'."
    )
    assert problem.remedy == "Write 'numer'."


def test_the_key_of_a_word_is_no_word(folder: Path) -> None:
    glossary = NUMBER.replace("karta numerowa", "health")
    content_folder.put(folder / "glossary.toml", glossary)
    assert found(folder) == []


def test_only_a_whole_word_counts_and_only_in_its_language(folder: Path) -> None:
    article = folder / "services" / "doctor"
    content_folder.change(article / "pl.md", "- first", "- karta numerowana")
    content_folder.change(article / "en.md", "- first", "- karta numerowa")
    content_folder.change(article / "ar.md", "- first", "- والبطاقةة")
    assert found(folder) == []
    content_folder.change(article / "ar.md", "- والبطاقةة", "- هذه البطاقة لك.")
    assert [p.file for p in found(folder)] == ["services/doctor/ar.md"]


def test_people_may_search_by_it(folder: Path) -> None:
    article = folder / "services" / "doctor" / "pl.md"
    content_folder.change(article, '["Witamy"]', '["karta numerowa"]')
    assert found(folder) == []


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('[[terms]]\ngerman = "A"\n\n[[terms]]\ngerman = "A"\n', 5, "twice"),
        (
            (
                '[[terms]]\ngerman = "A"\nuse.pl = ["wiza"]\n\n'
                '[[terms]]\ngerman = "B"\navoid.pl = ["Wiza"]\n'
            ),
            7,
            "'Wiza' is the word for 'A'.",
        ),
        ('[[terms]]\ngerman = "A"\nuse.xx = ["a"]\n', 3, "no language 'xx'"),
        ('[[terms]]\ngerman = "A"\nuse.pl = [" "]\n', 3, "one is empty"),
        (
            f'[[terms]]\ngerman = "A"\nuse.pl = ["{"a" * (LONGEST_WORD + 1)}"]\n',
            3,
            "long",
        ),
        (
            f'[[terms]]\ngerman = "A"\nuse.pl = {["a"] * (MOST_WORDS + 1)}\n',
            3,
            "too many",
        ),
        ("[[terms]]\nuse.pl = []\n", 1, "`german` is missing"),
        ('[[terms]]\ngerman = "A"\nuse.pl = 1\n', 3, "`use` is no list"),
        ('[[terms]\ngerman = "A"\n', 1, "No valid TOML"),
        ("", None, "`terms` is missing"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_line(
    folder: Path, text: str, line: int | None, told: str
) -> None:
    content_folder.put(folder / "glossary.toml", text)
    (problem,) = found(folder)
    assert (problem.file, problem.line) == ("glossary.toml", line)
    assert told in problem.message
    assert problem.is_error
    assert problem.remedy


def test_ten_thousand_terms_are_refused_in_good_time(folder: Path) -> None:
    terms = "".join(
        f'[[terms]]\ngerman = "Wort {n}"\navoid.pl = ["slowo {n}"]\n'
        for n in range(10_000)
    )
    content_folder.put(folder / "glossary.toml", terms)
    (problem,) = found(folder)
    assert str(MOST_TERMS) in problem.message


def test_without_a_glossary_nothing_is_looked_for(folder: Path) -> None:
    (folder / "glossary.toml").unlink()
    assert found(folder) == []
    assert read_glossary(folder, Findings()).terms == ()


def test_a_star_stands_for_any_ending(folder: Path) -> None:
    forms = 'avoid.pl = ["kart* numerow*"]'
    glossary = NUMBER.replace('avoid.pl = ["karta numerowa"]', forms)
    content_folder.put(folder / "glossary.toml", glossary)
    article = folder / "services" / "doctor" / "pl.md"
    content_folder.change(article, "- first", "- bez karty numerowej, kartka")
    [problem] = found(folder)
    assert "does not want 'karty numerowej' for 'Nummer'" in problem.message


def test_a_word_both_wanted_and_avoided_is_told_once(folder: Path) -> None:
    """Not again in every text that has it."""
    glossary = NUMBER.replace('avoid.pl = ["', 'avoid.pl = ["numer", "')
    content_folder.put(folder / "glossary.toml", glossary)
    article = folder / "services" / "doctor" / "pl.md"
    content_folder.change(article, "- first", "- numer")
    [problem] = found(folder)
    assert (problem.file, problem.is_error) == ("glossary.toml", True)
