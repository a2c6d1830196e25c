"""Every way to break the format: one change to good content, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from kiosk.catalogue.checks import problems
from kiosk.catalogue.loader import load
from kiosk.errors import BadContent
from tests import content_folder
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

SITE, TOPICS = "site.toml", "topics.toml"
FACTS = "services/doctor/service.toml"
GERMAN = "services/doctor/de.md"


class Slip(NamedTuple):
    """What an editor did, and what the error and its remedy must contain."""

    file: str
    old: str
    new: str
    message: str
    remedy: str


SLIPS = {
    "unknown table": Slip(SITE, "[[partners]]", "[[parters]]", "`parters`", "partners"),
    "unknown key": Slip(SITE, "symbol =", "symbl =", "`symbl`", "id, symbol, title"),
    "missing key": Slip(SITE, "symbol =", "symbl =", "`symbol` is missing", "Add"),
    "no German": Slip(SITE, "name.de =", "name.fr =", "missing in German", "name.de"),
    "unknown language": Slip(SITE, "name.pl", "name.xx", "'xx'", "de, en, pl, uk, ar"),
    "missing translation": Slip(
        SITE, 'note.uk = "Вітаємо"', "", "missing in Ukrainian", "note.uk"
    ),
    "no language": Slip(
        SITE, '["de", "en", "pl", "uk", "ar"]', "[]", "No language", "de"
    ),
    "German not offered": Slip(SITE, '["de", "en",', '["en",', "German", "de"),
    "language twice": Slip(SITE, '["de", "en",', '["de", "de",', "twice", "once"),
    "empty text": Slip(SITE, 'role.en = "Welcome"', 'role.en = " "', "empty", "remove"),
    "number for text": Slip(SITE, 'name.en = "Welcome"', "name.en = 3", "str", "quot"),
    "no greeting": Slip(
        SITE, '["Herzlich willkommen", "Witajśo k nam"]', "[]", "greeting", "Write"
    ),
    "line break": Slip(
        SITE, 'place.de = "Willkommen"', 'place.de = "a\\nb"', "U+000A", "Delete"
    ),
    "control": Slip(
        SITE, 'place.de = "Willkommen"', 'place.de = "a\\u001Bb"', "U+001B", "Delete"
    ),
    "open isolate": Slip(
        SITE, 'name.ar = "مرحبًا"', 'name.ar = "\\u2067مرحبًا"', "direction", "Remove"
    ),
    "override": Slip(
        SITE, 'name.en = "Welcome"', 'name.en = "a\\u202Eb"', "U+202E", "Delete"
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
    "text for bool": Slip(TOPICS, "active = true", 'active = "yes"', "bool", "true"),
    "no list": Slip(
        TOPICS,
        'counselling_languages = ["de", "en", "pl", "uk", "ar"]',
        'counselling_languages = "de"',
        "array",
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
        "[[resources]]",
        "[[hours.special]]\ndate = 2026-12-24\nclosed = true\n" * 2 + "[[resources]]",
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
    "text for a number": Slip(FACTS, "order = 2", 'order = "2"', "int", "whole number"),
    "no date": Slip(FACTS, "2026-08-19", '"August"', "`as_of`", "2026-08-19"),
    "impossible date": Slip(FACTS, "2026-08-19", "2026-02-30", "TOML", "line"),
    "ancient date": Slip(FACTS, "2026-08-19", "1999-12-31", "before 2000", "checked"),
    "unknown kind": Slip(FACTS, '"web"', '"fax"', "'fax'", "web, phone, email"),
    "http": Slip(FACTS, "https://", "http://", "web target", "https://"),
    "javascript": Slip(FACTS, "https://www.example.de/a", "javascript:x()", "web", "h"),
    "sign-in name": Slip(FACTS, "https://www", "https://a@www", "web target", "https"),
    "no host": Slip(FACTS, "www.example.de", "localhost", "web target", "example.de"),
    "umlaut": Slip(FACTS, "example.de/a", "example.de/ä", "web target", "%C3"),
    "long target": Slip(FACTS, "example.de/a", "example.de/" + "a" * 99, "120", "up"),
    "letters to dial": Slip(FACTS, "tel:+49", "tel:abc", "phone target", "digits"),
    "grouped target": Slip(FACTS, "tel:+49", "tel:+49 ", "phone target", "blanks"),
    "mail query": Slip(FACTS, "amt@example.de", "a@b.de?x=1", "email target", "mailto"),
    "address elsewhere": Slip(
        FACTS,
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
    with pytest.raises(BadContent, match=slip.file):
        load(folder)


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


def test_a_service_needs_every_offered_language(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    (folder / "services" / "doctor" / "pl.md").unlink()
    with pytest.raises(BadContent, match=r"services/doctor/pl\.md: .*Polish"):
        load(folder)


def test_a_service_needs_its_facts(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    (folder / FACTS).unlink()
    with pytest.raises(BadContent, match="file is missing"):
        load(folder)


def test_a_text_in_an_unknown_language_is_refused(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.put(folder / "services" / "doctor" / "xx.md", "# a\n\nb\n\nc\n")
    with pytest.raises(BadContent, match=r"doctor/xx\.md"):
        load(folder)


def test_a_folder_with_a_malformed_name_is_refused(tmp_path: Path) -> None:
    folder = a_content_folder(tmp_path)
    content_folder.add_service(folder, "Über Uns")
    with pytest.raises(BadContent, match="folder's name"):
        load(folder)
