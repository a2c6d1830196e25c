"""The fixed cast of the tests: who works here, and which terminals stand there."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.access import Rights, Role
from kiosk.ids import CategoryId, DeskId

PASSWORD = "four quiet birds wait"
"""What everybody of the cast chose."""


@dataclass(frozen=True, slots=True)
class Person:
    sign_in_name: str
    rights: Rights
    desk: DeskId | None = None

    @property
    def first_page(self) -> str:
        """Where signing in leads."""
        if self.rights.may_counsel():
            return "/queue" if self.desk else "/desk"
        return "/content" if self.rights.may_see_drafts() else "/account"


ADMINISTRATOR = Person("administrator", Rights.of(Role.ADMINISTRATOR))
COUNSELLOR_1 = Person("counsellor-1", Rights.of(Role.COUNSELLOR), DeskId("desk-1"))
COUNSELLOR_2 = Person("counsellor-2", Rights.of(Role.COUNSELLOR), DeskId("desk-2"))
EDITOR = Person(
    "editor",
    Rights.of(Role.EDITOR, areas=frozenset({CategoryId("health")})),
)
"""Writes about health alone."""
PUBLISHER = Person("publisher", Rights.of(Role.PUBLISHER))
NEWCOMER = Person("counsellor-3", Rights.of(Role.COUNSELLOR))
"""Has not chosen a desk yet."""

ENTRANCE = "A"
SIDE_DOOR = "B"
"""The series of the two terminals."""
