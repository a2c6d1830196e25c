"""Whether a translation says the numbers of its German text, paragraph by paragraph.

Only digits can be compared: a number may be a word in one language and digits in the
next. So a number that German says in digits may be missing where it is small, and one
that it says as a word may stand in digits.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.remarks import EASY_GERMAN
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.catalogue.words import CentreWordsReader
    from kiosk.domain.services import Article
    from kiosk.ids import LanguageCode
    from kiosk.sentences import Sentence

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_WORD = re.compile(r"[^\W\d_]+")
_SAID_IN_WORDS = frozenset({"1", "2"})
"""Some languages have forms of the word for these: two weeks is one Arabic word."""
_COUNTED = frozenset({"2", "3"})
"""Easy German counts what it lists: there are two ways."""
_GERMAN_WORDS = {
    "1": "ein eine einem einen einer eines einmal ersten erste erster erstes januar",
    "2": "zwei zweite zweiten zweiter zweimal beide beiden februar",
    "3": "drei dritte dritten dritter dreimal märz",
    "4": "vier vierte vierten vierter april",
    "5": "fünf fünfte fünften mai",
    "6": "sechs sechste sechsten juni",
    "7": "sieben siebte siebten juli",
    "8": "acht achte achten august",
    "9": "neun neunte neunten september",
    "10": "zehn zehnte zehnten oktober",
    "11": "elf november",
    "12": "zwölf zwölften dezember",
    "14": "vierzehn",
    "20": "zwanzig",
    "24": "vierundzwanzig",
}
"""Months too: in some languages they are counted."""
_DIGITS_OF = {
    word: number for number, words in _GERMAN_WORDS.items() for word in words.split()
}


class OtherNumbers(NamedTuple):
    """How a text and its translation differ; `paragraph` is the translation's, the
    first that may be meant where the texts can only be compared as a whole."""

    paragraph: str
    message: Sentence


def other_numbers(source: Article, translation: Article) -> Iterator[OtherNumbers]:
    """One for each paragraph; the whole text counts as one where the shape differs."""
    ours, theirs = _paragraphs(source), _paragraphs(translation)
    if len(ours) != len(theirs):
        said, told = " ".join(ours), " ".join(theirs)
        if message := _difference(said, told, translation.language):
            yield OtherNumbers(_first_with_more(theirs, said), message)
        return
    for said, told in zip(ours, theirs, strict=True):
        if message := _difference(said, told, translation.language):
            yield OtherNumbers(told, message)


def _first_with_more(paragraphs: Sequence[str], german: str) -> str:
    """The first with a number that is nowhere in German; else where the text begins."""
    known = _numbers(german).keys() | _in_words(german)
    return next((p for p in paragraphs if _numbers(p).keys() - known), paragraphs[0])


def check_numbers_of_words(words: CentreWordsReader) -> None:
    """The same for the centre's short words, key by key."""
    for code, key, german, text in words.translated():
        if message := _difference(german, text, code):
            words.files[code].file.warning(key, message, REMEDY)


REMEDY = sentence("Compare deadlines and numbers with the German text.")


def _difference(german: str, text: str, code: LanguageCode) -> Sentence | None:
    said, told = _numbers(german), _numbers(text)
    missing = said.keys() - told.keys()
    extra = told.keys() - said.keys() - _in_words(german)
    if code == EASY_GERMAN and not missing:
        extra -= _COUNTED
    if not extra:
        missing -= _SAID_IN_WORDS
    if missing:
        return sentence(
            "The German text has the numbers {numbers} besides.",
            numbers=", ".join(said[number] for number in sorted(missing)),
        )
    if extra:
        return sentence(
            "The numbers {numbers} are not in the German text.",
            numbers=", ".join(told[number] for number in sorted(extra)),
        )
    return None


def _paragraphs(article: Article) -> list[str]:
    return [article.title, article.summary, *(block.text for block in article.blocks)]


def _numbers(text: str) -> dict[str, str]:
    """As they are written, by their digits: marks in them differ between languages."""
    plain = "".join(map(_digit, _GROUPED.sub("", text)))
    return {re.sub(r"[.,]", "", found): found for found in _NUMBER.findall(plain)}


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter, letter))


def _in_words(german: str) -> set[str]:
    words = _WORD.findall(german.casefold())
    return {_DIGITS_OF[word] for word in words if word in _DIGITS_OF}
