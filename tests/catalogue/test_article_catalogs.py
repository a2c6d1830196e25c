"""Articles as gettext catalogs: the same bytes, sound for gettext, read with care."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.article_catalogs import (
    MOST_UNITS,
    CatalogArticle,
    CatalogUnit,
    read_catalog,
    written_catalog,
)
from kiosk.catalogue.article_units import FIRST_BLOCK, ArticleInUnits, in_units
from kiosk.catalogue.problems import Findings
from kiosk.ids import LanguageCode
from tests import content_folder

if TYPE_CHECKING:
    from pathlib import Path

EN = LanguageCode("en")
NAME = "articles/en.po"
GERMAN = content_folder.article("de").replace("- second", "- {two-weeks} 10 % der Zeit")
UNIT = 'msgctxt "services/doctor/1"\nmsgid "Arzt"\nmsgstr "Doctor"\n'


def article(code: str = "de") -> ArticleInUnits:
    text = GERMAN if code == "de" else content_folder.article(code)
    found = in_units(f"services/doctor/{code}.md", text, LanguageCode(code))
    assert found
    return found


def catalog(*, is_outdated: bool = False) -> bytes:
    texts = article("en").texts
    return written_catalog(
        EN, [CatalogArticle("doctor", article(), texts, is_outdated)]
    )


def read(data: bytes | str) -> tuple[list[CatalogUnit], Findings]:
    findings = Findings()
    data = data.encode() if isinstance(data, str) else data
    return read_catalog(NAME, data, findings), findings


def refusal(data: bytes | str) -> str:
    units, findings = read(data)
    assert units == []
    [problem] = findings.problems
    assert problem.is_error
    assert problem.remedy
    return str(problem)


def test_each_unit_comes_back_with_its_place() -> None:
    units, findings = read(catalog())
    assert findings.problems == []
    source = article()
    assert {unit.number: unit.source for unit in units} == source.texts
    assert {unit.number: unit.text for unit in units} == article("en").texts
    assert {unit.slug for unit in units} == {"doctor"}
    assert not any(unit.is_fuzzy for unit in units)


def test_the_same_units_give_the_same_bytes_without_a_date() -> None:
    assert catalog() == catalog()
    assert b"20" not in catalog().partition(b"\n\n")[0]
    assert b"Babel" not in catalog()


def test_a_translator_is_told_service_place_length_and_mark() -> None:
    text = " ".join(catalog().decode().replace("\n#. ", " ").split())
    assert "Service: Willkommen" in text
    assert "Title, on its card and above the text: at most 60 characters." in text
    assert "Summary, on its card and below the title: at most 200 characters." in text
    assert "one a line, at most 12." in text
    assert "Item of the text, on the service's screen and its page: at most" in text
    assert "It begins with {two-weeks}, which nobody sees: keep it." in text


def test_an_outdated_translation_is_fuzzy_and_an_empty_one_is_not() -> None:
    units, _ = read(catalog(is_outdated=True))
    assert all(unit.is_fuzzy for unit in units)
    empty = CatalogArticle("doctor", article(), {}, is_outdated=True)
    assert b"fuzzy" not in written_catalog(EN, [empty])


def test_a_per_cent_sign_is_no_format_of_a_program() -> None:
    assert b"10 % der Zeit" in catalog()
    assert b"python-" not in catalog()


def test_the_template_has_no_language_and_no_translation() -> None:
    data = written_catalog(None, [CatalogArticle("doctor", article(), {})])
    assert b"Language:" not in data
    assert not any(unit.text for unit in read(data)[0])


def test_easy_german_has_the_name_that_gettext_gives_it() -> None:
    assert b'"Language: de_simple\\n"' in written_catalog(LanguageCode("de-simple"), [])


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt is not installed")
def test_gettext_finds_no_fault(tmp_path: Path) -> None:
    (tmp_path / "en.po").write_bytes(catalog())
    done = subprocess.run(
        ["msgfmt", "--check-format", "--check-domain", "-o", "/dev/null", "en.po"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_survives_the_file(text: str) -> None:
    source = article()
    texts = dict(source.texts) | {FIRST_BLOCK: text}
    data = written_catalog(EN, [CatalogArticle("doctor", source, texts)])
    units, findings = read(data)
    assert findings.problems == []
    assert units[FIRST_BLOCK - 1].text == text


def test_wrapped_as_other_programs_write_it_it_says_the_same() -> None:
    wrapped = UNIT.replace('"Doctor"', '""\n"Doc"\r\n"tor"')
    [unit] = read(f'#, fuzzy, max-length:60\n#| msgid "old"\n{wrapped}')[0]
    assert (unit.text, unit.is_fuzzy) == ("Doctor", True)
    assert unit.line == 4


def test_a_head_of_another_program_is_not_believed() -> None:
    head = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=nonsense\\n"\n'
        '"POT-Creation-Date: \\n"\n"Plural-Forms: nplurals=x\\n"\n"Language: ??\\n"\n\n'
    )
    assert [unit.text for unit in read(head + UNIT)[0]] == ["Doctor"]


def test_a_unit_that_is_no_more_used_is_not_read() -> None:
    old = "".join(f"#~ {line}\n" for line in UNIT.splitlines())
    units, findings = read(old)
    assert (units, findings.problems) == ([], [])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"# \n\xff", "articles/en.po:2: The text is not UTF-8."),
        (UNIT.replace('"Doctor"', "Doctor"), "articles/en.po:3: This is no catalog"),
        (UNIT.replace('Doctor"', "Doctor"), "articles/en.po:3: This is no catalog"),
        (UNIT.replace("Doctor", 'Doc"tor'), "articles/en.po:3: This is no catalog"),
        (f"<<<<<<< HEAD\n{UNIT}", "articles/en.po:1: This is no catalog"),
        (UNIT.replace("msgstr", "msgst"), "articles/en.po:3: This is no catalog"),
        ('"alone"\n', "articles/en.po:1: This is no catalog"),
        (UNIT.replace('msgstr "Doctor"\n', ""), "articles/en.po:2: This is no cat"),
        (UNIT + UNIT, "articles/en.po:5: This is no catalog: this unit is there twice"),
        (UNIT + UNIT.replace("Arzt", "B"), "articles/en.po:5: This is no catalog"),
        (UNIT.replace("/1", "/0"), "articles/en.po:2: This unit is of no article"),
        (UNIT.replace("services/", ""), "articles/en.po:2: This unit is of no article"),
        ('msgid "Arzt"\nmsgstr "D"\n', "en.po:1: This unit is of no article: '(no con"),
        (
            UNIT.replace("msgstr", 'msgid_plural "b"\nmsgstr[0]'),
            "articles/en.po:2: This unit is of no article",
        ),
    ],
)
def test_a_broken_catalog_is_told_by_file_and_line(
    data: bytes | str, told: str
) -> None:
    assert refusal(data).startswith(told) or told in refusal(data)


def test_more_units_than_anybody_translates_are_refused() -> None:
    many = "".join(UNIT.replace("/1", f"/{n}") for n in range(MOST_UNITS + 2))
    assert refusal(many) == f"articles/en.po: There are more than {MOST_UNITS} units."


LINES = ['msgid "a"', 'msgstr "b"', 'msgstr[7] "c"', 'msgctxt "services/a/1"', '"d"']


@given(
    st.lists(
        st.sampled_from([*LINES, "#, fuzzy", "#: \u2068a", "#~ x", "#~ msgid", ""])
    )
)
def test_no_order_of_lines_breaks_the_reader(lines: list[str]) -> None:
    units, findings = read("\n".join(lines))
    assert all(unit.source for unit in units)
    assert not units or not [p for p in findings.errors() if "no catalog" in p.message]


def test_what_babel_writes_is_what_babel_reads() -> None:
    found = read_po(catalog().decode().splitlines())
    assert len(found) == len(article().texts)
