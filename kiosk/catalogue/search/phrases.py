"""Which concepts of the lexicon a query names: all words of a phrase were typed."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kiosk.catalogue.search import folding, skeletons, sounds, typos
from kiosk.catalogue.search.fillers import SHORTEST_SOUND, FillerWords, spellings
from kiosk.catalogue.search.stems import stems
from kiosk.catalogue.search.vocabulary import WordTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kiosk.catalogue.search.typed_words import TypedWord
    from kiosk.domain.lexicon import LexiconWords
    from kiosk.ids import LanguageCode

EXACT, STEMMED, OTHER_ACCENTS = 1.0, 0.93, 0.8
BEGINNING, COMPOUND, SOUNDING, MISTYPED = 0.85, 0.7, 0.7, 0.6
"""How sure it is that the visitor meant this word."""
EACH_MORE, MOST_MORE = 0.01, 3
"""A beginning of many words of a concept means it more surely than one of one."""
SHORTEST_BEGINNING, SHORTEST_PART = 2, 5
LONGEST_ENDING = 3
MOST_BEGUN = 200
PLACE_BITS = 4
MOST_PLACES = 1 << PLACE_BITS

Matches = dict[tuple[int, int], float]
"""How surely a word stands at a place of a phrase, by their numbers."""


class _PlaceEntries(defaultdict[str, "array[int]"]):
    """While a book is made."""

    def __init__(self) -> None:
        super().__init__(lambda: array("I"))


class PhraseBook:
    """The phrases of one language."""

    def __init__(
        self,
        words: LexiconWords,
        numbers: Mapping[str, int],
        language: LanguageCode,
        script: str,
    ) -> None:
        """`numbers` are those of the concepts."""
        self.language = language
        self.script = script
        self.fillers = FillerWords(words, language, script)
        self._concepts, self._lengths = array("H"), array("B")
        """Of each phrase by its number; an object for each would be ten times that."""
        accented = _PlaceEntries()
        written = _PlaceEntries()
        stemmed = _PlaceEntries()
        for concept, phrases in words.phrases.items():
            for phrase in phrases:
                for spelling in spellings(phrase):
                    self._enter(numbers[concept], spelling, accented, written, stemmed)
        self._accented = WordTable(accented)
        self._written = WordTable(written)
        self._stemmed = WordTable(stemmed)
        self._spoken = WordTable(_by_sound(written, script, language))

    def __len__(self) -> int:
        return len(self._concepts)

    def _enter(
        self,
        concept: int,
        words: list[str],
        accented: _PlaceEntries,
        written: _PlaceEntries,
        stemmed: _PlaceEntries,
    ) -> None:
        """Fillers in a phrase need not be typed."""
        telling = [word for word in words if not self.fillers.have(word)] or words
        telling = telling[:MOST_PLACES]
        entry = len(self) << PLACE_BITS
        self._concepts.append(concept)
        self._lengths.append(len(telling))
        for place, word in enumerate(telling):
            folded = folding.folded(word)
            accented[word].append(entry | place)
            for form in {folded, folding.without_article(folded)}:
                written[form].append(entry | place)
            for stem in stems(word, self.language):
                stemmed[stem].append(entry | place)

    def named(self, typed: Sequence[Matches]) -> dict[int, dict[int, float]]:
        """How surely each typed word names each concept, by their numbers."""
        found: dict[int, dict[int, float]] = defaultdict(dict)
        begun: Counter[tuple[int, int]] = Counter()
        for phrase, at in self._whole_phrases(typed):
            concept = self._concepts[phrase]
            for place, number in at:
                sure = typed[number][phrase, place]
                begun[concept, number] += sure < STEMMED
                if self._lengths[phrase] > 1 and sure >= SOUNDING:
                    sure = max(sure, STEMMED)  # not all of its words by chance
                found[concept][number] = max(sure, found[concept].get(number, 0.0))
        for (concept, number), count in begun.items():
            if found[concept][number] < STEMMED:
                found[concept][number] += EACH_MORE * min(count - 1, MOST_MORE)
        return found

    def _whole_phrases(
        self, typed: Sequence[Matches]
    ) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Those of which all words were typed: at which place, by which typed word."""
        there: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for number, matches in enumerate(typed):
            for phrase, place in matches:
                there[phrase][place].add(number)
        for phrase, places in there.items():
            if self._whole(phrase, places):
                yield phrase, [(p, number) for p, by in places.items() for number in by]

    def _whole(self, phrase: int, places: Mapping[int, set[int]]) -> bool:
        """Whether all its words were typed; one typed word stands at one place."""
        length = self._lengths[phrase]
        if len(places) < length:
            return False
        return len(frozenset().union(*places.values())) >= length

    def knows(self, word: TypedWord) -> bool:
        """Whether it is a word of the lexicon as it stands."""
        return any(self._written.exactly(spelling) for spelling in word.spellings)

    def names(self, word: TypedWord) -> bool:
        """Whether it is by itself what people call a thing."""
        return self.fillers.are_not(word)

    def matches(self, word: TypedWord) -> Matches:
        found = self.exact(word)
        for spelling in word.spellings:
            if word.last and len(spelling) >= SHORTEST_BEGINNING:
                self._add_begun(found, spelling)
        for stem in word.stems(self.language):
            self._add(found, self._stemmed, self._stemmed.exactly(stem), STEMMED)
        return found

    def exact(self, word: TypedWord) -> Matches:
        """Where it stands as it was typed; other accents are another word."""
        found: Matches = {}
        table = self._accented
        self._add(found, table, table.exactly(word.text), EXACT)
        sure = OTHER_ACCENTS if found and word.text not in word.spellings else EXACT
        for spelling in word.spellings:
            self._add(found, self._written, self._written.exactly(spelling), sure)
        return found

    def doubtful(self, word: TypedWord) -> Matches:
        """Where it stands if it sounds like it, begins with it, or is mistyped."""
        return self.spoken(word) or self._mistyped(word) or self._compound(word)

    def spoken(self, word: TypedWord) -> Matches:
        """Where it stands as it sounds, in Latin letters."""
        found: Matches = {}
        if self.script != "Latn":
            for key in word.sounds(self.script):
                self._add(found, self._spoken, self._spoken.exactly(key), SOUNDING)
                if word.last and len(key) > SHORTEST_SOUND:
                    begun = self._spoken.beginning(key)[:MOST_BEGUN]
                    self._add(found, self._spoken, begun, SOUNDING * BEGINNING)
        return found or self._inflected(word)

    def _inflected(self, word: TypedWord) -> Matches:
        """Where it stands with another ending: avtobusat, adresu."""
        found: Matches = {}
        for key in word.sounds(self.script) if self.script == "Cyrl" else ():
            for cut in range(1, LONGEST_ENDING + 1):
                stem = key[:-cut]
                if found or len(stem) < SHORTEST_PART - 1:
                    break
                alike = [
                    number
                    for number in self._spoken.beginning(stem)[:MOST_BEGUN]
                    if self._spoken.length(number) <= len(stem) + LONGEST_ENDING - 1
                ]
                self._add(found, self._spoken, alike, SOUNDING * STEMMED)
        return found

    def near(self, word: TypedWord, more: int) -> Iterator[str]:
        """Words that are like it, with so many more slips than are forgiven."""
        table = self._accented
        for number in typos.near(word.text, table, unfinished=False, more=more):
            yield table.word(number)

    def _mistyped(self, word: TypedWord) -> Matches:
        found: Matches = {}
        for spelling in word.spellings:
            numbers = typos.near(spelling, self._written, unfinished=word.last)
            self._add(found, self._written, numbers, MISTYPED)
        return found

    def _compound(self, word: TypedWord) -> Matches:
        """Zahnarzt in Zahnarzttermin: the longest known word that it begins with."""
        found: Matches = {}
        for spelling in word.spellings:
            shortest = max(SHORTEST_PART, len(spelling) // 2)
            for length in range(len(spelling) - 1, shortest - 1, -1):
                parts = self._written.exactly(spelling[:length])
                if parts:
                    self._add(found, self._written, parts, COMPOUND)
                    break
        return found

    def _add_begun(self, found: Matches, prefix: str) -> None:
        for number in self._written.beginning(prefix)[:MOST_BEGUN]:
            share = len(prefix) / self._written.length(number)
            sure = BEGINNING * (0.7 + 0.3 * share)
            self._add(found, self._written, (number,), sure)

    def _add(
        self, found: Matches, table: WordTable, numbers: Iterable[int], sure: float
    ) -> None:
        for number in numbers:
            for entry in table.entries(number):
                at = entry >> PLACE_BITS, entry & (MOST_PLACES - 1)
                if sure > found.get(at, 0.0):
                    found[at] = sure


def _by_sound(
    written: Mapping[str, array[int]], script: str, language: LanguageCode
) -> _PlaceEntries:
    found = _PlaceEntries()
    for word, entries in written.items():
        if script == "Cyrl":
            found[sounds.of_cyrillic(word, bulgarian=language == "bg")].extend(entries)
        elif script == "Arab":
            for key in skeletons.of_arabic(word, persian=language == "fa"):
                found[key].extend(entries)
    return found
