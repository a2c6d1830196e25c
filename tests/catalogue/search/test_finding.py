"""What visitors find, and what they find first."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kiosk
from kiosk.catalogue.loader import load
from kiosk.catalogue.search.finding import MOST_FOUND, ServiceSearch
from kiosk.catalogue.search.matching import MOST_MATCHES
from kiosk.domain.lexicon import Lexicon, LexiconWords
from kiosk.i18n.languages import FALLBACKS
from kiosk.ids import LanguageCode, Slug
from tests.builders import AR, DE, EN, PL, UK, a_catalogue

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Article

BG, FA = LanguageCode("bg"), LanguageCode("fa")
CONTENT = Path(kiosk.__file__).parent.parent / "content"


@pytest.fixture
def small() -> ServiceSearch:
    return ServiceSearch(a_catalogue())


@cache
def shipped() -> ServiceSearch:
    return ServiceSearch(load(CONTENT))


@pytest.mark.parametrize(
    ("typed", "language", "slug"),
    [
        ("Ärztin finden", DE, "doctor"),
        ("ärzt", DE, "doctor"),
        ("arzt", DE, "doctor"),
        ("aerztin", DE, "doctor"),
        ("find a doc", EN, "doctor"),
        ("lekarza", PL, "doctor"),
        ("umowe", PL, "contract"),
        ("лікаря", UK, "doctor"),
        ("likar", UK, "doctor"),
        ("طبيب", AR, "doctor"),
        ("tabib", AR, "doctor"),
        ("السكن", AR, "registration"),
        ("sakan", AR, "registration"),
        ("116117", AR, "doctor"),
        ("١١٦١١٧", AR, "doctor"),
        ("praca", PL, "contract"),  # the title of its category
        ("buergerbuero", UK, "registration"),  # whom to ask there
        ("anmelden", PL, "registration"),
        ("Wohnnug", AR, "registration"),
        ("vertrag", AR, "contract"),  # inside Arbeitsvertrag
    ],
)
def test_a_service_is_found(
    small: ServiceSearch, typed: str, language: LanguageCode, slug: str
) -> None:
    assert small.find(typed, language)[0] == slug


@pytest.mark.parametrize(
    ("title", "language", "typed", "found"),
    [
        ("къща", BG, "kashta", True),
        ("къща", UK, "kashta", False),
        ("ثبت", FA, "sabt", True),
        ("ثبت", AR, "sabt", False),
        ("жилье и жилье", UK, "zhilie", True),
        ("жилье и жилье", UK, "zhili", True),
    ],
)
def test_a_word_is_found_by_how_it_sounds_in_its_language(
    title: str, language: LanguageCode, typed: str, *, found: bool
) -> None:
    search = ServiceSearch(_of(_article(title, language=language)))
    assert search.find(typed, language) == (("s0",) if found else ())


@pytest.mark.parametrize(
    ("typed", "language", "slug"),
    [
        ("Anmeldung", PL, "register-home"),
        ("zameldowanie", PL, "register-home"),
        ("szkola", PL, "school"),
        ("shkola", UK, "school"),
        ("skola", UK, "school"),
        ("szkola", UK, "school"),
        ("rakhunok", UK, "bank-account"),
        ("rachunok", UK, "bank-account"),
        ("рахнуок", UK, "bank-account"),
        ("madrasa", AR, "school"),
        ("mdrasa", AR, "school"),
        ("hisab", AR, "bank-account"),
        ("مدرسه", AR, "school"),
        ("fuhrerschien", DE, "driving-licence"),
        ("fuehrerschein", EN, "driving-licence"),
        ("kindergeld", AR, "child-benefit"),
        ("bank acount", EN, "bank-account"),
    ],
)
def test_a_shipped_service_comes_first(
    typed: str, language: LanguageCode, slug: str
) -> None:
    found = shipped().find(typed, language)
    assert slug in found[:2]


@pytest.mark.parametrize("typed", ["zhytlo", "zytlo", "jitlo", "žytlo", "житло"])
def test_all_spellings_of_a_home_lead_to_homes(typed: str) -> None:
    assert {"rent-a-home", "find-a-home"} <= set(shipped().find(typed, UK)[:3])


def test_what_fits_all_words_comes_before_what_fits_some(small: ServiceSearch) -> None:
    assert small.find("wohnung anmelden", DE)[0] == "registration"
    assert small.find("wohnung zauberpferd elfenbein", DE) == ()


def test_who_fits_all_words_well_comes_before_who_fits_one_of_them_well() -> None:
    catalogue = _of(
        _article("Kind", "-", "Rente"), _article("Rente", "-", "Kind"), _article("Ehe")
    )
    both = replace(catalogue.services[2], articles={DE: _article("Rente und Kind")})
    search = ServiceSearch(catalogue.with_services([*catalogue.services[:2], both]))
    for typed in ("rente kind", "kind rente"):
        assert search.find(typed, DE) == ("s2", "s0", "s1")


def test_only_the_last_word_may_be_as_short_as_a_letter(small: ServiceSearch) -> None:
    assert small.find("find a d", EN) == ("doctor",)
    assert small.find("d zzzzzz", EN) == ()


@pytest.mark.parametrize("typed", ["", " ", "!?", "zzzz", "xyzzyq", "کککک"])
def test_nothing_is_found_for_nothing(small: ServiceSearch, typed: str) -> None:
    assert small.find(typed, EN) == ()


def test_a_title_comes_before_a_summary_and_a_summary_before_a_text() -> None:
    catalogue = _of(
        _article("A", "b", "Rente"), _article("A", "Rente"), _article("Rente")
    )
    assert ServiceSearch(catalogue).find("rente", DE) == ("s2", "s1", "s0")


@pytest.mark.parametrize("typed", ["busse", "buss", "bus"])
def test_others_are_read_where_neither_the_own_language_nor_german_has_it(
    typed: str,
) -> None:
    catalogue = _of(
        _article("Busse", language=EN),
        _article("Busse", language=DE),
        _article("Busse", language=PL),
    )
    assert ServiceSearch(catalogue).find(typed, PL) == ("s2", "s1")
    english = _of(_article("Busse", language=EN))
    assert ServiceSearch(english).find(typed, PL) == ("s0",)


@pytest.mark.parametrize("typed", ["usse", "buses", "bsuse"])
def test_so_it_does_where_the_word_is_not_quite_the_one_that_was_typed(
    typed: str,
) -> None:
    catalogue = _of(_article("Busse", language=DE), _article("Busse", language=PL))
    assert ServiceSearch(catalogue).find(typed, PL) == ("s1", "s0")


def test_where_a_word_stands_counts_more_than_its_language() -> None:
    polish = replace(_article("A", language=PL), keywords=("Bus",))
    catalogue = _of(polish, _article("Bus"))
    assert ServiceSearch(catalogue).find("bus", PL) == ("s1", "s0")


def test_of_many_that_fit_as_many_are_found_as_somebody_reads() -> None:
    catalogue = _of(*[_article("Bus")] * (MOST_FOUND + 1))
    first = tuple(service.slug for service in catalogue.services[:MOST_FOUND])
    assert ServiceSearch(catalogue).find("bus", DE) == first


def test_a_beginning_that_too_many_words_have_says_nothing_of_the_last_of_them() -> (
    None
):
    crowd = " ".join(f"b{number}" for number in range(MOST_MATCHES))
    search = ServiceSearch(_of(_article("A", crowd), _article("Bus")))
    assert search.find("b", DE) == ("s0",)
    assert search.find("bu", DE) == ("s1",)


def test_a_whole_word_comes_before_its_beginning_and_that_before_a_slip() -> None:
    catalogue = _of(_article("Mieterin"), _article("Miete"))
    assert ServiceSearch(catalogue).find("miete", DE) == ("s1", "s0")


def test_the_same_as_typed_further_stays_found(small: ServiceSearch) -> None:
    for length in range(1, len("anmelden") + 1):
        assert "registration" in small.find("anmelden"[:length], DE)


@given(st.text(max_size=60))
def test_no_text_breaks_it(typed: str) -> None:
    found = ServiceSearch(a_catalogue()).find(typed, AR)
    assert len(found) == len(set(found)) <= MOST_FOUND


def test_a_language_the_content_does_not_have_is_read_as_german(
    small: ServiceSearch,
) -> None:
    assert small.find("arbeitsvertrag", LanguageCode("vi")) == ("contract",)


def _article(
    title: str, summary: str = "-", text: str = "", *, language: LanguageCode = DE
) -> Article:
    template = a_catalogue().services[0].articles[DE]
    blocks = (replace(template.blocks[0], text=text),)
    return replace(
        template, language=language, title=title, summary=summary, blocks=blocks
    )


def _of(*articles: Article) -> Catalogue:
    template = a_catalogue()
    bare = replace(template.services[0], resources=(), contact=None)
    services = tuple(
        replace(
            bare,
            slug=Slug(f"s{number}"),
            articles={DE: _article("Anders"), article.language: article},
        )
        for number, article in enumerate(articles)
    )
    return replace(template, services=services)


def test_what_ends_with_a_fact_leads_nobody_to_a_page_without_it() -> None:
    catalogue = a_catalogue()
    service = catalogue.service(Slug("doctor"))
    article = service.article(DE)
    block = replace(article.blocks[1], text="Zauberwort", fact="two-weeks")  # type: ignore[arg-type]
    articles = {DE: replace(article, blocks=(block,))}
    search = ServiceSearch(
        catalogue.with_services([replace(service, articles=articles)])
    )
    assert search.find("zauberwort", DE) == ()


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
