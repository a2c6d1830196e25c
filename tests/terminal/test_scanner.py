"""Which keys a scanner typed, and which a hand."""

from __future__ import annotations

import pytest
from textual import events

from kiosk.terminal.scanner import (
    LONGEST,
    MODIFIERS,
    SHORTEST,
    SLOWEST,
    STALLED,
    SURELY,
    Heard,
    Scanner,
)
from kiosk.terminal.scans import read

CODE = "K00000000001"
ADDRESS = f"HTTP://127.0.0.1:8080/T/{CODE}"
PAUSE = STALLED * 0.8
FAST, SLOW, HAND = SURELY / 2, 0.06, SLOWEST * 1.5
CHARACTERS = {"enter": "\r", "ctrl+j": "\n", "tab": "\t", "space": " "}


def a_scanner() -> Scanner:
    return Scanner(lambda text: read(text) is not None)


def typed(text: str, pause: float = FAST, *, then: str = "enter") -> list[Heard]:
    """What a scanner hears of a text and a last key."""
    scanner = a_scanner()
    return [
        scanner.hear(key_at(place * pause, key))
        for place, key in enumerate([*text, then])
    ]


def key_at(moment: float, name: str) -> events.Key:
    character = CHARACTERS.get(name, name if len(name) == 1 else None)
    key = events.Key(name, character)
    key.time = moment
    return key


def left_alone(text: str, pause: float) -> Heard:
    """What is heard when nothing comes after the text."""
    scanner = a_scanner()
    for place, letter in enumerate(text):
        scanner.hear(key_at(place * pause, letter))
    heard = [scanner.listening, scanner.silence(), scanner.listening]
    assert heard[::2] == [True, False]
    assert isinstance(heard[1], Heard)
    return heard[1]


@pytest.mark.parametrize("end", ["enter", "ctrl+j", "tab"])
@pytest.mark.parametrize("pause", [FAST, SLOW])
def test_a_burst_and_its_end_are_a_scan(pause: float, end: str) -> None:
    heard = typed(CODE, pause, then=end)
    assert heard[-1] == Heard(swallowed=True, scanned=CODE)
    assert all(one == Heard(swallowed=True) for one in heard[:-1])


@pytest.mark.parametrize("pause", [FAST, SLOW])
def test_a_scanner_need_not_say_that_it_has_done(pause: float) -> None:
    assert left_alone(CODE, pause) == Heard(scanned=CODE)


def test_what_a_fast_scanner_types_is_a_scan_whatever_it_is() -> None:
    assert typed("4006381333931")[-1].scanned == "4006381333931"
    assert left_alone("4006381333931", FAST).scanned == "4006381333931"


def test_what_a_quick_hand_types_is_not() -> None:
    """Twelve letters, each of which could be of a code."""
    assert read("krankenkasse") is not None
    assert typed("krankenkasse", SLOW)[-1] == Heard(typed="krankenkasse")
    assert left_alone("krankenkasse", SLOW) == Heard(typed="krankenkasse")


def test_what_a_hand_types_comes_letter_by_letter() -> None:
    heard = typed("arzt", HAND)
    assert [one.typed for one in heard] == ["", "a", "r", "z", "t"]
    assert [one.swallowed for one in heard] == [True, True, True, True, False]


@pytest.mark.parametrize("pause", [FAST, SLOW])
def test_letters_that_roll_off_the_fingers_are_typed(pause: float) -> None:
    for letters in ("er", "sch", "stadt"):
        assert left_alone(letters, pause) == Heard(typed=letters)


def test_a_blank_in_a_burst_belongs_to_it_and_one_alone_does_not() -> None:
    assert typed("A 1 B 2 C")[-1].scanned == "A 1 B 2 C"
    assert a_scanner().hear(key_at(0, " ")) == Heard()


def test_enter_long_after_a_burst_presses_the_button() -> None:
    scanner = a_scanner()
    for place, letter in enumerate("wohnung"):
        scanner.hear(key_at(place * SLOW, letter))
    assert scanner.hear(key_at(2.0, "enter")) == Heard(typed="wohnung")


@pytest.mark.parametrize("length", [2, SHORTEST - 1, LONGEST + 1, LONGEST + 50])
def test_what_is_too_short_or_too_long_is_no_scan_and_presses_nothing(
    length: int,
) -> None:
    assert typed("A" * length)[-1] == Heard(swallowed=True)


