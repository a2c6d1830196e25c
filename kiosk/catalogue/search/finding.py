"""Which services a visitor finds by what they typed, and which of them first.

Each typed word says how well it fits each service: by the lexicon, which knows what
people call things, and by the words of the services. Rare words count more than common
ones (idf), and what too few of the words fit is not shown: nothing is better than
something unrelated.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.catalogue.search import matching
from kiosk.catalogue.search.indexing import build_index, languages, script_of
from kiosk.catalogue.search.phrases import EXACT, PhraseBook
from kiosk.catalogue.search.stems import stems
from kiosk.catalogue.search.typed_words import joined, typed
from kiosk.catalogue.search.weighing import surely_named, weights_of
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.search_answers import SearchAnswer
from kiosk.i18n.languages import FALLBACKS

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Container,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    from kiosk.catalogue.search.indexing import LanguageIndex
    from kiosk.catalogue.search.matching import Scores
    from kiosk.catalogue.search.phrases import Matches
    from kiosk.catalogue.search.typed_words import TypedWord
    from kiosk.domain.catalogue import Catalogue
    from kiosk.ids import LanguageCode, Slug

MOST_FOUND = 24
"""Nobody turns more pages than these fill."""
MOST_MEANT = 2

NAMED = 1.15
"""A concept of the lexicon says more than a word of a title."""
NOTHING_NAMED, NOTHING_IN_DOUBT = 0.97, 0.7
"""Services come first where both are named, or something else may not be meant."""
LATER = 0.93
"""How much less each further service of a concept fits."""
OWN, GERMAN, OTHER = 1.06, 1.03, 1.0
"""On equal match the visitor's language comes first, then German."""

LEAST_COVERED, LEAST_NAMED = 0.52, 0.42
"""Of the weight of all words, so much fits each service that is shown: over half. Of
two things that the lexicon knows, each is shown."""
LEAST_FIT_OF_ONE, LEAST_FIT_OF_MANY = 0.2, 0.33
LEAST_OF_BEST = 0.2
"""What fits so much worse than the best is not shown beside it."""
SHORTEST_WORD = 4
MORE_SLIPS = 1
"""A word with so many more wrong letters is offered, not taken."""


