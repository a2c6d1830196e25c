"""Everyday words lead to what they mean, or to the answer that nothing here is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from kiosk.catalogue.search.finding import ServiceSearch
from kiosk.domain.lexicon import Lexicon, LexiconWords
from kiosk.i18n.languages import FALLBACKS
from kiosk.ids import LanguageCode, Slug
from tests.builders import DE, EN, PL, UK, a_catalogue
from tests.catalogue.search.shipped_search import shipped

EVERYDAY = Lexicon(
    {
        "tooth": (Slug("doctor"),),
        "paid": (Slug("contract"), Slug("registration"), Slug("gone")),
        "toilet": (),
    },
    {
        DE: LexiconWords(
            {
                "tooth": ("Zahnschmerzen", "Zahn"),
                "paid": ("Chef zahlt nicht",),
                "toilet": ("Klo", "Toilette"),
            },
            fillers=("mein", "wo", "ist", "das"),
        ),
        PL: LexiconWords({"tooth": ("ząb", "boli ząb")}),
        UK: LexiconWords({"tooth": ("зуб",), "toilet": ("туалет",)}),
    },
)


@cache
def everyday() -> ServiceSearch:
    return ServiceSearch(replace(a_catalogue(), lexicon=lambda: EVERYDAY))


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("Zahn", DE),
        ("zahns", DE),
        ("Zahnschmrezen", DE),
        ("zahnschm", DE),
        ("zab", PL),
        ("ząb boli", PL),
        ("zahn", PL),
        ("зуба", UK),
        ("zub", UK),
        ("Zahnschmerzentermin", DE),
    ],
)
def test_everyday_words_lead_to_what_they_mean(
    typed: str, language: LanguageCode
) -> None:
    assert everyday().find(typed, language)[:1] == ("doctor",)


def test_a_phrase_is_meant_when_all_its_words_were_typed_in_any_order() -> None:
    for typed in ("mein Chef zahlt nicht", "nicht zahlt das Chef"):
        assert everyday().find(typed, DE)[:2] == ("contract", "registration")
    assert everyday().find("chef", DE) == ()


@pytest.mark.parametrize("typed", ["Klo", "wo ist das Klo", "Toilette", "klos"])
def test_what_nothing_here_is_about_is_said_so(typed: str) -> None:
    answer = everyday().answer(typed, DE)
    assert answer.nothing_here
    assert answer.found == ()


def test_a_service_that_is_gone_is_not_said_to_be_about_nothing() -> None:
    lexicon = replace(EVERYDAY, concepts={"tooth": (Slug("gone"),)})
    lexicon = replace(lexicon, words={DE: LexiconWords({"tooth": ("Zahn",)})})
    search = ServiceSearch(replace(a_catalogue(), lexicon=lambda: lexicon))
    answer = search.answer("Zahn", DE)
    assert (answer.found, answer.nothing_here) == ((), False)


def test_a_word_means_first_what_it_means_in_the_own_language() -> None:
    assert EN in FALLBACKS[UK]
    concepts = {"tooth": (Slug("doctor"),), "paid": (Slug("contract"),)}
    words = {
        EN: LexiconWords({"paid": ("zub",)}),
        UK: LexiconWords({"tooth": ("зуб", "zub")}),
    }
    lexicon = Lexicon(concepts, words)
    search = ServiceSearch(replace(a_catalogue(), lexicon=lambda: lexicon))
    assert search.find("zub", UK) == ("doctor", "contract")


def test_a_service_comes_first_while_it_may_be_meant() -> None:
    words = {DE: LexiconWords({"tooth": ("Zahnschmerzen",), "toilet": ("Zahnhof",)})}
    lexicon = replace(EVERYDAY, words=words)
    search = ServiceSearch(replace(a_catalogue(), lexicon=lambda: lexicon))
    assert search.find("zahn", DE) == ("doctor",)
    assert search.answer("zahnhof", DE).nothing_here


def test_what_nobody_knows_is_not_claimed_to_be_understood() -> None:
    answer = everyday().answer("zzzz", DE)
    assert (answer.found, answer.nothing_here, answer.meant) == ((), False, ())


def test_where_nothing_is_found_near_words_are_offered() -> None:
    answer = everyday().answer("Tyiletze", DE)
    assert answer.found == ()
    answer = everyday().answer("Zaxnschxexzen", DE)
    assert answer.found == ()
    assert answer.meant == ("zahnschmerzen",)


def test_sounds_of_another_language_mean_nothing() -> None:
    assert everyday().find("tualet", PL) == ()
    assert everyday().answer("tualet", UK).nothing_here


def test_what_is_known_counts_more_than_what_is_not() -> None:
    assert everyday().find("zahn elfenbein drachenflug", DE) == ("doctor",)


def test_what_may_be_known_counts_more_where_nothing_is_surely() -> None:
    assert everyday().find("Zahnschmrezen elfenbein", DE) == ("doctor",)


def test_half_understood_is_not_understood() -> None:
    many = "elfenbein drachenflug nebelhorn mondschein wolkenbruch"
    assert everyday().find(f"zahn {many}", DE) == ()


def _searching(words: dict[LanguageCode, LexiconWords]) -> ServiceSearch:
    lexicon = replace(EVERYDAY, words=words)
    return ServiceSearch(replace(a_catalogue(), lexicon=lambda: lexicon))


def test_of_two_things_each_is_shown_and_a_service_first() -> None:
    words = LexiconWords({"tooth": ("Zahn",), "paid": ("Lohn",), "toilet": ("Klo",)})
    search = _searching({DE: words})
    assert set(search.find("Zahn Lohn", DE)) == {"doctor", "contract", "registration"}
    assert search.find("Klo Zahn", DE) == ("doctor",)


def test_two_words_that_are_one_are_read_as_one() -> None:
    assert everyday().find("zahn schmerzen", DE) == ("doctor",)
    assert everyday().answer("toi lette", DE).nothing_here


def test_a_general_word_leaves_the_first_place_to_a_particular_one() -> None:
    words = LexiconWords({"paid": ("Arbeit",), "tooth": ("Zahn",)}, ("Arbeit", "bei"))
    search = _searching({DE: words})
    assert search.find("Zahn bei der Arbeit", DE)[0] == "doctor"
    assert search.find("Arbeit", DE)[0] == "contract"
    assert search.find("Arbeit elfenbein", DE)[0] == "contract"


def test_a_filler_of_another_language_is_none_where_it_names_a_thing() -> None:
    turkish = LanguageCode("tr")
    assert EN in FALLBACKS[turkish]
    search = _searching(
        {
            EN: LexiconWords({}, ("is",)),
            turkish: LexiconWords({"paid": ("iş",)}, ("arıyorum",)),
        }
    )
    assert search.find("iş arıyorum", turkish)[0] == "contract"


@pytest.mark.parametrize(
    ("typed", "language", "slug"),
    [
        ("toothache", "en", "doctor-and-emergency"),
        ("my employer does not pay me", "en", "labour-advice"),
        ("hamileyim", "tr", "parental-allowance"),
        ("Straßenbahn", "de", "bus-and-train"),
        ("alocație", "ro", "child-benefit"),
        ("đuổi việc", "vi", "job-loss"),
        ("воссоединение семьи", "ru", "residence-permit"),
        ("šula", "hsb", "school"),
        ("no money from my boss", "en", "labour-advice"),
        ("купить лекарства", "ru", "doctor-and-emergency"),
        ("116 117", "ar", "doctor-and-emergency"),
        ("detskij sad", "ru", "kita"),
        ("атпуск", "ru", "rights-at-work"),
        ("koga e avtobusat", "bg", "bus-and-train"),
        ("con tôi bị sốt", "vi", "doctor-and-emergency"),
        ("не дали деньги на детей", "ru", "child-benefit"),
    ],
)
def test_shipped_everyday_words_lead_to_what_they_mean(
    typed: str, language: str, slug: str
) -> None:
    assert shipped().find(typed, LanguageCode(language))[:1] == (slug,)


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("currency exchange", "en"),
        ("ladies room", "en"),
        ("Wetter", "de"),
        ("храм", "ru"),
        ("авиабилеты", "ru"),
        ("مسجد", "fa"),
    ],
)
def test_nothing_shipped_is_about_these(typed: str, language: str) -> None:
    assert shipped().answer(typed, LanguageCode(language)).nothing_here
