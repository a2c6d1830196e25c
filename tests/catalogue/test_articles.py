"""What Markdown becomes on its way to a screen, and what is refused."""

from __future__ import annotations

import pytest

from kiosk.catalogue.articles import read_article
from kiosk.catalogue.problems import Findings, Problem
from kiosk.domain.services import Article, Block, BlockKind
from kiosk.domain.translations import Made, Origin, Version
from kiosk.ids import FactId, LanguageCode
from tests.builders import DE, PL

NAME = "services/a/de.md"
FRONT = '+++\nversion = "1.0"\n+++\n\n'
TITLE = "# Titel\n\nKurz gesagt.\n\n"
HEAD = FRONT + TITLE
SHORT = "too few to help"


def read(text: str) -> Article:
    findings = Findings()
    article = read_article(NAME, text, DE, findings)
    assert article is not None
    assert [p for p in findings.problems if SHORT not in p.message] == []
    return article


def complaints(text: str) -> list[Problem]:
    findings = Findings()
    read_article(NAME, text, DE, findings)
    return [p for p in findings.problems if SHORT not in p.message]


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
    assert found[0].line == 11
    assert found[0].remedy


def test_the_line_within_a_paragraph_is_named() -> None:
    assert complaints(HEAD + "eins\nzwei\n**drei `x`**")[0].line == 11


def test_a_reference_is_no_way_around() -> None:
    found = complaints(HEAD + "Das [Amt].\n\n[Amt]: https://a.de\n")
    assert "address" in found[0].message


def test_an_address_made_of_entities_is_one_too() -> None:
    assert complaints(HEAD + "java&#115;cript&colon;alert")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (FRONT + "", "title is missing"),
        (FRONT + "Kein Titel\n", "title is missing"),
        (FRONT + "## Titel\n\nKurz.\n\nText.\n", "title is missing"),
        (FRONT + "# Titel\n", "summary is missing"),
        (FRONT + "# Titel\n\n- eins\n", "summary is missing"),
        (FRONT + "# Titel\n\nKurz.\n", "no text below"),
        (FRONT + "#\n\nKurz.\n\nText.\n", "empty"),
        (HEAD + "- a\n  - b\n", "more than one paragraph"),
        (HEAD + "- a\n\n  b\n", "more than one paragraph"),
        (HEAD + "-\n- b\n", "list item is empty"),
        (FRONT + f"# {'a ' * 31}\n\nKurz.\n\nText.\n", "title has 61"),
        (FRONT + f"# Titel\n\n{'a ' * 101}\n\nText.\n", "summary has 201"),
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
    (found,) = complaints(FRONT + f"# {'a ' * 21}\n\nKurz.\n\nText.\n")
    assert not found.is_error
    assert "card" in found.message


def test_a_text_too_long_to_read_standing_is_a_warning() -> None:
    assert complaints(HEAD + "Wort " * 200) == []
    (found,) = complaints(HEAD + "Wort " * 201)
    assert not found.is_error


@pytest.mark.parametrize(
    ("code", "most"), [("pl", 250), ("vi", 400), ("de-simple", 320)]
)
def test_a_translation_may_need_more_words_than_german(code: str, most: int) -> None:
    head = '+++\nof = "1.0"\nmade = "machine"\n+++\n\n'
    for words, complained in ((most, 0), (most + 2, 1)):
        findings = Findings()
        text = head + TITLE + "chữ " * words
        assert read_article(f"{code}.md", text, LanguageCode(code), findings)
        assert len(findings.problems) == complained


def test_arabic_with_joiners_and_marks_is_fine() -> None:
    text = "رقم \u2066112\u2069 مجاني\u200f."
    assert read(HEAD + text).blocks[0].text == text


def test_a_text_too_short_to_help_is_a_warning() -> None:
    findings = Findings()
    read_article(NAME, HEAD + "Wort " * 59, DE, findings)
    (found,) = findings.problems
    assert "59 words" in found.message
    assert not found.is_error


def test_vietnamese_syllables_are_not_counted_as_words() -> None:
    text = '+++\nof = "1.0"\nmade = "machine"\n+++\n\n' + TITLE + "chữ " * 200
    findings = Findings()
    assert read_article("vi.md", text, LanguageCode("vi"), findings)
    assert findings.problems == []


