"""Which browser somebody uses, as roughly as suffices to know one's own in a list."""

from __future__ import annotations

LONGEST = 512
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
"""The first that fits: most of them say that they are others too."""
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def kind(user_agent: str) -> str:
    """`Firefox, Windows`; "" for what says nothing of the kind. No version, no model:
    nobody is known by it."""
    said = user_agent[:LONGEST]
    found = (_first(said, BROWSERS), _first(said, SYSTEMS))
    return ", ".join(name for name in found if name)


def _first(said: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in known if mark in said), "")
