"""The content that comes with the program: whole, in all five languages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.loader import load
from kiosk.domain.resources import ResourceKind
from tests.builders import AR, DE, EN, FIVE, PL, UK

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.localized import Localized

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(CONTENT)


def texts(catalogue: Catalogue) -> list[Localized]:
    """Every text of the site and its topics, but none of the services."""
    site = catalogue.site
    return [
        *(site.name, site.place, site.funding, site.privacy),
        *(partner.role for partner in site.partners),
        *(category.title for category in catalogue.categories),
        *(topic.title for topic in catalogue.topics),
        *(desk.title for desk in catalogue.desks),
        *(number.title for number in catalogue.emergency),
        *(number.note for number in catalogue.emergency if number.note),
    ]


def test_it_has_no_problems_not_even_warnings() -> None:
    assert [f"{problem} {problem.remedy}" for problem in problems(CONTENT)] == []


def test_it_has_enough_to_browse(catalogue: Catalogue) -> None:
    assert len(catalogue.services) >= 14
    assert len({service.category for service in catalogue.services}) >= 7


def test_no_category_is_empty(catalogue: Catalogue) -> None:
    empty = [c.id for c in catalogue.categories if not any(catalogue.of_category(c.id))]
    assert empty == []


def test_it_is_offered_in_five_languages(catalogue: Catalogue) -> None:
    assert set(catalogue.site.languages) == set(FIVE)
    assert set(catalogue.counselling_languages) == set(FIVE)


def test_every_text_is_there_in_every_language(catalogue: Catalogue) -> None:
    assert all(set(text.texts) == set(FIVE) for text in texts(catalogue))
    assert all(set(service.articles) == set(FIVE) for service in catalogue.services)


def test_no_article_was_left_in_another_language(catalogue: Catalogue) -> None:
    for service in catalogue.services:
        summaries = {service.articles[code].summary for code in FIVE}
        assert len(summaries) == len(FIVE), service.slug


@pytest.mark.parametrize(
    ("language", "letters"),
    [
        (DE, "äöüß"),
        (EN, "abcdefgh"),
        (PL, "ąęłńóśżź"),
        (UK, "абвгґдєії"),
        (AR, "ابتثجحخد"),
    ],
)
def test_every_article_is_written_in_its_own_letters(
    language: str, letters: str, catalogue: Catalogue
) -> None:
    for service in catalogue.services:
        article = next(a for c, a in service.articles.items() if c == language)
        words = " ".join([article.summary, *(block.text for block in article.blocks)])
        assert set(words.lower()) & set(letters), (service.slug, language)


def test_every_article_has_as_many_items_as_the_german_one(
    catalogue: Catalogue,
) -> None:
    for service in catalogue.services:
        shape = [block.kind for block in service.articles[DE].blocks]
        for code in FIVE:
            kinds = [block.kind for block in service.articles[code].blocks]
            assert kinds == shape, (service.slug, code)


def test_every_service_says_where_its_facts_come_from(catalogue: Catalogue) -> None:
    assert [s.slug for s in catalogue.services if not s.facts] == []


def test_emergency_numbers_are_there(catalogue: Catalogue) -> None:
    numbers = {entry.number.replace(" ", "") for entry in catalogue.emergency}
    assert {"112", "110", "116117"} <= numbers


def test_what_is_only_planned_says_so(catalogue: Catalogue) -> None:
    planned = [p.name for p in catalogue.site.partners if p.planned]
    assert planned


def test_some_services_can_be_taken_home(catalogue: Catalogue) -> None:
    kinds = {r.kind for s in catalogue.services for r in s.resources}
    assert ResourceKind.WEB in kinds


def test_a_visitor_is_greeted_in_german_and_lower_sorbian(
    catalogue: Catalogue,
) -> None:
    assert catalogue.site.greetings[:2] == ("Herzlich willkommen", "Witajśo k nam")


def test_both_official_names_of_the_place_are_shown(catalogue: Catalogue) -> None:
    assert all("Grodk" in catalogue.site.place[code] for code in FIVE)


def test_there_is_something_to_be_counselled_on(catalogue: Catalogue) -> None:
    assert len(catalogue.offered_topics()) >= 5
    assert catalogue.desks