def test_easy_german_keeps_a_line_for_each_sentence_and_others_join_them() -> None:
    head = '+++\nof = "1.0"\nmade = "machine"\n+++\n\n# Titel\n\nKurz.\nGut.\n\n'
    text = head + "Eins.\nZwei.\n\n- {two-weeks} Drei.\n  Vier.\n" + "\n\nWort" * 60
    for code, first, item in (
        ("de-simple", "Eins.\nZwei.", "Drei.\nVier."),
        ("en", "Eins. Zwei.", "Drei. Vier."),
    ):
        findings = Findings()
        article = read_article(f"{code}.md", text, LanguageCode(code), findings)
        assert article
        assert article.summary == "Kurz. Gut."
        assert article.blocks[0].text == first
        assert (article.blocks[1].text, article.blocks[1].fact) == (item, "two-weeks")
        assert findings.problems == []


def test_the_head_says_version_and_keywords() -> None:
    head = '+++\nversion = "2.3"\nkeywords = ["Amt", "Termin"]\n+++\n'
    article = read(head + TITLE + "Text.")
    assert article.version == Version(2, 3)
    assert article.keywords == ("Amt", "Termin")
    assert article.origin is None


def test_a_translation_says_what_of_how_and_who_read_it() -> None:
    head = '+++\nof = "2.0"\nmade = "human"\nread_by = "WITAJ, 2026-12-01"\n+++\n'
    findings = Findings()
    article = read_article("pl.md", head + TITLE + "Text.", PL, findings)
    assert article is not None
    assert article.origin == Origin(Version(2, 0), Made.HUMAN, "WITAJ, 2026-12-01")


@pytest.mark.parametrize(
    ("language", "head", "line", "message"),
    [
        (DE, "", 1, "head between two lines"),
        (DE, '+++\nversion = "1.0"\n', 1, "head between two lines"),
        (DE, "+++\n+++\n", None, "`version` is missing"),
        (DE, '+++\nversion = "1"\n+++\n', 2, "'1' is no version"),
        (DE, '+++\nversion = "1.0"\nof = "1.0"\n+++\n', 3, "Only a translation"),
        (PL, '+++\nof = "1.0"\n+++\n', None, "`made` is missing"),
        (PL, '+++\nof = "1.0"\nmade = "DeepL"\n+++\n', 3, "'DeepL'"),
        (PL, '+++\nmade = "human"\n+++\n', None, "`of` is missing"),
        (PL, '+++\nversion = "1.0"\n+++\n', 2, "Only the German text"),
        (DE, '+++\nversion = "1.0"\nauthor = "x"\n+++\n', 3, "`author`"),
        (DE, "+++\nversion = 1.0\n+++\n", 2, "`version`"),
        (DE, "+++\nversion\n+++\n", 2, "TOML"),
        (DE, f'+++\nversion = "1.0"\nkeywords = {["a"] * 13}\n+++\n', 3, "12"),
    ],
)
def test_a_head_that_says_too_little_or_too_much_is_refused(
    language: LanguageCode, head: str, line: int | None, message: str
) -> None:
    findings = Findings()
    read_article("x.md", head + TITLE + "Text.", language, findings)
    found = [p for p in findings.errors() if message in p.message]
    assert found, findings.problems
    assert line is None or found[0].line == line
    assert found[0].remedy


def test_a_paragraph_or_item_may_end_with_a_fact() -> None:
    blocks = read(HEAD + "{wage} Bis Ende 2026.\n\n- {wage} eins\n- zwei\n").blocks
    assert blocks == (
        Block(BlockKind.PARAGRAPH, "Bis Ende 2026.", fact=FactId("wage")),
        Block(BlockKind.BULLET, "eins", fact=FactId("wage")),
        Block(BlockKind.BULLET, "zwei"),
    )


@pytest.mark.parametrize(
    "title", ["![Bankbild](bank.png)", "[Konto](https://a.de)", "`Konto`", "<b></b>"]
)
def test_a_title_of_nothing_that_is_shown_keeps_its_line_as_a_name(title: str) -> None:
    text = FRONT + f"# {title}\n\nKurz.\n\nText.\n"
    findings = Findings()
    article = read_article(NAME, text, DE, findings)
    assert article
    assert article.title == title
    told = [problem.message for problem in findings.errors()]
    assert told
    assert not any("empty" in message for message in told)
