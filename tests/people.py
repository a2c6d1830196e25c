"""The fixed cast of the tests: who works here, and which terminals stand there."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.access import Role
from kiosk.ids import DeskId

PASSWORD = "four quiet birds wait"
"""What everybody of the cast chose."""


@dataclass(frozen=True, slots=True)
class Person:
    sign_in_name: str
    role: Role
    desk: DeskId | None = None


ADMINISTRATOR = Person("administrator", Role.ADMINISTRATOR)
COUNSELLOR_1 = Person("counsellor-1", Role.COUNSELLOR, DeskId("desk-1"))
COUNSELLOR_2 = Person("counsellor-2", Role.COUNSELLOR, DeskId("desk-2"))
NEWCOMER = Person("counsellor-3", Role.COUNSELLOR)
"""Has not chosen a desk yet."""

ENTRANCE = "A"
SIDE_DOOR = "B"
"""The series of the two terminals."""
