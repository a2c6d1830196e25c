"""Design tokens: screens name tokens, and only this file names colours."""

from __future__ import annotations

from textual.theme import Theme

QR_TOKENS = {"qr-dark": "#000000", "qr-light": "#ffffff"}
"""Black on white in every theme: what a phone reads best."""

CALM = Theme(
    name="calm",
    primary="#14557f",
    secondary="#1f6b52",
    accent="#d9831f",
    foreground="#1a2229",
    background="#f4f0e8",
    surface="#fdfbf6",
    panel="#e7e1d5",
    success="#1f6b52",
    warning="#7a4d00",
    error="#9b2237",
    dark=False,
    variables={
        **QR_TOKENS,
        "on-primary": "#ffffff",
        "primary-edge": "#0d3d5e",
        "primary-ink": "#14557f",
        "quiet": "#4d5a63",
        "edge": "#6f7f8a",
        "focus": "#b3470c",
        "bar": "#12303f",
        "on-bar": "#ffffff",
        "bar-edge": "#7d9aab",
        "bar-focus": "#ffc555",
        "pressed": "#1a2229",
        "on-pressed": "#ffffff",
        "pressed-bar": "#ffc555",
        "on-pressed-bar": "#1a2229",
        "call": "#1f6b52",
        "on-call": "#ffffff",
        "alarm": "#9b2237",
        "key": "#3b5261",
        "on-key": "#ffffff",
    },
)

CONTRAST = Theme(
    name="contrast",
    primary="#ffe94a",
    secondary="#5ff0ff",
    accent="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#6bff8f",
    warning="#ffe94a",
    error="#ff9a9a",
    dark=True,
    variables={
        **QR_TOKENS,
        "on-primary": "#000000",
        "primary-edge": "#ffffff",
        "primary-ink": "#ffe94a",
        "quiet": "#ffffff",
        "edge": "#ffffff",
        "focus": "#5ff0ff",
        "bar": "#000000",
        "on-bar": "#ffffff",
        "bar-edge": "#ffffff",
        "bar-focus": "#5ff0ff",
        "pressed": "#ffffff",
        "on-pressed": "#000000",
        "pressed-bar": "#ffe94a",
        "on-pressed-bar": "#000000",
        "call": "#ffe94a",
        "on-call": "#000000",
        "alarm": "#ff9a9a",
        "key": "#ffffff",
        "on-key": "#000000",
    },
)

THEMES = {theme.name: theme for theme in (CALM, CONTRAST)}
