"""Which article of a service a reader gets."""

from __future__ import annotations

import dataclasses

import pytest

from kiosk.domain.services import Article, Block, BlockKind, ResourceKind
from kiosk.ids import LanguageCode, Slug
from tests.builders import AR, DE, FIVE, UK, a_catalogue

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


def test_articles_cannot_be_changed_on_the_way() -> None:
    article = Article(DE, "Titel", "Kurz.", (Block(BlockKind.PARAGRAPH, "Text."),))
    with pytest.raises(dataclasses.FrozenInstanceError):
        article.title = "Anders"  # type: ignore[misc]


def test_kinds_are_written_as_in_the_content() -> None:
    assert [str(kind) for kind in ResourceKind] == ["web", "phone", "email"]
