from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role, Staff
from kiosk.domain.queues import Skills
from kiosk.ids import DeskId, LanguageCode, StaffId, TopicId
from kiosk.store import staff
from kiosk.store.database import Connection, Database, Duplicate
from tests.builders import OPENING, SERVICE_DAY
from tests.people import ADMINISTRATOR, COUNSELLOR_1

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COUNSELLOR = Staff(StaffId("c"), COUNSELLOR_1.sign_in_name, Rights.of(Role.COUNSELLOR))
BOSS = Staff(StaffId("b"), ADMINISTRATOR.sign_in_name, Rights.of(Role.ADMINISTRATOR))
DESK = DeskId("desk-2")
TOMORROW = OPENING + timedelta(days=1)


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.begin() as writing:
        staff.add(writing, COUNSELLOR)
        yield writing


def test_an_account_begins_without_password_or_desk(connection: Connection) -> None:
    account = staff.by_name(connection, COUNSELLOR.sign_in_name)
    assert account == staff.Account(COUNSELLOR, None)
    assert staff.by_id(connection, COUNSELLOR.id) == COUNSELLOR


def test_rights_are_those_of_whom_they_were_set_for(connection: Connection) -> None:
    staff.add(connection, BOSS)
    staff.set_rights(connection, COUNSELLOR.id, Rights.of(Role.EDITOR))
    changed = staff.by_id(connection, COUNSELLOR.id)
    assert changed
    assert changed.rights == Rights.of(Role.EDITOR)
    assert staff.by_id(connection, BOSS.id) == BOSS


def test_a_name_exists_once(connection: Connection) -> None:
    with pytest.raises(Duplicate):
        staff.add(
            connection,
            Staff(StaffId("x"), COUNSELLOR.sign_in_name, Rights.of(Role.ADMINISTRATOR)),
        )


def test_who_is_not_there_is_none(connection: Connection) -> None:
    assert staff.by_id(connection, StaffId("no")) is None
    assert staff.by_name(connection, "no") is None
    assert staff.invitation(connection, "no") is None


def test_skills_are_kept_whatever_the_desk(connection: Connection) -> None:
    skills = Skills(
        frozenset({TopicId("residence"), TopicId("work")}),
        frozenset({LanguageCode("ar")}),
    )
    staff.set_skills(connection, COUNSELLOR.id, skills)
    staff.take_desk(connection, COUNSELLOR.id, DESK, SERVICE_DAY, OPENING)
    kept = staff.by_id(connection, COUNSELLOR.id)
    assert kept is not None
    assert (kept.desk, kept.desk_day, kept.seen_at) == (DESK, SERVICE_DAY, OPENING)
    staff.leave_desk(connection, COUNSELLOR.id)
    assert staff.by_id(connection, COUNSELLOR.id) == replace(
        COUNSELLOR, last_desk=DESK, skills=skills
    )


def test_at_desks_are_those_who_chose_one_that_day(connection: Connection) -> None:
    staff.add(connection, BOSS)
    staff.take_desk(connection, BOSS.id, DESK, SERVICE_DAY, OPENING)
    staff.take_desk(connection, COUNSELLOR.id, DESK, SERVICE_DAY, OPENING)
    assert [s.id for s in staff.at_desks(connection, SERVICE_DAY)] == ["b", "c"]
    assert staff.at_desks(connection, SERVICE_DAY + timedelta(days=1)) == []
    staff.deactivate(connection, BOSS.id)
    assert [s.id for s in staff.at_desks(connection, SERVICE_DAY)] == ["c"]


def test_each_change_at_the_desks_shows_in_the_version(connection: Connection) -> None:
    staff.add(connection, BOSS)
    seen = [staff.version(connection)]
    for change in (
        lambda: staff.take_desk(connection, BOSS.id, DESK, SERVICE_DAY, OPENING),
        lambda: staff.take_desk(connection, COUNSELLOR.id, DESK, SERVICE_DAY, OPENING),
        lambda: staff.set_skills(connection, BOSS.id, Skills()),
        lambda: staff.seen(connection, BOSS.id, TOMORROW, TOMORROW),
        lambda: staff.leave_desk(connection, COUNSELLOR.id),
        lambda: staff.deactivate(connection, BOSS.id),
    ):
        change()
        seen.append(staff.version(connection))
    assert seen == sorted(set(seen))


