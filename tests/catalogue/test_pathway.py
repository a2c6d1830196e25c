"""What is wrong with the personal path is told with file, line and remedy."""

from __future__ import annotations

import logging
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.confirming import confirm_translation, tell_change
from kiosk.catalogue.loader import load
from kiosk.catalogue.piecewise import PiecewiseContent
from kiosk.catalogue.places import is_read
from kiosk.domain.pathways import (
    MOST_ANSWERS,
    MOST_QUESTIONS,
    MOST_STEPS,
    StepStage,
    plan,
)
from kiosk.domain.translations import SourceChange, Version
from kiosk.ids import LanguageCode
from kiosk.paths import shipped
from tests import content_folder
from tests.each import each
from tests.pathway import ABROAD, HERE, write_pathway

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.catalogue.problems import Problem
    from kiosk.domain.pathways import Answers

NAME = "pathway/pathway.toml"
UK, DE = LanguageCode("uk"), LanguageCode("de")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    content_folder.write(tmp_path)
    write_pathway(tmp_path)
    return tmp_path


def of_pathway(folder: Path) -> list[Problem]:
    """The same whether all is read at once or piece by piece."""
    found = [p for p in problems(folder) if p.file.startswith("pathway")]
    piecewise = PiecewiseContent(folder).whole(None).problems
    assert [p for p in piecewise if p.file.startswith("pathway")] == found
    return found


def told(folder: Path) -> list[tuple[str, int | None, str]]:
    return [(p.file, p.line, p.message) for p in of_pathway(folder)]


def test_a_good_path_has_no_problem_and_is_read_in_each_language(folder: Path) -> None:
    assert told(folder) == []
    pathway = load(folder).pathway()
    assert pathway is not None
    question = pathway.next_question(())
    assert question is not None
    assert question.title[UK] == "home xuk"
    assert [answer.code for answer in question.answers] == [HERE, ABROAD]
    assert [step.id for step in pathway.steps_after((ABROAD,))] == ["advice"]
    assert pathway.steps[0].facts == ("two-weeks",)


def test_content_may_have_none(tmp_path: Path) -> None:
    content_folder.write(tmp_path)
    assert load(tmp_path).pathway() is None
    assert told(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('code = "HA"', 'code = "HH"', 5, "The code 'HH' is taken."),
        ('code = "HA"', 'code = "ha"', 5, "'ha' is no code of an answer."),
        ('"abroad", code', '"here", code', 5, "The id 'here' is taken."),
        ('id = "children"', 'id = "home"', 8, "The id 'home' is taken."),
        (
            '{ home = ["here"] }\nanswers',
            '{ kids = ["here"] }\nanswers',
            9,
            "No question 'kids' is asked before.",
        ),
        (
            '{ home = ["here"] }\nanswers',
            '{ children = ["yes"] }\nanswers',
            9,
            "No question 'children' is asked before.",
        ),
        (
            'children = ["yes"]',
            'children = ["maybe"]',
            23,
            "The question 'children' has no answer 'maybe'.",
        ),
        (
            'children = ["yes"]',
            "children = []",
            23,
            "The question 'children' has no answer ''.",
        ),
        ('stage = "soon"', 'stage = "never"', 21, "There is no stage 'never'."),
        (
            'service = "doctor"',
            'service = "dokter"',
            22,
            "There is no service 'dokter'.",
        ),
        ('["two-weeks"]', '["three"]', 16, "'registration' has no fact 'three'."),
        ('stage = "soon"', "", 19, "The key `stage` is missing."),
        ('stage = "soon"', 'stage = "soon"\nhow = 1', 22, "Unknown key `how`."),
        ('stage = "soon"', "stage = 3", 21, "`stage`: '3' is no text."),
    ],
)
def test_each_mistake_is_told_by_file_and_line(
    folder: Path, old: str, new: str, line: int, message: str
) -> None:
    content_folder.change(folder / NAME, old, new)
    assert (NAME, line, message) in told(folder)


def test_a_picture_that_there_is_not_is_left_out_and_told(folder: Path) -> None:
    content_folder.change(folder / NAME, '"housing"', '"castle"')
    [problem] = of_pathway(folder)
    assert not problem.is_error
    assert (problem.file, problem.line) == (NAME, 4)


def test_there_is_a_most_of_everything(folder: Path) -> None:
    text = (folder / NAME).read_text("utf-8")
    answers = ",".join(
        f'{{ id = "a{n}", code = "{n:02}" }}' for n in range(MOST_ANSWERS + 1)
    )
    more = "".join(
        f'[[questions]]\nid = "q{n}"\nanswers = [{answers}]\n'
        for n in range(MOST_QUESTIONS)
    )
    steps = "".join(
        f'[[steps]]\nid = "s{n}"\nstage = "now"\nservice = "doctor"\n'
        for n in range(MOST_STEPS)
    )
    content_folder.put(folder / NAME, text + more + steps)
    said = {p.message for p in of_pathway(folder)}
    for key, most in (
        ("questions", MOST_QUESTIONS),
        ("steps", MOST_STEPS),
        ("answers", MOST_ANSWERS),
    ):
        assert f"There are more than {most} of `{key}`." in said
    assert load(folder).pathway() is None


