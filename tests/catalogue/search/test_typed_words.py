"""What is looked up of what a visitor typed."""

from __future__ import annotations

from kiosk.catalogue.search.typed_words import LONGEST_WORD, MOST_WORDS, typed


def test_words_are_kept_as_typed_and_folded() -> None:
    (word,) = typed("Müll")
    assert word.text == "müll"
    assert word.spellings == {"mull", "muell"}
    assert word.last


def test_only_the_last_word_may_be_unfinished() -> None:
    assert [word.last for word in typed("bus und bahn")] == [False, False, True]


def test_no_more_is_looked_up_than_somebody_means() -> None:
    assert len(typed("a " * 50)) == MOST_WORDS
    (word,) = typed("x" * 500)
    assert len(word.text) == LONGEST_WORD
    assert {len(spelling) for spelling in word.spellings} == {LONGEST_WORD}


def test_marks_alone_are_no_word() -> None:
    assert typed("' ` !? \u0301") == []
