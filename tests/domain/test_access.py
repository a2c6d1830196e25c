"""Who may do what, and whom visitors can count on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import PairedTerminal, Rights, Role, Staff
from kiosk.domain.arrivals import TerminalContact
from kiosk.domain.queues import Skills
from kiosk.ids import CategoryId, DeskId, StaffId, TerminalId
from tests.builders import SERVICE_DAY
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from datetime import datetime

DAY = timedelta(days=1)
NEW = Staff(StaffId("s1"), "mira", Rights.of(Role.COUNSELLOR))
THERE = replace(NEW, desk=DeskId("desk-1"), desk_day=SERVICE_DAY, seen_at=NOON)


def is_present(staff: Staff, now: datetime = NOON) -> bool:
    return staff.is_present(now, SERVICE_DAY)


HEALTH, WORK = CategoryId("health"), CategoryId("work")


def may(rights: Rights) -> set[str]:
    somebody = replace(NEW, rights=rights)
    asked = ("counsel", "see_drafts", "publish", "administer")
    return {each for each in asked if getattr(somebody, f"may_{each}")()}


@pytest.mark.parametrize(
    ("roles", "wanted"),
    [
        ([], set()),
        ([Role.COUNSELLOR], {"counsel"}),
        ([Role.EDITOR], {"see_drafts"}),
        ([Role.PUBLISHER], {"see_drafts", "publish"}),
        ([Role.COUNSELLOR, Role.EDITOR], {"counsel", "see_drafts"}),
        ([Role.ADMINISTRATOR], {"counsel", "see_drafts", "publish", "administer"}),
    ],
)
def test_each_role_opens_its_own_doors(roles: list[Role], wanted: set[str]) -> None:
    assert may(Rights.of(*roles)) == wanted


@pytest.mark.parametrize(
    ("rights", "edits"),
    [
        (Rights.of(Role.COUNSELLOR, Role.PUBLISHER), []),
        (Rights.of(Role.EDITOR), [HEALTH, WORK, None]),
        (Rights.of(Role.EDITOR, areas=frozenset({HEALTH})), [HEALTH]),
        (Rights.of(Role.ADMINISTRATOR), [HEALTH, WORK, None]),
        (
            Rights.of(Role.ADMINISTRATOR, Role.EDITOR, areas=frozenset({HEALTH})),
            [HEALTH, WORK, None],
        ),
    ],
)
def test_an_editor_writes_in_their_own_areas_alone(
    rights: Rights, edits: list[CategoryId | None]
) -> None:
    somebody = replace(NEW, rights=rights)
    assert [area for area in (HEALTH, WORK, None) if somebody.may_edit(area)] == edits


def test_areas_without_the_role_of_an_editor_are_not_kept() -> None:
    assert Rights.of(Role.PUBLISHER, areas=frozenset({HEALTH})).areas is None


@pytest.mark.parametrize("role", list(Role))
def test_publishers_and_administrators_need_a_second_factor(role: Role) -> None:
    needs = role in {Role.PUBLISHER, Role.ADMINISTRATOR}
    assert Rights.of(Role.COUNSELLOR, role).need_second_factor() is needs


def test_rights_are_told_in_words() -> None:
    rights = Rights.of(Role.EDITOR, Role.COUNSELLOR, areas=frozenset({WORK, HEALTH}))
    assert str(rights) == "counsellor, editor (health, work)"
    assert str(Rights.of(Role.PUBLISHER)) == "publisher"


def test_somebody_new_sits_nowhere_and_takes_everything() -> None:
    assert NEW.active
    assert (NEW.desk, NEW.last_desk) == (None, None)
    assert (NEW.desk_day, NEW.seen_at) == (None, None)
    assert (NEW.pause, NEW.paused_at) == (None, None)
    assert (NEW.help_at, NEW.helper) == (None, None)
    assert NEW.skills == Skills()
    assert not is_present(NEW)


def test_who_has_a_new_password_is_the_same_person() -> None:
    assert replace(NEW, credentials=NEW.credentials + 1) == NEW


def test_who_gets_a_second_factor_is_the_same_person_and_must_give_it() -> None:
    assert not NEW.must_prove()
    careful = replace(NEW, has_second_factor=True)
    assert careful == NEW
    assert careful.must_prove()


def test_who_sits_at_a_desk_is_there_for_an_hour_and_a_half_after_a_sign_of_life() -> (
    None
):
    assert is_present(THERE)
    assert is_present(THERE, NOON + timedelta(minutes=90))
    assert not is_present(THERE, NOON + timedelta(minutes=90, seconds=1))


def test_who_asked_for_help_is_heard_for_half_an_hour() -> None:
    assert not NEW.needs_help(NOON)
    asks = replace(THERE, help_at=NOON)
    assert asks.needs_help(NOON + timedelta(minutes=30))
    assert not asks.needs_help(NOON + timedelta(minutes=30, seconds=1))


@pytest.mark.parametrize(
    "gone",
    [
        replace(THERE, desk=None),
        replace(THERE, active=False),
        replace(THERE, desk_day=SERVICE_DAY - DAY),
        replace(THERE, seen_at=None),
    ],
    ids=["left", "deactivated", "yesterday", "never seen"],
)
def test_who_left_or_may_not_or_sat_there_yesterday_is_not_there(gone: Staff) -> None:
    assert not is_present(gone)


def test_nobody_sits_at_a_desk_over_night() -> None:
    assert THERE.on(SERVICE_DAY) == THERE
    assert THERE.on(SERVICE_DAY + DAY) == replace(THERE, desk=None)


def test_a_paired_terminal_is_active_and_was_not_heard_yet() -> None:
    terminal = PairedTerminal(TerminalId("t1"), "A", "Entrance")
    assert terminal.active
    assert terminal.contact == TerminalContact()
    assert (terminal.last_seen_at, terminal.report, terminal.reported_at) == (None,) * 3
    assert (terminal.two_seen_at, terminal.replaced_seen_at) == (None, None)
