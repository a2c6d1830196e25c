"""What visitors find, and what they find first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.search.finding import MOST_FOUND, ServiceSearch
from kiosk.catalogue.search.matching import MOST_MATCHES
from kiosk.ids import LanguageCode, Slug
from tests.builders import AR, DE, EN, PL, UK, a_catalogue
from tests.catalogue.search.shipped_search import shipped

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Article

BG, FA = LanguageCode("bg"), LanguageCode("fa")


@pytest.fixture
def small() -> ServiceSearch:
    return ServiceSearch(a_catalogue())


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
