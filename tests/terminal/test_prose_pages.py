"""Pages end where a thought does: between blocks, else between sentences."""

from __future__ import annotations

import pytest

from kiosk.bidi import shaping
from kiosk.domain.localized import Direction
from kiosk.domain.services import Block, BlockKind
from kiosk.terminal.prose_pages import HEADING_ROWS, TextPages, sentences
from tests.each import each

P, H, B = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.BULLET
WIDTH = 20


def wrapped(block: Block, marked: bool) -> list[str]:
    mark = "* " if block.kind is B and marked else ""
    return shaping.visual_lines(mark + block.text, WIDTH, Direction.LEFT_TO_RIGHT)


def pages(*blocks: Block, height: int = 6) -> list[list[str]]:
    found = TextPages(wrapped, height, has_lead=True).of(blocks)
    return [[line.text for line in page] for page in found]


def test_a_sentence_is_not_parted_by_the_end_of_a_page() -> None:
    told = "One two three four five six. Seven eight nine ten eleven twelve. " * 3
    found = pages(Block(P, told.strip()), height=5)
    assert len(found) > 1
    for page in each(found):
        assert page[-1].endswith(".")


def test_no_word_is_lost_and_none_is_said_twice() -> None:
    words = [f"w{n}." if n % 7 == 0 else f"w{n}" for n in range(200)]
    found = pages(Block(P, " ".join(words)), Block(B, "end"))
    assert " ".join(" ".join(page) for page in found).split() == [*words, "*", "end"]


def test_a_sentence_that_is_longer_than_a_page_goes_on_on_the_next() -> None:
    found = pages(Block(P, "word " * 40 + "end."), height=3)
    assert [len(page) for page in found][:3] == [3, 3, 3]
    assert found[-1][-1].endswith("end.")


def test_a_heading_stays_with_what_follows() -> None:
    blocks = [Block(P, "a b c. " * 5), Block(H, "Title"), Block(P, "First one. Two.")]
    for height in range(HEADING_ROWS + 1, 12):
        for page in each(pages(*blocks, height=height)):
            assert page[-1] != "Title"


def test_a_few_words_that_end_in_a_colon_stay_with_what_they_announce() -> None:
    blocks = [Block(P, "a b c. " * 5), Block(P, "Some hints:"), Block(B, "One. Two.")]
    for height in range(HEADING_ROWS + 2, 12):
        for page in each(pages(*blocks, height=height)):
            assert page[-1] != "Some hints:"


def test_a_question_stays_with_what_is_said_to_it() -> None:
    asked = Block(B, "Do you ask? Then read on here. One more.")
    blocks = [Block(P, "a b c. " * 5), Block(H, "Title"), asked, asked]
    for height in range(HEADING_ROWS + 3, 12):
        found = pages(*blocks, height=height)
        for page in each(found):
            assert not page[-1].endswith("?")
            assert page[-1] != "Title"
        assert " ".join(" ".join(page) for page in found).count("Do you ask?") == 2


def test_a_question_whose_answer_is_longer_than_a_page_is_parted_from_it() -> None:
    found = pages(Block(P, "Why? " + "word " * 40 + "end."), height=4)
    assert found[0][0].startswith("Why?")
    assert found[-1][-1].endswith("end.")


def test_no_page_begins_or_ends_with_a_blank_line() -> None:
    blocks = [Block(P, f"Thought {n}.") for n in range(20)]
    for height in (3, 4, 5):
        for page in each(pages(*blocks, height=height)):
            assert page[0]
            assert page[-1]
            assert len(page) <= height


def test_the_first_paragraph_leads() -> None:
    blocks = [Block(BlockKind.NOTE, "Note."), Block(P, "Lead."), Block(P, "Rest.")]
    [page] = TextPages(wrapped, 9, has_lead=True).of(blocks)
    assert [line.text for line in page if line.is_lead] == ["Lead."]


def test_nothing_is_one_empty_page() -> None:
    assert pages() == [[]]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three!", 3),
        ("Nach § 24 Abs. 1 gilt das. Mehr dazu am Empfang.", 2),
        ("Das geht z. B. im Amt. Dr. Muster hilft.", 2),
        ("Bis 18.00 Uhr. danach nicht", 1),
        ("Machen Sie das am 1. Tag. Geprüft: Dienstag, 1. September 2026", 3),
        ("Gehen Sie in Raum 2. Dort hilft man Ihnen.", 2),
        ("هذا نص. وهذا آخر؟ نعم", 3),
    ],
)
def test_sentences_end_at_points_that_end_something(text: str, parts: int) -> None:
    assert len(sentences(text)) == parts
    assert " ".join(sentences(text)) == text
