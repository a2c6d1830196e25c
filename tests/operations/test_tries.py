from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import TooManyTries
from kiosk.operations import tries
from kiosk.operations.tries import (
    FREE_FAILURES,
    LONGEST_DELAY,
    MOST_OF_ONE_ADDRESS,
    MOST_WITH_ONE_NAME,
    WITHIN,
    Asker,
    AskerKind,
    Attempt,
)
from kiosk.store import tries as store
from tests.hub_context import statements

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

STRANGER = Asker(AskerKind.ADDRESS, "192.0.2.66")
ELSEWHERE = Asker(AskerKind.ADDRESS, "192.0.2.1")
OWN_BROWSER = Asker(AskerKind.BROWSER, "nonce")


def fail(
    ctx: Context, times: int, asker: Asker = STRANGER, name: str = "anna"
) -> list[Attempt]:
    return [tries.begin(ctx, name, asker) for _ in range(times)]


def test_the_eleventh_try_from_one_address_must_wait(
    ctx: Context, clock: FixedClock
) -> None:
    fail(ctx, MOST_WITH_ONE_NAME)
    clock.advance(minutes=5)
    with pytest.raises(TooManyTries) as refusal:
        fail(ctx, 1)
    assert "Wait 10 minutes" in refusal.value.remedy
    assert refusal.value.minutes == 10


def test_a_stranger_shuts_out_nobody_else(ctx: Context) -> None:
    fail(ctx, MOST_WITH_ONE_NAME)
    fail(ctx, 1, ELSEWHERE)
    fail(ctx, 1, OWN_BROWSER)


def test_a_strangers_failures_slow_the_account_down_a_little(ctx: Context) -> None:
    delays = [attempt.delay.total_seconds() for attempt in fail(ctx, 10)]
    assert delays == [0] * FREE_FAILURES + [1, 2, 4, 8, 8]
    (elsewhere,) = fail(ctx, 1, ELSEWHERE)
    assert elsewhere.delay == LONGEST_DELAY
    (other,) = fail(ctx, 1, ELSEWHERE, "olena")
    assert other.delay == timedelta()


def test_no_flood_from_many_addresses_slows_down_for_long(ctx: Context) -> None:
    for number in range(200):
        fail(ctx, 1, Asker(AskerKind.ADDRESS, f"192.0.2.{number}"))
    (late,) = fail(ctx, 1, Asker(AskerKind.ADDRESS, "198.51.100.1"))
    assert late.delay == LONGEST_DELAY


def test_the_own_browser_is_not_slowed_down_by_strangers(ctx: Context) -> None:
    fail(ctx, MOST_WITH_ONE_NAME)
    (own,) = fail(ctx, 1, OWN_BROWSER)
    assert own.delay == timedelta()


def test_in_the_own_browser_too_there_is_an_end(ctx: Context) -> None:
    fail(ctx, MOST_WITH_ONE_NAME, OWN_BROWSER)
    with pytest.raises(TooManyTries):
        fail(ctx, 1, OWN_BROWSER)


def test_one_address_may_not_try_many_names(ctx: Context) -> None:
    for number in range(MOST_OF_ONE_ADDRESS):
        fail(ctx, 1, name=f"name-{number}")
    with pytest.raises(TooManyTries):
        fail(ctx, 1, name="another")
    fail(ctx, 1, ELSEWHERE, "another")


def test_after_a_quarter_of_an_hour_all_is_forgotten(
    ctx: Context, clock: FixedClock
) -> None:
    fail(ctx, MOST_WITH_ONE_NAME)
    clock.advance(minutes=15)
    (again,) = fail(ctx, 1)
    assert again.delay == timedelta()


def test_a_clock_that_was_set_back_shuts_out_nobody(
    ctx: Context, clock: FixedClock
) -> None:
    fail(ctx, MOST_WITH_ONE_NAME)
    clock.advance(days=-400)
    fail(ctx, 1)


def test_who_must_wait_writes_nothing(ctx: Context, clock: FixedClock) -> None:
    """A flood would fill the disk, and hold up deliveries."""
    fail(ctx, MOST_WITH_ONE_NAME)
    clock.advance(minutes=14)
    with statements(ctx.database) as asked, pytest.raises(TooManyTries):
        fail(ctx, 1)
    assert [text for text in asked if not text.startswith("SELECT")] == []
    clock.advance(minutes=1)
    fail(ctx, 1)  # waiting counted as no try


def test_a_success_wipes_the_slate_of_the_name(ctx: Context) -> None:
    *_, last = fail(ctx, MOST_WITH_ONE_NAME - 1)
    tries.succeeded(ctx, last)
    fresh = fail(ctx, MOST_WITH_ONE_NAME)
    assert fresh[0].delay == timedelta()


def test_successes_do_not_use_up_what_an_address_may_fail(ctx: Context) -> None:
    """All counsellors of a house may come from one address."""
    for number in range(2 * MOST_OF_ONE_ADDRESS):
        (attempt,) = fail(ctx, 1, name=f"name-{number}")
        tries.succeeded(ctx, attempt)


def test_success_with_one_name_does_not_free_the_address(ctx: Context) -> None:
    for number in range(MOST_OF_ONE_ADDRESS - 1):
        fail(ctx, 1, name=f"name-{number}")
    (own,) = fail(ctx, 1, name="own")
    tries.succeeded(ctx, own)
    fail(ctx, 1, name="another")
    with pytest.raises(TooManyTries):
        fail(ctx, 1, name="one more")


def test_a_flood_of_names_and_addresses_takes_bounded_room(
    ctx: Context, clock: FixedClock
) -> None:
    with ctx.database.begin() as connection:
        for number in range(20):
            clock.advance(seconds=1)
            failed = store.Failures(1, clock.now(), clock.now())
            store.put(connection, f"{number:064}", failed)
        store.keep_newest(connection, 5)
        left = store.of(connection, [f"{number:064}" for number in range(20)])
    assert sorted(left) == [f"{number:064}" for number in range(15, 20)]


def test_what_is_over_is_removed(ctx: Context, clock: FixedClock) -> None:
    fail(ctx, 1)
    clock.advance(seconds=WITHIN.total_seconds() + 1)
    fail(ctx, 1, ELSEWHERE, "olena")
    with ctx.database.read() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM tries").scalar_one()
    assert kept == 3


def test_nobody_is_named_in_the_table(ctx: Context) -> None:
    fail(ctx, 1)
    with ctx.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT who_hash FROM tries").scalars().all()
    assert len(rows) == 3
    assert "anna" not in str(rows)
    assert "192.0.2" not in str(rows)
