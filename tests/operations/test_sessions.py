from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.access import Rights, Role
from kiosk.domain.sessions import is_fresh
from kiosk.operations import accounts, sessions
from kiosk.operations.sessions import LASTS, MOST_OF_ONE, Opening
from kiosk.store import sessions as store
from tests.hub_context import statements
from tests.people import PASSWORD

if TYPE_CHECKING:
    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


def begin(ctx: Context, session: str, staff: Staff) -> None:
    sessions.begin(ctx, session, Opening(staff.id, staff.credentials))


def is_open(ctx: Context, session: str) -> bool:
    return sessions.whose(ctx, session) is not None


def new_password(ctx: Context, staff: Staff) -> Staff:
    secret = accounts.invite(ctx, staff.sign_in_name, staff.rights)
    return accounts.accept_invitation(ctx, secret, PASSWORD + " again")


def test_a_session_is_whose_it_was_begun_for(
    ctx: Context, first: Staff, second: Staff
) -> None:
    begin(ctx, "one", first)
    begin(ctx, "two", second)
    for name, staff in (("one", first), ("two", second)):
        opened = sessions.whose(ctx, name)
        assert opened is not None
        assert (opened.staff, opened.credentials) == (staff.id, staff.credentials)
    assert sessions.whose(ctx, "three") is None


