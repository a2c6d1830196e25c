"""How the content answers questions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.catalogue import CentreWords
from kiosk.domain.translations import Origin, TranslationState, Version
from kiosk.errors import NotFound, UnknownLanguage, UnknownTopic
from kiosk.ids import CategoryId, DeskId, LanguageCode, PartnerId, Slug, TopicId
from tests.builders import AR, DE, FIVE, PL, a_catalogue, a_translation

CATALOGUE = a_catalogue()


def test_what_cannot_be_read_is_not_among_the_readable() -> None:
    broken = replace(CATALOGUE.services[0], articles={})
    catalogue = CATALOGUE.with_services([broken, *CATALOGUE.services[1:]])
    slugs = [service.slug for service in CATALOGUE.services]
    found = [s.slug for s in catalogue.readable(slugs, LanguageCode("pl"))]
    assert found == slugs[1:]


def test_what_is_readable_depends_on_who_reads() -> None:
    doctor = CATALOGUE.service(Slug("doctor"))
    only_polish = replace(doctor, articles={PL: doctor.article(PL)})
    catalogue = CATALOGUE.with_services([only_polish])
    assert list(catalogue.readable([doctor.slug], PL)) == [only_polish]
    assert list(catalogue.readable([doctor.slug], AR)) == []


@pytest.mark.parametrize(
    ("origin", "state"),
    [
        (a_translation(2), TranslationState.CURRENT),
        (a_translation(2, read_by=None), TranslationState.UNREAD),
        (a_translation(1), TranslationState.OUTDATED),
    ],
)
def test_short_texts_are_relied_on_as_far_as_the_german_ones_that_they_say(
    origin: Origin, state: TranslationState
) -> None:
    german, polish = CentreWords(Version(2, 0), None), CentreWords(origin.of, origin)
    told = replace(CATALOGUE, words={DE: german, PL: polish})
    assert told.words_state(PL) is state
    assert told.words_state(DE) is TranslationState.CURRENT
    assert told.words_state(AR) is TranslationState.MISSING


def test_short_texts_of_which_one_is_missing_are_work_to_do_and_the_others_hold() -> (
    None
):
    lacking = CentreWords(Version(2, 0), a_translation(2), missing=1)
    german = CentreWords(Version(2, 0), None)
    told = replace(CATALOGUE, words={DE: german, PL: lacking})
    assert told.words_state(PL) is TranslationState.MISSING
    assert told.state_of_words_there(lacking) is TranslationState.CURRENT


def test_short_texts_whose_german_ones_are_gone_are_as_new_as_they_say() -> None:
    told = replace(CATALOGUE, words={PL: CentreWords(Version(2, 0), a_translation(2))})
    assert told.words_state(PL) is TranslationState.CURRENT


def test_a_partner_is_known_by_its_name_or_is_none() -> None:
    (partner,) = CATALOGUE.site.partners
    assert CATALOGUE.partner(partner.id) is partner
    with pytest.raises(NotFound, match="nobody"):
        CATALOGUE.partner(PartnerId("nobody"))


def test_a_service_leads_to_its_own_topic_then_its_areas_then_the_general() -> None:
    contract = CATALOGUE.service(Slug("contract"))
    assert CATALOGUE.topic_about(contract.slug) == "work"
    own = replace(contract, topic=TopicId("family"))
    assert CATALOGUE.with_services([own]).topic_about(own.slug) == "family"
    closed = replace(contract, topic=TopicId("tax"))
    assert CATALOGUE.with_services([closed]).topic_about(closed.slug) == "work"
    assert CATALOGUE.topic_about(Slug("doctor")) == "residence"
    nowhere = replace(CATALOGUE, general_topic=None)
    assert nowhere.topic_about(Slug("doctor")) is None


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


def test_of_a_category_are_those_that_its_reader_can_read() -> None:
    doctor = CATALOGUE.service(Slug("doctor"))
    only_polish = replace(doctor, articles={PL: doctor.article(PL)})
    catalogue = CATALOGUE.with_services([only_polish])
    health = CategoryId("health")
    assert list(catalogue.of_category(health, PL)) == [only_polish]
    assert list(catalogue.of_category(health, AR)) == []
    assert list(catalogue.of_category(health)) == []


def test_a_category_is_found_by_its_id() -> None:
    assert CATALOGUE.category(CategoryId("health")).title[PL] == "Zdrowie"
    with pytest.raises(NotFound, match="'nothing'"):
        CATALOGUE.category(CategoryId("nothing"))


def test_a_centre_whose_hours_nobody_wrote_down_is_the_same_otherwise() -> None:
    without = CATALOGUE.without_hours()
    assert without.consultation_hours is None
    hours = CATALOGUE.consultation_hours
    assert replace(without, consultation_hours=hours) == CATALOGUE


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
