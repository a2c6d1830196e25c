from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain import pathways
from kiosk.domain.pathways import StepStage, plan, walks, written
from kiosk.ids import AnswerCode, LanguageCode
from tests.builders import SERVICE_DAY, a_catalogue, a_fact
from tests.pathway import ABROAD, CHILDREN, HERE, NONE, a_pathway

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.pathways import Answers

DE = LanguageCode("de")
AR = LanguageCode("ar")
PATHWAY = a_pathway()
UNKNOWN = AnswerCode("ZZ")


def asked(*answers: AnswerCode) -> str | None:
    question = PATHWAY.next_question(answers)
    return question.id if question else None


def steps(
    *answers: AnswerCode,
    catalogue: Catalogue | None = None,
    language: LanguageCode = DE,
    day: date = SERVICE_DAY,
) -> dict[StepStage, list[str]]:
    there = catalogue or a_catalogue()
    told = plan(there, PATHWAY, answers, language, day)
    return {stage: [p.step.id for p in planned] for stage, planned in told}


def test_one_question_follows_the_other() -> None:
    assert asked() == "home"
    assert asked(HERE) == "children"
    assert asked(HERE, CHILDREN) is None


def test_what_does_not_concern_somebody_is_not_asked() -> None:
    assert asked(ABROAD) is None
    assert [q.id for q in PATHWAY.asked((ABROAD,))] == ["home"]


def test_the_steps_follow_from_the_answers_by_stage() -> None:
    later = {StepStage.LATER: ["contract"]}
    assert steps(ABROAD) == later
    assert steps(HERE, NONE) == {StepStage.NOW: ["register"], **later}
    assert steps(HERE, CHILDREN) == {
        StepStage.NOW: ["register"],
        StepStage.SOON: ["doctor"],
        **later,
    }


def test_an_answer_that_is_asked_no_more_counts_for_nothing() -> None:
    assert asked(UNKNOWN) == "home"
    assert steps(UNKNOWN, ABROAD) == steps(ABROAD)
    assert PATHWAY.forgotten((UNKNOWN, ABROAD))
    assert not PATHWAY.forgotten((HERE, CHILDREN))


def test_of_two_answers_to_one_question_the_first_counts() -> None:
    assert steps(HERE, ABROAD, NONE) == steps(HERE, NONE)


def test_a_step_whose_text_cannot_be_read_is_left_out() -> None:
    catalogue = a_catalogue()
    rest = [s for s in catalogue.services if s.slug != "registration"]
    assert steps(HERE, NONE, catalogue=catalogue.with_services(rest)) == {
        StepStage.LATER: ["contract"]
    }


def test_a_detail_is_told_while_its_facts_hold() -> None:
    catalogue = a_catalogue()
    services = [
        replace(s, facts=(a_fact("BMG § 17", valid_until=date(2027, 1, 1)),))
        for s in catalogue.services
    ]
    told = catalogue.with_services(services)
    for day, tells in ((date(2026, 12, 31), True), (date(2027, 1, 1), False)):
        planned = plan(told, PATHWAY, (ABROAD,), DE, day)
        assert [p.tells_detail for _, steps in planned for p in steps] == [tells]


def test_a_detail_of_a_fact_that_is_gone_is_not_told() -> None:
    catalogue = a_catalogue()
    bare = [replace(s, facts=()) for s in catalogue.services]
    [(_, [planned])] = plan(
        catalogue.with_services(bare), PATHWAY, (ABROAD,), DE, SERVICE_DAY
    )
    assert not planned.tells_detail


def test_a_walk_sees_every_question_and_step_once() -> None:
    ways = list(walks(PATHWAY))
    assert ways == [(), (HERE,), (HERE, CHILDREN), (ABROAD,)]


@pytest.mark.parametrize(
    "text", ["", "H", "HHC", "H-", "HÄ", "ß1", "٣٣", "HH/CY", "A" * 26, "H H", "\0\0"]
)
def test_what_was_never_an_address_is_none(text: str) -> None:
    assert pathways.read(text) is None


CODES = st.text("ABCXYZ0189", min_size=2, max_size=2).map(AnswerCode)


@given(st.lists(CODES, min_size=1, max_size=pathways.MOST_QUESTIONS).map(tuple))
def test_what_is_written_is_read_in_capitals_or_not(answers: Answers) -> None:
    assert pathways.read(written(answers)) == answers
    assert pathways.read(written(answers).lower()) == answers


@given(st.lists(CODES | st.sampled_from([HERE, ABROAD, CHILDREN, NONE])).map(tuple))
def test_whatever_was_answered_there_is_an_end_and_a_plan(answers: Answers) -> None:
    given_so_far = answers
    for _ in PATHWAY.questions:
        question = PATHWAY.next_question(given_so_far)
        if question is None:
            break
        given_so_far = (*given_so_far, question.answers[0].code)
    assert PATHWAY.next_question(given_so_far) is None
    assert plan(a_catalogue(), PATHWAY, given_so_far, AR, SERVICE_DAY)
