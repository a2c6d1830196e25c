"""Which forms of a word are the same word: what is left without its ending.

Nine languages have a stemmer of the Snowball project. Where there is none, or a visitor
left out the accents it goes by, the commonest endings are cut off.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from snowballstemmer import stemmer

from kiosk.catalogue.search import folding

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.ids import LanguageCode

SHORTEST = 3
"""Letters that a stem has."""
KEPT = 20_000

_SNOWBALL = {
    "ar": "arabic",
    "cs": "czech",
    "de": "german",
    "de-simple": "german",
    "en": "english",
    "fa": "persian",
    "pl": "polish",
    "ro": "romanian",
    "ru": "russian",
    "tr": "turkish",
}
_ENDINGS = {
    "uk": "ями|ами|ові|еві|ого|ому|ими|ах|ях|ів|еи|ои|ою|ею|ия|ии|іи|[аяуюіиеоь]",
    "bg": "ите|ата|ята|ото|ето|ият|ове|ът|ят|та|то|те|[аяиоеу]",
    "hsb": "ami|emi|ach|ech|ego|eje|emu|om|ow|[aeiouy]",
    "dsb": "ami|emi|ach|ech|ego|eje|emu|om|ow|[aeiouy]",
}
"""Of folded words; longest first."""


@lru_cache(maxsize=KEPT)
def stems(word: str, language: LanguageCode) -> frozenset[str]:
    """The folded stems of a word, by itself and as typed without its accents."""
    cut = _cutter(language)
    if cut is None or word.isdecimal() or len(word) <= SHORTEST:
        return frozenset()
    found = {folding.folded(cut(form)) for form in {word, folding.folded(word)}}
    return frozenset(stem for stem in found if len(stem) >= SHORTEST)


@cache
def _cutter(language: LanguageCode) -> Callable[[str], str] | None:
    if name := _SNOWBALL.get(language):
        cut: Callable[[str], str] = stemmer(name).stemWord
        return cut
    if endings := _ENDINGS.get(language):
        ending = re.compile(f"(?<=...)(?:{endings})$")
        return lambda word: ending.sub("", folding.folded(word), count=1)
    return None
