"""The content that comes with the program: whole, in every language it offers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.loader import load
from kiosk.domain.resources import ResourceKind
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode, Slug
from tests.builders import DE
from tests.each import each

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.localized import Localized

CONTENT = Path(__file__).parents[2] / "content"
SORBIAN = {LanguageCode("dsb"), LanguageCode("hsb")}
WHOLE = [code for code in LANGUAGES if code not in SORBIAN]
CHECKED = date(2026, 11, 25)
"""The day on which all facts were young enough; later ones are the editor's."""
LETTERS = {
    "de": "äöüß",
    "de-simple": "äöüß",
    "pl": "ąęłńóśżź",
    "cs": "ěščřžýů",
    "uk": "абвгґдєії",
    "ru": "абвгыэъ",
    "ro": "ăâîșț",
    "bg": "абвгщъ",
    "tr": "çğışüö",
    "vi": "ạảấầậđệướợ",
    "ar": "ةيك",
    "fa": "پچگیک",
}
"""Some that every text of the language has, and its neighbours have not."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(CONTENT)


def texts(catalogue: Catalogue) -> list[Localized]:
    """Every text of the site and its topics, but none of the services."""
    site = catalogue.site
    return [
        *(site.name, site.place, site.funding, site.privacy),
        *(partner.role for partner in site.partners),
        *(category.title for category in each(catalogue.categories)),
        *(topic.title for topic in each(catalogue.topics)),
        *(desk.title for desk in catalogue.desks),
        *(number.title for number in catalogue.emergency),
        *(number.note for number in catalogue.emergency if number.note),
    ]


def test_it_has_no_problems_not_even_warnings() -> None:
    found = problems(CONTENT, CHECKED)
    assert [f"{problem} {problem.remedy}" for problem in found] == []


@pytest.mark.parametrize(
    ("code", "way"),
    [
        ("de", "zurückgeben. Möchten Sie das, oder haben Sie Fragen? Sprechen Sie"),
        (
            "de-simple",
            "Wollen Sie Ihre Nummer zurückgeben? Oder haben Sie Fragen? Dann",
        ),
        ("en", "back. Do you want to, or do you have questions? Please ask"),
    ],
)
def test_a_number_can_be_given_back_without_a_phone(
    catalogue: Catalogue, code: str, way: str
) -> None:
    assert way in catalogue.site.privacy[LanguageCode(code)]


def test_it_has_enough_to_browse(catalogue: Catalogue) -> None:
    assert len(catalogue.services) >= 45
    assert len({service.category for service in catalogue.services}) >= 10


def test_no_category_is_empty(catalogue: Catalogue) -> None:
    empty = [
        c.id for c in each(catalogue.categories) if not any(catalogue.of_category(c.id))
    ]
    assert empty == []


def test_it_is_offered_in_every_language(catalogue: Catalogue) -> None:
    assert set(catalogue.site.languages) == set(LANGUAGES)
    assert catalogue.site.partly == SORBIAN
    assert set(catalogue.counselling_languages) < set(LANGUAGES)


def test_every_text_is_there_in_every_language(catalogue: Catalogue) -> None:
    for text in each(texts(catalogue)):
        assert set(WHOLE) - set(text.texts) == set(), text.texts[DE]
    for service in each(catalogue.services):
        assert set(service.articles) == set(WHOLE), service.slug


def test_the_sorbian_languages_greet_name_places_and_lead_the_way(
    catalogue: Catalogue,
) -> None:
    """What of the rest is German says so on its screen."""
    site = catalogue.site
    for code in SORBIAN:
        assert code in site.name.texts
        assert code in site.place.texts
        assert all(code in c.title.texts for c in each(catalogue.categories))
        assert all(code in t.title.texts for t in each(catalogue.topics))


def test_no_article_was_left_in_another_language(catalogue: Catalogue) -> None:
    for service in each(catalogue.services):
        summaries = [service.article(code).summary for code in WHOLE]
        assert len(set(summaries)) == len(WHOLE), service.slug


def test_every_english_article_is_english(catalogue: Catalogue) -> None:
    for service in each(catalogue.services):
        article = service.article(LanguageCode("en"))
        words = " ".join(block.text for block in article.blocks).casefold().split()
        assert {"the", "you", "and", "for"} & set(words), service.slug
        assert not {"nicht", "sich"} & set(words), service.slug


@pytest.mark.parametrize("code", LETTERS)
def test_every_article_is_written_in_its_own_letters(
    code: str, catalogue: Catalogue
) -> None:
    for service in each(catalogue.services):
        article = service.article(LanguageCode(code))
        words = " ".join([article.summary, *(block.text for block in article.blocks)])
        assert set(words.lower()) & set(LETTERS[code]), service.slug


@pytest.mark.parametrize("code", WHOLE)
def test_every_article_can_be_found_by_other_words_than_its_title(
    code: LanguageCode, catalogue: Catalogue
) -> None:
    few = [
        s.slug for s in each(catalogue.services) if len(s.article(code).keywords) < 2
    ]
    assert few == []


def test_what_has_an_end_is_dated(catalogue: Catalogue) -> None:
    """The minimum wage changes at New Year; § 24 titles are continued for a time."""
    ends = {
        service.slug: fact.valid_until
        for service in each(catalogue.services)
        for fact in service.facts
        if fact.valid_until
    }
    assert ends[Slug("minimum-wage")] == date(2027, 1, 1)
    assert ends[Slug("ukraine")] == date(2027, 3, 5)


def test_no_hours_are_stated_that_nobody_confirmed(catalogue: Catalogue) -> None:
    assert [s.slug for s in each(catalogue.services) if s.hours] == []
    assert catalogue.consultation_hours is None


def test_what_is_not_known_is_a_named_gap(catalogue: Catalogue) -> None:
    asked = " ".join(gap.whom for s in each(catalogue.services) for gap in s.gaps)
    for body in ("Welcome Center", "Landkreis", "ASG", "Cottbus"):
        assert body in asked
    assert all(gap.ask for gap in each(catalogue.gaps))


def test_every_service_says_where_its_facts_come_from(catalogue: Catalogue) -> None:
    assert [s.slug for s in each(catalogue.services) if not s.facts] == []


def test_emergency_numbers_are_there(catalogue: Catalogue) -> None:
    numbers = {entry.number.replace(" ", "") for entry in catalogue.emergency}
    assert {"112", "110", "116117"} <= numbers


def test_what_is_only_planned_says_so(catalogue: Catalogue) -> None:
    planned = [p.name for p in catalogue.site.partners if p.planned]
    assert planned


def test_some_services_can_be_taken_home(catalogue: Catalogue) -> None:
    kinds = {r.kind for s in each(catalogue.services) for r in s.resources}
    assert ResourceKind.WEB in kinds


def test_a_visitor_is_greeted_in_german_and_lower_sorbian(
    catalogue: Catalogue,
) -> None:
    assert catalogue.site.greetings[:2] == ("Herzlich willkommen", "Witajśo k nam")


def test_both_official_names_of_the_place_are_shown(catalogue: Catalogue) -> None:
    assert all("Grodk" in catalogue.site.place[code] for code in LANGUAGES)


def test_there_is_something_to_be_counselled_on(catalogue: Catalogue) -> None:
    assert len(catalogue.offered_topics()) >= 5
    assert catalogue.desks
