"""What the page of a plan says: the steps by stage, each with a way to its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiosk.domain import plan_pages
from kiosk.domain.pathways import plan
from kiosk.i18n.plan_words import stage_title, worth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.pathways import Answers, PlannedStep
    from kiosk.hub.service_pages import ServicePages, WrittenPage
    from kiosk.i18n.languages import Language


class WrittenStage(NamedTuple):
    title: str
    first: int
    """The number of its first step; steps are counted over all stages."""
    steps: Sequence[PlannedStep]


def written(
    pages: ServicePages, answers: Answers, language: Language
) -> WrittenPage | None:
    """None where there is no path, or nothing follows from these answers."""
    shelf = pages.of_today()
    pathway = shelf.catalogue.pathway()
    if pathway is None:
        return None
    words = pages.words(language)
    stages, first = [], 1
    for stage, steps in plan(
        shelf.catalogue, pathway, answers, language.code, shelf.day
    ):
        stages.append(WrittenStage(stage_title(stage, words), first, steps))
        first += len(steps)
    if not stages:
        return None
    return pages.write(
        shelf,
        "plan/page.html",
        language,
        stages=stages,
        worth=worth(pathway, words),
        is_old=pathway.forgotten(answers),
        plan=plan_pages.path(answers),
        address=pages.typed(plan_pages.path(answers, language.code)),
    )
