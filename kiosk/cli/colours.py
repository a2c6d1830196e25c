"""How many colours the window has, where it does not say so itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, MutableMapping

CHOSEN = ("COLORTERM", "TEXTUAL_COLOR_SYSTEM", "NO_COLOR")
XTERM = re.compile(r"XTerm\((\d+)\)")
TRUE_COLOURS_SINCE = 331
"""The first xterm that paints any colour; none of them sets COLORTERM."""


def learn(environment: MutableMapping[str, str]) -> None:
    """Before Textual is imported, which would paint plain "xterm" in greys."""
    system = colour_system(environment)
    if system is not None:
        environment["TEXTUAL_COLOR_SYSTEM"] = system


def colour_system(environment: Mapping[str, str]) -> str | None:
    """In Textual's words; None where the window, or its owner, has said it."""
    term = environment.get("TERM", "")
    if any(name in environment for name in CHOSEN) or not term.startswith("xterm"):
        return None
    xterm = XTERM.fullmatch(environment.get("XTERM_VERSION", ""))
    if xterm and int(xterm[1]) >= TRUE_COLOURS_SINCE:
        return "truecolor"
    return "256" if term == "xterm" else None
