"""Search per keystroke: a thousand services in fifteen languages, and the shipped ones.

The large catalogue is made of the shipped words, a third of them altered in each
service, so that there are as many different words as in a catalogue of that size.
"""

from __future__ import annotations

import pickle
import random
import time
import tracemalloc
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.catalogue.search.finding import ServiceSearch
from kiosk.ids import LanguageCode, Slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Article, Service

SERVICES = 1000
MADE_FROM = {
    **dict.fromkeys(("de", "de-simple", "dsb", "hsb"), "de"),
    **dict.fromkeys(("en", "vi", "ro"), "en"),
    **dict.fromkeys(("pl", "cs", "tr"), "pl"),
    **dict.fromkeys(("uk", "ru", "bg"), "uk"),
    **dict.fromkeys(("ar", "fa"), "ar"),
}
"""Whose texts stand for a language's own."""
QUERIES = 60
TYPED_IN = ("de", "pl", "uk", "ar", "vi")


@dataclass(frozen=True, slots=True)
class Typing:
    seconds: list[float]
    """Of each keystroke."""
    index_mib: float


def typing(catalogue: Catalogue) -> Typing:
    search = ServiceSearch(catalogue)
    seconds = []
    for text, language in _keystrokes(catalogue):
        began = time.perf_counter()
        search.find(text, language)
        seconds.append(time.perf_counter() - began)
    return Typing(seconds, _mib(search))


def _mib(search: ServiceSearch) -> float:
    """What a copy of it takes: to watch it being built takes four times as long."""
    written = pickle.dumps(search)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    copy = pickle.loads(written)
    size = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert copy
    return size / (1 << 20)


def enlarged(catalogue: Catalogue) -> Catalogue:
    chance = random.Random(7)
    shipped = catalogue.services
    lexicon = catalogue.lexicon()
    named = {service.slug: Slug(f"service-{at}") for at, service in enumerate(shipped)}
    concepts = {
        concept: tuple(named[slug] for slug in slugs)
        for concept, slugs in lexicon.concepts.items()
    }
    return replace(
        catalogue,
        lexicon=lambda: replace(lexicon, concepts=concepts),
        services=tuple(
            _altered(shipped[number % len(shipped)], number, chance)
            for number in range(SERVICES)
        ),
    )


def _altered(service: Service, number: int, chance: random.Random) -> Service:
    articles = {
        LanguageCode(code): _article(
            service.articles[LanguageCode(source)], code, chance
        )
        for code, source in MADE_FROM.items()
    }
    return replace(service, slug=Slug(f"service-{number}"), articles=articles)


def _article(article: Article, code: str, chance: random.Random) -> Article:
    blocks = (replace(b, text=_changed(b.text, chance)) for b in article.blocks)
    return replace(
        article,
        language=LanguageCode(code),
        title=_changed(article.title, chance),
        summary=_changed(article.summary, chance),
        blocks=tuple(blocks),
    )


def _changed(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    for at, word in enumerate(words):
        if len(word) > 4 and chance.random() < 1 / 3:
            cut = chance.randrange(2, len(word))
            words[at] = word[:cut] + chance.choice(words)[:3] + word[cut:]
    return " ".join(words)


def _keystrokes(catalogue: Catalogue) -> Iterator[tuple[str, LanguageCode]]:
    """Titles typed letter by letter, a third of them with a slip, across languages."""
    chance = random.Random(11)
    for _ in range(QUERIES):
        service = chance.choice(catalogue.services)
        text = chance.choice(list(service.articles.values())).title[:24]
        if chance.random() < 1 / 3:
            at = chance.randrange(len(text))
            text = text[:at] + "x" + text[at + 1 :]
        language = LanguageCode(chance.choice(TYPED_IN))
        for length in range(1, len(text) + 1):
            yield text[:length], language