class ServiceSearch:
    """The index of one catalogue; asked on each keystroke."""

    def __init__(
        self, catalogue: Catalogue, between: Callable[[], None] = lambda: None
    ) -> None:
        """`between` is called after each small part of the work, and may wait."""
        self._slugs = [service.slug for service in catalogue.services]
        lexicon = catalogue.lexicon()
        numbers = {slug: number for number, slug in enumerate(self._slugs)}
        self._concepts = [
            [numbers[slug] for slug in services if slug in numbers]
            for services in lexicon.concepts.values()
        ]
        self._nothing = {
            at for at, services in enumerate(lexicon.concepts.values()) if not services
        }
        concepts = {name: at for at, name in enumerate(lexicon.concepts)}
        self._indexes: dict[LanguageCode, LanguageIndex] = {}
        self._books: dict[LanguageCode, PhraseBook] = {}
        told = languages(catalogue)
        for language in dict.fromkeys((*told, *lexicon.words)):
            if language in told:
                self._indexes[language] = build_index(catalogue, language, between)
            if words := lexicon.words.get(language):
                script = script_of(language)
                book = PhraseBook(words, concepts, language, script)
                self._books[language] = book
            stems.cache_clear()  # of a thousand words that nobody may ever type

    def find(self, text: str, language: LanguageCode) -> tuple[Slug, ...]:
        """The services that are meant, best first."""
        return self.answer(text, language).found

    def answer(self, text: str, language: LanguageCode) -> SearchAnswer:
        words = typed(text)
        if not words:
            return SearchAnswer()
        books = [book for book, _ in self._near_books(language)]
        words = joined(words, lambda whole: any(book.names(whole) for book in books))
        named = self._by_concept(words, language)
        fits = self._fits(words, named, language)
        weights = weights_of(words, fits, named, books, len(self._slugs))
        best = self._ranked(fits, weights, self._surely_meant(named))
        if best and best[0] >= len(self._slugs):
            return SearchAnswer(nothing_here=True)
        found = [self._slugs[n] for n in best if n < len(self._slugs)]
        if found:
            return SearchAnswer(tuple(found[:MOST_FOUND]))
        return SearchAnswer(meant=self._meant(words, language))

    def _fits(
        self,
        words: Sequence[TypedWord],
        named: Mapping[int, Scores],
        language: LanguageCode,
    ) -> list[Scores]:
        """How well each word fits each service; a concept without any is one too."""
        books = [book for book, _ in self._near_books(language)]
        fits = []
        for number, word in enumerate(words):
            finished = any(book.knows(word) for book in books)
            seen = replace(word, last=False) if finished else word
            scores: Scores = {}
            if not any(book.fillers.have(word.text) for book in books[:1]):
                scores = self._by_text(seen, language)
            _take(scores, self._meant_by(named.get(number, {})))
            if not scores:
                near = self._near(language)
                for index, factor in near:
                    _take(scores, matching.mistyped(word, index, factor))
                for index, factor in near[:1]:
                    _take(scores, matching.misspoken(word, index, factor))
            fits.append(scores)
        return fits

    def _meant_by(self, concepts: Scores) -> Scores:
        """How well each service fits, of which these concepts speak."""
        scores: Scores = {}
        for concept, sure in concepts.items():
            _take(scores, dict(self._targets(concept, sure)))
        return scores

    def _targets(self, concept: int, sure: float) -> Iterator[tuple[int, float]]:
        services = self._concepts[concept]
        if concept in self._nothing:
            doubt = NOTHING_NAMED if sure >= EXACT else NOTHING_IN_DOUBT
            yield len(self._slugs) + concept, NAMED * sure * doubt
        for place, service in enumerate(services):
            yield service, NAMED * sure * LATER**place

    def _by_text(self, word: TypedWord, language: LanguageCode) -> Scores:
        """In the visitor's languages first; in others only where these have nothing."""
        scores: Scores = {}
        near = self._near(language)
        for index, factor in near:
            _take(scores, matching.near(word, index, factor))
        for index, factor in near[:1]:
            _take(scores, matching.spoken(word, index, factor))
        if not scores:
            known = {index.language for index, _ in near}
            for code, index in self._indexes.items():
                if code not in known:
                    _take(scores, matching.far(word, index, OTHER))
        return scores

    def _by_concept(
        self, words: Sequence[TypedWord], language: LanguageCode
    ) -> dict[int, Scores]:
        """How surely each word names a concept, by their numbers."""
        found: dict[int, Scores] = {}
        books = self._near_books(language)
        known = _known(words, [book for book, _ in books])
        for (book, factor), matches in zip(books, known, strict=True):
            _take_named(found, book, matches, factor)
        if len(found) < len(words):
            near = {book.language for book, _ in books}
            for code, book in self._books.items():
                if code not in near:
                    exact = [_long_enough(book, word, len(words)) for word in words]
                    _take_named(found, book, exact, OTHER, but=set(found))
        return found

    def _surely_meant(self, named: Mapping[int, Scores]) -> set[int]:
        concepts = surely_named(named).values()
        return {service for found in concepts for service in self._meant_by(found)}

    def _ranked(
        self, fits: Sequence[Scores], weights: Sequence[float], named: Container[int]
    ) -> list[int]:
        """The services that fit well enough, by number; best first."""
        total = sum(weights)
        least = LEAST_FIT_OF_ONE if len(fits) == 1 else LEAST_FIT_OF_MANY
        score: Scores = {}
        covered: Scores = {}
        for scores, weight in zip(fits, weights, strict=True):
            for number, fit in scores.items():
                score[number] = score.get(number, 0.0) + fit * weight / total
                covered[number] = covered.get(number, 0.0) + weight / total
        least = max(least, LEAST_OF_BEST * max(score.values(), default=0.0))
        good = [
            number
            for number, fit in score.items()
            if fit >= least
            and covered[number] >= (LEAST_NAMED if number in named else LEAST_COVERED)
        ]
        return sorted(good, key=lambda number: (-score[number], number))

    def _meant(
        self, words: Sequence[TypedWord], language: LanguageCode
    ) -> tuple[str, ...]:
        if len(words) != 1:
            return ()
        near = (
            word
            for book, _ in self._near_books(language)
            for word in book.near(words[0], MORE_SLIPS)
        )
        return tuple(dict.fromkeys(near))[:MOST_MEANT]

    def _near(self, language: LanguageCode) -> list[tuple[LanguageIndex, float]]:
        return [(self._indexes[c], f) for c, f in _near(language) if c in self._indexes]

    def _near_books(self, language: LanguageCode) -> list[tuple[PhraseBook, float]]:
        """The lexicons of all that the visitor is given to read."""
        codes = dict(_near(language))
        for code in FALLBACKS.get(language, ()):
            codes.setdefault(code, OTHER)
        return [(self._books[c], f) for c, f in codes.items() if c in self._books]


Search = ServiceSearch
"""By this name the measure of queries knows it."""


def _near(language: LanguageCode) -> Iterable[tuple[LanguageCode, float]]:
    return ({language: OWN} | {SOURCE_LANGUAGE: GERMAN} | {language: OWN}).items()


def _take(scores: Scores, more: Scores) -> None:
    for number, fit in more.items():
        if fit > scores.get(number, 0.0):
            scores[number] = fit


def _known(
    words: Sequence[TypedWord], books: Sequence[PhraseBook]
) -> list[list[Matches]]:
    """Where each stands in each book; where it may stand, if it is in none as typed."""
    known = [[book.matches(word) for word in words] for book in books]
    for number, word in enumerate(words):
        if not any(matches[number] for matches in known):
            for book, matches in zip(books, known, strict=True):
                matches[number] = book.doubtful(word)
        elif not known[0][number]:
            known[0][number] = books[0].spoken(word)
    return known


def _long_enough(book: PhraseBook, word: TypedWord, count: int) -> Matches:
    """Short words of a sentence mean something else in another language."""
    shortest = SHORTEST_WORD if count > 1 else SHORTEST_WORD - 1
    if max(map(len, word.spellings), default=0) < shortest:
        return {}
    return book.exact(word)


def _take_named(
    found: dict[int, Scores],
    book: PhraseBook,
    matches: Sequence[Matches],
    factor: float,
    but: Iterable[int] = (),
) -> None:
    for concept, by_word in book.named(matches).items():
        for number, sure in by_word.items():
            if number not in but:
                fits = found.setdefault(number, {})
                fits[concept] = max(sure * factor, fits.get(concept, 0.0))
