"""The personal path: which questions are asked, and which steps follow from answers.

Nothing here knows who answered. What was answered travels as a tuple of codes, in the
order of the questions, and as one short text in the address of a plan.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import SourceText, TranslationState, state_of
from kiosk.ids import AnswerCode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from kiosk.domain.catalogue import Catalogue, CentreWords
    from kiosk.domain.localized import Localized
    from kiosk.domain.services import Service
    from kiosk.ids import FactId, LanguageCode, Slug

    Answers = tuple[AnswerCode, ...]
    Conditions = Mapping[str, frozenset[str]]
    """By question, the answers that fit; every question must be answered by one."""

CODE_LENGTH = 2
"""Characters of an `AnswerCode`: the codes of a plan stand one after the other."""
MOST_QUESTIONS = 12
MOST_ANSWERS = 8
MOST_STEPS = 60
LONGEST_PLAN = CODE_LENGTH * MOST_QUESTIONS


class StepStage(StrEnum):
    """When a step is due; in this order."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class PathAnswer:
    id: str
    code: AnswerCode
    title: Localized
    note: Localized | None = None


@dataclass(frozen=True, slots=True)
class PathQuestion:
    id: str
    title: Localized
    answers: tuple[PathAnswer, ...]
    when: Conditions
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    id: str
    stage: StepStage
    service: Slug
    """Its text says all of it."""
    title: Localized
    detail: Localized
    when: Conditions
    facts: tuple[FactId, ...] = ()
    """Of the service: the detail is told while all of them hold."""


class PlannedStep(NamedTuple):
    """A step of somebody's plan, as it is on one day."""

    step: Step
    service: Service
    tells_detail: bool


@dataclass(frozen=True, slots=True)
class Pathway:
    questions: tuple[PathQuestion, ...]
    steps: tuple[Step, ...]
    """In the order in which they are taken."""
    note: Localized
    """What all of it is worth, and who helps."""
    words: Mapping[LanguageCode, CentreWords]
    """By language, how far its words can be relied on."""
    _by_code: Mapping[AnswerCode, tuple[str, str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found = {
            answer.code: (question.id, answer.id)
            for question in self.questions
            for answer in question.answers
        }
        object.__setattr__(self, "_by_code", found)

    @property
    def source(self) -> SourceText:
        """Which German words these are."""
        german = self.words[SOURCE_LANGUAGE]
        return SourceText(german.version, german.fingerprint)

    def state(self, language: LanguageCode, *, expected: bool) -> TranslationState:
        """Of its words in this language; `expected` tells missing from fallback."""
        there = self.words.get(language)
        if there is None:
            missing = TranslationState.MISSING
            return missing if expected else TranslationState.FALLBACK
        if there.missing:
            return TranslationState.MISSING
        return state_of(there.origin, self.source)

    def next_question(self, answers: Answers) -> PathQuestion | None:
        """The first one to be asked that is not answered; None when all are."""
        known = self._known(answers)
        asked = (q for q in self.asked(answers) if q.id not in known)
        return next(asked, None)

    def asked(self, answers: Answers) -> list[PathQuestion]:
        """As far as can be told from these answers."""
        known = self._known(answers)
        return [q for q in self.questions if _fit(q.when, known)]

    def steps_after(self, answers: Answers) -> Iterator[Step]:
        known = self._known(answers)
        return (step for step in self.steps if _fit(step.when, known))

    def forgotten(self, answers: Answers) -> bool:
        """Whether one of them is asked for no more, as in an old address."""
        return any(code not in self._by_code for code in answers)

    def _known(self, answers: Answers) -> dict[str, str]:
        """By question; of two answers to one the first."""
        known: dict[str, str] = {}
        for code in answers:
            if code in self._by_code:
                question, answer = self._by_code[code]
                known.setdefault(question, answer)
        return known


def plan(
    catalogue: Catalogue,
    pathway: Pathway,
    answers: Answers,
    language: LanguageCode,
    day: date,
) -> list[tuple[StepStage, list[PlannedStep]]]:
    """Each stage that has steps, with them; a step whose text cannot be read is left
    out, and the detail of one whose facts do not hold on this day."""
    readable = {s.slug: s for s in catalogue.services if s.headline(language)}
    planned = [
        PlannedStep(step, service, _hold(step.facts, service, day))
        for step in pathway.steps_after(answers)
        if (service := readable.get(step.service)) is not None
    ]
    return [(stage, steps) for stage in StepStage if (steps := _of(stage, planned))]


def walks(pathway: Pathway) -> Iterator[Answers]:
    """All that is answered before each question and at the end, by who always gives the
    first answer, and by who gives the last: nearly all that can be seen."""
    for at in (0, -1):
        answers: Answers = ()
        while question := pathway.next_question(answers):
            if answers or at == 0:  # all begin with the same question
                yield answers
            answers = (*answers, question.answers[at].code)
        yield answers


def written(answers: Sequence[AnswerCode]) -> str:
    """As the address of a plan has them."""
    return "".join(answers)


def read(text: str) -> Answers | None:
    """The answers of an address, in capitals or not; None for what was never one."""
    said = text.upper()
    if not said or len(said) > LONGEST_PLAN or len(said) % CODE_LENGTH:
        return None
    codes = [said[at : at + CODE_LENGTH] for at in range(0, len(said), CODE_LENGTH)]
    if not all(is_code(code) for code in codes):
        return None
    return tuple(AnswerCode(code) for code in codes)


def is_code(text: str) -> bool:
    """Two capitals or digits, which a QR code packs best."""
    return (
        len(text) == CODE_LENGTH
        and text.isascii()
        and text.isalnum()
        and (text == text.upper())
    )


def _of(stage: StepStage, planned: Sequence[PlannedStep]) -> list[PlannedStep]:
    return [each for each in planned if each.step.stage is stage]


def _fit(when: Conditions, known: Mapping[str, str]) -> bool:
    return all(known.get(question) in answers for question, answers in when.items())


def _hold(facts: Collection[FactId], service: Service, day: date) -> bool:
    holding = {fact.id for fact in service.facts if fact.holds_on(day)}
    return holding.issuperset(facts)
