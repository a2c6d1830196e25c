"""A line of an article's file, said as the field of the form and the line within it."""

from __future__ import annotations

import pytest

from kiosk.catalogue.article_parts import ArticleParts, with_parts
from kiosk.catalogue.article_places import ArticleField, FieldPlace, place_of

FILE = """+++
version = "1.0"
keywords = [
  "arzt",
  "praxis",
]
+++

# Der Arzt

Wo Sie Hilfe finden,
wenn Sie krank sind.

Der erste Absatz.

## Was Sie brauchen
- die Karte
"""


@pytest.mark.parametrize(
    ("line", "field", "within"),
    [
        (3, ArticleField.KEYWORDS, None),
        (5, ArticleField.KEYWORDS, None),
        (9, ArticleField.TITLE, None),
        (11, ArticleField.SUMMARY, None),
        (12, ArticleField.SUMMARY, None),
        (14, ArticleField.TEXT, 1),
        (16, ArticleField.TEXT, 3),
        (17, ArticleField.TEXT, 4),
    ],
)
def test_a_line_of_the_file_is_a_line_of_a_field(
    line: int, field: ArticleField, within: int | None
) -> None:
    assert place_of(FILE, line) == FieldPlace(field, within)


@pytest.mark.parametrize("line", [0, 1, 2, 99])
def test_what_no_field_shows_is_in_none(line: int) -> None:
    assert place_of(FILE, line) is None
    assert place_of("no head", 1) is None


def test_a_line_is_counted_as_it_was_typed() -> None:
    parts = ArticleParts("Titel", "Kurz.", "eins\n\nzwei\n\n<b>drei</b>", ("arzt",))
    text = with_parts("", parts)
    line = text.split("\n").index("<b>drei</b>") + 1
    assert place_of(text, line) == FieldPlace(ArticleField.TEXT, 5)
    crlf = "\ufeff" + text.replace("\n", "\r\n")
    assert place_of(crlf, line) == FieldPlace(ArticleField.TEXT, 5)
