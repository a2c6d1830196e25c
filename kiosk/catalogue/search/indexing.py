"""What of a service is searched, and how much a word counts where it stands."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from kiosk.catalogue.search import folding, skeletons, sounds
from kiosk.catalogue.search.stems import stems
from kiosk.catalogue.search.vocabulary import WordTable
from kiosk.i18n.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Article, Service
    from kiosk.ids import LanguageCode

    Spoken = Callable[[str], Iterable[str]]
    """The keys of a word that is typed in Latin letters."""


class Field(IntEnum):
    """Where a word stands; the first one of a service that has it counts."""

    TITLE = 0
    KEYWORD = 1
    NEARBY = 2
    """What it belongs to and leads to: its category, resources, contact."""
    SUMMARY = 3
    TEXT = 4


FIELD_BITS = 3
FIELD_MASK = (1 << FIELD_BITS) - 1


def entry(service: int, field: Field) -> int:
    return service << FIELD_BITS | field


@dataclass(frozen=True, slots=True)
class LanguageIndex:
    """All that is said in one language."""

    language: LanguageCode
    script: str
    written: WordTable
    headed: WordTable
    """Those of titles, keywords and what is near; other words are found exactly."""
    stemmed: WordTable
    """The stems of these."""
    spoken: WordTable | None
    """By the sounds of words, where they are not in Latin letters."""


def build_index(
    catalogue: Catalogue,
    language: LanguageCode,
    between: Callable[[], None] = lambda: None,
) -> LanguageIndex:
    """`between` is called before each service, and may wait."""
    found = _Entries()
    for number, service in enumerate(catalogue.services):
        between()
        for word, field in _places(service, catalogue, language).items():
            found[word].append(entry(number, field))
    headed = _headed(found)
    script = script_of(language)
    spoken = _SPOKEN.get(script)
    return LanguageIndex(
        language,
        script,
        WordTable(found),
        WordTable(headed),
        WordTable(_by_stem(catalogue, language)),
        WordTable(_by_sound(found, spoken(language))) if spoken else None,
    )


def script_of(language: LanguageCode) -> str:
    return LANGUAGES[language].script if language in LANGUAGES else "Latn"


def languages(catalogue: Catalogue) -> tuple[LanguageCode, ...]:
    """All that any service is told in, the centre's own first."""
    told = dict.fromkeys(catalogue.site.languages)
    for service in catalogue.services:
        told.update(dict.fromkeys(service.articles))
    return tuple(told)


class _Entries(defaultdict[str, "array[int]"]):
    """While an index is made: a thousand services must not cost what they weigh."""

    def __init__(self) -> None:
        super().__init__(lambda: array("I"))


def _places(
    service: Service, catalogue: Catalogue, language: LanguageCode
) -> dict[str, Field]:
    """The best place of each word."""
    places: dict[str, Field] = {}
    met: set[str] = set()
    for field, text in _texts(service, catalogue, language):
        for words in folding.spellings(text):
            for word in words:
                if word not in met:
                    met.add(word)
                    places.setdefault(word, field)
                    places.setdefault(folding.without_article(word), field)
    return places


def _texts(
    service: Service, catalogue: Catalogue, language: LanguageCode
) -> Iterator[tuple[Field, str]]:
    """In the order of the fields, so that the best place of a word is met first."""
    article = service.articles.get(language)
    if article is not None:
        yield from _headline(article)
    category = catalogue.category(service.category).title.texts.get(language)
    titles = (resource.title.texts.get(language) for resource in service.resources)
    for text in (category, *titles):
        if text is not None:
            yield Field.NEARBY, text
    if article is not None:
        if service.contact is not None:
            yield Field.NEARBY, service.contact.name
        yield Field.SUMMARY, article.summary
        lasting = (block for block in article.blocks if block.fact is None)
        yield from ((Field.TEXT, block.text) for block in lasting)


def _headline(article: Article) -> Iterator[tuple[Field, str]]:
    yield Field.TITLE, article.title
    for keyword in article.keywords:
        yield Field.KEYWORD, keyword


def _headed(found: _Entries) -> _Entries:
    headed = _Entries()
    for word, entries in found.items():
        kept = [e for e in entries if e & FIELD_MASK <= Field.NEARBY]
        if kept:
            headed[word].extend(kept)
    return headed


def _by_stem(catalogue: Catalogue, language: LanguageCode) -> _Entries:
    """Titles and keywords alone: a stem says less than a word."""
    by_stem = _Entries()
    for number, service in enumerate(catalogue.services):
        article = service.articles.get(language)
        met: set[str] = set()
        for field, text in _headline(article) if article is not None else ():
            for word in folding.unfolded_words(text):
                for stem in stems(word, language) - met:
                    met.add(stem)
                    by_stem[stem].append(entry(number, field))
    return by_stem


def _by_sound(found: _Entries, spoken: Spoken) -> _Entries:
    by_sound = _Entries()
    for word, entries in found.items():
        if not word.isascii():
            for key in spoken(word):
                by_sound[key].extend(entries)
    return by_sound


def _cyrillic(language: LanguageCode) -> Spoken:
    return lambda word: (sounds.of_cyrillic(word, bulgarian=language == "bg"),)


def _arabic(language: LanguageCode) -> Spoken:
    return lambda word: skeletons.of_arabic(word, persian=language == "fa")


_SPOKEN: Mapping[str, Callable[[LanguageCode], Spoken]] = {
    "Cyrl": _cyrillic,
    "Arab": _arabic,
}
