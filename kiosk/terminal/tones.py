"""Which surfaces there are: what is filled, written, and stood on, by token."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """A surface; its tokens in `themes.py` are made of its name."""

    CARD = "card"
    GO = "go"
    """What most people want next; one on a screen."""
    ASK = "ask"
    ALARM = "alarm"
    BAR = "bar"
    SUNK = "sunk"
    """To be read: it stands on nothing."""
    TICKET = "ticket"
    CALLED = "called"
    """All of the screen, when it is somebody's turn."""
    CALLED_NUMBER = "called-number"
    CALLED_GO = "called-go"
    CALLED_BAR = "called-bar"

    @property
    def ink(self) -> str:
        return f"on-{self}"

    @property
    def quiet(self) -> str:
        return f"{self}-quiet"

    @property
    def ledge(self) -> str:
        return f"{self}-ledge"

    @property
    def pressed(self) -> str:
        """Its face while a finger is on it."""
        return f"{self}-pressed"

    @property
    def on_pressed(self) -> str:
        return f"on-{self}-pressed"

    @property
    def is_deep(self) -> bool:
        """Whether it stands high: what leads on."""
        return self in (Tone.GO, Tone.ASK, Tone.CALLED_GO)

    @property
    def focus(self) -> str:
        """The ring around it, which is seen on what lies around."""
        if self is Tone.CALLED_GO:
            return "called-focus"
        return "dark-focus" if self in (Tone.BAR, Tone.CALLED_BAR) else "focus"


class Family(StrEnum):
    """Life areas that belong together have one colour."""

    PAPERS = "papers"
    WORK = "work"
    HEALTH = "health"
    LIVING = "living"
    PEOPLE = "people"
    AROUND = "around"
    ALARM = "danger"
    FIELD = "field"
    """Of no life area: the head of all other screens."""

    @property
    def ink(self) -> str:
        """What is drawn on a field of its colour."""
        return f"on-{self}"

    @property
    def line(self) -> str:
        """What is drawn in its colour on a card, and the ledge of such a card."""
        return f"{self}-line"


FAMILIES = {
    **dict.fromkeys(("arrival", "residence"), Family.PAPERS),
    **dict.fromkeys(("work", "qualification", "recognition", "language"), Family.WORK),
    "health": Family.HEALTH,
    **dict.fromkeys(("housing", "supply", "money", "everyday"), Family.LIVING),
    **dict.fromkeys(("family", "help"), Family.PEOPLE),
    **dict.fromkeys(("region", "park"), Family.AROUND),
    "emergency": Family.ALARM,
}
"""By the picture of a life area or topic."""


def family_of(picture: str) -> Family:
    return FAMILIES.get(picture, Family.PAPERS)
