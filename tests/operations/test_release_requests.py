from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.release_requests import MOST_OPEN, RequestState
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import (
    Conflict,
    DecidedMeanwhile,
    NotAllowed,
    NotFound,
    PublishedMeanwhile,
    UpdateRefused,
)
from kiosk.operations import audit, day_end, publishing, release_requests
from kiosk.operations.draft_release import DraftOffers
from kiosk.operations.publishing import Wish
from tests.hub_context import gone
from tests.publishing_hub import Probing, a_publishing_hub, another_release, edit
from tests.working_draft import POLISH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from kiosk.domain.release_requests import ReleaseRequest
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

BROKEN = UpdateRefused("It is broken.", reason=UpdateRefusal.PROBE_FAILED)


@pytest.fixture
def probe() -> Probing:
    return Probing()


@pytest.fixture
def ctx(
    tmp_path: Path, clock: FixedClock, engine: str, probe: Probing
) -> Iterator[Context]:
    context = a_publishing_hub(tmp_path, clock, engine=engine, probe=probe)
    edit(context, POLISH, "Witamy", "Dzień dobry")
    yield context
    gone(context.database)


def asked(
    ctx: Context, due_at: datetime | None = None, *, four_eyes: bool = False
) -> ReleaseRequest:
    offer = DraftOffers().now(ctx)
    wish = Wish("anna", "Politely", based_on=offer.seen.release)
    return release_requests.ask(ctx, wish, offer.files, due_at, needs_another=four_eyes)


def tonight(ctx: Context) -> datetime:
    return ctx.clock.now() + timedelta(hours=9)


def newest(ctx: Context) -> int:
    found = publishing.newest(ctx)
    return found.about.version if found else 0


def goes_on(ctx: Context, clock: FixedClock, **span: float) -> None:
    """The hub runs, and looks at its clock now and then."""
    ended = clock.now() + timedelta(**span)
    while clock.now() < ended:
        clock.advance(seconds=min(300, (ended - clock.now()).total_seconds()))
        day_end.close_when_due(ctx)


def test_nothing_is_published_before_its_time(ctx: Context, clock: FixedClock) -> None:
    asked(ctx, tonight(ctx))
    goes_on(ctx, clock, hours=8.9)
    assert release_requests.publish_due(ctx) == []
    assert newest(ctx) == 1


def test_at_its_time_it_is_published_once_with_who_asked_and_why(
    ctx: Context, clock: FixedClock
) -> None:
    request = asked(ctx, tonight(ctx))
    goes_on(ctx, clock, hours=9)
    (release,) = release_requests.publish_due(ctx)
    assert (release.about.version, release.about.by) == (2, "anna")
    assert release.about.comment == "Politely"
    assert "Dzień dobry" in publishing.files_of(ctx, 2)[POLISH].decode()
    assert release_requests.publish_due(ctx) == []
    found = release_requests.request(ctx, request.id)
    assert (found.state, found.version) == (RequestState.PUBLISHED, 2)


def test_what_the_draft_says_since_is_not_published_with_it(
    ctx: Context, clock: FixedClock
) -> None:
    asked(ctx, tonight(ctx))
    edit(ctx, POLISH, "Dzień dobry", "Half a sentence")
    goes_on(ctx, clock, hours=9)
    release_requests.publish_due(ctx)
    assert "Dzień dobry" in publishing.files_of(ctx, 2)[POLISH].decode()


def test_it_can_be_called_off(ctx: Context, clock: FixedClock) -> None:
    request = asked(ctx, tonight(ctx))
    release_requests.call_off(ctx, "ben", request.id)
    goes_on(ctx, clock, hours=9)
    assert release_requests.publish_due(ctx) == []
    found = release_requests.request(ctx, request.id)
    assert (found.state, found.decided_by) == (RequestState.CALLED_OFF, "ben")
    with pytest.raises(DecidedMeanwhile):
        release_requests.call_off(ctx, "anna", request.id)


def test_a_release_in_between_overtakes_it(ctx: Context, clock: FixedClock) -> None:
    request = asked(ctx, tonight(ctx))
    another_release(ctx)
    goes_on(ctx, clock, hours=9)
    assert release_requests.publish_due(ctx) == []
    assert newest(ctx) == 2
    found = release_requests.request(ctx, request.id)
    assert found.state is RequestState.OVERTAKEN


def test_a_clock_that_jumped_ahead_publishes_nothing(
    ctx: Context, clock: FixedClock
) -> None:
    asked(ctx, tonight(ctx))
    clock.advance(hours=10)
    assert release_requests.publish_due(ctx) == []
    day_end.close_when_due(ctx)
    assert release_requests.publish_due(ctx) == []
    clock.advance(hours=-10)
    day_end.close_when_due(ctx)
    assert newest(ctx) == 1
    goes_on(ctx, clock, hours=9)
    assert len(release_requests.publish_due(ctx)) == 1


def test_a_hub_that_was_off_at_its_time_publishes_it_once_its_clock_is_believed(
    ctx: Context, clock: FixedClock
) -> None:
    asked(ctx, tonight(ctx))
    clock.advance(hours=12)
    goes_on(ctx, clock, hours=3)
    assert len(release_requests.publish_due(ctx)) == 1


