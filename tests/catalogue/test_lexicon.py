"""What is wrong with a lexicon is told with file, line and remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.lexicon import MOST_WORDS, lasting_lexicon, read_lexicon
from kiosk.catalogue.piecewise import PiecewiseContent
from kiosk.catalogue.places import is_read
from kiosk.catalogue.problems import Findings
from tests import content_folder
from tests.builders import DE, PL

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.catalogue.problems import Problem

CONCEPTS = '[concepts]\ntooth = ["welcome"]\ntoilet = []\n'
GERMAN = 'fillers = ["wo", "ist"]\n\n[words]\ntooth = ["Zahn"]\ntoilet = ["Klo"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    content_folder.write(tmp_path)
    slug = next((tmp_path / "services").iterdir()).name
    (tmp_path / "lexicon").mkdir()
    put(tmp_path, "lexicon.toml", CONCEPTS.replace("welcome", slug))
    for code in content_folder.LANGUAGES:
        put(tmp_path, f"lexicon/{code}.toml", "[words]\n")
    put(tmp_path, "lexicon/de.toml", GERMAN)
    return tmp_path


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def of_lexicon(folder: Path) -> list[Problem]:
    found = [p for p in problems(folder) if p.file.startswith("lexicon")]
    piecewise = PiecewiseContent(folder).whole(None).problems
    assert [p for p in piecewise if p.file.startswith("lexicon")] == found
    return found


def test_a_good_lexicon_has_no_problem(folder: Path) -> None:
    assert of_lexicon(folder) == []
    lexicon = read_lexicon(folder, Findings())
    assert lexicon.concepts["toilet"] == ()
    assert lexicon.words[DE].phrases == {"tooth": ("Zahn",), "toilet": ("Klo",)}
    assert lexicon.words[DE].fillers == ("wo", "ist")


def test_a_language_without_words_is_told(folder: Path) -> None:
    (folder / "lexicon/pl.toml").unlink()
    [problem] = of_lexicon(folder)
    assert (problem.file, problem.is_error) == ("lexicon/pl.toml", False)
    assert problem.message.startswith("There are no everyday words in Polish")


def test_content_may_have_none(tmp_path: Path) -> None:
    content_folder.write(tmp_path)
    assert of_lexicon(tmp_path) == []
    assert read_lexicon(tmp_path, Findings()).concepts == {}


@pytest.mark.parametrize(
    ("name", "text", "line", "message", "remedy"),
    [
        (
            "lexicon.toml",
            '[concepts]\ntoilet = []\ntooth = ["dentist"]\n',
            3,
            "There is no service 'dentist'.",
            "Name a folder of services/, or take it out.",
        ),
        (
            "lexicon.toml",
            "[concepts]\ntooth = []\ntoilet = []\nTooth_Ache = []\n",
            4,
            "The concept's name is malformed.",
            "Use a to z",
        ),
        (
            "lexicon/de.toml",
            '[words]\ntooth = ["Zahn"]\n\ntoilet = ["zahn"]\n',
            4,
            "'zahn' stands in 'tooth' and in 'toilet'.",
            "Keep it in one of them.",
        ),
        (
            "lexicon/de.toml",
            'fillers = ["wo"]\n[words]\ntooth = ["Zahn"]\ntoilet = ["wo Zahn"]\n',
            4,
            "'wo Zahn' stands in 'tooth' and in 'toilet'.",
            "Keep it in one of them.",
        ),
        (
            "lexicon/de.toml",
            '[words]\ntoth = ["Zahn"]\n',
            2,
            "There is no concept 'toth'.",
            "tooth",
        ),
        (
            "lexicon/de.toml",
            'fillers = ["wo ist"]\n[words]\n',
            1,
            "The filler 'wo ist' is more than one word.",
            "Write each word by itself",
        ),
        (
            "lexicon/de.toml",
            '[words]\ntooth = ["Zahn", "!"]\n',
            2,
            "'!' is empty or longer than 60 characters.",
            "Write a word",
        ),
        (
            "lexicon/de.toml",
            f"[words]\ntooth = {[f'w{number}' for number in range(10_000)]}\n",
            1,
            f"There are 10000 here, at most {MOST_WORDS}.",
            "Keep those that people type most.",
        ),
        (
            "lexicon/xx.toml",
            "[words]\n",
            None,
            "This file belongs to no language.",
            "Name it by one of",
        ),
    ],
)
def test_a_problem_says_where_what_and_how_to_mend_it(
    folder: Path, name: str, text: str, line: int | None, message: str, remedy: str
) -> None:
    put(folder, name, text)
    (problem,) = [p for p in of_lexicon(folder) if p.file == name]
    assert (problem.line, problem.is_error) == (line, True)
    assert problem.message == message
    assert remedy in problem.remedy


def test_other_accents_are_another_word(folder: Path) -> None:
    put(folder, "lexicon/vi.toml", '[words]\ntooth = ["mưa"]\ntoilet = ["mua"]\n')
    assert of_lexicon(folder) == []


def test_a_filler_that_names_a_thing_tells_phrases_apart(folder: Path) -> None:
    text = 'fillers = ["Zahn"]\n[words]\ntooth = ["Zahn"]\ntoilet = ["Zahn Klo"]\n'
    put(folder, "lexicon/de.toml", text)
    assert of_lexicon(folder) == []
    assert read_lexicon(folder, Findings()).words[DE].general == {"Zahn"}


def test_a_service_that_goes_is_missed_at_once(folder: Path) -> None:
    piecewise = PiecewiseContent(folder)
    assert piecewise.whole(None).of("lexicon.toml") == []
    slug = next((folder / "services").iterdir()).name
    for file in (folder / "services" / slug).iterdir():
        file.unlink()
    (folder / "services" / slug).rmdir()
    checked = piecewise.renewed({f"services/{slug}/service.toml"}, None)
    (problem,) = checked.of("lexicon.toml")
    assert problem.line == 2


def test_a_terminal_goes_on_with_what_is_good(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(folder, "lexicon/de.toml", "[words")
    put(folder, "lexicon/pl.toml", '[words]\ntooth = ["ząb"]\n')
    read = lasting_lexicon(folder)
    assert DE not in read().words
    assert read().words[PL].phrases
    assert "lexicon/de.toml" in caplog.text
    assert read() is read()


def test_a_release_takes_it_along() -> None:
    assert is_read("lexicon.toml")
    assert is_read("lexicon/de-simple.toml")
    assert not is_read("lexicon/de/more.toml")
