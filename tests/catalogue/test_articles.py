"""What Markdown becomes on its way to a screen, and what is refused."""

from __future__ import annotations

import pytest

from kiosk.catalogue.articles import read_article
from kiosk.catalogue.problems import Findings, Problem
from kiosk.domain.services import Article, Block, BlockKind
from tests.builders import DE

NAME = "services/a/de.md"
HEAD = "# Titel\n\nKurz gesagt.\n\n"


def read(text: str) -> Article:
    findings = Findings()
    article = read_article(NAME, text, DE, findings)
    assert article is not None
    assert findings.problems == []
    return article


def complaints(text: str) -> list[Problem]:
    findings = Findings()
    read_article(NAME, text, DE, findings)
    return findings.problems


def test_title_summary_and_text_are_told_apart() -> None:
    article = read(HEAD + "Der Text.\n")
    assert (article.title, article.summary) == ("Titel", "Kurz gesagt.")
    assert article.blocks == (Block(BlockKind.PARAGRAPH, "Der Text."),)
    assert article.language == DE


def test_headings_and_lists_become_blocks() -> None:
    text = HEAD + "## Was\n\n- eins\n- zwei\n\n## Wie\n\n1. erst\n2. dann\n"
    assert read(text).blocks == (
        Block(BlockKind.HEADING, "Was"),
        Block(BlockKind.BULLET, "eins"),
        Block(BlockKind.BULLET, "zwei"),
        Block(BlockKind.HEADING, "Wie"),
        Block(BlockKind.NUMBERED, "erst", 1),
        Block(BlockKind.NUMBERED, "dann", 2),
    )


def test_a_list_counts_on_from_where_it_starts() -> None:
    numbers = [b.number for b in read(HEAD + "3. drei\n3. vier\n").blocks]
    assert numbers == [3, 4]


def test_a_loose_list_is_a_list() -> None:
    kinds = [b.kind for b in read(HEAD + "- eins\n\n- zwei\n").blocks]
    assert kinds == [BlockKind.BULLET, BlockKind.BULLET]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**sehr** *wichtig*", "sehr wichtig"),
        ("***beides***", "beides"),
        ("__auch__ _so_", "auch so"),
        (r"3 \* 4", "3 * 4"),
        ("Kind &amp; Kegel", "Kind & Kegel"),
        ("eine\nZeile", "eine Zeile"),
        ("eine  \nZeile", "eine Zeile"),
        ("viel    Platz", "viel Platz"),
        ("§ 17 BMG", "§ 17 BMG"),
        ("zwei\u00a0Wochen", "zwei\u00a0Wochen"),
        ("Spree-Neiße/Sprjewja-Nysa", "Spree-Neiße/Sprjewja-Nysa"),
        ("a < b", "a < b"),
    ],
)
def test_marks_are_dropped_and_words_stay(written: str, shown: str) -> None:
    assert read(HEAD + written).blocks[0].text == shown


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("[Amt](https://a.de)", "A link"),
        ("<https://a.de>", "A link"),
        ("![Bild](a.png)", "A picture"),
        ("<b>fett</b>", "HTML"),
        ("<div>\nx\n</div>", "HTML"),
        ("<script>alert(1)</script>", "HTML"),
        ("<!-- still -->", "HTML"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "A table"),
        ("```\ncode\n```", "A code block"),
        ("    code", "An indented block"),
        ("`code`", "Code in backticks"),
        ("> Zitat", "A quotation block"),
        ("---", "A line across"),
        ("# Noch ein Titel", "A heading of this level"),
        ("### Zu tief", "A heading of this level"),
    ],
)
def test_anything_else_is_refused_by_name_with_its_line(
    written: str, what: str
) -> None:
    found = complaints(HEAD + "Text.\n\n" + written)
    assert found, written
    assert found[0].message.startswith(what)
    assert found[0].line == 7
    assert found[0].remedy


def test_the_line_within_a_paragraph_is_named() -> None:
    assert complaints(HEAD + "eins\nzwei\n**drei `x`**")[0].line == 7


def test_a_reference_is_no_way_around() -> None:
    found = complaints(HEAD + "Das [Amt].\n\n[Amt]: https://a.de\n")
    assert "address" in found[0].message


def test_an_address_made_of_entities_is_one_too() -> None:
    assert complaints(HEAD + "java&#115;cript&colon;alert")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "title is missing"),
        ("Kein Titel\n", "title is missing"),
        ("## Titel\n\nKurz.\n\nText.\n", "title is missing"),
        ("# Titel\n", "summary is missing"),
        ("# Titel\n\n- eins\n", "summary is missing"),
        ("# Titel\n\nKurz.\n", "no text below"),
        ("#\n\nKurz.\n\nText.\n", "empty"),
        (HEAD + "- a\n  - b\n", "more than one paragraph"),
        (HEAD + "- a\n\n  b\n", "more than one paragraph"),
        (HEAD + "-\n- b\n", "list item is empty"),
        (f"# {'a ' * 31}\n\nKurz.\n\nText.\n", "title has 61"),
        (f"# Titel\n\n{'a ' * 101}\n\nText.\n", "summary has 201"),
        (HEAD + "a" * 61, "more than 60 characters"),
        (HEAD + "a\u200bb", "U+200B"),
        (HEAD + "\u2067a", "direction"),
    ],
)
def test_what_is_missing_or_too_long_is_an_error(text: str, message: str) -> None:
    found = [p for p in complaints(text) if message in p.message]
    assert found, [p.message for p in complaints(text)]
    assert found[0].is_error


def test_a_title_that_may_be_cut_is_a_warning() -> None:
    (found,) = complaints(f"# {'a ' * 21}\n\nKurz.\n\nText.\n")
    assert not found.is_error
    assert "card" in found.message


def test_a_text_too_long_to_read_standing_is_a_warning() -> None:
    (found,) = complaints(HEAD + "Wort " * 221)
    assert not found.is_error


def test_arabic_with_joiners_and_marks_is_fine() -> None:
    text = "رقم \u2066112\u2069 مجاني\u200f."
    assert read(HEAD + text).blocks[0].text == text