def test_a_key_that_is_held_down_is_no_scan() -> None:
    assert left_alone("a" * 40, FAST) == Heard()


def test_another_key_within_ends_a_burst() -> None:
    scanner = a_scanner()
    for place, key in enumerate("arzt"):
        scanner.hear(key_at(place * SLOW, key))
    assert scanner.hear(key_at(4 * SLOW, "left")) == Heard(typed="arzt")
    assert scanner.hear(key_at(5 * SLOW, "enter")) == Heard()


def test_signs_that_nobody_sees_do_not_break_a_burst() -> None:
    scanner = a_scanner()
    keys = ["ctrl+b", *CODE[:6], "ctrl+right_square_bracket", *CODE[6:], "ctrl+c"]
    heard = [
        scanner.hear(key_at(place * FAST, key))
        for place, key in enumerate([*keys, "enter"])
    ]
    assert heard[-1] == Heard(swallowed=True, scanned=CODE)
    assert heard[-2] == Heard(swallowed=True)  # nor do they end a terminal


@pytest.mark.parametrize("shift", ["left_shift", "right_shift", "caps_lock"])
def test_a_shift_that_is_a_key_of_its_own_does_not_either(shift: str) -> None:
    assert shift in MODIFIERS
    scanner = a_scanner()
    keys = [key for letter in CODE for key in (shift, letter)]
    heard = [
        scanner.hear(key_at(place * FAST, key))
        for place, key in enumerate([*keys, "enter"])
    ]
    assert heard[-1].scanned == CODE


def test_two_scans_in_a_row_are_two() -> None:
    scanner = a_scanner()
    heard = [
        scanner.hear(key_at(place * FAST, key))
        for place, key in enumerate([*"AAAAAA", "enter", *"BBBBBB", "enter"])
    ]
    assert [one.scanned for one in heard if one.scanned] == ["AAAAAA", "BBBBBB"]


def test_two_scans_without_an_end_are_two_when_there_is_a_pause() -> None:
    scanner = a_scanner()
    for place, key in enumerate(CODE):
        scanner.hear(key_at(place * FAST, key))
    assert scanner.hear(key_at(5, "A")) == Heard(swallowed=True, scanned=CODE)


@pytest.mark.parametrize("stands_still_at", [SHORTEST, 8, len(ADDRESS) - 1])
def test_a_code_half_heard_waits_for_the_rest_on_a_busy_machine(
    stands_still_at: int,
) -> None:
    scanner = a_scanner()
    heard = [
        scanner.hear(key_at(place * FAST + (place >= stands_still_at) * PAUSE, key))
        for place, key in enumerate([*ADDRESS, "enter"])
    ]
    assert heard[-1] == Heard(swallowed=True, scanned=ADDRESS)
    assert all(one == Heard(swallowed=True) for one in heard[:-1])


def test_nothing_waits_for_the_rest_of_what_a_hand_types() -> None:
    scanner = a_scanner()
    for place, key in enumerate("wohnung"):
        scanner.hear(key_at(place * SLOW, key))
        assert not scanner.half_heard


def test_a_code_heard_whole_waits_for_nothing() -> None:
    scanner = a_scanner()
    for place, key in enumerate(ADDRESS):
        scanner.hear(key_at(place * FAST, key))
    assert not scanner.half_heard


def test_what_is_pasted_is_not_read_at_each_letter() -> None:
    asked: list[str] = []

    def ours(text: str) -> bool:
        asked.append(text)
        return False

    scanner = Scanner(ours)
    for place in range(2000):
        scanner.hear(key_at(place * FAST, "aBc1"[place % 4]))
    assert asked == []


def test_a_clock_that_goes_back_begins_a_new_burst() -> None:
    scanner = a_scanner()
    scanner.hear(key_at(5.0, "A"))
    assert scanner.hear(key_at(4.99, "B")).typed == "A"


def test_nothing_is_kept_after_a_scan() -> None:
    scanner = a_scanner()
    for place, key in enumerate([*"SECRET", "enter"]):
        scanner.hear(key_at(place * FAST, key))
    assert "SECRET" not in repr(vars(scanner))
