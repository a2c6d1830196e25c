from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest

from kiosk.errors import DataFolderUnusable
from kiosk.hub import background
from kiosk.ids import DeskId
from kiosk.operations import (
    calling,
    check_in,
    drafting,
    housekeeping,
    presence,
    publishing,
    release_requests,
    sessions,
)
from kiosk.operations.hub_content import HubContent
from kiosk.operations.sessions import Opening
from kiosk.releases.installed import InstalledReleases
from tests.builders import DE, a_content_folder, a_ticket
from tests.fakes.clock import NOON
from tests.fakes.waiting import ended, until
from tests.hub_context import a_hub, heard_again, join, pair
from tests.hub_web import an_app
from tests.people import COUNSELLOR_1, NEWCOMER
from tests.publishing_hub import a_publishing_hub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from litestar import Litestar

    from kiosk.hub.context import HubContext
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


@pytest.fixture
def hub(app: Litestar) -> HubContext:
    return cast("HubContext", app.state.hub)


@pytest.fixture
def of_yesterday(ctx: Context) -> None:
    """Delivered late: the hub had not heard its terminal since before."""
    then = NOON - timedelta(days=1)
    terminal = heard_again(pair(ctx, "A"), then, ctx.clock.now())
    late = a_ticket(3, service_day=then.date(), issued_at=then)
    check_in.accept(ctx, terminal, late)


async def test_days_that_are_over_are_closed_at_the_start(
    app: Litestar, hub: HubContext, ctx: Context, of_yesterday: None
) -> None:
    async with background.running(hub, app):
        await until(lambda: housekeeping.last_closing(ctx) is not None)
    assert calling.queue(ctx) == []


async def test_a_new_day_closes_the_one_before_once(
    hub: HubContext, ctx: Context, clock: FixedClock
) -> None:
    days = background.Days(hub)
    check_in.accept(ctx, pair(ctx, "A"), a_ticket(3))
    await days.close()
    assert len(calling.today(ctx)) == 1
    for _ in range(13 * 6):  # past midnight in Spremberg
        clock.advance(minutes=10)
        await days.close()
    closing = housekeeping.last_closing(ctx)
    assert closing
    assert closing.tickets == 1
    await days.close()
    assert housekeeping.last_closing(ctx) == closing


async def test_expired_sessions_are_dropped(
    hub: HubContext, ctx: Context, clock: FixedClock
) -> None:
    staff = join(ctx, COUNSELLOR_1)
    sessions.begin(ctx, "old", Opening(staff.id, staff.credentials))
    clock.advance(hours=13)
    await background.Days(hub).close()
    with ctx.database.read() as connection:
        assert connection.exec_driver_sql("SELECT * FROM sessions").all() == []


async def test_news_of_others_are_looked_for_only_while_somebody_listens(
    hub: HubContext, ctx: Context
) -> None:
    hub.broadcast.open(asyncio.get_running_loop(), 0)
    check_in.accept(ctx, pair(ctx, "A"), a_ticket(3))
    await background.watch(hub)
    assert hub.broadcast.newest == 0
    listening = asyncio.create_task(hub.broadcast.after(0, 5))
    await until(lambda: hub.broadcast.has_listeners)
    await background.watch(hub)
    assert await listening == 1


async def test_who_comes_to_a_desk_by_another_process_is_news(
    hub: HubContext, ctx: Context
) -> None:
    hub.broadcast.open(asyncio.get_running_loop(), 0)
    newcomer = join(ctx, NEWCOMER)
    listening = asyncio.create_task(hub.broadcast.after(0, 5, hub.broadcast.refreshed))
    await until(lambda: hub.broadcast.has_listeners)
    for _ in range(3):
        await background.watch(hub)
    assert hub.broadcast.refreshed == 0
    presence.choose_desk(ctx, newcomer.id, DeskId("desk-1"))
    await background.watch(hub)
    assert await listening == 0
    await background.watch(hub)
    assert hub.broadcast.refreshed == 1


async def test_who_has_been_silent_for_too_long_is_news(
    hub: HubContext, ctx: Context, clock: FixedClock
) -> None:
    hub.broadcast.open(asyncio.get_running_loop(), 0)
    join(ctx, COUNSELLOR_1)
    listening = asyncio.create_task(hub.broadcast.after(0, 5, hub.broadcast.refreshed))
    await until(lambda: hub.broadcast.has_listeners)
    await background.watch(hub)
    clock.advance(hours=2)
    await background.watch(hub)
    assert await listening == 0


