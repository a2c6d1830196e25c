"""When all words of a phrase were typed."""

from __future__ import annotations

from kiosk.catalogue.search.phrases import EXACT, PhraseBook
from kiosk.catalogue.search.typed_words import typed
from kiosk.domain.lexicon import LexiconWords
from kiosk.ids import LanguageCode

BG, DE, VI = LanguageCode("bg"), LanguageCode("de"), LanguageCode("vi")
NUMBERS = {"rent": 0, "tax": 1, "boss": 2}
BOOK = PhraseBook(
    LexiconWords(
        {
            "rent": ("thuê", "thuê nhà"),
            "tax": ("thuế",),
            "boss": ("nhà nhà", "tôi không trả"),
        },
        fillers=("tôi",),
    ),
    NUMBERS,
    VI,
    "Latn",
)


def named(text: str) -> dict[int, float]:
    """The surest of each concept."""
    found = BOOK.named([BOOK.matches(word) for word in typed(text)])
    return {concept: max(by_word.values()) for concept, by_word in found.items()}


def test_other_accents_are_less_sure() -> None:
    found = named("thuế")
    assert found[NUMBERS["tax"]] == EXACT
    assert found[NUMBERS["rent"]] < EXACT


def test_without_accents_either_may_be_meant() -> None:
    assert named("thue") == {NUMBERS["tax"]: EXACT, NUMBERS["rent"]: EXACT}


def test_part_of_a_phrase_is_not_the_phrase() -> None:
    assert NUMBERS["boss"] not in named("không")
    assert NUMBERS["boss"] in named("không trả")


def test_one_word_does_not_stand_for_two() -> None:
    assert NUMBERS["boss"] not in named("nhà")
    assert NUMBERS["boss"] in named("nhà nhà")


def test_fillers_need_not_be_typed() -> None:
    assert BOOK.fillers.have("tôi")
    assert BOOK.fillers.have("toi")
    assert not BOOK.fillers.have("không")


def test_of_two_beginnings_the_one_of_more_words_is_surer() -> None:
    words = {"rent": ("Schufa",), "boss": ("Schule", "Schulkind")}
    book = PhraseBook(LexiconWords(words), NUMBERS, DE, "Latn")
    (found,) = [book.matches(word) for word in typed("Schu")]
    sure = book.named([found])
    assert sure[NUMBERS["boss"]][0] > sure[NUMBERS["rent"]][0]


def test_another_ending_is_heard_in_latin_letters() -> None:
    book = PhraseBook(LexiconWords({"rent": ("автобус",)}), NUMBERS, BG, "Cyrl")
    (bus,) = typed("avtobusat")
    assert book.doubtful(bus)
    (other,) = typed("avtoritet")
    assert not book.doubtful(other)