def test_an_empty_path_is_told(folder: Path) -> None:
    content_folder.put(folder / NAME, "questions = []\nsteps = []\n")
    said = [message for file, _, message in told(folder) if file == NAME]
    assert said == [
        "There is nothing in `questions`.",
        "There is nothing in `steps`.",
    ]


def test_a_visitor_for_whom_no_step_is_left_is_told_of(folder: Path) -> None:
    content_folder.change(
        folder / NAME,
        'stage = "later"\n',
        'stage = "later"\nwhen = { children = ["yes"] }\n',
    )
    [(_, line, message)] = told(folder)
    assert (line, message) == (25, "No step is for everybody.")


def test_a_broken_path_is_no_path_and_the_rest_stays(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    content_folder.change(folder / NAME, 'code = "HA"', 'code = "HH"')
    with caplog.at_level(logging.ERROR):
        catalogue = load(folder)
        assert catalogue.pathway() is None
    assert len(catalogue.services) == 2
    assert "The code 'HH' is taken." in caplog.text


def test_a_language_without_its_words_is_read_in_another(folder: Path) -> None:
    (folder / "pathway/uk.toml").unlink()
    [problem] = of_pathway(folder)
    assert (problem.file, problem.is_error) == ("pathway/uk.toml", False)
    pathway = load(folder).pathway()
    assert pathway is not None
    assert pathway.note.shown(UK).text == "note xen"


def test_a_broken_language_takes_nothing_from_the_others(folder: Path) -> None:
    content_folder.put(folder / "pathway/uk.toml", "of = ")
    pathway = load(folder).pathway()
    assert pathway is not None
    assert pathway.note.shown(UK).text == "note xen"
    assert pathway.note.shown(LanguageCode("pl")).text == "note xpl"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("uk", 'advice = "advice xuk"', "", "`steps.advice` is missing in Ukrainian:"),
        ("de", 'advice = "advice xde"', "", "`steps.advice` is missing in German."),
        ("uk", "[steps]", '[steps]\nkitta = "x"', "Nothing is called `kitta` in"),
        ("uk", "advice xuk", "advice 14", "The numbers 14 are not in the German text."),
        (
            "uk",
            "advice xuk",
            "a – – b",
            "`steps.advice`: Two dashes follow each other.",
        ),
        ("uk", 'of = "1.0"', 'of = "2.0"', "It says version 2.0; the German text is"),
        ("uk", 'made = "machine"', "", "The key `made` is missing."),
    ],
)
def test_words_are_held_to_what_the_centres_are(
    folder: Path, file: str, old: str, new: str, message: str
) -> None:
    content_folder.change(folder / f"pathway/{file}.toml", old, new)
    found = of_pathway(folder)
    assert any(p.message.startswith(message) for p in found), found


def test_a_file_of_no_language_is_told(folder: Path) -> None:
    content_folder.put(folder / "pathway/xx.toml", "")
    assert ("pathway/xx.toml", None, "This file belongs to no language.") in told(
        folder
    )


def test_a_german_word_that_changed_is_told_until_somebody_says_what_it_means(
    folder: Path,
) -> None:
    for code in content_folder.LANGUAGES[1:]:
        confirm_translation(folder, "pathway", code, None)
    assert told(folder) == []
    content_folder.change(folder / "pathway/de.toml", "advice xde", "Rat holen")
    [(file, _, message)] = told(folder)
    assert file == "pathway/de.toml"
    assert message.startswith("The text was changed, its version 1.0 was not")
    assert tell_change(folder, "pathway", SourceChange.MEANING) == Version(2, 0)
    assert {file for file, _, _ in told(folder)} == {
        f"pathway/{code}.toml" for code in content_folder.LANGUAGES[1:]
    }


def test_its_files_are_part_of_a_release() -> None:
    assert is_read("pathway/pathway.toml")
    assert is_read("pathway/de-simple.toml")
    assert not is_read("pathway/deep/de.toml")


def test_whatever_is_answered_the_shipped_path_leads_to_steps_that_hold() -> None:
    """Each way through its questions: some thousands, a fraction of a second."""
    catalogue = load(shipped("content"))
    pathway = catalogue.pathway()
    assert pathway is not None

    def ways(answers: Answers = ()) -> Iterator[Answers]:
        question = pathway.next_question(answers)
        if question is None:
            yield answers
        for answer in question.answers if question else ():
            yield from ways((*answers, answer.code))

    for answers in each(list(ways())):
        told = plan(catalogue, pathway, answers, DE, date(2026, 12, 1))
        steps = [planned for _, of_stage in told for planned in of_stage]
        services = [planned.service.slug for planned in steps]
        assert len(told) == len(StepStage), answers
        assert len(set(services)) == len(services), answers
        assert all(planned.tells_detail for planned in steps), answers
