"""The shipped words: every language says all of it, and the template is fresh."""

from __future__ import annotations

import re
from gettext import c2py
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel import Locale
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from kiosk.i18n.catalogs import EDITORS, WRITTEN_IN, Catalogs, read
from kiosk.i18n.languages import LANGUAGES, language
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from babel.messages.catalog import Catalog, Message

HERE = Path(__file__).parents[2]
LOCALES = HERE / "locales"
TEMPLATE = LOCALES / "kiosk.pot"
REFRESH = "`make words` collects the words anew"
Key = tuple[str | None, tuple[str, ...]]

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_STRAY = re.compile(r"%(?!\(\w+\)s)")
_GAP = re.compile(r"(?<!\{)\{(\w+)(?:![rs])?(?::\w+)?\}")
_UNSEEN = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def _codes() -> list[LanguageCode]:
    folders = sorted(file.parts[-3] for file in LOCALES.glob("*/*/kiosk.po"))
    return [LanguageCode(folder.replace("_", "-")) for folder in folders]


def _shipped(code: LanguageCode) -> Catalog:
    return read(Catalogs(LOCALES).file(code), code)


def _template() -> Catalog:
    with TEMPLATE.open("rb") as text:
        return read_po(text)


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _keys(catalog: Catalog) -> set[Key]:
    return {(message.context, _ids(message)) for message in catalog if message.id}


def _pairs(code: LanguageCode) -> Iterator[tuple[Message, tuple[str, ...]]]:
    for message in _shipped(code):
        if message.id:
            yield message, _forms(message)


def _placeholders(texts: tuple[str, ...]) -> Set[str]:
    return {name for text in texts for name in _PLACEHOLDER.findall(text)}


def _fresh(mapping: str = "babel.cfg", **keywords: None) -> set[Key]:
    with (HERE / mapping).open() as settings:
        methods, options = parse_mapping_cfg(settings)  # type: ignore[no-untyped-call]
    found = extract_from_dir(
        HERE / "kiosk",
        methods,
        options,
        keywords={**DEFAULT_KEYWORDS, **keywords},
        directory_filter=lambda folder: not Path(folder).name.startswith("."),
    )
    return {
        (context, (words,) if isinstance(words, str) else tuple(words))
        for _, _, words, _, context in found
    }


def test_the_template_holds_exactly_the_words_of_the_code() -> None:
    assert _keys(_template()) == _fresh(), REFRESH


def test_every_language_but_the_codes_own_has_its_words() -> None:
    assert {*_codes(), WRITTEN_IN} == set(LANGUAGES)


@pytest.mark.parametrize("code", _codes())
def test_a_language_has_exactly_the_words_of_the_template(code: LanguageCode) -> None:
    assert _keys(_shipped(code)) == _keys(_template()), REFRESH


@pytest.mark.parametrize("code", _codes())
def test_no_words_are_doubtful_or_missing(code: LanguageCode) -> None:
    bad = [
        message.id
        for message, forms in _pairs(code)
        if message.fuzzy or not all(form.strip() for form in forms)
    ]
    assert bad == []


@pytest.mark.parametrize("code", _codes())
def test_every_plural_has_the_forms_of_its_header(code: LanguageCode) -> None:
    needed = _shipped(code).num_plurals
    bad = [
        message.id
        for message, forms in _pairs(code)
        if message.pluralizable and len(forms) != needed
    ]
    assert bad == []


@pytest.mark.parametrize("code", _codes())
def test_what_cldr_counts_alike_takes_one_form_of_the_header(
    code: LanguageCode,
) -> None:
    """The header decides for translators' programs and the kiosk; CLDR may tell more
    apart than a language has words for, as it does for Vietnamese since 2025."""
    header = _shipped(code)
    form_of = c2py(header.plural_expr)
    category = Locale.parse(language(code).formats).plural_form
    seen = {(category(n), form_of(n)) for n in range(300)}
    assert len(seen) == len({category for category, _form in seen})
    assert {form for _category, form in seen} == set(range(header.num_plurals))
    assert len(seen) == header.num_plurals or code == "vi"


