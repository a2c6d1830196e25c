from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

import pytest
from litestar.testing import TestClient

from kiosk.errors import KeyUnusable
from kiosk.hub import background
from kiosk.hub.freshness import FreshnessWatch
from kiosk.operations import release_signing
from kiosk.operations.hub_content import HubContent
from kiosk.operations.release_signing import HubSigning
from kiosk.releases.installed import InstalledReleases
from kiosk.releases.trust.roles import TrustRole
from tests import content_folder
from tests.fakes.metadata_store import a_key_ring, at_hand
from tests.fakes.waiting import until
from tests.hub_context import a_hub, gone, join
from tests.hub_web import Browser, an_app
from tests.operations.test_release_signing import publish
from tests.people import ADMINISTRATOR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.hub.context import HubContext
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.fakes.metadata_store import KeyRing


@pytest.fixture
def ring() -> KeyRing:
    return a_key_ring()


@pytest.fixture
def signing(ring: KeyRing, clock: FixedClock) -> HubSigning:
    return HubSigning(at_hand(ring), clock, first=lambda: ring)


@pytest.fixture
def ctx(tmp_path: Path, clock: FixedClock, signing: HubSigning) -> Iterator[Context]:
    """A hub with one release that is signed."""
    content_folder.write(tmp_path / "shipped")
    installed = InstalledReleases(tmp_path / "releases", tmp_path / "shipped")
    content = HubContent(installed, signing)
    context = a_hub(tmp_path, clock=clock, content=content)
    publish(context, signing, 1, b"one")
    yield context
    gone(context.database)


@pytest.fixture
def hub(ctx: Context) -> HubContext:
    return cast("HubContext", an_app(ctx).state.hub)


def timestamp(ctx: Context) -> bytes:
    return release_signing.metadata(ctx, release_signing.CHANGING)


async def test_what_is_fresh_is_left_alone(hub: HubContext, ctx: Context) -> None:
    before = timestamp(ctx)
    await FreshnessWatch(hub).renew()
    assert timestamp(ctx) == before


async def test_what_is_half_over_is_renewed_while_the_hub_runs(
    hub: HubContext, ctx: Context, clock: FixedClock
) -> None:
    before = timestamp(ctx)
    clock.advance(hours=13)
    await FreshnessWatch(hub).renew()
    assert timestamp(ctx) != before


async def test_a_hub_that_was_off_for_days_renews_as_it_starts(
    hub: HubContext, ctx: Context, clock: FixedClock
) -> None:
    before = timestamp(ctx)
    clock.advance(days=8)
    app = an_app(ctx)
    async with background.running(cast("HubContext", app.state.hub), app):
        await until(lambda: timestamp(ctx) != before)


async def test_a_hub_whose_key_is_gone_says_so(
    hub: HubContext, ring: KeyRing, clock: FixedClock
) -> None:
    del ring[TrustRole.TIMESTAMP]
    clock.advance(days=1)
    with pytest.raises(KeyUnusable, match="timestamp"):
        await FreshnessWatch(hub).renew()


def test_an_administrator_reads_when_signatures_come_near_their_end(
    ctx: Context, clock: FixedClock
) -> None:
    assert release_signing.ends_soon(ctx) is None
    join(ctx, ADMINISTRATOR)
    with TestClient(an_app(ctx)) as client:
        browser = Browser(client)
        browser.sign_in(ADMINISTRATOR)
        assert "signatures of the content" not in browser.get("/staff").text
        clock.advance(days=75)
        browser.sign_in(ADMINISTRATOR)
        said = browser.get("/staff").text
    assert "signatures of the content end on" in said
    ends = release_signing.ends_soon(ctx)
    assert ends is not None
    assert ends - clock.now() == timedelta(days=15)
