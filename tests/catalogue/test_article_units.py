"""An article in units, and back: no byte of it is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.article_units import (
    FIRST_BLOCK,
    KEYWORDS,
    SUMMARY,
    TITLE,
    ArticleInUnits,
    UnitProblem,
    in_units,
    marked,
    problems_of,
    put_together,
)
from kiosk.domain.services import BlockKind
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode
from tests import content_folder

CONTENT = Path(__file__).parents[2] / "content"
NAME = "services/doctor/en.md"
MARKED = content_folder.article("de").replace("- second", "- {two-weeks} **second**")


def units(text: str, code: str = "de") -> ArticleInUnits:
    found = in_units(f"services/doctor/{code}.md", text, LanguageCode(code))
    assert found
    return found


@pytest.mark.parametrize("code", [c for c in LANGUAGES if c not in {"dsb", "hsb"}])
def test_every_shipped_article_comes_back_byte_for_byte(code: str) -> None:
    files = sorted(CONTENT.glob(f"services/*/{code}.md"))
    assert len(files) > 50
    for file in files:
        text = file.read_text(encoding="utf-8")
        source = units(file.with_name("de.md").read_text(encoding="utf-8"))
        mine = units(text, code)
        if mine.kinds == source.kinds:
            assert put_together(text, source, mine.texts) == text, file
            assert marked(source, mine.texts) == mine.texts


def test_an_article_is_taken_apart_as_it_is_written() -> None:
    found = units(MARKED)
    assert found.texts[TITLE] == found.texts[KEYWORDS] == "Willkommen"
    assert found.texts[SUMMARY] == "Willkommen **Spremberg/Grodk**."
    assert [found.texts[n] for n in range(FIRST_BLOCK + 1, FIRST_BLOCK + 6)] == [
        "Willkommen",
        "first",
        "{two-weeks} **second**",
        "Willkommen",
        "go on",
    ]
    assert found.kinds[1:4] == [BlockKind.HEADING, BlockKind.BULLET, BlockKind.BULLET]
    assert found.block(KEYWORDS) is None
    last = found.block(FIRST_BLOCK + 5)
    assert last
    assert (last.kind, last.number) == (BlockKind.NUMBERED, 2)


def test_lines_of_easy_german_stay_lines_of_one_unit() -> None:
    easy = content_folder.article("en").replace("- second", "- second\n  and third")
    source, found = units(content_folder.article("de")), units(easy, "de-simple")
    assert found.texts[FIRST_BLOCK + 3] == "second\nand third"
    assert put_together(easy, source, found.texts) == easy


def test_a_mark_that_a_translator_left_out_is_put_back() -> None:
    source = units(MARKED)
    texts = dict(source.texts) | {FIRST_BLOCK + 3: " zwei\r\n Wochen "}
    assert marked(source, texts)[FIRST_BLOCK + 3] == "{two-weeks} zwei\nWochen"


def test_an_article_without_keywords_has_no_unit_of_them() -> None:
    bare = content_folder.article("de").replace('keywords = ["Willkommen"]\n', "")
    assert KEYWORDS not in units(bare).texts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no head",
        content_folder.article("de").replace("- first", "- "),
        content_folder.article("de").replace("## Willkommen", "##"),
        content_folder.article("de").replace("- first", "<b>first</b>"),
    ],
    ids=["nothing", "no head", "empty item", "empty heading", "HTML"],
)
def test_what_is_broken_is_not_taken_apart(text: str) -> None:
    assert in_units("services/doctor/de.md", text, LanguageCode("de")) is None


def problems(number: int, text: str) -> list[UnitProblem]:
    source = units(MARKED)
    english = content_folder.article("en").replace("- sec", "- {two-weeks} sec")
    texts = dict(units(english, "en").texts) | {number: text}
    whole = put_together(english, source, marked(source, texts))
    return problems_of(NAME, whole, source, texts)


def test_a_sound_translation_has_no_problems() -> None:
    assert problems(FIRST_BLOCK, "Welcome to *all* of you.") == []


@pytest.mark.parametrize(
    ("number", "text", "told"),
    [
        (SUMMARY, "See <b>here</b>", "HTML is not allowed here"),
        (FIRST_BLOCK, "See [here](/a)", "A link is not allowed here"),
        (FIRST_BLOCK + 2, "see https://example.org", "An address stands in the text"),
        (FIRST_BLOCK + 5, "go\n\n> on", "more than one paragraph"),
        (TITLE, "W" * 61, "The title has 61 characters"),
    ],
)
def test_what_no_article_may_have_is_told_with_its_unit(
    number: int, text: str, told: str
) -> None:
    assert [
        problem.number for problem in problems(number, text) if told in problem.message
    ] == [number]


@pytest.mark.parametrize(
    ("number", "text", "where"),
    [
        (FIRST_BLOCK, "one\n\ntwo", FIRST_BLOCK + 1),
        (FIRST_BLOCK, "## heading", FIRST_BLOCK),
        (FIRST_BLOCK + 3, "{other} two", FIRST_BLOCK + 3),
        (FIRST_BLOCK, "{two-weeks} one", FIRST_BLOCK),
    ],
    ids=[
        "two paragraphs",
        "heading",
        "another mark",
        "a mark too many",
    ],
)
def test_another_shape_than_in_german_is_told(
    number: int, text: str, where: int | None
) -> None:
    [problem] = problems(number, text)
    assert problem.number == where
    assert "same kind" in problem.message


def test_a_part_more_than_in_german_is_told() -> None:
    source = units(MARKED)
    more = MARKED.replace('version = "1.0"', 'of = "1.0"\nmade = "human"')
    [problem] = problems_of(NAME, f"{more}3. on\n", source, source.texts)
    assert (problem.number, "same kind" in problem.message) == (None, True)


def test_a_broken_head_is_told_without_a_unit() -> None:
    source = units(MARKED)
    text = put_together("", source, source.texts)
    assert {problem.number for problem in problems_of(NAME, text, source, {})} == {None}


@given(text=st.text(max_size=60), number=st.sampled_from([1, 2, 3, *range(4, 10)]))
def test_whatever_is_typed_is_the_translation_or_a_problem(
    text: str, number: int
) -> None:
    source = units(MARKED)
    texts = marked(source, dict(source.texts) | {number: text})
    head = content_folder.article("en")
    whole = put_together(head, source, texts)
    if problems_of(NAME, whole, source, texts):
        return
    again = in_units(NAME, whole, LanguageCode("en"))
    assert again is None or again.kinds == source.kinds
