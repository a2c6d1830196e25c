"""The contrast of both themes, computed from their tokens as WCAG 2.2 does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.color import Color

import kiosk.terminal
from kiosk.terminal.themes import CALM, CONTRAST, THEMES
from kiosk.terminal.tones import Family, Tone

if TYPE_CHECKING:
    from textual.theme import Theme

TEXT = [
    ("foreground", "background"),
    ("quiet", "background"),
    ("mark", "background"),
    ("mark", "sunk"),
    ("mark", "paper"),
    ("on-paper", "paper"),
    ("field-quiet", "field"),
    ("on-focus", "focus"),
    *((tone.ink, tone) for tone in Tone),
    *((tone.quiet, tone) for tone in Tone),
    *((tone.on_pressed, tone.pressed) for tone in Tone),
    *((family.ink, family) for family in Family),
    *((family.line, "card") for family in Family),
    ("on-key", "key"),
    ("on-key-pressed", "key-pressed"),
]
"""Words on what lies behind them."""
STANDS_ON = {Tone.CALLED_GO: "called"}
TOUCHED = (Tone.CARD, Tone.GO, Tone.ASK, Tone.ALARM, Tone.CALLED_GO)
FRAMES = [
    ("focus", "background"),
    ("focus", "card"),
    ("key-ledge", "background"),
    ("called-focus", "called"),
    ("dark-focus", "bar"),
    ("dark-focus", "called-bar"),
    ("warm", "field"),
    ("warm", "bar"),
]
"""Focus and ledges on what they touch, and pictures without a word."""
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
@pytest.mark.parametrize("tone", TOUCHED)
def test_a_plate_is_seen_by_its_face_or_its_ledge(theme: Theme, tone: Tone) -> None:
    ground = STANDS_ON.get(tone, "background")
    edges = [contrast(theme, edge, ground) for edge in (tone, tone.ledge)]
    assert max(edges) >= 3.0


@themes
@pytest.mark.parametrize("tone", TOUCHED)
def test_a_plate_looks_other_while_it_is_pressed(theme: Theme, tone: Tone) -> None:
    assert contrast(theme, tone, tone.pressed) >= 3.0


@themes
def test_a_code_is_black_on_white(theme: Theme) -> None:
    assert contrast(theme, "qr-dark", "qr-light") == pytest.approx(21)


def test_both_themes_name_the_same_tokens() -> None:
    assert CALM.variables.keys() == CONTRAST.variables.keys()


def test_every_token_that_the_styles_name_is_in_the_themes() -> None:
    folder = Path(kiosk.terminal.__file__).parent
    texts = [path.read_text() for path in (*folder.rglob("*.tcss"),)]
    texts += [path.read_text() for path in folder.glob("*/*.py")]
    named = {name for text in texts for name in re.findall(r": [^;]*\$([a-z-]+)", text)}
    built_in = {"background", "surface", "primary", "foreground"}
    assert named
    assert named <= built_in | set(CALM.variables)
