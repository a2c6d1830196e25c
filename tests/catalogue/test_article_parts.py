"""An article's file in the fields of a form, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.catalogue.article_parts import ArticleParts, listed, parts_of, with_parts
from tests import content_folder

CONTENT = Path(__file__).parents[2] / "content" / "services"
FILE = content_folder.article("pl", "Lekarz")


def test_every_shipped_text_comes_back_byte_for_byte() -> None:
    files = sorted(CONTENT.glob("*/*.md"))
    assert len(files) > 500
    for file in files:
        text = file.read_text(encoding="utf-8")
        parts = parts_of(text)
        assert parts, file
        assert with_parts(text, parts) == text, file


def test_a_file_is_taken_apart() -> None:
    parts = parts_of(FILE)
    assert parts
    assert parts.title == "Lekarz"
    assert parts.summary == "Witamy **Spremberg/Grodk**."
    assert parts.text.endswith("2. go on")
    assert parts.keywords == ("Witamy",)


def test_windows_and_a_byte_order_mark_stay() -> None:
    windows = "\ufeff" + FILE.replace("\n", "\r\n")
    parts = parts_of(windows)
    assert parts == parts_of(FILE)
    assert parts
    assert with_parts(windows, parts) == windows


def test_the_rest_of_the_head_stays() -> None:
    text = FILE.replace('made = "machine"', 'made = "machine"  # by Anna')
    new = with_parts(text, ArticleParts("Dr", "Raz.", "Dwa.", ('a "b"', "c]d")))
    assert 'made = "machine"  # by Anna\n' in new
    assert new.endswith("+++\n\n# Dr\n\nRaz.\n\nDwa.\n")
    assert parts_of(new) == ArticleParts("Dr", "Raz.", "Dwa.", ('a "b"', "c]d"))


def test_keywords_come_and_go() -> None:
    parts = ArticleParts("Dr", "Raz.", "Dwa.")
    without = with_parts(FILE, parts)
    assert "keywords" not in without
    assert parts_of(with_parts(without, parts)) == parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no head",
        "+++\nkeywords = 5\n+++\n\n# a\n\nb\n",
        "+++\n[\n+++\n\n# a\n\nb\n",
    ],
)
def test_what_no_form_can_show_is_left_to_its_file(text: str) -> None:
    assert parts_of(text) is None


def test_a_summary_stays_one_paragraph_whatever_is_pasted() -> None:
    new = with_parts("", ArticleParts("a\nb", "c\n\nd", "e"))
    assert "# a b\n\nc d\n\ne\n" in new


def test_a_field_of_lines_is_a_list() -> None:
    assert listed(" a \r\n\r\nb\n") == ("a", "b")
