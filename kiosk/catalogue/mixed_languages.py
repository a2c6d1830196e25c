"""Whether a text stands in the file of another language, as after a mistaken paste."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.i18n.languages import LANGUAGES
from kiosk.i18n.small_words import SMALL_WORDS
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.catalogue.words import CentreWordsReader
    from kiosk.domain.services import Article
    from kiosk.ids import LanguageCode
    from kiosk.sentences import Sentence

ENOUGH = 4
"""Small words of another language, more than of its own: fewer may be a name."""
_WORD = re.compile(r"[^\W\d_]+")
REMEDY = sentence("Look whether this text belongs into the file of that language.")


def foreign(article: Article) -> tuple[str, Sentence] | None:
    """The first paragraph in another language, or of a text that is; what is said."""
    texts = [article.summary, *(block.text for block in article.blocks)]
    for text in texts:
        if other := _other_language(text, article.language):
            return text, _told(other)
    if other := _other_language(" ".join(texts), article.language):
        return article.summary, _told(other)
    return None


def check_words_for_mixing(words: CentreWordsReader) -> None:
    """All short words of a file at once: each alone is too short to tell."""
    for code, there in words.files.items():
        if other := _other_language(" ".join(there.texts()), code):
            there.file.warning((there.sections[0],), _told(other), REMEDY)


def _other_language(text: str, code: LanguageCode) -> LanguageCode | None:
    own = SMALL_WORDS.get(code)
    if own is None:
        return None
    words = _WORD.findall(text.casefold())
    found = sum(word in own for word in words)
    others = dict(_scores(words, own))
    best = max(others, key=lambda other: others[other])
    return best if others[best] >= ENOUGH and others[best] > 2 * found else None


def _scores(
    words: list[str], own: frozenset[str]
) -> Iterator[tuple[LanguageCode, int]]:
    for other, small in SMALL_WORDS.items():
        if small != own:
            yield other, sum(word in small for word in words)


def _told(other: LanguageCode) -> Sentence:
    return sentence(
        "It seems to be written in {language}.",
        language=LANGUAGES[other].english_name,
        german=LANGUAGES[other].german_name,
    )
