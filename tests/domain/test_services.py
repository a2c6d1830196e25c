"""Which article of a service a reader gets."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from kiosk.domain.services import Block, BlockKind, Contact
from kiosk.domain.translations import TranslationState
from kiosk.errors import NotFound
from kiosk.ids import LanguageCode, Slug
from tests.builders import AR, DE, EN, FIVE, UK, a_catalogue, a_fact

DOCTOR = a_catalogue().service(Slug("doctor"))
CONTRACT = a_catalogue().service(Slug("contract"))


@pytest.mark.parametrize("language", FIVE)
def test_an_article_is_read_in_the_wished_language(language: LanguageCode) -> None:
    assert DOCTOR.article(language).language == language


@pytest.mark.parametrize("language", [UK, AR, LanguageCode("hsb")])
def test_a_missing_article_is_german_and_says_so(language: LanguageCode) -> None:
    assert CONTRACT.article(language).language == DE


def test_what_is_not_known_is_none_and_not_empty() -> None:
    assert CONTRACT.contact is None
    assert CONTRACT.hours is None
    bare = Contact("Ausländerbehörde")
    assert (bare.address, bare.phone, bare.email) == (None, None, None)


def test_articles_cannot_be_changed_on_the_way() -> None:
    article = CONTRACT.article(DE)
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.title = "Anders"  # type: ignore[misc]


def test_a_reader_gets_the_language_that_is_read_instead_before_german() -> None:
    contract = dataclasses.replace(CONTRACT, fallbacks={UK: (EN, DE)})
    assert contract.article(UK).language == EN
    assert contract.article(AR).language == DE


def test_a_service_whose_files_all_broke_is_gone() -> None:
    with pytest.raises(NotFound, match="contract"):
        dataclasses.replace(CONTRACT, articles={}).article(DE)


def test_what_ends_with_a_fact_is_gone_on_its_day() -> None:
    ending = a_fact("MiLoV5 § 1", "wage", valid_until=date(2027, 1, 1))
    blocks = (
        Block(BlockKind.BULLET, "13,90", fact=ending.id),
        Block(BlockKind.BULLET, "14,60"),
    )
    article = dataclasses.replace(CONTRACT.article(DE), blocks=blocks)
    service = dataclasses.replace(CONTRACT, facts=(ending,))
    assert service.blocks_on(date(2026, 12, 31), article) == blocks
    assert service.blocks_on(date(2027, 1, 1), article) == blocks[1:]


def test_tomorrows_sentence_takes_the_place_of_todays_on_its_day() -> None:
    turn = date(2027, 1, 1)
    old = a_fact("MiLoV5 § 1", "old", valid_until=turn)
    new = a_fact("MiLoV5 § 1", "new", valid_from=turn)
    blocks = (
        Block(BlockKind.BULLET, "13,90", fact=old.id),
        Block(BlockKind.BULLET, "14,60", fact=new.id),
    )
    article = dataclasses.replace(CONTRACT.article(DE), blocks=blocks)
    service = dataclasses.replace(CONTRACT, facts=(old, new))
    assert service.blocks_on(date(2026, 12, 31), article) == blocks[:1]
    assert service.blocks_on(turn, article) == blocks[1:]


def test_the_day_of_a_service_is_that_of_its_oldest_fact() -> None:
    old = dataclasses.replace(a_fact("alt", "old"), as_of=date(2025, 1, 1))
    service = dataclasses.replace(CONTRACT, facts=(a_fact("neu"), old))
    assert service.as_of == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("language", "expected", "state"),
    [
        (DE, True, TranslationState.CURRENT),
        (EN, True, TranslationState.CURRENT),
        (UK, True, TranslationState.MISSING),
        (UK, False, TranslationState.FALLBACK),
    ],
)
def test_a_service_tells_how_far_its_texts_can_be_relied_on(
    language: LanguageCode, expected: bool, state: TranslationState
) -> None:
    assert CONTRACT.state(language, expected=expected) is state


def test_a_headline_is_read_in_the_same_language_as_its_article() -> None:
    for service in (DOCTOR, CONTRACT):
        for code in FIVE:
            assert service.headline(code) == service.article(code).headline


def test_without_any_text_there_is_no_headline() -> None:
    assert dataclasses.replace(CONTRACT, articles={}).headline(DE) is None


def test_a_translation_without_its_source_is_as_new_as_it_says() -> None:
    orphan = dataclasses.replace(CONTRACT, articles={EN: CONTRACT.article(EN)})
    assert orphan.state(EN, expected=True) is TranslationState.CURRENT
