"""How the content answers questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.errors import NotFound, UnknownLanguage, UnknownTopic
from kiosk.ids import CategoryId, DeskId, LanguageCode, Slug, TopicId
from tests.builders import AR, FIVE, a_catalogue

CATALOGUE = a_catalogue()


def test_what_cannot_be_read_is_not_among_the_readable() -> None:
    broken = replace(CATALOGUE.services[0], articles={})
    catalogue = CATALOGUE.with_services([broken, *CATALOGUE.services[1:]])
    slugs = [service.slug for service in CATALOGUE.services]
    found = [s.slug for s in catalogue.readable(slugs, LanguageCode("pl"))]
    assert found == slugs[1:]


def test_a_service_is_found_by_its_slug() -> None:
    assert CATALOGUE.service(Slug("doctor")).slug == "doctor"


def test_a_service_that_is_gone_is_not_found() -> None:
    with pytest.raises(NotFound, match="'gone'") as told:
        CATALOGUE.service(Slug("gone"))
    assert told.value.remedy


def test_services_of_a_category_keep_their_order() -> None:
    slugs = [s.slug for s in CATALOGUE.of_category(CategoryId("arrival"))]
    assert slugs == ["registration"]
    assert not list(CATALOGUE.of_category(CategoryId("nothing")))


def test_a_desk_is_found_by_its_id() -> None:
    assert CATALOGUE.desk(DeskId("desk-2")).title[AR] == "المكتب 2"
    with pytest.raises(NotFound, match="'desk-9'"):
        CATALOGUE.desk(DeskId("desk-9"))


def test_a_topic_is_found_even_when_it_is_offered_no_more() -> None:
    assert not CATALOGUE.topic(TopicId("tax")).active


def test_an_unknown_topic_says_that_releases_may_differ() -> None:
    with pytest.raises(UnknownTopic, match="'visa'") as told:
        CATALOGUE.topic(TopicId("visa"))
    assert "release" in told.value.remedy


def test_only_active_topics_are_offered() -> None:
    offered = [topic.id for topic in CATALOGUE.offered_topics()]
    assert offered == ["residence", "work", "family"]


@pytest.mark.parametrize("language", FIVE)
def test_an_offered_pair_passes(language: LanguageCode) -> None:
    CATALOGUE.check_offered(TopicId("work"), language)


@pytest.mark.parametrize("topic", ["tax", "visa", ""])
def test_a_topic_not_offered_is_refused(topic: str) -> None:
    with pytest.raises(UnknownTopic):
        CATALOGUE.check_offered(TopicId(topic), AR)


def test_a_language_nobody_counsels_in_is_refused() -> None:
    with pytest.raises(UnknownLanguage, match="'fr'"):
        CATALOGUE.check_offered(TopicId("work"), LanguageCode("fr"))
