from __future__ import annotations

import re
from hashlib import sha256

import pytest

from kiosk.hub.rendering import STATIC, TEMPLATES

SHEET = (STATIC / "hub.css").read_text("utf-8")
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
TEXT = [
    ("ink", "ground"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink", "chip"),
    ("ink", "call-wash"),
    ("ink", "alarm-wash"),
    ("ink", "note-wash"),
    ("quiet", "ground"),
    ("quiet", "surface"),
    ("quiet", "sunken"),
    ("quiet", "call-wash"),
    ("primary", "surface"),
    ("primary", "ground"),
    ("on-primary", "primary"),
    ("on-primary", "primary-over"),
    ("on-call", "call"),
    ("call", "surface"),
    ("on-bar", "bar"),
    ("on-bar-quiet", "bar"),
    ("accent", "bar"),
]
EDGES = [
    ("edge", "surface"),
    ("focus", "surface"),
    ("focus", "ground"),
    ("primary", "surface"),
    ("call", "call-wash"),
    ("alarm", "alarm-wash"),
    ("note-edge", "note-wash"),
    ("accent", "bar"),
]


def tokens() -> dict[str, dict[str, str]]:
    light, dark = SHEET.split("@media (prefers-color-scheme: dark)")
    named = dict(TOKEN.findall(light))
    return {
        "light": named,
        "dark": named | dict(TOKEN.findall(dark.split("*, *::before")[0])),
    }


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), TEXT)
def test_text_can_be_read(scheme: str, ink: str, paper: str) -> None:
    named = tokens()[scheme]
    assert contrast(named[ink], named[paper]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("line", "paper"), EDGES)
def test_edges_can_be_seen(scheme: str, line: str, paper: str) -> None:
    named = tokens()[scheme]
    assert contrast(named[line], named[paper]) >= 3


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_colours_are_named_in_one_place() -> None:
    rules = SHEET.split("*, *::before")[1]
    assert not re.search(r"#[0-9a-f]{3,6}\b", rules)


def test_sides_are_logical_so_that_right_to_left_is_free() -> None:
    physical = re.findall(
        r"(?:margin|padding|border|inset)-(?:left|right)|(?<![\w-])(?:left|right|width|"
        r"height):|text-align: (?:left|right)",
        SHEET,
    )
    assert physical == []


def test_every_page_says_its_language_and_direction() -> None:
    base = (TEMPLATES / "base.html").read_text("utf-8")
    assert '<html lang="{{ language.code }}" dir="{{ language.direction }}">' in base
    for template in TEMPLATES.rglob("page.html"):
        assert template.read_text("utf-8").startswith("{% extends")


def test_programs_of_others_are_what_their_makers_published() -> None:
    table = (STATIC / "vendor" / "README.md").read_text("utf-8")
    scripts = sorted((STATIC / "vendor").glob("*.js"))
    assert len(scripts) == 1
    for script in scripts:
        assert script.name in table
        assert sha256(script.read_bytes()).hexdigest() in table
        assert script.with_name(script.name.split(".")[0] + ".LICENSE").exists()


def test_nothing_is_written_into_the_pills_of_a_visitor() -> None:
    """All facts but the topic are pills, each with an edge of its own."""
    assert not re.search(r"\.facts span::(before|after)", SHEET)
