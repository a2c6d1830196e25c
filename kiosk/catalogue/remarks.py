"""What a machine can say of a text's style that is no fault of its form: easy German is
short, and every line is in the script of its language."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.localized import Direction
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.services import Article

EASY_GERMAN = LanguageCode("de-simple")
LONGEST_SENTENCE = 12
"""Words; the rules of Leichte Sprache (DIN SPEC 33429) ask for short ones."""
LONGEST_EASY_WORD = 15
"""Letters without a hyphen."""
QUOTED = 60
"""Characters that are shown of what is meant."""
_SENTENCE = re.compile(r"[^.!?:]+[.!?:]?")
_ABBREVIATION = re.compile(
    r"\b(?:z\. ?B|d\. ?h|u\. ?a|usw|bzw|ggf|evtl|inkl|ca|vgl|Nr|Tel|Str)\.", re.I
)
_WORD = re.compile(r"[^\W\d_]+")


class RemarkKind(StrEnum):
    LONG_SENTENCE = "long-sentence"
    LONG_WORD = "long-word"
    ABBREVIATION = "abbreviation"
    OTHER_SCRIPT = "other-script"
    """A paragraph of a right-to-left text without a letter that is read so."""


@dataclass(frozen=True, slots=True)
class TextRemark:
    kind: RemarkKind
    about: str
    """The words that are meant, cut to `QUOTED`."""


def remarks(article: Article) -> list[TextRemark]:
    """In the order of the text, each once."""
    texts = [article.title, article.summary, *(block.text for block in article.blocks)]
    found: list[TextRemark] = []
    for text in texts:
        if article.language == EASY_GERMAN:
            found += _of_easy_german(text)
        if LANGUAGES[article.language].direction is Direction.RIGHT_TO_LEFT:
            found += _of_direction(text)
    return list(dict.fromkeys(found))


def _of_easy_german(text: str) -> Iterator[TextRemark]:
    for abbreviation in _ABBREVIATION.findall(text):
        yield _remark(RemarkKind.ABBREVIATION, abbreviation)
    for sentence in _SENTENCE.findall(_ABBREVIATION.sub("x", text)):
        if len(sentence.split()) > LONGEST_SENTENCE:
            yield _remark(RemarkKind.LONG_SENTENCE, sentence.strip())
    for word in _WORD.findall(text):
        if len(word) > LONGEST_EASY_WORD:
            yield _remark(RemarkKind.LONG_WORD, word)


def _of_direction(text: str) -> Iterator[TextRemark]:
    kinds = {unicodedata.bidirectional(character) for character in text}
    if "L" in kinds and not kinds & {"R", "AL"}:
        yield _remark(RemarkKind.OTHER_SCRIPT, text)


def _remark(kind: RemarkKind, about: str) -> TextRemark:
    return TextRemark(kind, about if len(about) <= QUOTED else f"{about[:QUOTED]}…")
