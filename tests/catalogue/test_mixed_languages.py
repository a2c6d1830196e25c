"""A text in the file of another language is told, and none of the shipped ones is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.loader import load
from kiosk.catalogue.mixed_languages import foreign
from kiosk.i18n.languages import LANGUAGES
from kiosk.i18n.small_words import SMALL_WORDS
from kiosk.ids import LanguageCode
from tests import content_folder
from tests.builders import a_content_folder
from tests.each import each

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue

CONTENT = Path(__file__).parents[2] / "content"
GERMAN = {LanguageCode("de"), LanguageCode("de-simple")}
NEARLY_ALL = 0.85
"""Of the texts; Russian and Bulgarian have the most words in common."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(CONTENT)


def test_no_shipped_text_is_taken_for_another_language(catalogue: Catalogue) -> None:
    taken = [
        (service.slug, code)
        for service in each(catalogue.services)
        for code in service.articles
        if foreign(service.articles[code])
    ]
    assert taken == []


@pytest.mark.parametrize("code", sorted(set(SMALL_WORDS) - GERMAN))
def test_nearly_every_text_in_the_file_of_another_language_is_told(
    code: LanguageCode, catalogue: Catalogue
) -> None:
    articles = [service.articles[code] for service in each(catalogue.services)]
    for other in each(set(SMALL_WORDS) - {code}):
        told = [foreign(replace(article, language=other)) for article in articles]
        assert sum(map(bool, told)) >= NEARLY_ALL * len(articles), other


def test_every_language_with_texts_has_its_small_words() -> None:
    few = {LanguageCode("dsb"), LanguageCode("hsb")}
    assert set(LANGUAGES) - few == set(SMALL_WORDS)


def test_short_words_in_another_language_are_told_once(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    words = folder / "words" / "pl.toml"
    content_folder.change(words, 'name = "Witamy"', 'name = "you can ask for it here"')
    content_folder.change(words, 'place = "Witamy"', 'place = "this is what you have"')
    [problem] = [p for p in problems(folder) if p.file == "words/pl.toml"]
    assert problem.message == "It seems to be written in English."
    assert problem.line
