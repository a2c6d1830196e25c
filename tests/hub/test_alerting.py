"""The hub sends what is to be told, and staff see when it does not arrive."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast

import pytest
from litestar.testing import TestClient

from kiosk.domain.alerts import AlertFailure, AlertRules
from kiosk.hub import alerting, background
from kiosk.operations import alerts, fleet
from kiosk.operations.alerts import Alerting, send_next
from kiosk.store import alerts as store
from tests.fakes.alert_channel import FakeChannel
from tests.fakes.waiting import until
from tests.hub_context import pair
from tests.hub_web import Browser, an_app, signed_in
from tests.people import ADMINISTRATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.hub.context import HubContext
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock


@pytest.fixture
def mail() -> FakeChannel:
    return FakeChannel("mail")


@pytest.fixture
def telling(mail: FakeChannel) -> Alerting:
    return Alerting(AlertRules(), [mail])


@pytest.fixture
def administrator(ctx: Context, telling: Alerting) -> Iterator[Browser]:
    """Of a hub that tells somebody."""
    with TestClient(an_app(ctx, alerting=telling)) as client:
        yield signed_in(client, ctx, ADMINISTRATOR)


def waits(ctx: Context, channel: str = "mail") -> None:
    with ctx.database.begin() as connection:
        store.add(connection, channel, alerts.a_test(ctx))


async def test_a_running_hub_sends_what_waits(
    ctx: Context, telling: Alerting, mail: FakeChannel
) -> None:
    waits(ctx)
    app = an_app(ctx, alerting=telling)
    async with background.running(cast("HubContext", app.state.hub), app):
        await until(lambda: bool(mail.sent))


async def test_a_silence_is_found_by_the_look(
    ctx: Context, telling: Alerting, mail: FakeChannel, clock: FixedClock
) -> None:
    fleet.seen(ctx, pair(ctx, "A"))
    (look, _), (send, _) = alerting.works(ctx, telling)
    for _ in range(8):
        await look()
        clock.advance(seconds=50)
    await send()
    assert [each.series for each in mail.sent] == ["A"]


async def test_a_channel_that_hangs_stops_neither_another_nor_the_hub(
    ctx: Context, mail: FakeChannel
) -> None:
    hook, hangs = FakeChannel("webhook"), threading.Event()
    mail.meanwhile = lambda: cast("None", hangs.wait(20))
    waits(ctx)
    waits(ctx, "webhook")
    app = an_app(ctx, alerting=Alerting(AlertRules(), [mail, hook]))
    async with background.running(cast("HubContext", app.state.hub), app):
        await until(lambda: bool(mail.tried and hook.sent))
        assert mail.sent == []
        hangs.set()
        await until(lambda: bool(mail.sent))


def test_what_does_not_arrive_is_named_on_the_page_of_devices(
    administrator: Browser, ctx: Context, mail: FakeChannel
) -> None:
    assert "do not arrive" not in administrator.get("/devices").text
    waits(ctx)
    mail.fails_with = AlertFailure.SIGN_IN
    send_next(ctx, mail)
    page = " ".join(administrator.get("/devices").text.split())
    assert "Messages about terminals do not arrive: E-mail" in page
    assert "does not let the hub in. Check user and password" in page
    assert "1 message waits." in page
    assert "535 no" in page
    assert "kiosk alerts test" in page


def test_what_was_given_up_is_counted_there(
    administrator: Browser, ctx: Context, mail: FakeChannel, clock: FixedClock
) -> None:
    waits(ctx)
    mail.fails_with = AlertFailure.SIGN_IN
    send_next(ctx, mail)
    clock.advance(days=2)
    send_next(ctx, mail)
    administrator.sign_in(ADMINISTRATOR)
    page = " ".join(administrator.get("/devices").text.split())
    assert "1 message was given up after a day." in page


def test_once_it_arrives_again_nothing_is_named(
    administrator: Browser, ctx: Context, mail: FakeChannel, clock: FixedClock
) -> None:
    waits(ctx)
    mail.fails_with = AlertFailure.SIGN_IN
    send_next(ctx, mail)
    mail.fails_with = None
    clock.advance(hours=1)
    assert send_next(ctx, mail)
    assert "do not arrive" not in administrator.get("/devices").text