@pytest.mark.parametrize(
    ("code", "examples"),
    [
        ("de", {0: 1, 1: 0, 2: 1, 101: 1}),
        ("pl", {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 12: 2, 14: 2, 21: 2, 22: 1, 112: 2}),
        ("uk", {0: 2, 1: 0, 2: 1, 4: 1, 5: 2, 11: 2, 14: 2, 21: 0, 22: 1, 111: 2}),
        ("ar", {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 102: 5, 103: 3}),
        ("vi", {0: 0, 1: 0, 2: 0, 21: 0}),
    ],
)
def test_a_number_takes_its_form(code: str, examples: dict[int, int]) -> None:
    singular = "%(n)s person is waiting before you."
    plural = "%(n)s people are waiting before you."
    words = Catalogs(LOCALES).words(LanguageCode(code))
    [forms] = [
        forms
        for message, forms in _pairs(LanguageCode(code))
        if message.id == (singular, plural)
    ]
    said = {n: words.ngettext(singular, plural, n) for n in examples}
    assert said == {n: forms[form] for n, form in examples.items()}


@pytest.mark.parametrize("code", _codes())
def test_placeholders_are_those_of_the_source(code: LanguageCode) -> None:
    """Only a form for one certain number may leave the number out."""
    bad = []
    for message, forms in _pairs(code):
        allowed = _placeholders(_ids(message))
        last = _placeholders(forms[-1:])
        optional = {"n"} if message.pluralizable else set()
        for form in forms:
            named = _placeholders((form,))
            if not allowed - optional <= named <= allowed or last != allowed:
                bad.append(form)
    assert bad == []


@pytest.mark.parametrize("code", _codes())
def test_no_text_has_a_stray_percent_sign(code: LanguageCode) -> None:
    bad = [form for _, forms in _pairs(code) for form in forms if _STRAY.search(form)]
    assert bad == []


@pytest.mark.parametrize("code", _codes())
def test_no_text_has_blanks_around_it_or_marks_that_nobody_sees(
    code: LanguageCode,
) -> None:
    bad = [
        form
        for _, forms in _pairs(code)
        for form in forms
        if form != form.strip() or _UNSEEN.search(form) or "  " in form
    ]
    assert bad == []


@pytest.mark.parametrize("code", _codes())
def test_a_sentence_ends_as_its_source_does(code: LanguageCode) -> None:
    ends = {".": ".", "?": "?؟", ":": ":", "!": "!"}
    bad = [
        form
        for message, forms in _pairs(code)
        for form in forms
        if form[-1:] not in ends.get(_ids(message)[-1][-1], form[-1:])
    ]
    assert bad == []


def _gaps(texts: tuple[str, ...]) -> set[str]:
    """Of what is no page's word but a sentence; a page names a file by its title, so
    the German sentence may leave the path out."""
    return {name for text in texts for name in _GAP.findall(text)}


def _margins(text: str | tuple[str, ...] | list[str]) -> tuple[str, str]:
    """Blanks before and after: a question may stand before another sentence."""
    first = text if isinstance(text, str) else text[0]
    return first[: -len(first.lstrip())], first[len(first.rstrip()) :]


EDITORS_TEMPLATE = LOCALES / f"{EDITORS}.pot"


def _editors() -> Catalog:
    german = LanguageCode("de")
    return read(Catalogs(LOCALES).file(german, EDITORS), german)


def test_the_editors_pages_have_a_template_of_their_own() -> None:
    with EDITORS_TEMPLATE.open("rb") as text:
        assert _keys(read_po(text)) == _fresh("babel-editors.cfg", sentence=None), (
            REFRESH
        )


def test_the_editors_pages_speak_all_their_words_in_german() -> None:
    with EDITORS_TEMPLATE.open("rb") as text:
        assert _keys(_editors()) == _keys(read_po(text)), REFRESH
    for message in _editors():
        if message.id:
            forms = _forms(message)
            assert all(_margins(form) == _margins(message.id) for form in forms)
            assert all(forms), message.id
            assert not message.fuzzy, message.id
            assert _placeholders(forms) == _placeholders(_ids(message)), message.id
            assert _gaps(forms) <= _gaps(_ids(message)) | {"german"}, message.id


def test_the_hub_says_both_in_german_and_editors_words_in_english_elsewhere() -> None:
    words = Catalogs(LOCALES, also=EDITORS)
    assert words.words(LanguageCode("de")).gettext("Only check") == "Nur prüfen"
    assert words.words(LanguageCode("de")).gettext("Queue") == "Warteschlange"
    assert words.words(LanguageCode("pl")).gettext("Only check") == "Only check"