def test_what_has_expired_is_no_browser_in_which_somebody_is_signed_in(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    begin(ctx, "one", first)
    clock.advance(seconds=LASTS.total_seconds() - 1)
    with ctx.database.read() as connection:
        assert len(store.of(connection, first.id, clock.now())) == 1
        clock.advance(seconds=1)
        assert store.of(connection, first.id, clock.now()) == []


def test_it_is_kept_as_its_hash_only(ctx: Context, first: Staff) -> None:
    begin(ctx, "one", first)
    with ctx.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM sessions").all()
    assert len(rows) == 1
    assert "one" not in rows[0]


def test_it_ends_after_a_working_day(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    begin(ctx, "one", first)
    clock.advance(seconds=LASTS.total_seconds() - 1)
    assert is_open(ctx, "one")
    clock.advance(seconds=1)
    assert not is_open(ctx, "one")


def test_a_session_from_the_future_opens_nothing(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    """Begun while the clock was wrong, it would last until that day and longer."""
    clock.advance(days=400)
    begin(ctx, "one", first)
    clock.advance(days=-400)
    assert not is_open(ctx, "one")


def test_signing_out_ends_it_and_no_other(ctx: Context, first: Staff) -> None:
    begin(ctx, "one", first)
    begin(ctx, "two", first)
    sessions.end(ctx, "one")
    assert not is_open(ctx, "one")
    assert is_open(ctx, "two")


def test_ending_what_is_not_there_writes_nothing(ctx: Context) -> None:
    with statements(ctx.database) as asked:
        sessions.end(ctx, "invented")
    assert all(text.startswith("SELECT") for text in asked)


def test_a_new_password_ends_all_sessions_of_before(
    ctx: Context, first: Staff, second: Staff
) -> None:
    begin(ctx, "office", first)
    begin(ctx, "home", first)
    begin(ctx, "colleague", second)
    new_password(ctx, first)
    assert not is_open(ctx, "office")
    assert not is_open(ctx, "home")
    assert is_open(ctx, "colleague")


def test_who_was_let_in_with_the_old_password_meanwhile_gets_nowhere(
    ctx: Context, first: Staff
) -> None:
    """The password fitted, was changed, and only then the session was written."""
    renewed = new_password(ctx, first)
    begin(ctx, "late", first)
    assert not is_open(ctx, "late")
    begin(ctx, "new", renewed)
    assert is_open(ctx, "new")


def test_leaving_ends_all_sessions_for_good(ctx: Context, first: Staff) -> None:
    begin(ctx, "one", first)
    accounts.deactivate(ctx, first.id)
    begin(ctx, "late", first)
    assert not is_open(ctx, "one")
    back = new_password(ctx, first)
    assert back.active
    assert not is_open(ctx, "one")
    assert not is_open(ctx, "late")


def test_an_account_is_signed_in_in_so_many_browsers_at_most(
    ctx: Context, first: Staff, second: Staff, clock: FixedClock
) -> None:
    begin(ctx, "colleague", second)
    for number in range(MOST_OF_ONE + 3):
        clock.advance(seconds=1)
        begin(ctx, f"browser {number}", first)
    still = [n for n in range(MOST_OF_ONE + 3) if is_open(ctx, f"browser {n}")]
    assert still == list(range(3, MOST_OF_ONE + 3))
    assert is_open(ctx, "colleague")


def test_there_are_so_many_in_all_at_most(
    ctx: Context, first: Staff, second: Staff, clock: FixedClock
) -> None:
    begin(ctx, "one", first)
    clock.advance(seconds=1)
    begin(ctx, "two", second)
    clock.advance(seconds=1)
    begin(ctx, "three", second)
    with ctx.database.begin() as connection:
        store.keep_newest(connection, 2)
    assert [is_open(ctx, s) for s in ("one", "two", "three")] == [False, True, True]


def test_what_expired_is_removed(ctx: Context, first: Staff, clock: FixedClock) -> None:
    begin(ctx, "old", first)
    clock.advance(seconds=LASTS.total_seconds())
    begin(ctx, "new", first)
    with ctx.database.read() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM sessions")
        assert count.scalar_one() == 1
    clock.advance(seconds=LASTS.total_seconds())
    sessions.remove_expired(ctx)
    with ctx.database.read() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM sessions")
        assert count.scalar_one() == 0


def test_another_role_changes_nothing_about_it(ctx: Context, first: Staff) -> None:
    begin(ctx, "one", first)
    accounts.invite(ctx, first.sign_in_name, Rights.of(Role.COUNSELLOR))
    assert is_open(ctx, "one")  # an invitation that nobody has used yet


def test_that_a_session_was_used_is_noted_every_five_minutes(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    begin(ctx, "one", first)
    begun = clock.now()
    clock.advance(minutes=4)
    assert is_open(ctx, "one")
    assert sessions.of(ctx, first.id)[0].seen_at == begun
    clock.advance(minutes=1)
    assert is_open(ctx, "one")
    assert sessions.of(ctx, first.id)[0].seen_at == clock.now()


def test_one_that_waits_for_the_second_factor_is_in_no_list(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    opening = Opening(first.id, first.credentials, "Firefox", pending=True)
    sessions.begin(ctx, "halfway", opening)
    assert sessions.of(ctx, first.id) == []
    clock.advance(minutes=15)
    assert not is_open(ctx, "halfway")


def test_how_long_it_still_lasts_is_known(
    ctx: Context, first: Staff, clock: FixedClock
) -> None:
    begin(ctx, "whole", first)
    sessions.begin(
        ctx, "halfway", Opening(first.id, first.credentials, "Firefox", pending=True)
    )
    clock.advance(minutes=1)
    assert sessions.seconds_left(ctx, "whole") == 12 * 3600 - 60
    assert sessions.seconds_left(ctx, "halfway") == 14 * 60
    clock.advance(hours=12)
    assert sessions.seconds_left(ctx, "whole") is None


def test_everybody_can_be_signed_out_at_once(
    ctx: Context, first: Staff, second: Staff
) -> None:
    begin(ctx, "one", first)
    begin(ctx, "other", second)
    sessions.end_everybodys(ctx)
    assert not is_open(ctx, "one")
    assert not is_open(ctx, "other")


def test_one_session_or_all_others_end(
    ctx: Context, first: Staff, second: Staff
) -> None:
    for name in ("one", "two", "three"):
        begin(ctx, name, first)
    begin(ctx, "other", second)
    sessions.end_one(ctx, second.id, sessions.id_of("one"))
    sessions.end_one(ctx, first.id, sessions.id_of("two"))
    assert [is_open(ctx, name) for name in ("one", "two")] == [True, False]
    sessions.end_others(ctx, first.id, "three")
    assert not is_open(ctx, "one")
    assert is_open(ctx, "three")
    assert is_open(ctx, "other")


def test_a_second_factor_is_fresh_for_ten_minutes(clock: FixedClock) -> None:
    proved = clock.now()
    assert is_fresh(proved, proved + timedelta(minutes=10))
    assert not is_fresh(proved, proved + timedelta(minutes=10, seconds=1))
    assert not is_fresh(proved, proved - timedelta(seconds=1))
    assert not is_fresh(None, proved)