def test_a_sign_of_life_counts_only_at_a_desk_and_once(connection: Connection) -> None:
    assert not staff.seen(connection, COUNSELLOR.id, TOMORROW, TOMORROW)
    staff.take_desk(connection, COUNSELLOR.id, DESK, SERVICE_DAY, OPENING)
    just_before = OPENING - timedelta(seconds=1)
    assert not staff.seen(connection, COUNSELLOR.id, TOMORROW, just_before)
    assert staff.seen(connection, COUNSELLOR.id, TOMORROW, TOMORROW)
    staff.leave_desk(connection, COUNSELLOR.id)
    assert not staff.seen(connection, COUNSELLOR.id, TOMORROW, TOMORROW)


def test_only_administrators_who_can_sign_in_count(connection: Connection) -> None:
    staff.add(connection, BOSS)
    assert staff.count_administrators(connection) == 0
    staff.set_password(connection, BOSS.id, "hash")
    staff.set_password(connection, COUNSELLOR.id, "hash")
    assert staff.count_administrators(connection) == 1
    staff.deactivate(connection, BOSS.id)
    assert staff.count_administrators(connection) == 0


def test_everybody_is_listed_by_name(connection: Connection) -> None:
    staff.add(connection, BOSS)
    names = [somebody.sign_in_name for somebody in staff.everybody(connection)]
    assert names == ["administrator", "counsellor-1"]


def test_an_invitation_says_whom_it_is_for_and_until_when(
    connection: Connection,
) -> None:
    staff.invite(connection, COUNSELLOR.id, "hash", TOMORROW)
    assert staff.invitation(connection, "hash") == staff.Invited(
        COUNSELLOR, expires_at=TOMORROW, used_at=None
    )


def test_a_new_invitation_replaces_the_old_one(connection: Connection) -> None:
    staff.invite(connection, COUNSELLOR.id, "old", TOMORROW)
    staff.invite(connection, COUNSELLOR.id, "new", TOMORROW)
    assert staff.invitation(connection, "old") is None
    assert staff.invitation(connection, "new") is not None


def test_an_invitation_is_used_once_and_remembered(connection: Connection) -> None:
    staff.invite(connection, COUNSELLOR.id, "hash", TOMORROW)
    assert staff.use_invitation(connection, "hash", OPENING)
    assert not staff.use_invitation(connection, "hash", TOMORROW)
    assert staff.invitation(connection, "hash") == staff.Invited(
        COUNSELLOR, expires_at=TOMORROW, used_at=OPENING
    )


def test_an_invitation_that_is_withdrawn_is_gone(connection: Connection) -> None:
    staff.invite(connection, COUNSELLOR.id, "hash", TOMORROW)
    staff.withdraw_invitation(connection, COUNSELLOR.id)
    assert staff.invitation(connection, "hash") is None


def test_credentials_rise_with_each_password_and_with_leaving(
    connection: Connection,
) -> None:
    seen = []
    changes: list[Callable[[], None]] = [
        lambda: staff.set_password(connection, COUNSELLOR.id, "one"),
        lambda: staff.rehash(connection, COUNSELLOR.id, "one", "one again"),
        lambda: staff.deactivate(connection, COUNSELLOR.id),
        lambda: staff.set_password(connection, COUNSELLOR.id, "two"),
    ]
    for change in changes:
        change()
        kept = staff.by_id(connection, COUNSELLOR.id)
        assert kept is not None
        seen.append((kept.credentials, kept.active))
    assert seen == [(1, True), (1, True), (2, False), (3, True)]


def test_a_password_that_was_changed_meanwhile_is_not_kept_otherwise(
    connection: Connection,
) -> None:
    staff.set_password(connection, COUNSELLOR.id, "new")
    staff.rehash(connection, COUNSELLOR.id, "old", "old again")
    account = staff.by_name(connection, COUNSELLOR.sign_in_name)
    assert account is not None
    assert account.password_hash == "new"