def test_nobody_counts_on_what_is_a_day_late(ctx: Context, clock: FixedClock) -> None:
    request = asked(ctx, tonight(ctx))
    clock.advance(days=3)
    goes_on(ctx, clock, hours=3)
    assert release_requests.publish_due(ctx) == []
    found = release_requests.request(ctx, request.id)
    assert found.state is RequestState.MISSED


def test_what_the_check_refuses_in_its_hour_is_told_and_not_tried_again(
    ctx: Context, clock: FixedClock, probe: Probing
) -> None:
    request = asked(ctx, tonight(ctx))
    goes_on(ctx, clock, hours=9)
    probe.fails = BROKEN
    assert release_requests.publish_due(ctx) == []
    found = release_requests.request(ctx, request.id)
    assert (found.state, found.reason) == (RequestState.REFUSED, "It is broken.")


def test_what_is_broken_is_refused_when_it_is_asked_for(
    ctx: Context, probe: Probing
) -> None:
    probe.fails = BROKEN
    with pytest.raises(UpdateRefused):
        asked(ctx, tonight(ctx))
    assert release_requests.waiting(ctx) == []


@pytest.mark.parametrize("hours", [-1, 0, 24 * 367])
def test_a_time_that_is_over_or_far_away_is_refused(ctx: Context, hours: int) -> None:
    with pytest.raises(Conflict, match="This time is over"):
        asked(ctx, ctx.clock.now() + timedelta(hours=hours))


def test_what_was_made_against_an_older_release_is_refused(ctx: Context) -> None:
    offer = DraftOffers().now(ctx)
    another_release(ctx)
    with pytest.raises(PublishedMeanwhile):
        release_requests.ask(
            ctx, Wish("anna", based_on=1), offer.files, None, needs_another=True
        )


def test_only_so_many_wait(ctx: Context) -> None:
    for _ in range(MOST_OPEN):
        asked(ctx, tonight(ctx))
    with pytest.raises(Conflict, match=f"{MOST_OPEN} releases wait"):
        asked(ctx, tonight(ctx))


def test_who_asks_cannot_agree(ctx: Context) -> None:
    request = asked(ctx, four_eyes=True)
    with pytest.raises(NotAllowed):
        release_requests.approve(ctx, "anna", request.id)
    assert newest(ctx) == 1


def test_somebody_else_agrees_and_it_is_published(ctx: Context) -> None:
    request = asked(ctx, four_eyes=True)
    done = release_requests.approve(ctx, "ben", request.id)
    assert (done.state, done.decided_by, done.version) == (
        RequestState.PUBLISHED,
        "ben",
        2,
    )
    assert [entry.by for entry in audit.look(ctx).entries[:2]] == ["anna", "ben"]
    with pytest.raises(DecidedMeanwhile):
        release_requests.approve(ctx, "cleo", request.id)


def test_what_was_agreed_to_early_waits_for_its_time(
    ctx: Context, clock: FixedClock
) -> None:
    request = asked(ctx, tonight(ctx), four_eyes=True)
    goes_on(ctx, clock, hours=1)
    done = release_requests.approve(ctx, "ben", request.id)
    assert done.state is RequestState.SCHEDULED
    goes_on(ctx, clock, hours=8)
    assert len(release_requests.publish_due(ctx)) == 1


def test_what_nobody_agreed_to_is_not_published_at_its_time(
    ctx: Context, clock: FixedClock
) -> None:
    request = asked(ctx, tonight(ctx), four_eyes=True)
    goes_on(ctx, clock, hours=10)
    assert release_requests.publish_due(ctx) == []
    release_requests.approve(ctx, "ben", request.id)
    assert newest(ctx) == 2


def test_somebody_else_rejects_it_and_says_why(ctx: Context) -> None:
    request = asked(ctx, four_eyes=True)
    release_requests.reject(ctx, "ben", request.id, " Two typos ")
    found = release_requests.request(ctx, request.id)
    assert (found.state, found.reason) == (RequestState.REJECTED, "Two typos")
    with pytest.raises(NotFound):
        release_requests.files_of(ctx, request.id)
    assert release_requests.decided(ctx) == [found]


def test_what_was_overtaken_cannot_be_agreed_to(ctx: Context) -> None:
    request = asked(ctx, four_eyes=True)
    another_release(ctx)
    with pytest.raises(PublishedMeanwhile):
        release_requests.approve(ctx, "ben", request.id)
    found = release_requests.request(ctx, request.id)
    assert found.state is RequestState.OVERTAKEN


def test_who_decides_while_it_is_published_changes_nothing(
    ctx: Context, probe: Probing
) -> None:
    """Called off in the middle of the check: then nothing is published."""
    request = asked(ctx, four_eyes=True)

    class CallingOff(Probing):
        def __call__(self, _folder: Path) -> None:
            release_requests.call_off(ctx, "cleo", request.id)

    assert ctx.content is not None
    ctx.content.probe = CallingOff()
    with pytest.raises(DecidedMeanwhile):
        release_requests.approve(ctx, "ben", request.id)
    assert newest(ctx) == 1


def test_there_is_nothing_to_decide_about_what_never_was(ctx: Context) -> None:
    with pytest.raises(NotFound):
        release_requests.approve(ctx, "ben", "none")