async def test_a_failure_is_logged_and_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tries: list[int] = []

    async def work() -> None:
        tries.append(len(tries))
        if len(tries) == 1:
            raise DataFolderUnusable("The disk is full.", remedy="Make room.")
        if len(tries) == 2:
            raise ZeroDivisionError

    running = asyncio.create_task(background._forever(work, 0.001))
    await until(lambda: len(tries) > 3)
    await ended(running)
    assert caplog.text.count("The disk is full.") == 1
    assert caplog.text.count("Traceback") == 1


async def test_a_restarted_hub_knows_the_newest_event(
    app: Litestar, hub: HubContext, ctx: Context
) -> None:
    check_in.accept(ctx, pair(ctx, "A"), a_ticket(3))
    async with background.running(hub, app):
        assert hub.broadcast.newest == 1
    assert hub.broadcast.closed


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return a_content_folder(tmp_path)


@pytest.fixture
def publisher(tmp_path: Path, source: Path) -> Iterator[Context]:
    """A hub that has releases."""
    installed = InstalledReleases(tmp_path / "releases", source)
    context = a_hub(tmp_path, content=HubContent(installed))
    yield context
    context.database.close()


def _process(ctx: Context) -> HubContext:
    return cast("HubContext", an_app(ctx).state.hub)


async def test_a_hub_begins_with_the_content_that_it_finds_as_release_1(
    publisher: Context,
) -> None:
    hub = _process(publisher)
    async with background.running(hub, an_app(publisher)):
        await until(lambda: publishing.newest(publisher) is not None)
        await until(lambda: _release_of(publisher) == 1)


async def test_what_another_process_published_is_shown_and_pages_look_again(
    publisher: Context, source: Path, tmp_path: Path
) -> None:
    hub = _process(publisher)
    hub.broadcast.open(asyncio.get_running_loop(), 0)
    watch = background.ReleaseWatch(hub)
    await watch.look()
    await until(lambda: hub.broadcast.refreshed == 1)
    assert drafting.revision(publisher) > 0, "editors have something to begin with"
    installed = InstalledReleases(tmp_path / "other", source)
    other = replace(publisher, content=HubContent(installed))
    words = source / "words" / "de.toml"
    words.write_text(words.read_text().replace("Willkommen", "Guten Tag"))
    publishing.publish(other, publishing.Wish("anna"), source)

    await watch.look()
    await until(lambda: hub.broadcast.refreshed == 2)
    assert _release_of(publisher) == 2
    assert publisher.catalogue().site.name[DE] == "Guten Tag"
    await watch.look()
    await asyncio.sleep(0)
    assert hub.broadcast.refreshed == 2


async def test_content_with_an_error_is_shown_but_not_published_and_told_once(
    publisher: Context, source: Path, caplog: pytest.LogCaptureFixture
) -> None:
    text = next((source / "services").glob("*/pl.md"))
    text.write_text("no article")
    watch = background.ReleaseWatch(_process(publisher))

    for _ in range(3):
        await watch.look()
    assert publishing.listed(publisher) == []
    assert _release_of(publisher) == 0
    assert drafting.file(publisher, str(text.relative_to(source))).text == "no article"
    told = [line for line in caplog.messages if "refused" in line]
    assert len(told) == 1
    assert "broken-content" in told[0]
    assert "kiosk content check" in told[0]


async def test_a_hub_without_releases_looks_for_none(hub: HubContext) -> None:
    await background.ReleaseWatch(hub).look()


def _release_of(ctx: Context) -> int:
    assert ctx.content is not None
    return ctx.content.release().version


async def test_what_was_scheduled_is_published_at_its_time(
    tmp_path: Path, clock: FixedClock
) -> None:
    ctx = a_publishing_hub(tmp_path, clock)
    newest = publishing.newest(ctx)
    assert newest is not None
    due_at = clock.now() + timedelta(minutes=5)
    files = publishing.files_of(ctx, newest.about.version)
    wish = publishing.Wish("anna")
    release_requests.ask(ctx, wish, files, due_at, needs_another=False)
    clock.advance(minutes=5)
    app = an_app(ctx)
    async with background.running(app.state.hub, app):
        await until(lambda: len(publishing.listed(ctx)) == 2)
    ctx.database.close()
