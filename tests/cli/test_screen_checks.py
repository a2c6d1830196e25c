"""What of the content fits no screen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.problems import Findings
from kiosk.cli.screen_checks import check_screens
from kiosk.domain.resources import ResourceKind
from kiosk.ids import Slug
from tests.builders import DE, a_catalogue, a_resource, a_text
from tests.pathway import a_pathway

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.pathways import Pathway

LONG = "https://www.example.de/" + "a" * 60


def warned(catalogue: Catalogue, *, short: bool = False) -> list[str]:
    findings = Findings()
    check_screens(catalogue, findings, has_short_addresses=short)
    return [problem.message for problem in findings.problems]


def with_target(kind: ResourceKind, target: str) -> Catalogue:
    resource = a_resource(kind, target, target, a_text(*["Amt"] * 5))
    return replace(a_catalogue(), resources=(resource,))


def with_article(**changes: object) -> Catalogue:
    catalogue = a_catalogue()
    service = catalogue.service(Slug("doctor"))
    article = replace(service.article(DE), **changes)  # type: ignore[arg-type]
    return catalogue.with_services([replace(service, articles={DE: article})])


def test_good_content_fits() -> None:
    assert warned(a_catalogue()) == []


def test_a_code_that_fits_no_small_screen_is_named() -> None:
    assert warned(with_target(ResourceKind.WEB, LONG)) == [
        "The code of [web-83] does not fit a screen of 66 x 19."
    ]
    assert warned(with_target(ResourceKind.WEB, "https://www.example.de/a")) == []


def test_a_long_page_is_no_problem_where_the_hub_shortens_it() -> None:
    assert warned(with_target(ResourceKind.WEB, LONG), short=True) == []


def test_what_is_no_page_cannot_be_shortened() -> None:
    place = "geo:0,0?q=" + "a" * 80
    assert len(warned(with_target(ResourceKind.PLACE, place), short=True)) == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": "Ein Titel mit vielen Worten " * 4}, "The title is cut on a card."),
        ({"summary": "Sehr lang. " * 400}, "pages on the smallest terminal"),
    ],
)
def test_a_text_that_is_too_long_for_the_screen_is_named(
    changes: dict[str, object], message: str
) -> None:
    assert any(message in text for text in warned(with_article(**changes)))


def test_a_step_or_answer_that_fits_no_card_is_named() -> None:
    pathway = a_pathway()
    title = a_text(*["Gehen Sie bitte so bald wie möglich zum Amt. " * 3] * 5)
    step = replace(pathway.steps[0], title=title)
    answer = replace(pathway.questions[0].answers[0], title=title)
    question = replace(pathway.questions[0], answers=(answer,))
    for long in (
        replace(pathway, steps=(step,)),
        replace(pathway, questions=(question,)),
    ):
        found = warned(replace(a_catalogue(), pathway=partial(_same, long)))
        told = "'Gehen Sie bitte so bald wie möglich zum '... is cut on a card."
        assert found == [told] * 5


def _same(pathway: Pathway) -> Pathway:
    return pathway
