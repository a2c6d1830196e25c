"""What a line is told of its neighbours."""

from __future__ import annotations

from kiosk.bidi.contexts import in_context

LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
LRI, PDI = "\u2066", "\u2069"
BEH, SHIN = "\u0628", "\u05e9"


def test_a_single_line_needs_no_marks() -> None:
    assert in_context(["one"]) == ["one"]


def test_each_line_is_told_what_stands_before_and_behind_it() -> None:
    assert in_context(["one", BEH, SHIN]) == [
        f"one{ALM}",
        f"{LRM}{BEH}{RLM}",
        f"{ALM}{SHIN}",
    ]


def test_a_number_is_of_the_kind_of_the_letters_before_it() -> None:
    assert in_context(["one,", "5 two"]) == [f"one,{LRM}", f"{LRM}5 two"]
    assert in_context([f"{BEH},", "5 two"]) == [f"{BEH},{RLM}", f"{ALM}5 two"]
    assert in_context([",", "5"]) == [f",{RLM}", "5"]
    assert in_context(["one,", "\u0665"]) == [f"one,{RLM}", f"{LRM}\u0665"]


def test_what_stands_in_an_isolate_says_nothing_to_the_lines_around() -> None:
    lines = [f"{BEH} {LRI}one{PDI}", f"{LRI}two{PDI} {BEH}"]
    assert in_context(lines) == [lines[0] + ALM, ALM + lines[1]]


def test_an_isolate_goes_on_with_the_next_line() -> None:
    assert in_context([f"{BEH} {LRI}one", "two", f"three{PDI}."]) == [
        f"{BEH} {LRI}one{PDI}",
        f"{ALM}{LRI}two{PDI}",
        f"{ALM}{LRI}three{PDI}.",
    ]


def test_a_line_of_signs_alone_looks_further() -> None:
    assert in_context(["...", "...", BEH]) == [f"...{ALM}", f"...{ALM}", BEH]


def test_an_isolate_that_was_never_opened_closes_nothing() -> None:
    assert in_context([f"one{PDI}", "two"]) == [f"one{PDI}{LRM}", f"{LRM}two"]
