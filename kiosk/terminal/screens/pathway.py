"""The personal path: one question a screen, and at its end the visitor's own steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on

from kiosk.domain.pathways import StepStage, plan
from kiosk.errors import NotFound
from kiosk.i18n.languages import language
from kiosk.i18n.plan_words import stage_title, worth
from kiosk.ids import AnswerCode, Slug
from kiosk.terminal import openings, places
from kiosk.terminal.marks import named_shown
from kiosk.terminal.messages import Wanted
from kiosk.terminal.mirroring import MirroredRow
from kiosk.terminal.taking_home import plan_for_phone
from kiosk.terminal.tones import Tone, family_of
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.cards import Cards
from kiosk.terminal.widgets.paragraph import Paragraph
from kiosk.terminal.widgets.progress import Progress
from kiosk.terminal.widgets.touch_button import TouchButton

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import ComposeResult

    from kiosk.domain.pathways import PathAnswer, PathQuestion, Pathway, PlannedStep
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session
    from kiosk.terminal.widgets.head import HeadBand

LONGEST_LARGE = 8
"""Letters of an answer that is drawn, not written."""


def pathway_screen(
    ports: Ports, session: Session, place: places.OnPathway
) -> VisitorScreen:
    """Raises `NotFound` where the content has lost its path since."""
    pathway = ports.contents.current().pathway()
    if pathway is None:
        raise NotFound("There is no personal path.", remedy="Check pathway/.")
    question = pathway.next_question(place.answers)
    if question is not None:
        return QuestionScreen(ports, session, pathway, place, question)
    today = openings.now(ports).today
    stages = plan(ports.contents.current(), pathway, place.answers, session.code, today)
    if not stages:
        raise NotFound("No step is left of the personal path.", remedy="Check it.")
    return PlanScreen(ports, session, pathway, place, dict(stages))


class QuestionScreen(VisitorScreen):
    """One plate per answer; a touch is the answer, and leads on."""

    def __init__(
        self,
        ports: Ports,
        session: Session,
        pathway: Pathway,
        place: places.OnPathway,
        question: PathQuestion,
    ) -> None:
        super().__init__(ports, session)
        self._pathway = pathway
        self._answers = place.answers
        self._question = question

    def head(self) -> HeadBand:
        title = named_shown(self._question.title, self.session)
        picture = self._question.picture or ""
        return self.band(title, picture=picture, family=family_of(picture))

    def compose_content(self) -> ComposeResult:
        yield Paragraph(self._count(), id="count")
        yield Cards(
            [self._card(answer) for answer in self._question.answers],
            self.turner_words(),
            narrowest=28,
            most_columns=2,
            tallest=9 if self.is_low else 11,
            id="answers",
        )

    @on(TouchButton.Pressed, ".answer")
    def _choose(self, event: TouchButton.Pressed) -> None:
        code = AnswerCode(event.button.value)
        self.post_message(Wanted(places.OnPathway((*self._answers, code))))

    def _count(self) -> str:
        gettext = self.words.gettext
        asked = self._pathway.asked(self._answers)
        told = gettext("Question %(number)s of %(count)s")
        count = told % {
            "number": asked.index(self._question) + 1,
            "count": len(asked),
        }
        forgotten = gettext("Nobody keeps your answers.")
        return count if self._answers else f"{count} · {forgotten}"

    def _card(self, answer: PathAnswer) -> TouchButton:
        """Large where all answers are as short as yes and no."""
        code = self.session.code
        is_large = all(
            a.note is None and len(a.title[code]) <= LONGEST_LARGE
            for a in self._question.answers
        )
        title = answer.title.shown(code)
        note = answer.note
        return TouchButton(
            title.text,
            detail=note[code] if note else "",
            value=answer.code,
            align="start",
            is_large=is_large,
            language=language(title.language),
            id=f"answer-{answer.id}",
            classes="answer",
        )


class PlanScreen(VisitorScreen):
    """The steps of one stage, and the ways to the others and home."""

    def __init__(
        self,
        ports: Ports,
        session: Session,
        pathway: Pathway,
        place: places.OnPathway,
        stages: Mapping[StepStage, Sequence[PlannedStep]],
    ) -> None:
        super().__init__(ports, session)
        self._pathway = pathway
        self._answers = place.answers
        self._stages = stages
        first = next(iter(stages))
        self._now = place.stage if place.stage and place.stage in stages else first
        self._home = plan_for_phone(place.answers, session, ports.desk)

    def head(self) -> Progress:
        titles = [stage_title(stage, self.words) for stage in self._stages]
        return Progress(titles, list(self._stages).index(self._now))

    def compose_content(self) -> ComposeResult:
        yield Cards(
            [self._card(planned) for planned in self._stages[self._now]],
            self.turner_words(),
            narrowest=40,
            most_columns=2 if self.is_vast else 1,
            tallest=5,
            id="steps",
        )
        yield Paragraph(worth(self._pathway, self.words), id="worth")
        with MirroredRow(id="plan-ways"):
            yield from self._ways()

    @property
    def _next(self) -> StepStage | None:
        stages = list(self._stages)
        after = stages[stages.index(self._now) + 1 :]
        return after[0] if after else None

    def _ways(self) -> Iterator[TouchButton]:
        gettext = self.words.gettext
        after = self._next
        if self._home is not None:
            yield TouchButton(
                gettext("Take my list with me"),
                tone=Tone.CARD if after else Tone.GO,
                id="take-plan",
            )
        if after is not None:
            told = gettext("Next: %(stage)s")
            label = told % {"stage": stage_title(after, self.words)}
            yield TouchButton(label, tone=Tone.GO, id="next-stage")
        else:
            yield TouchButton(gettext("Answer again"), id="answer-again")

    def _card(self, planned: PlannedStep) -> TouchButton:
        title = planned.step.title.shown(self.session.code)
        detail = planned.step.detail.shown(self.session.code).text
        area = self.catalogue.category(planned.service.category)
        return TouchButton(
            title.text,
            detail=detail if planned.tells_detail else "",
            picture=area.picture or "",
            family=family_of(area.picture or ""),
            value=planned.service.slug,
            align="start",
            listed=True,
            language=language(title.language),
            id=f"step-{planned.step.id}",
            classes="step",
        )

    @on(TouchButton.Pressed, ".step")
    def _read(self, event: TouchButton.Pressed) -> None:
        self.post_message(Wanted(places.ServicePage(Slug(event.button.value))))

    @on(TouchButton.Pressed, "#take-plan")
    def _take(self) -> None:
        if self._home is not None:
            self.post_message(Wanted(self._home))

    @on(TouchButton.Pressed, "#next-stage")
    def _go_on(self) -> None:
        self.post_message(Wanted(places.OnPathway(self._answers, self._next)))

    @on(TouchButton.Pressed, "#answer-again")
    def _answer_again(self) -> None:
        self.post_message(Wanted(places.OnPathway(), after=1))
