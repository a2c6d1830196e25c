"""Every way to break the format: one change to good content, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.loader import load
from kiosk.errors import BadContent
from kiosk.ids import LanguageCode, Slug
from tests import content_folder
from tests.builders import DE, a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

SITE, TOPICS, LINKS = "site.toml", "topics.toml", "resources.toml"
FACTS = "services/doctor/service.toml"
GERMAN = "services/doctor/de.md"
WORDS_DE, WORDS_EN, WORDS_AR = "words/de.toml", "words/en.toml", "words/ar.toml"
CENTRAL = {SITE, TOPICS, WORDS_DE}
"""Without these nothing can be shown; of the rest only what is broken is left out."""


class Slip(NamedTuple):
    """What an editor did, and what the error and its remedy must contain."""

    file: str
    old: str
    new: str
    message: str
    remedy: str


SLIPS = {
    "unknown table": Slip(SITE, "[[partners]]", "[[parters]]", "`parters`", "partners"),
    "unknown key": Slip(SITE, "symbol =", "symbl =", "`symbl`", "id, symbol"),
    "missing key": Slip(SITE, "symbol =", "symbl =", "`symbol` is missing", "Add"),
    "no German": Slip(WORDS_DE, "place =", "plaice =", "missing in German", "place ="),
    "word for nothing": Slip(WORDS_DE, "place =", "plaice =", "called `plaice`", "id"),
    "unknown language": Slip(SITE, '"pl", "uk"', '"xx", "uk"', "'xx'", "de, de-simple"),
    "no language": Slip(
        SITE, '["de", "en", "pl", "uk", "ar"]', "[]", "No language", "de"
    ),
    "German not offered": Slip(SITE, '["de", "en",', '["en",', "German", "de"),
    "language twice": Slip(SITE, '["de", "en",', '["de", "de",', "twice", "once"),
    "empty text": Slip(WORDS_EN, 'tax = "Welcome"', 'tax = " "', "empty", "remove"),
    "number for text": Slip(
        WORDS_EN, 'name = "Welcome"', "name = 3", "no text", "quot"
    ),
    "no greeting": Slip(
        SITE, '["Herzlich willkommen", "Witajśo k nam"]', "[]", "greeting", "Write"
    ),
    "line break": Slip(
        WORDS_DE, 'place = "Willkommen"', 'place = "a\\nb"', "U+000A", "Delete"
    ),
    "control": Slip(
        WORDS_DE, 'place = "Willkommen"', 'place = "a\\u001Bb"', "U+001B", "Delete"
    ),
    "open isolate": Slip(
        WORDS_AR, 'name = "مرحبًا"', 'name = "\\u2067مرحبًا"', "direction", "Remove"
    ),
    "override": Slip(
        WORDS_EN, 'name = "Welcome"', 'name = "a\\u202Eb"', "U+202E", "Delete"
    ),
    "no time zone": Slip(SITE, "Europe/Berlin", "Europe/Forst", "Forst", "IANA"),
    "path as time zone": Slip(SITE, "Europe/Berlin", "../etc", "../etc", "IANA"),
    "category twice": Slip(SITE, 'id = "health"', 'id = "arrival"', "taken", "own"),
    "bad id": Slip(SITE, 'id = "health"', 'id = "He alth"', "malformed", "hyphens"),
    "wide symbol": Slip(SITE, "⌂", "🏠", "one cell", "emoji"),
    "long symbol": Slip(SITE, "⌂", "ab", "one cell", "emoji"),
    "emergency in words": Slip(SITE, '"112"', '"call 112"', "dial", "digits"),
    "invalid TOML": Slip(SITE, "[[emergency]]", "[[emergency]", "TOML", "bracket"),
    "topic twice": Slip(TOPICS, 'id = "tax"', 'id = "residence"', "taken", "own"),
    "no desks": Slip(TOPICS, "[[desks]]", "[[topics]]", "`desks` is missing", "desks"),
    "text for bool": Slip(
        TOPICS, "active = true", 'active = "yes"', "neither true nor false", "true"
    ),
    "no list": Slip(
        TOPICS,
        'counselling_languages = ["de", "en", "pl", "uk", "ar"]',
        'counselling_languages = "de"',
        "is no list",
        "[ ]",
    ),
    "unknown counselling language": Slip(TOPICS, '"ar"]', '"fr"]', "'fr'", "Allowed"),
    "unknown weekday": Slip(TOPICS, '"mon"', '"Montag"', "Montag", "mon, tue"),
    "hour 24": Slip(TOPICS, '"12:00"', '"24:00"', "24:00", "four digits"),
    "other holidays": Slip(
        TOPICS,
        "by_appointment = false",
        'holidays = "Sachsen"',
        "'Sachsen'",
        "BB, SN",
    ),
    "special day twice": Slip(
        FACTS,
        "[[facts]]",
        "[[hours.special]]\ndate = 2026-12-24\nclosed = true\n" * 2 + "[[facts]]",
        "there twice",
        "one of them",
    ),
    "range ends first": Slip(
        TOPICS,
        "[[desks]]",
        "[[consultation.closed]]\nfrom = 2026-12-24\nuntil = 2026-12-23\n[[desks]]",
        "before it begins",
        "last closed day",
    ),
    "hours of nothing": Slip(FACTS, "slots = [", "# [", "no slots", "by_appointment"),
    "overlap": Slip(
        FACTS,
        "slots = [",
        'slots = [{ weekday = "tue", opens = "08:00", closes = "09:30" }, ',
        "tue overlap",
        "one slot",
    ),
    "unknown category": Slip(
        FACTS, '"health"', '"helth"', "'helth'", "arrival, health"
    ),
    "text for a number": Slip(
        FACTS, "order = 2", 'order = "2"', "no whole number", "whole number"
    ),
    "no date": Slip(FACTS, "2026-08-19", '"August"', "`as_of`", "2026-08-19"),
    "impossible date": Slip(FACTS, "2026-08-19", "2026-02-30", "TOML", "line"),
    "ancient date": Slip(FACTS, "2026-08-19", "1999-12-31", "before 2000", "checked"),
    "ended before": Slip(
        FACTS,
        "2026-08-19",
        "2026-08-19\nvalid_until = 2026-08-19",
        "had ended",
        "first",
    ),
    "ended before it began": Slip(
        FACTS,
        "2026-08-19",
        "2026-08-19\nvalid_from = 2027-01-01\nvalid_until = 2027-01-01",
        "held for a day",
        "first",
    ),
    "follows nobody": Slip(
        FACTS,
        "2026-08-19",
        '2026-08-19\nvalid_from = 2027-01-01\nfollows = "two-days"',
        "no other fact 'two-days'",
        "Known",
    ),
    "follows itself": Slip(
        FACTS,
        "2026-08-19",
        '2026-08-19\nvalid_from = 2027-01-01\nfollows = "two-weeks"',
        "no other fact 'two-weeks'",
        "Known",
    ),
    "younger source": Slip(
        FACTS, "2026-08-19", "2026-08-19\ndated = 2026-08-20", "younger", "read"
    ),
    "no facts": Slip(FACTS, "[[facts]]", "[[gaps]]", "No fact", "[[facts]]"),
    "unknown gap": Slip(FACTS, '"cost"', '"price"', "'price'", "cost"),
    "unknown resource": Slip(FACTS, '"office",', '"offce",', "'offce'", "[offce]"),
    "resource twice": Slip(FACTS, '"office-phone"', '"office"', "named twice", "once"),
    "unknown kind": Slip(LINKS, '"web"', '"fax"', "'fax'", "web, phone, email"),
    "http": Slip(LINKS, "https://", "http://", "web target", "https://"),
    "javascript": Slip(LINKS, "https://www.example.de/a", "javascript:x()", "web", "h"),
    "sign-in name": Slip(LINKS, "https://www", "https://a@www", "web target", "https"),
    "no host": Slip(LINKS, "www.example.de", "localhost", "web target", "example.de"),
    "key of another kind": Slip(
        LINKS, 'kind = "web"', 'kind = "email"\npages = {}', "no `pages`", "target"
    ),
    "page in no language": Slip(
        LINKS, 'kind = "web"', 'kind = "web"\npages.xx = "https://a.de"', "'xx'", "de"
    ),
    "page without host": Slip(
        LINKS, 'kind = "web"', 'kind = "web"\npages.en = "a"', "web target", "https"
    ),
    "needed key": Slip(LINKS, 'kind = "web"', 'kind = "place"', "`address`", "Add"),
    "umlaut": Slip(LINKS, "example.de/a", "example.de/ä", "web target", "%C3"),
    "long target": Slip(LINKS, "example.de/a", "example.de/" + "a" * 299, "300", "up"),
    "letters to dial": Slip(LINKS, "tel:+49", "tel:abc", "phone target", "digits"),
    "grouped target": Slip(LINKS, "tel:+49", "tel:+49 ", "phone target", "blanks"),
    "mail query": Slip(LINKS, "amt@example.de", "a@b.de?x=1", "email target", "mailto"),
    "address elsewhere": Slip(
        LINKS,
        'target = "tel:+493563340330"',
        'target = "tel:+493563340330"\naddress = "0355 1"',
        "not the same number",
        "digits",
    ),
    "contact phone": Slip(FACTS, '"+49 3563 340330"', '"ask"', "phone number", "+49"),
    "contact mail": Slip(
        FACTS, 'phone = "+49 3563 340330"', 'email = "ask"', "e-mail", "name@"
    ),
    "contact fax": Slip(FACTS, 'phone = "+49', 'fax = "+49', "`fax`", "name, address"),
    "empty source": Slip(FACTS, '"BMG § 17"', '""', "empty", "remove"),
    "source by file": Slip(
        FACTS, '"BMG § 17"', '"a"\nurl = "file:///etc"', "no web address", "https://"
    ),
    "source in words": Slip(
        FACTS, '"BMG § 17"', '"a"\nurl = "BMG § 17"', "no web address", "`source`"
    ),
    "source without host": Slip(
        FACTS, '"BMG § 17"', '"a"\nurl = "https://[b/x"', "no web address", "https"
    ),
    "source at no port": Slip(
        FACTS, '"BMG § 17"', '"a"\nurl = "https://b.de:65536"', "no web address", "http"
    ),
    "no title": Slip(GERMAN, "# Willkommen", "Willkommen", "title", "# Title"),
    "raw HTML": Slip(GERMAN, "- first", "- <b>first</b>", "HTML", "plain"),
    "link": Slip(GERMAN, "- first", "- [a](https://b.de)", "link", "[[resources]]"),
    "bare address": Slip(GERMAN, "first", "https://b.de", "address", "[[resources]]"),
    "script": Slip(GERMAN, "first", "JavaScript:x", "address", "[[resources]]"),
    "picture": Slip(GERMAN, "- first", "- ![a](b.png)", "picture", "words"),
}


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_named_with_its_file_line_and_remedy(
    slip: Slip, tmp_path: Path
) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.change(folder / slip.file, slip.old, slip.new)
    found = [p for p in problems(folder) if slip.message in p.message]
    assert found, [str(p) for p in problems(folder)]
    assert found[0].file == slip.file
    assert slip.remedy in found[0].remedy
    assert found[0].is_error


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_takes_away_no_more_than_it_must(slip: Slip, tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.change(folder / slip.file, slip.old, slip.new)
    if slip.file in CENTRAL:
        with pytest.raises(BadContent, match=slip.file):
            load(folder)
    else:
        services = load(folder).services
        assert services[0].article(DE).title == "Willkommen"
        assert all(s.article(DE).title for s in services if s.articles.get(DE))


@pytest.mark.parametrize(
    "name",
    ["no language", "unknown key", "unknown kind", "hour 24", "raw HTML", "http"],
)
def test_the_line_is_the_changed_one(name: str, tmp_path: Path) -> None:
    slip = SLIPS[name]
    folder = a_content_folder(tmp_path)
    before = (folder / slip.file).read_text(encoding="utf-8")
    line = before[: before.index(slip.old)].count("\n") + 1
    content_folder.change(folder / slip.file, slip.old, slip.new)
    found = [p for p in problems(folder) if slip.message in p.message]
    assert found[0].line == line


@pytest.mark.parametrize(
    "url",
    [
        "http://amt.example.de",
        "https://amt.example.de:8443/~a/?p=200#b",
        "https://bücher.example.de/Über-uns",
    ],
)
def test_a_source_may_be_any_page_of_the_web(url: str, tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    source = 'source = "BMG § 17"'
    content_folder.change(folder / FACTS, source, f'{source}\nurl = "{url}"')
    assert said(folder) == []


def said(folder: Path) -> list[str]:
    return [str(problem) for problem in problems(folder) if problem.is_error]


def test_a_service_needs_its_german_text(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    (folder / "services" / "doctor" / "de.md").unlink()
    assert said(folder) == ["services/doctor/de.md: The text in German is missing."]


def test_a_service_that_nobody_has_translated_yet_can_be_shown(tmp_path: Path) -> None:
    """Its visitors read another language's text, which is marked."""
    folder = a_content_folder(tmp_path)
    (folder / "services" / "doctor" / "pl.md").unlink()
    (problem,) = problems(folder)
    assert (problem.file, problem.is_error) == ("services/doctor/pl.md", False)
    assert "There is no text in Polish" in problem.message
    service = load(folder).service(Slug("doctor"))
    assert service.article(LanguageCode("pl")).language == "en"


def test_a_service_needs_its_facts(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    (folder / FACTS).unlink()
    assert said(folder) == [f"{FACTS}: The file is missing."]


def test_a_text_in_an_unknown_language_is_refused(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.put(folder / "services" / "doctor" / "xx.md", "# a\n\nb\n\nc\n")
    content_folder.put(folder / "words" / "xx.toml", "")
    assert [text.partition(":")[0] for text in said(folder)] == [
        "services/doctor/xx.md",
        "words/xx.toml",
    ]


def test_a_folder_with_a_malformed_name_is_refused(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.add_service(folder, "Über Uns")
    assert "folder's name is malformed" in said(folder)[0]


def test_only_an_offered_language_can_be_offered_partly(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    site = folder / "site.toml"
    content_folder.change(site, '"ar"]', '"ar"]\npartly = ["hsb", "de"]')
    assert len(said(folder)) == 2
