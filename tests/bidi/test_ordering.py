"""The order of one line on screen, letter by letter."""

from __future__ import annotations

import pytest
from bidi.mirror import MIRRORED  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from kiosk.bidi import cells
from kiosk.bidi.atoms import isolated
from kiosk.bidi.ordering import needs_ordering, ordered
from kiosk.domain.localized import Direction

LTR, RTL = Direction.LEFT_TO_RIGHT, Direction.RIGHT_TO_LEFT
ALEF, BEH, TEH = "\u0627", "\u0628", "\u062a"
ABT, TBA = ALEF + BEH + TEH, TEH + BEH + ALEF
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
FLAGS = "\U0001f1e9\U0001f1ea", "\U0001f1f5\U0001f1f1"


def _shown(line: str, direction: Direction) -> str:
    shown = ordered(isolated(line), direction)
    return shown.replace("\u2066", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (ABT, TBA),
        (f"{ABT} {BEH}", f"{BEH} {TBA}"),
        (f"{ABT}.", f".{TBA}"),
        (f"{ABT} 12 {ABT}", f"{TBA} 12 {TBA}"),
        (f"{ABT} 1,234.50", f"1,234.50 {TBA}"),
        (f"{ABT} 24.12.2026", f"24.12.2026 {TBA}"),
        (f"{ABT} 10:42", f"10:42 {TBA}"),
        # a span is read from the right, as everything around it
        (f"{ABT} 9:00–12:00", f"12:00–9:00 {TBA}"),
        (f"{ABT} A 017", f"A 017 {TBA}"),
        (f"{ABT} NEXUS-HUB {ABT}", f"{TBA} NEXUS-HUB {TBA}"),
        (f"{ABT} An der Heide 1, 03130 Ort", f"An der Heide 1, 03130 Ort {TBA}"),
        (f"{ABT} +49 3563 12 {ABT}", f"{TBA} +49 3563 12 {TBA}"),
        (f"{ABT} 116 117", f"116 117 {TBA}"),
        (f"{ABT} https://example.de/x/.", f".https://example.de/x/ {TBA}"),
        (f"{ABT} ({BEH})", f"({BEH}) {TBA}"),
        (f"({ABT}) 12", f"12 ({TBA})"),
        (f"{ABT} [A (B)]", f"[A (B)] {TBA}"),
        (f"{ABT} (NEXUS)", f"(NEXUS) {TBA}"),
        (f"«{ABT}»", f"«{TBA}»"),
        (f"«{ABT} (A) <1>»", f"«<1> (A) {TBA}»"),
        (f"NEXUS (HUB) {ABT}", f"{TBA} NEXUS (HUB)"),
        ("NEXUS.", ".NEXUS"),
        ("12.", ".12"),
        ("\u0661\u0662\u0663", "\u0661\u0662\u0663"),
    ],
)
def test_a_right_to_left_line_begins_at_the_right(line: str, shown: str) -> None:
    assert _shown(line, RTL) == shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        (f"one {ABT} two", f"one {TBA} two"),
        (f"one {ABT} {BEH} two", f"one {BEH} {TBA} two"),
        (f"{ABT}.", f"{TBA}."),
        (f"one {ABT} 12.", f"one 12 {TBA}."),
        (f"({ABT})", f"({TBA})"),
        (f"{ABT} ({BEH}) one", f"({BEH}) {TBA} one"),
        ("one (two).", "one (two)."),
    ],
)
def test_a_left_to_right_line_turns_only_its_arabic_words(
    line: str, shown: str
) -> None:
    assert _shown(line, LTR) == shown


def test_short_vowels_stay_behind_their_letters() -> None:
    assert ordered(f"{BEH}\u0651\u064e{TEH}\u0650", RTL) == (
        f"{TEH}\u0650{BEH}\u0651\u064e"
    )


def test_letters_with_short_vowels_turn_round_in_a_latin_line_too() -> None:
    beh, teh = f"{BEH}\u064e", f"{TEH}\u064e"
    assert ordered(f"A {beh}{teh} Z", LTR) == f"A {teh}{beh} Z"


def test_marks_on_latin_letters_inside_arabic_stay_behind_theirs() -> None:
    assert ordered(f"{ABT} q\u0301x", RTL) == f"q\u0301x {TBA}"


def test_pictures_and_flags_are_not_turned_round() -> None:
    line = f"{FAMILY} {ABT} {FLAGS[0]}{FLAGS[1]}"
    assert ordered(line, RTL) == f"{FLAGS[0]}{FLAGS[1]} {TBA} {FAMILY}"


def test_more_clusters_than_stand_ins_lose_nothing() -> None:
    marks = [chr(code) for code in range(0x300, 0x370)]
    line = " ".join(f"!{mark}" for mark in marks)
    assert sorted(ordered(line, RTL)) == sorted(line)


def test_only_right_to_left_letters_need_ordering() -> None:
    assert not needs_ordering("Straße 5, Україна", LTR)
    assert needs_ordering("Straße 5", RTL)
    assert needs_ordering(f"one {BEH}", LTR)
    assert needs_ordering("one \ufe8f", LTR)
    assert needs_ordering("one \u05d0", LTR)


def _either_way(letter: str) -> str:
    """A bracket and its mirrored form as one."""
    return min(letter, str(MIRRORED.get(letter, letter)))


LETTERS = st.characters(categories=("L", "N", "P", "S", "Mn"))


@given(st.text(LETTERS), st.sampled_from(Direction))
def test_ordering_loses_nothing_but_turns_brackets(
    line: str, direction: Direction
) -> None:
    shown = _shown(line, direction)
    assert sorted(map(_either_way, shown)) == sorted(map(_either_way, line))
    assert cells.width(shown) == cells.width(line)


@given(st.text(st.sampled_from(ABT + " \u064e"), min_size=1))
def test_purely_arabic_lines_are_turned_round_by_grapheme(line: str) -> None:
    line = line.strip(" \u064e")
    parts = cells.graphemes(line)
    assert ordered(line, RTL) == "".join(reversed(parts))
