"""Visitors can count on whom chose a desk today and was heard of since."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import SILENT_AT_MOST
from kiosk.domain.queues import Skills
from kiosk.errors import NotFound, NotSignedIn, UnknownTopic
from kiosk.ids import DeskId, LanguageCode, StaffId, TopicId
from kiosk.operations import accounts, presence
from tests.hub_context import join, statements
from tests.people import NEWCOMER

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

DESK = DeskId("desk-2")
POLISH = Skills(frozenset({TopicId("work")}), frozenset({LanguageCode("pl")}))


def names(ctx: Context) -> list[str]:
    return [somebody.sign_in_name for somebody in presence.present(ctx)]


def test_who_has_not_chosen_a_desk_is_not_there(ctx: Context) -> None:
    join(ctx, NEWCOMER)
    assert not presence.somebody_counsels(ctx)


def test_choosing_a_desk_makes_present(ctx: Context, first: Staff) -> None:
    assert presence.somebody_counsels(ctx)
    assert names(ctx) == ["counsellor-1"]
    assert accounts.staff(ctx, first.id).desk == first.desk


def test_leaving_the_desk_ends_it(ctx: Context, first: Staff, second: Staff) -> None:
    presence.leave_desk(ctx, first.id)
    assert names(ctx) == ["counsellor-2"]
    gone = accounts.staff(ctx, first.id)
    assert (gone.desk, gone.last_desk) == (None, first.desk)


def test_leaving_a_desk_that_nobody_has_is_no_harm(ctx: Context) -> None:
    presence.leave_desk(ctx, join(ctx, NEWCOMER).id)
    presence.leave_desk(ctx, StaffId("nobody"))
    assert not presence.somebody_counsels(ctx)


def test_a_deactivated_account_is_not_there(ctx: Context, first: Staff) -> None:
    accounts.deactivate(ctx, first.id)
    assert not presence.somebody_counsels(ctx)
    with pytest.raises(NotSignedIn):
        presence.choose_desk(ctx, first.id, DESK)


def test_nobody_stays_over_night_even_with_an_open_page(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    for _ in range(24 * 60):
        clock.advance(minutes=1)
        presence.seen(ctx, first.id)
    assert not presence.somebody_counsels(ctx)
    assert accounts.staff(ctx, first.id).desk is None
    presence.choose_desk(ctx, first.id, DESK)
    assert presence.somebody_counsels(ctx)


def test_who_forgot_to_leave_is_not_counted_for_ever(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    clock.advance(seconds=SILENT_AT_MOST.total_seconds())
    assert presence.somebody_counsels(ctx)
    clock.advance(seconds=1)
    assert not presence.somebody_counsels(ctx)
    assert accounts.list_staff(ctx)[0].desk is None
    presence.seen(ctx, first.id)
    assert presence.somebody_counsels(ctx)


def test_a_long_counselling_with_the_page_open_is_presence(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    for _ in range(4 * 60):
        clock.advance(minutes=1)
        presence.seen(ctx, first.id)
    assert presence.somebody_counsels(ctx)


def test_an_hour_without_a_word_is_presence_still(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    clock.advance(hours=1)
    assert names(ctx) == [first.sign_in_name]


def test_a_page_that_is_still_open_brings_nobody_back(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    presence.leave_desk(ctx, first.id)
    clock.advance(minutes=5)
    presence.seen(ctx, first.id)
    assert not presence.somebody_counsels(ctx)


def test_a_clock_that_is_set_back_sends_nobody_away(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    clock.advance(hours=-1)
    assert names(ctx) == [first.sign_in_name]


def test_signs_of_life_are_written_once_a_minute(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    clock.advance(minutes=2)
    with statements(ctx.database) as asked:
        for _ in range(50):
            presence.seen(ctx, first.id)
    assert sum("UPDATE" in statement for statement in asked) == 1


def test_another_desk_leaves_topics_and_languages_as_they_were(
    ctx: Context, first: Staff
) -> None:
    presence.set_skills(ctx, first.id, POLISH)
    assert presence.choose_desk(ctx, first.id, DESK).skills == POLISH
    presence.leave_desk(ctx, first.id)
    assert presence.choose_desk(ctx, first.id, DESK).skills == POLISH
    assert accounts.staff(ctx, first.id).skills == POLISH


def test_what_is_not_there_cannot_be_chosen(ctx: Context, first: Staff) -> None:
    with pytest.raises(NotFound, match="desk-9"):
        presence.choose_desk(ctx, first.id, DeskId("desk-9"))
    with pytest.raises(UnknownTopic):
        presence.set_skills(ctx, first.id, Skills(frozenset({TopicId("astrology")})))
    with pytest.raises(NotFound):
        presence.set_skills(ctx, StaffId("nobody"), POLISH)
    assert accounts.staff(ctx, first.id) == first


def test_a_sign_of_life_is_told_to_the_minute(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    clock.advance(seconds=59)
    presence.seen(ctx, first.id)
    assert accounts.staff(ctx, first.id).seen_at == first.seen_at
    clock.advance(seconds=1)
    presence.seen(ctx, first.id)
    assert accounts.staff(ctx, first.id).seen_at == clock.now()
    assert clock.now() - (first.seen_at or clock.now()) == timedelta(minutes=1)
