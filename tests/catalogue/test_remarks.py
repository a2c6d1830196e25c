"""What is said of a text's style."""

from __future__ import annotations

import pytest

from kiosk.catalogue.articles import read_article
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.remarks import RemarkKind, remarks
from kiosk.ids import LanguageCode

LONG = "Das ist ein sehr langer Satz mit vielen Wörtern und noch mehr Wörtern."


def kinds(language: str, text: str) -> list[RemarkKind]:
    head = '+++\nof = "1.0"\nmade = "human"\n+++\n\n'
    code = LanguageCode(language)
    article = read_article("x.md", f"{head}# T\n\nS.\n\n{text}\n", code, Findings())
    assert article
    of_latin = {RemarkKind.OTHER_SCRIPT} if language == "ar" else set()
    found = [one for one in remarks(article) if one.about not in {"T", "S."}]
    assert of_latin or all(one.kind not in of_latin for one in found)
    return [one.kind for one in found]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (LONG, RemarkKind.LONG_SENTENCE),
        ("Ein Arbeitserlaubnisantrag.", RemarkKind.LONG_WORD),
        ("Das ist z. B. ein Amt.", RemarkKind.ABBREVIATION),
    ],
)
def test_easy_german_is_short(text: str, kind: RemarkKind) -> None:
    assert kinds("de-simple", text) == [kind]
    assert kinds("pl", text) == []


def test_short_sentences_and_divided_words_are_fine() -> None:
    assert kinds("de-simple", "Das ist gut. Ein Arbeits-Erlaubnis-Antrag.") == []


def test_an_arabic_paragraph_without_arabic_is_named() -> None:
    assert kinds("ar", "Only Latin.") == [RemarkKind.OTHER_SCRIPT]
    assert kinds("ar", "النص (Basiskonto).") == []
    assert kinds("ar", "116 117") == []


def test_what_is_meant_is_cut_and_told_once() -> None:
    assert kinds("de-simple", f"{LONG}\n\n{LONG}") == [RemarkKind.LONG_SENTENCE]
