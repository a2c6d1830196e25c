"""How far two colours are apart for the eye, as WCAG 2.2 counts."""

from __future__ import annotations

from math import cos, radians, sin

Light = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1 and linear."""


def of_hex(colour: str) -> Light:
    """`#rrggbb`."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    )
    return r, g, b


def of_oklch(colour: str) -> Light:
    """`oklch(50% 0.1 265`: lightness, chroma, hue; cut to what a screen can show."""
    lightness, chroma, hue = colour.removeprefix("oklch(").rstrip(")").split()
    bright = float(lightness.rstrip("%")) / 100
    a = float(chroma) * cos(radians(float(hue)))
    b = float(chroma) * sin(radians(float(hue)))
    long = (bright + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (bright - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (bright - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return _within(red), _within(green), _within(blue)


def _within(part: float) -> float:
    return min(1.0, max(0.0, part))


def contrast(one: Light, other: Light) -> float:
    """1 is invisible, 21 black on white."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Light) -> float:
    r, g, b = colour
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
