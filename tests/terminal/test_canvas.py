"""What is painted from where reading begins stands mirrored for other readers."""

from __future__ import annotations

from kiosk.domain.localized import Direction
from kiosk.terminal.canvas import Canvas, Surface, clipped_lines
from kiosk.terminal.shares import shares

LTR, RTL = Direction.LEFT_TO_RIGHT, Direction.RIGHT_TO_LEFT
PAGE, FACE, INK, LEDGE = "#ffffff", "#202020", "#eeeeee", "#777777"
PLATE = Surface(FACE, LEDGE, PAGE)


def rows(field: Canvas) -> list[str]:
    return [strip.text for strip in field.strips()]


def papers(field: Canvas, y: int) -> list[str]:
    """The colour behind each cell of a row."""
    return [
        segment.style.bgcolor.name
        for segment in field.strips()[y]
        for _ in segment.text
        if segment.style is not None and segment.style.bgcolor is not None
    ]


def test_words_stand_where_reading_begins() -> None:
    for direction, shown in ((LTR, "  ab   "), (RTL, "   ab  ")):
        field = Canvas(7, 1, PAGE, direction)
        field.write(2, 0, 5, ["ab"], INK)
        assert rows(field) == [shown]


def test_a_drawing_is_not_mirrored_but_its_place_is() -> None:
    for direction, shown in ((LTR, " ▘▝▖  "), (RTL, "  ▘▝▖ ")):
        field = Canvas(6, 1, PAGE, direction)
        field.stamp(1, 0, ["▘▝▖"], INK)
        assert rows(field) == [shown]


def test_a_drawing_leaves_what_is_below_where_it_has_no_ink() -> None:
    field = Canvas(4, 1, PAGE, LTR)
    field.fill(0, 0, 4, 1, FACE)
    field.stamp(0, 0, ["▘ █"], INK)
    assert papers(field, 0) == [FACE, FACE, INK, FACE]


def test_what_is_put_beyond_an_edge_is_not_there() -> None:
    field = Canvas(3, 1, PAGE, LTR)
    for x, y in ((2, 0), (-1, 0), (0, 1), (0, -1)):
        field.put(x, y, "ab", INK)
    assert rows(field) == ["b a"]


def test_a_wide_letter_takes_two_cells() -> None:
    field = Canvas(4, 1, PAGE, LTR)
    field.put(0, 0, "漢a", INK)
    [strip] = field.strips()
    assert (strip.text, strip.cell_length) == ("漢a ", 4)


def test_a_plate_stands_on_its_ledge_and_sinks_half_a_row() -> None:
    field = Canvas(5, 3, PAGE, LTR)
    field.stand(0, 0, 5, 3, PLATE)
    assert rows(field) == ["▟   ▙", "▜   ▛", " ▆▆▆ "]
    field.sink(0, 0, 5, 3, PLATE)
    assert rows(field) == ["▗▄▄▄▖", "     ", "▝▀▀▀▘"]
    assert set(papers(field, 1)) == {FACE}


def test_one_on_which_a_line_would_stand_high_is_half_a_row_lower() -> None:
    field = Canvas(5, 3, PAGE, LTR)
    field.stand(0, 0, 5, 3, PLATE._replace(low=True))
    assert rows(field) == ["▗▄▄▄▖", "     ", "▀▀▀▀▀"]
    assert set(papers(field, 1)) == {FACE}
    assert set(papers(field, 2)) == {LEDGE}


def test_the_corners_are_soft_on_both_sides_for_every_reader() -> None:
    field = Canvas(5, 3, PAGE, RTL)
    field.stand(0, 0, 5, 3, PLATE)
    assert rows(field) == ["▟   ▙", "▜   ▛", " ▆▆▆ "]


def test_a_ring_goes_around_letters_and_not_over_them() -> None:
    field = Canvas(5, 3, PAGE, LTR)
    field.put(0, 0, "abc", INK)
    field.ring(LEDGE)
    assert rows(field) == ["abc▀ ", "     ", "     "]
    assert papers(field, 1) == [LEDGE, PAGE, PAGE, PAGE, LEDGE]
    assert set(papers(field, 2)) == {LEDGE}


def test_what_does_not_fit_ends_in_an_ellipsis_after_a_whole_word() -> None:
    text = "one two three four five six"
    assert clipped_lines(text, 9, 2, LTR) == ["one two", "three …"]
    assert clipped_lines(text, 40, 1, LTR) == [text]
    assert clipped_lines(text, 9, 0, LTR) == []


def test_shares_are_even_and_what_is_over_the_first_ones_get() -> None:
    assert shares(20, 5) == [(0, 4), (4, 4), (8, 4), (12, 4), (16, 4)]
    assert shares(11, 3, 1) == [(0, 3), (4, 3), (8, 3)]
    assert shares(12, 3, 1) == [(0, 4), (5, 3), (9, 3)]
    assert shares(1, 3, 1) == [(0, 0), (1, 0), (2, 0)]
