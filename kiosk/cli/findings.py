"""What `kiosk doctor` says of one thing: it is well, worth knowing, or wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.errors import KioskError


class Verdict(StrEnum):
    WELL = "ok"
    NOTE = "note"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    verdict: Verdict
    text: str
    remedy: str = ""

    def lines(self) -> list[str]:
        """As printed: staff search for the word in capitals."""
        first = f"{self.verdict:>5}  {self.text}"
        return [first, f"       {self.remedy}"] if self.remedy else [first]


def well(text: str) -> Finding:
    return Finding(Verdict.WELL, text)


def note(text: str, remedy: str = "") -> Finding:
    return Finding(Verdict.NOTE, text, remedy)


def wrong(text: str, remedy: str = "") -> Finding:
    return Finding(Verdict.WRONG, text, remedy)


def wrong_because(error: KioskError) -> Finding:
    return wrong(str(error), error.remedy)
