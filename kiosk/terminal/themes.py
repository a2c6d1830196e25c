"""Design tokens: screens name tokens, and only this file names colours."""

from __future__ import annotations

from textual.theme import Theme

QR_TOKENS = {"qr-dark": "#000000", "qr-light": "#ffffff"}
"""Black on white in every theme: what a phone reads best."""
WHITE, BLACK = "#ffffff", "#000000"
INK, QUIET, INDIGO = "#172038", "#4c5468", "#1f3276"
AMBER, YELLOW, GREY, ROSE = "#ffb938", "#ffe94a", "#262626", "#ffb3b3"


def _surface(name: str, *colours: str) -> dict[str, str]:
    """Face, ink, quiet ink, ledge, and face and ink while it is pressed."""
    parts = ("{}", "on-{}", "{}-quiet", "{}-ledge", "{}-pressed", "on-{}-pressed")
    return {
        part.format(name): colour for part, colour in zip(parts, colours, strict=True)
    }


def _family(name: str, *colours: str) -> dict[str, str]:
    """Field, what is drawn on it, and what is drawn in its colour on a card."""
    parts = ("{}", "on-{}", "{}-line")
    return {
        part.format(name): colour for part, colour in zip(parts, colours, strict=True)
    }


def _calm_families() -> dict[str, str]:
    fills = {
        "papers": "#2450a8",
        "work": "#0b6470",
        "health": "#0a6b3d",
        "living": "#8a4b08",
        "people": "#872a6d",
        "around": "#4b5a2a",
        "danger": "#9c1428",
        "field": INDIGO,
    }
    return {
        token: colour
        for name, fill in fills.items()
        for token, colour in _family(name, fill, WHITE, fill).items()
    }


def _contrast_families() -> dict[str, str]:
    names = ("papers", "work", "health", "living", "people", "around")
    families = [_family(name, GREY, YELLOW, YELLOW) for name in names]
    families += [_family("danger", BLACK, ROSE, ROSE)]
    families += [_family("field", BLACK, WHITE, YELLOW)]
    return {token: colour for family in families for token, colour in family.items()}


CALM = Theme(
    name="calm",
    primary=INDIGO,
    secondary="#0b6470",
    accent=AMBER,
    foreground=INK,
    background="#f3ecdf",
    surface="#fffdf8",
    panel="#e5dccb",
    success="#0a6640",
    warning="#8a4b08",
    error="#9c1428",
    dark=False,
    variables={
        **QR_TOKENS,
        **_surface("card", "#fffdf8", INK, QUIET, "#8c8268", INDIGO, WHITE),
        **_surface("go", AMBER, INK, "#3f3515", "#8f5c00", INK, "#ffc44d"),
        **_surface("ask", INDIGO, WHITE, "#cdd7f7", "#0b1231", AMBER, INK),
        **_surface("alarm", "#fffdf8", "#9c1428", QUIET, "#9c1428", "#9c1428", WHITE),
        **_surface("bar", "#131d47", WHITE, "#cdd7f7", "#33437f", AMBER, INK),
        **_surface("sunk", "#e5dccb", INK, QUIET, "#e5dccb", "#e5dccb", INK),
        **_surface("key", "#fffdf8", INK, QUIET, "#8c8268", INDIGO, WHITE),
        **_surface("ticket", INDIGO, WHITE, "#cdd7f7", "#0b1231", INDIGO, WHITE),
        **_surface("called", "#0a6640", WHITE, "#d6f2e2", "#043522", WHITE, "#0a6640"),
        **_surface(
            *("called-number", WHITE, "#0a6640", "#0a6640"),
            *(WHITE, WHITE, "#0a6640"),
        ),
        **_surface("called-go", AMBER, INK, "#3f3515", "#043522", INK, "#ffc44d"),
        **_surface("called-bar", "#043522", WHITE, "#d6f2e2", "#2f8a62", AMBER, INK),
        **_calm_families(),
        "field-quiet": "#cdd7f7",
        "quiet": QUIET,
        "mark": INDIGO,
        "paper": WHITE,
        "on-paper": INK,
        "warm": AMBER,
        "focus": INK,
        "on-focus": WHITE,
        "dark-focus": "#ffc44d",
        "called-focus": WHITE,
    },
)

CONTRAST = Theme(
    name="contrast",
    primary=YELLOW,
    secondary="#5ff0ff",
    accent=WHITE,
    foreground=WHITE,
    background=BLACK,
    surface=GREY,
    panel=BLACK,
    success="#6bff8f",
    warning=YELLOW,
    error=ROSE,
    dark=True,
    variables={
        **QR_TOKENS,
        **_surface("card", GREY, WHITE, WHITE, WHITE, WHITE, BLACK),
        **_surface("go", YELLOW, BLACK, BLACK, WHITE, BLACK, YELLOW),
        **_surface("ask", YELLOW, BLACK, BLACK, WHITE, BLACK, YELLOW),
        **_surface("alarm", GREY, ROSE, WHITE, ROSE, ROSE, BLACK),
        **_surface("bar", BLACK, WHITE, WHITE, WHITE, WHITE, BLACK),
        **_surface("sunk", BLACK, WHITE, WHITE, BLACK, BLACK, WHITE),
        **_surface("key", GREY, WHITE, WHITE, WHITE, WHITE, BLACK),
        **_surface("ticket", BLACK, YELLOW, WHITE, WHITE, BLACK, YELLOW),
        **_surface("called", YELLOW, BLACK, BLACK, WHITE, BLACK, YELLOW),
        **_surface("called-number", BLACK, YELLOW, YELLOW, BLACK, BLACK, YELLOW),
        **_surface("called-go", WHITE, BLACK, BLACK, BLACK, BLACK, YELLOW),
        **_surface("called-bar", BLACK, WHITE, WHITE, WHITE, WHITE, BLACK),
        **_contrast_families(),
        "field-quiet": WHITE,
        "quiet": WHITE,
        "mark": YELLOW,
        "paper": BLACK,
        "on-paper": WHITE,
        "warm": YELLOW,
        "focus": "#5ff0ff",
        "on-focus": BLACK,
        "dark-focus": "#5ff0ff",
        "called-focus": BLACK,
    },
)

THEMES = {theme.name: theme for theme in (CALM, CONTRAST)}
