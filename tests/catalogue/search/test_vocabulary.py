"""Words and their entries, kept in few bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.search.vocabulary import WordTable

WORD = st.text(
    st.characters(categories=["Ll", "Lo", "Nd"], exclude_characters="\n"),
    min_size=1,
    max_size=6,
)
FEW_LETTERS = st.text("abя", min_size=1, max_size=5)
"""So that many words share what they begin with, and what is in them."""
ENTRIES = st.dictionaries(
    WORD | FEW_LETTERS, st.lists(st.integers(0, 9999), max_size=3)
)


def listed(vocabulary: WordTable, numbers: range) -> list[str]:
    return [vocabulary.word(number) for number in numbers]


@given(ENTRIES)
def test_each_word_is_found_with_its_entries(entries: dict[str, list[int]]) -> None:
    vocabulary = WordTable(entries)
    assert len(vocabulary) == len(entries)
    for word, expected in entries.items():
        [number] = vocabulary.exactly(word)
        assert list(vocabulary.entries(number)) == expected
        assert vocabulary.length(number) == len(word)


@given(ENTRIES, WORD | FEW_LETTERS)
def test_beginnings_are_those_of_a_plain_search(
    entries: dict[str, list[int]], prefix: str
) -> None:
    vocabulary = WordTable(entries)
    expected = sorted(word for word in entries if word.startswith(prefix))
    numbers = vocabulary.beginning(prefix)
    assert listed(vocabulary, numbers) == expected
    assert vocabulary.listed(numbers) == expected


@given(ENTRIES, WORD | FEW_LETTERS)
def test_parts_are_those_of_a_plain_search(
    entries: dict[str, list[int]], part: str
) -> None:
    vocabulary = WordTable(entries)
    expected = {word for word in entries if word.find(part) > 0}
    found = {vocabulary.word(number) for number in vocabulary.containing(part)}
    missing = {word for word in expected - found if not word.startswith(part)}
    assert found <= expected
    assert missing == set()


@given(ENTRIES, WORD | FEW_LETTERS)
def test_a_word_that_is_not_there_is_not_found(
    entries: dict[str, list[int]], word: str
) -> None:
    entries.pop(word, None)
    assert list(WordTable(entries).exactly(word)) == []
