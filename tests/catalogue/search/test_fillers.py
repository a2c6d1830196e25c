"""Which words say nothing of what is looked for, and which only seem to."""

from __future__ import annotations

from kiosk.catalogue.search.fillers import FillerWords
from kiosk.catalogue.search.typed_words import TypedWord, typed
from kiosk.domain.lexicon import LexiconWords
from kiosk.ids import LanguageCode


def _word(text: str) -> TypedWord:
    (word,) = typed(text)
    return word


def _of(language: str, script: str, fillers: str, *words: str) -> FillerWords:
    lexicon = LexiconWords({"thing": words}, tuple(fillers.split()))
    return FillerWords(lexicon, LanguageCode(language), script)


def test_other_accents_make_another_word_of_it() -> None:
    vietnamese = _of("vi", "Latn", "đâu", "đau")
    assert vietnamese.have("đâu")
    assert not vietnamese.have("đau")


def test_without_accents_it_is_taken_for_what_it_may_name() -> None:
    assert not _of("vi", "Latn", "đâu", "đau").have("dau")
    assert _of("vi", "Latn", "đâu", "sốt").have("dau")


def test_an_umlaut_may_be_written_with_an_e() -> None:
    assert _of("de", "Latn", "für").have("fuer")


def test_it_is_known_in_latin_letters_too() -> None:
    assert _of("bg", "Cyrl", "търся").sound_like(_word("tarsya"))
    assert not _of("bg", "Cyrl", "търся").sound_like(_word("rabota"))
    assert not _of("pl", "Latn", "szukam").sound_like(_word("szukam"))


def test_one_that_names_a_thing_is_general_in_all_its_forms() -> None:
    german = _of("de", "Latn", "Arbeit mein", "Arbeit")
    assert german.have_as_general(_word("Arbeiten"))
    assert not german.have_as_general(_word("mein"))
    assert german.have("mein")
    assert not german.have("arbeit")
