"""Who may do what."""

from __future__ import annotations

import pytest

from kiosk.domain.access import PairedTerminal, Role, Staff
from kiosk.domain.queues import Skills
from kiosk.ids import StaffId, TerminalId


@pytest.mark.parametrize(
    ("role", "may"), [(Role.ADMINISTRATOR, True), (Role.COUNSELLOR, False)]
)
def test_only_an_administrator_administers(role: Role, *, may: bool) -> None:
    assert Staff(StaffId("s1"), "mira", role).may_administer() is may


def test_somebody_new_sits_nowhere_and_takes_everything() -> None:
    staff = Staff(StaffId("s1"), "mira", Role.COUNSELLOR)
    assert staff.active
    assert staff.desk is None
    assert staff.skills == Skills()


def test_a_paired_terminal_is_active() -> None:
    assert PairedTerminal(TerminalId("t1"), "A", "Entrance").active
