"""Which keys a scanner typed."""

from __future__ import annotations

import pytest
from textual import events

from kiosk.terminal.scanner import LONGEST, SHORTEST, SLOWEST, Heard, Scanner


def typed(text: str, pause: float = 0.01, *, then: str = "enter") -> list[Heard]:
    """What a scanner hears of a text and a last key."""
    scanner = Scanner()
    return [
        scanner.hear(key_at(place * pause, key))
        for place, key in enumerate([*text, then])
    ]


def key_at(moment: float, name: str) -> events.Key:
    key = events.Key(name, {"enter": "\r", "tab": "\t"}.get(name, name))
    key.time = moment
    return key


def test_a_burst_and_enter_are_a_scan() -> None:
    heard = typed("K00000000001")
    assert heard[-1] == Heard(swallowed=True, scanned="K00000000001")
    assert all(one.scanned is None for one in heard[:-1])


def test_what_belongs_to_a_burst_presses_nothing() -> None:
    assert all(one.swallowed for one in typed("A 1 B 2 C")[1:])


def test_a_line_feed_ends_a_scan_too() -> None:
    assert typed("ABCDEFGH", then="ctrl+j")[-1].scanned == "ABCDEFGH"


def test_a_hand_is_no_scanner() -> None:
    assert typed("K00000000001", SLOWEST * 1.5)[-1] == Heard()


def test_enter_long_after_a_burst_presses_the_button() -> None:
    scanner = Scanner()
    for place, letter in enumerate("ABCDEFGH"):
        scanner.hear(key_at(place * 0.01, letter))
    assert scanner.hear(key_at(1.0, "enter")) == Heard()


@pytest.mark.parametrize("length", [0, 1, SHORTEST - 1, LONGEST + 1, LONGEST + 50])
def test_what_is_too_short_or_too_long_is_no_scan_and_presses_nothing(
    length: int,
) -> None:
    assert typed("A" * length)[-1] == Heard(swallowed=length > 1)


def test_another_key_within_breaks_a_burst() -> None:
    scanner = Scanner()
    for place, key in enumerate([*"ABCDEF", "tab"]):
        scanner.hear(key_at(place * 0.01, key))
    assert scanner.hear(key_at(0.08, "enter")) == Heard()


def test_two_scans_in_a_row_are_two() -> None:
    scanner = Scanner()
    heard = [
        scanner.hear(key_at(place * 0.01, key))
        for place, key in enumerate([*"AAAAAA", "enter", *"BBBBBB", "enter"])
    ]
    assert [one.scanned for one in heard if one.scanned] == ["AAAAAA", "BBBBBB"]


def test_a_clock_that_goes_back_begins_a_new_burst() -> None:
    scanner = Scanner()
    scanner.hear(key_at(5.0, "A"))
    assert not scanner.hear(key_at(4.99, "B")).swallowed


def test_nothing_is_kept_after_a_scan() -> None:
    scanner = Scanner()
    for place, key in enumerate([*"SECRET", "enter"]):
        scanner.hear(key_at(place * 0.01, key))
    assert "SECRET" not in repr(vars(scanner))
