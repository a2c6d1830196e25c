"""How words are looked up, and what happens to broken files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.errors import BadContent, UnknownLanguage
from kiosk.i18n.catalogs import Catalogs, Words
from kiosk.i18n.languages import language
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from pathlib import Path

AR, DE, EN = LanguageCode("ar"), LanguageCode("de"), LanguageCode("en")

HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"""
GERMAN = (
    HEADER
    + """
msgid "Welcome"
msgstr "Willkommen"

msgctxt "of a screen"
msgid "Back"
msgstr "Zurück"

msgid "%(n)s person"
msgid_plural "%(n)s people"
msgstr[0] "%(n)s Mensch"
msgstr[1] "%(n)s Menschen"

msgid "Empty"
msgstr ""

msgid "%(n)s half"
msgid_plural "%(n)s halves"
msgstr[0] "%(n)s Hälfte"
msgstr[1] ""

#, fuzzy
msgid "Doubtful"
msgstr "Zweifellos"
"""
)


def _with(folder: Path, code: LanguageCode, text: str | bytes) -> Catalogs:
    catalogs = Catalogs(folder)
    file = catalogs.file(code)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return catalogs


@pytest.fixture
def german(tmp_path: Path) -> Words:
    return _with(tmp_path, DE, GERMAN).words(DE)


def test_a_translated_message_comes_in_its_language(german: Words) -> None:
    assert german.gettext("Welcome") == "Willkommen"
    assert german.language == language("de")


def test_a_message_without_translation_comes_in_english(german: Words) -> None:
    assert german.gettext("Never heard of") == "Never heard of"
    assert german.gettext("Empty") == "Empty"


def test_a_doubtful_translation_is_not_used(german: Words) -> None:
    assert german.gettext("Doubtful") == "Doubtful"


def test_the_plural_form_fits_the_number(german: Words) -> None:
    assert german.ngettext("%(n)s person", "%(n)s people", 1) == "%(n)s Mensch"
    assert german.ngettext("%(n)s person", "%(n)s people", 0) == "%(n)s Menschen"
    assert german.ngettext("%(n)s person", "%(n)s people", 7) == "%(n)s Menschen"


def test_a_plural_that_lacks_a_form_comes_in_english(german: Words) -> None:
    assert german.ngettext("%(n)s half", "%(n)s halves", 1) == "%(n)s half"
    assert german.ngettext("%(n)s half", "%(n)s halves", 2) == "%(n)s halves"


def test_a_context_tells_equal_messages_apart(german: Words) -> None:
    assert german.pgettext("of a screen", "Back") == "Zurück"
    assert german.pgettext("of a person", "Back") == "Back"
    assert german.gettext("Back") == "Back"


def test_the_header_is_no_message(german: Words) -> None:
    assert german.gettext("") == ""


def test_english_needs_no_file(tmp_path: Path) -> None:
    words = Catalogs(tmp_path).words(EN)
    assert words.gettext("Welcome") == "Welcome"
    assert words.pgettext("of a screen", "Back") == "Back"
    assert words.ngettext("%(n)s person", "%(n)s people", 1) == "%(n)s person"
    assert words.ngettext("%(n)s person", "%(n)s people", 2) == "%(n)s people"


def test_arabic_has_six_forms(tmp_path: Path) -> None:
    forms = "\n".join(f'msgstr[{form}] "form {form}"' for form in range(6))
    rule = (
        "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"
    )
    header = f'{HEADER}"Plural-Forms: nplurals=6; plural=({rule});\\n"\n'
    text = f'{header}\nmsgid "one"\nmsgid_plural "many"\n{forms}\n'
    words = _with(tmp_path, AR, text).words(AR)
    shown = {n: words.ngettext("one", "many", n) for n in (0, 1, 2, 3, 10, 11, 99, 100)}
    assert shown == {
        0: "form 0",
        1: "form 1",
        2: "form 2",
        3: "form 3",
        10: "form 3",
        11: "form 4",
        99: "form 4",
        100: "form 5",
    }


def test_the_catalogs_own_rule_chooses_the_form(tmp_path: Path) -> None:
    """And not the rule of the CLDR that happens to be installed."""
    rule = '"Plural-Forms: nplurals=2; plural=(n > 3);\\n"\n'
    forms = 'msgstr[0] "wenige"\nmsgstr[1] "viele"'
    text = f'{HEADER}{rule}\nmsgid "one"\nmsgid_plural "many"\n{forms}\n'
    file = Catalogs(tmp_path).file(LanguageCode("de"))
    file.parent.mkdir(parents=True)
    file.write_text(text)
    words = Catalogs(tmp_path).words(LanguageCode("de"))
    shown = [words.ngettext("one", "many", n) for n in (0, 1, 3, 4, 100)]
    assert shown == ["wenige", "wenige", "wenige", "viele", "viele"]


def test_a_file_is_read_once(tmp_path: Path) -> None:
    catalogs = _with(tmp_path, DE, GERMAN)
    words = catalogs.words(DE)
    catalogs.file(DE).unlink()
    assert catalogs.words(DE) is words


def test_no_file_is_read_before_its_words_are_asked_for(tmp_path: Path) -> None:
    assert _with(tmp_path, AR, "broken").words(EN).gettext("Welcome") == "Welcome"


def test_a_missing_file_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(BadContent, match=r"de.*kiosk\.po: cannot be read") as caught:
        Catalogs(tmp_path).words(DE)
    assert "'de'" in caught.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "nonsense\n",
        HEADER.encode() + b'msgid "one"\nmsgstr "\xff"\n',
        HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[x] "y"\n',
        HEADER.replace("utf-8", "no-such-code") + 'msgid "one"\nmsgstr "eins"\n',
        "\x00\x01\x02",
    ],
)
def test_a_broken_file_is_named_with_a_remedy(
    tmp_path: Path, text: str | bytes
) -> None:
    with pytest.raises(BadContent, match=r"kiosk\.po: is not a catalog") as caught:
        _with(tmp_path, DE, text).words(DE)
    assert caught.value.remedy


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    catalogs = Catalogs(tmp_path)
    catalogs.file(DE).mkdir(parents=True)
    with pytest.raises(BadContent, match="cannot be read"):
        catalogs.words(DE)


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownLanguage):
        Catalogs(tmp_path).words(LanguageCode("tlh"))


def test_a_language_with_a_variant_has_a_folder_as_gettext_names_it(
    tmp_path: Path,
) -> None:
    file = Catalogs(tmp_path).file(LanguageCode("de-simple"))
    assert file == tmp_path / "de_simple" / "LC_MESSAGES" / "kiosk.po"
