"""A language that the program does not have is added as content, by no programmer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from kiosk import paths
from kiosk.catalogue.checks import problems
from kiosk.catalogue.confirming import confirm_translation
from kiosk.catalogue.loader import load
from kiosk.catalogue.site import load_site
from kiosk.catalogue.status import matrix
from kiosk.domain.localized import Direction, Shown
from kiosk.domain.translations import TranslationState
from kiosk.i18n import formats
from kiosk.i18n.catalogs import Catalogs
from kiosk.i18n.keyboards import keyboard_for
from kiosk.i18n.languages import LANGUAGES, language
from kiosk.ids import CategoryId, LanguageCode, Slug, TopicId
from tests import content_folder
from tests.builders import EN, a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

HU = LanguageCode("hu")
pytestmark = pytest.mark.usefixtures("no_added_languages")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = a_content_folder(tmp_path)
    content_folder.add_hungarian(folder)
    return folder


def changed(folder: Path, old: str, new: str) -> list[str]:
    content_folder.change(folder / "languages.toml", old, new)
    return [
        p.message for p in problems(folder) if p.is_error and p.file == "languages.toml"
    ]


def test_it_is_offered_with_what_there_is_and_the_rest_falls_back(folder: Path) -> None:
    assert [p for p in problems(folder) if p.is_error] == []
    catalogue = load(folder)
    assert HU in catalogue.site.languages
    assert HU in catalogue.counselling_languages
    health = catalogue.category(CategoryId("health")).title
    assert health.shown(HU) == Shown("Egészség", HU)
    assert catalogue.topic(TopicId("tax")).title.shown(HU) == Shown("Welcome", EN)
    headline = catalogue.service(Slug("doctor")).headline(HU)
    assert headline
    assert headline.title == "Orvos"
    states = matrix(catalogue)[1].states
    assert states[HU] in {TranslationState.UNREAD, TranslationState.FALLBACK}


def test_all_that_a_screen_asks_of_a_language_is_known(folder: Path) -> None:
    load_site(folder)
    row = language("hu")
    assert (row.own_name, row.greeting) == ("Magyar", "Üdvözöljük")
    assert (row.german_name, row.english_name) == ("Ungarisch", "Hungarian")
    assert row.direction is Direction.LEFT_TO_RIGHT
    assert row.voice is None
    assert keyboard_for("hu").id == "qwerty-en"
    assert "augusztus" in formats.day(date(2026, 8, 19), row)


def test_a_text_in_it_is_confirmed_as_any_other(folder: Path) -> None:
    assert str(confirm_translation(folder, "doctor", "hu", "Anna, 2026")) == "1.0"
    assert 'read_by = "Anna, 2026"' in (folder / "services/doctor/hu.md").read_text()


def test_words_of_the_program_come_in_english_until_it_has_them(folder: Path) -> None:
    load(folder)
    words = Catalogs(paths.shipped("locales")).words(HU)
    assert words.gettext("You are next.") == "You are next."
    assert words.ngettext("%(n)s hour", "%(n)s hours", 2) == "%(n)s hours"
    assert words.language.code == "hu"


def test_what_is_said_of_it_anew_counts(folder: Path) -> None:
    catalogs = Catalogs(paths.shipped("locales"))
    load(folder)
    assert catalogs.words(HU).language.greeting == "Üdvözöljük"
    content_folder.change(folder / "languages.toml", "Üdvözöljük", "Üdv")
    load(folder)
    assert catalogs.words(HU).language.greeting == "Üdv"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[hu]", "[hungarian]", "no code of a language"),
        ("[hu]", "[pl]", "has the language 'pl' already"),
        ('"Latn"', '"Hang"', "no script 'Hang'"),
        ('script = "Latn"', 'script = "Latn"\nkeyboard = "x"', "no keyboard 'x'"),
        ('script = "Latn"', 'script = "Latn"\nformats = "zz"', "writes dates"),
        ("Magyar", "M" * 41, "more than 40"),
        ('greeting = "Üdvözöljük"', "", "`greeting` is missing"),
        ("Magyar", "Ma\\ngyar", "invisible"),
        ("Magyar", "\\u200e", "empty"),
        ("Magyar", "\u3164", "empty"),
        ("Magyar", "Мадьяр", "letters of Latn"),
        ("Ungarisch", "\U0001f389", "letters of Latn"),
        ("Üdvözöljük", "...", "letters of Latn"),
        ("Magyar", "polski", "name of another language"),
    ],
)
def test_what_is_wrong_is_told(folder: Path, old: str, new: str, said: str) -> None:
    (message,) = changed(folder, old, new)
    assert said in message
    assert HU not in LANGUAGES


def test_there_is_a_bound(folder: Path) -> None:
    codes = [f"z{one}{two}" for one in "ab" for two in "abcdefghijklmnopqrst"]
    row = content_folder.HUNGARIAN.replace('"Latn"', '"Latn"\nformats = "hu"')
    rows = "".join(row.replace("[hu]", f"[{code}]") for code in codes)
    content_folder.put(folder / "languages.toml", rows)
    assert any("More than 30 languages" in p.message for p in problems(folder))


def test_a_file_that_cannot_be_read_takes_no_language_of_the_program_away(
    folder: Path,
) -> None:
    before = LANGUAGES.spoken()
    assert changed(folder, "[hu]", "[hu")
    assert tuple(LANGUAGES) == before
