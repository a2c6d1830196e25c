"""The contrast of both themes, computed from their tokens as WCAG 2.2 does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.color import Color

import kiosk.terminal
from kiosk.terminal.themes import CALM, CONTRAST, THEMES

if TYPE_CHECKING:
    from textual.theme import Theme

TEXT = [
    ("foreground", "background"),
    ("foreground", "surface"),
    ("quiet", "background"),
    ("quiet", "surface"),
    ("primary-ink", "background"),
    ("primary-ink", "surface"),
    ("on-primary", "primary"),
    ("on-bar", "bar"),
    ("on-call", "call"),
    ("alarm", "surface"),
    ("on-key", "key"),
    ("on-key", "focus"),
    ("on-pressed", "pressed"),
    ("on-pressed-bar", "pressed-bar"),
]
"""Words on what lies behind them."""
FRAMES = [
    ("edge", "surface"),
    ("edge", "background"),
    ("alarm", "background"),
    ("primary", "background"),
    ("primary-ink", "surface"),
    ("focus", "surface"),
    ("focus", "background"),
    ("key", "background"),
    ("bar-edge", "bar"),
    ("bar-focus", "bar"),
    ("pressed", "surface"),
    ("pressed", "background"),
    ("pressed-bar", "bar"),
]
"""Frames and focus on what they touch."""
themes = pytest.mark.parametrize("theme", THEMES.values(), ids=lambda t: t.name)


def token(theme: Theme, name: str) -> Color:
    value = theme.variables.get(name) or getattr(theme, name)
    return Color.parse(value)


def luminance(color: Color) -> float:
    def linear(channel: float) -> float:
        if channel <= 0.04045:
            return channel / 12.92
        return float(((channel + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(channel) for channel in color.normalized)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: Theme, one: str, other: str) -> float:
    dark, light = sorted(luminance(token(theme, name)) for name in (one, other))
    return (light + 0.05) / (dark + 0.05)


@themes
@pytest.mark.parametrize(("words", "behind"), TEXT)
def test_words_can_be_read(theme: Theme, words: str, behind: str) -> None:
    least = 7.0 if theme is CONTRAST else 4.5
    assert contrast(theme, words, behind) >= least


@themes
@pytest.mark.parametrize(("frame", "behind"), FRAMES)
def test_frames_can_be_seen(theme: Theme, frame: str, behind: str) -> None:
    assert contrast(theme, frame, behind) >= 3.0


@themes
def test_the_focus_of_a_filled_button_is_seen_on_both_sides(theme: Theme) -> None:
    assert contrast(theme, "focus", "background") >= 3.0
    assert token(theme, "focus") != token(theme, "primary")


@themes
def test_a_code_is_black_on_white(theme: Theme) -> None:
    assert contrast(theme, "qr-dark", "qr-light") == pytest.approx(21)


def test_both_themes_name_the_same_tokens() -> None:
    assert CALM.variables.keys() == CONTRAST.variables.keys()


def test_every_token_that_the_styles_name_is_in_the_themes() -> None:
    folder = Path(kiosk.terminal.__file__).parent
    texts = [path.read_text() for path in (*folder.rglob("*.tcss"),)]
    texts += [path.read_text() for path in folder.glob("widgets/*.py")]
    named = {name for text in texts for name in re.findall(r": [^;]*\$([a-z-]+)", text)}
    built_in = {"background", "surface", "primary", "foreground"}
    assert named
    assert named <= built_in | set(CALM.variables)
