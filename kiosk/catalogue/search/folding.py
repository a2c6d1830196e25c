"""Which spellings are the same word: case, accents, forms of a letter, digits.

Folding loses what visitors leave out when they type: accents and tones, the Turkish
dotless i, the hamza, the vowel signs. What remains of a word is its key in the index.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNMARKED = re.compile(
    "[\u0300-\u036f\u0483-\u0487"  # accents, tones, horns
    "\u064b-\u065f\u0670\u06d6-\u06ed\u0640"  # vowel signs, hamza, tatweel
    "'\u2018\u2019\u02bc\u02b9`"  # сім'я, landlord's
    "\u00ad\u200b-\u200f\u2060\ufeff\u0621]"  # soft hyphens, joiners, a lone hamza
)
_LOOSE = re.compile("['\u2018\u2019\u02bc\u02b9`\u00ad\u200b-\u200f\u2060\ufeff]")
"""What may stand within a word and is not typed by everybody."""
_ONE_LETTER = {
    "l": "ł",
    "o": "ø",
    "d": "đð",
    "h": "ħ",
    "i": "ı",
    "ae": "æ",
    "oe": "œ",
    "th": "þ",
    "г": "ґ",
    "ا": "\u0671",
    "ي": "\u0649\u06cc\u06d0",  # alef maksura, Persian ye
    "ه": "\u0629\u06c3\u06d5\u06c1\u06be",  # ta marbuta, other forms of heh
    "ك": "\u06a9\u06aa",  # Persian kaf
    **{str(digit): chr(0x660 + digit) + chr(0x6F0 + digit) for digit in range(10)},
}
_LETTERS = str.maketrans(
    {form: letter for letter, forms in _ONE_LETTER.items() for form in forms}
)
_WORD = re.compile(r"[^\W_]+")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_UMLAUT = re.compile("[äöüÄÖÜ\u0308]")
_ZWNJ = "\u200c"
_ARTICLE = re.compile("^(?:[وفبك]?ال|لل)(?=...)")
"""The Arabic article and what is written in one word with it."""

_POSSESSED = re.compile("(?<=..)ت(?:ي|ك|ه|ها|نا|كم|هم)$")
"""What a feminine Arabic noun ends in before my, your, his, her, our, their."""

_LATIN_ARTICLE = re.compile(r"(?<!\w)(?:a[ldnrstz]|ash|el)-(?=\w{3})")


def folded(text: str) -> str:
    """One form for all spellings; blanks and punctuation stay."""
    text = text.casefold()
    if text.isascii():
        return text.replace("'", "").replace("`", "")
    plain = normalize("NFKD", text).casefold()  # "ᴬ" is an "A" only now
    return _UNMARKED.sub("", plain).translate(_LETTERS)


def words(text: str) -> list[str]:
    """The folded words of a text, in their order."""
    return _WORD.findall(folded(text))


def unfolded_words(text: str) -> list[str]:
    """The words as they were typed but for their case; each folds to one word."""
    text = _LOOSE.sub("", normalize("NFC", text.casefold()))
    return [word for word in _WORD.findall(text) if folded(word)]


def spelled_out(text: str) -> str:
    """With ae for ä, as it is typed where a keyboard has no umlauts."""
    return normalize("NFC", text.casefold()).translate(_UMLAUTS)


def spellings(text: str) -> Iterator[list[str]]:
    """The words as they are written, and as others write them."""
    yield words(text)
    if _UMLAUT.search(text):
        yield words(spelled_out(text))
    if _ZWNJ in text:  # Persian words in parts
        yield words(text.replace(_ZWNJ, " "))


def without_latin_article(text: str) -> str:
    """al-sakan and as-sakan as sakan."""
    return _LATIN_ARTICLE.sub("", text.casefold())


def without_article(word: str) -> str:
    """An Arabic word without its article; any other word as it is."""
    return _ARTICLE.sub("", word)


def without_possessor(word: str) -> str:
    """My flat as a flat: a folded Arabic noun whose t ends it as a heh again."""
    return _POSSESSED.sub("ه", word)
