"""The content that comes with the program: whole, in every language it offers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.loader import load
from kiosk.domain.resources import ResourceKind
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode, Slug
from tests.builders import DE
from tests.each import each

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.localized import Localized
    from kiosk.domain.services import Article

CONTENT = Path(__file__).parents[2] / "content"
SORBIAN = {LanguageCode("dsb"), LanguageCode("hsb")}
WHOLE = [code for code in LANGUAGES if code not in SORBIAN]
CHECKED = date(2026, 12, 1)
"""The day on which all facts were young enough; later ones are the editor's."""
LETTERS = {
    "de": "äöüß",
    "de-simple": "äöüß",
    "pl": "ąęłńóśżź",
    "cs": "ěščřžýů",
    "uk": "абвгґдєії",
    "ru": "абвгыэъ",
    "ro": "ăâîșț",
    "bg": "абвгщъ",
    "tr": "çğışüö",
    "vi": "ạảấầậđệướợ",
    "ar": "ةيك",
    "fa": "پچگیک",
}
"""Some that every text of the language has, and its neighbours have not."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(CONTENT)


def texts(catalogue: Catalogue) -> list[Localized]:
    """Every text of the site and its topics, but none of the services."""
    site = catalogue.site
    return [
        *(site.name, site.place, site.funding, site.privacy),
        *(partner.role for partner in site.partners),
        *(category.title for category in each(catalogue.categories)),
        *(topic.title for topic in each(catalogue.topics)),
        *(desk.title for desk in catalogue.desks),
        *(number.title for number in catalogue.emergency),
        *(number.note for number in catalogue.emergency if number.note),
    ]


def test_it_has_no_problems_but_translations_that_follow_later() -> None:
    found = problems(CONTENT, CHECKED)
    outdated = {p.file for p in found if p.message.startswith("The German text is at")}
    assert [
        f"{problem} {problem.remedy}"
        for problem in found
        if problem.is_error or problem.file not in outdated
    ] == []


def test_each_translation_names_the_german_text_it_says(catalogue: Catalogue) -> None:
    """One of an older version names that; it is shown as outdated."""
    for service in each(catalogue.services):
        german = service.articles[DE]
        for code, article in service.articles.items():
            if code != DE:
                assert article.origin, (service.slug, code)
                assert article.origin.of_text, (service.slug, code)
                if article.origin.of == german.version:
                    assert article.origin.of_text == german.fingerprint, code
    german_words = catalogue.words[DE]
    for words in each(catalogue.words.values()):
        if words.origin and words.origin.of == german_words.version:
            assert words.origin.of_text == german_words.fingerprint


@pytest.mark.parametrize(
    ("code", "way"),
    [
        ("de", "zurückgeben. Möchten Sie das, oder haben Sie Fragen? Sprechen Sie"),
        (
            "de-simple",
            "Wollen Sie Ihre Nummer zurückgeben? Oder haben Sie Fragen? Dann",
        ),
        ("en", "back. Do you want to, or do you have questions? Please ask"),
    ],
)
def test_a_number_can_be_given_back_without_a_phone(
    catalogue: Catalogue, code: str, way: str
) -> None:
    assert way in catalogue.site.privacy[LanguageCode(code)]


def test_it_has_enough_to_browse(catalogue: Catalogue) -> None:
    assert len(catalogue.services) >= 45
    assert len({service.category for service in catalogue.services}) >= 10


def test_no_category_is_empty(catalogue: Catalogue) -> None:
    empty = [
        c.id for c in each(catalogue.categories) if not any(catalogue.of_category(c.id))
    ]
    assert empty == []


def test_it_is_offered_in_every_language(catalogue: Catalogue) -> None:
    assert set(catalogue.site.languages) == set(LANGUAGES)
    assert catalogue.site.partly == SORBIAN
    assert set(catalogue.counselling_languages) < set(LANGUAGES)


def test_every_text_is_there_in_every_language(catalogue: Catalogue) -> None:
    for text in each(texts(catalogue)):
        assert set(WHOLE) - set(text.texts) == set(), text.texts[DE]
    for service in each(catalogue.services):
        assert set(service.articles) == set(WHOLE), service.slug


def test_the_sorbian_languages_greet_name_places_and_lead_the_way(
    catalogue: Catalogue,
) -> None:
    """What of the rest is German says so on its screen."""
    site = catalogue.site
    for code in SORBIAN:
        assert code in site.name.texts
        assert code in site.place.texts
        assert all(code in c.title.texts for c in each(catalogue.categories))
        assert all(code in t.title.texts for t in each(catalogue.topics))


def test_no_article_was_left_in_another_language(catalogue: Catalogue) -> None:
    for service in each(catalogue.services):
        summaries = [service.article(code).summary for code in WHOLE]
        assert len(set(summaries)) == len(WHOLE), service.slug


def test_every_english_article_is_english(catalogue: Catalogue) -> None:
    for service in each(catalogue.services):
        article = service.article(LanguageCode("en"))
        words = " ".join(block.text for block in article.blocks).casefold().split()
        assert {"the", "you", "and", "for"} & set(words), service.slug
        assert not {"nicht", "sich"} & set(words), service.slug


@pytest.mark.parametrize("code", LETTERS)
def test_every_article_is_written_in_its_own_letters(
    code: str, catalogue: Catalogue
) -> None:
    for service in each(catalogue.services):
        article = service.article(LanguageCode(code))
        words = " ".join([article.summary, *(block.text for block in article.blocks)])
        assert set(words.lower()) & set(LETTERS[code]), service.slug


@pytest.mark.parametrize("code", WHOLE)
def test_every_article_can_be_found_by_other_words_than_its_title(
    code: LanguageCode, catalogue: Catalogue
) -> None:
    few = [
        s.slug for s in each(catalogue.services) if len(s.article(code).keywords) < 2
    ]
    assert few == []


@pytest.mark.parametrize("day", [date(2026, 12, 31), date(2027, 1, 1)])
def test_nothing_is_open_at_the_turn_of_the_year(day: date) -> None:
    """What ends then is followed; from then on it can be taken out."""
    found = [(p.file, p.message) for p in problems(CONTENT, day)]
    ended = [(file, said) for file, said in found if "ended on 2027-01-01" in said]
    assert found == ended
    assert len(ended) == (2 if day.year == 2027 else 0)


def test_what_has_an_end_is_dated(catalogue: Catalogue) -> None:
    ends = {
        (str(service.slug), str(fact.id)): fact.valid_until
        for service in each(catalogue.services)
        for fact in service.facts
        if fact.valid_until
    }
    assert ends == {
        ("minimum-wage", "wage-2026"): date(2027, 1, 1),
        ("basic-support", "old-word"): date(2027, 1, 1),
        ("ukraine", "title-continues"): date(2027, 3, 5),
        ("ukraine", "entry-until"): date(2027, 3, 5),
    }


@pytest.mark.parametrize(
    ("slug", "day", "said", "unsaid"),
    [
        ("minimum-wage", date(2026, 12, 31), "Jetzt sind es 13,90", "Seit dem 1. Jan"),
        ("minimum-wage", date(2027, 1, 1), "Seit dem 1. Januar", "13,90"),
        ("basic-support", date(2026, 12, 31), "noch das Wort Bürgergeld", ""),
        ("basic-support", date(2027, 1, 1), "Jobcenter", "noch das Wort"),
        ("ukraine", date(2026, 12, 4), "bis zum 4. Dezember", "nach dem 4. Dez"),
        ("ukraine", date(2026, 12, 5), "nach dem 4. Dezember", "altes Datum"),
        ("ukraine", date(2027, 3, 4), "bis zum 4. März 2027 weiter", "altes Datum"),
        ("ukraine", date(2027, 3, 5), "altes Datum", "4. März 2027"),
        ("ukraine", date(2027, 3, 5), "nach dem 4. Dezember", "90 Tage"),
    ],
)
def test_each_sentence_is_shown_in_its_time(
    slug: str, day: date, said: str, unsaid: str, catalogue: Catalogue
) -> None:
    service = catalogue.service(Slug(slug))
    shown = service.blocks_on(day, service.articles[DE])
    text = " ".join(block.text for block in shown)
    assert said in text
    assert not unsaid or unsaid not in text


_SENTENCES_IN_A_LINE = re.compile(r"\D[.?!] ")


def test_easy_german_has_a_line_for_each_sentence(catalogue: Catalogue) -> None:
    for service in each(catalogue.services):
        for block in service.articles[LanguageCode("de-simple")].blocks:
            for line in block.text.split("\n"):
                assert not _SENTENCES_IN_A_LINE.search(line), (service.slug, line)


def test_easy_german_splits_a_compound_the_same_everywhere(
    catalogue: Catalogue,
) -> None:
    said = ""
    for service in each(catalogue.services):
        article = service.articles[LanguageCode("de-simple")]
        said += " ".join([article.title, article.summary, *_texts(article)]) + " "
    split = set(re.findall(r"[A-ZÄÖÜ]\w+(?:-[A-ZÄÖÜ]\w+)+", said))
    joined = {f"{word[0]}{word[1:].replace('-', '').lower()}": word for word in split}
    found = {word for word in re.findall(r"\w+", said) if word in joined}
    assert {joined[word] for word in found} == set()


def _texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks]


HARD_WORDS = ("Textform", "mit Recht", "bündel", "binden", "Träger", "Anlaufstelle")


def test_german_is_plain(catalogue: Catalogue) -> None:
    for service in each(catalogue.services):
        article = service.articles[DE]
        text = " ".join([article.summary, *(block.text for block in article.blocks)])
        assert [word for word in HARD_WORDS if word in text] == [], service.slug


def test_emergency_numbers_are_written_one_way() -> None:
    """In every language, as on the key of a telephone: without blanks."""
    files = [path for path in CONTENT.rglob("*.[mt]*") if path.is_file()]
    for file in each(files):
        text = file.read_text("utf-8").replace("\u00a0", " ")
        for number in ("116 117", "116 016", "116 123"):
            assert number not in text


def test_no_hours_are_stated_that_nobody_confirmed(catalogue: Catalogue) -> None:
    assert [s.slug for s in each(catalogue.services) if s.hours] == []
    assert catalogue.consultation_hours is None


def test_what_is_not_known_is_a_named_gap(catalogue: Catalogue) -> None:
    asked = " ".join(gap.whom for s in each(catalogue.services) for gap in s.gaps)
    for body in ("Welcome Center", "Landkreis", "ASG", "Cottbus"):
        assert body in asked
    assert all(gap.ask for gap in each(catalogue.gaps))


def test_every_service_says_where_its_facts_come_from(catalogue: Catalogue) -> None:
    assert [s.slug for s in each(catalogue.services) if not s.facts] == []


def test_emergency_numbers_are_there(catalogue: Catalogue) -> None:
    numbers = {entry.number.replace(" ", "") for entry in catalogue.emergency}
    assert {"112", "110", "116117"} <= numbers


def test_what_is_only_planned_says_so(catalogue: Catalogue) -> None:
    planned = [p.name for p in catalogue.site.partners if p.planned]
    assert planned


def test_some_services_can_be_taken_home(catalogue: Catalogue) -> None:
    kinds = {r.kind for s in each(catalogue.services) for r in s.resources}
    assert ResourceKind.WEB in kinds


def test_a_visitor_is_greeted_in_german_and_lower_sorbian(
    catalogue: Catalogue,
) -> None:
    assert catalogue.site.greetings[:2] == ("Herzlich willkommen", "Witajśo k nam")


def test_both_official_names_of_the_place_are_shown(catalogue: Catalogue) -> None:
    assert all("Grodk" in catalogue.site.place[code] for code in LANGUAGES)


def test_there_is_something_to_be_counselled_on(catalogue: Catalogue) -> None:
    assert len(catalogue.offered_topics()) >= 5
    assert catalogue.desks
