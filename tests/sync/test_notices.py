"""What a terminal believes of notices, and when it looks for them."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest

from kiosk.domain.releases import UpdateRefusal
from kiosk.domain.site_notices import NoticeKind
from kiosk.errors import UpdateRefused
from kiosk.operations.release_signing import HubSigning
from kiosk.releases.trust.client import ReleaseTrust
from kiosk.releases.trust.roles import SignedTarget, TargetKind, TrustRole
from kiosk.sync.notices import (
    COMPLAINT,
    FIRST_RETRY_SECONDS,
    KEPT,
    LONGEST_RETRY_SECONDS,
    NoticeBringer,
    NoticeWatch,
)
from kiosk.wire.notices import NoticesFile, ToldNotice
from tests.builders import OPENING
from tests.fakes.clock import FixedClock
from tests.fakes.lying_hub import LyingHub
from tests.fakes.metadata_store import a_key_ring, at_hand
from tests.fakes.ports import FakeNotes
from tests.fakes.trusting_terminal import BUILT
from tests.hub_context import a_hub, gone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOUR = timedelta(hours=1)


class NoticeHub(LyingHub):
    """Also signs notices, whatever they are."""

    def put_up(self, version: int, content: bytes | None = None) -> SignedTarget:
        said = content if content is not None else a_file(version)
        signing = HubSigning(at_hand(self.ring), self.ctx.clock)
        with self.ctx.database.begin() as connection:
            assert signing.sign_notices(connection, version, said)
        target = SignedTarget.of(TargetKind.NOTICES, version, said)
        self.archives[f"targets/{target.file_name}"] = said
        return target

    def close(self) -> None:
        pass


def a_file(version: int, kind: str = "closed") -> bytes:
    told = ToldNotice(
        id="1" * 32,
        kind=kind,
        begins=OPENING,
        ends=OPENING + HOUR,
        texts={"de": f"Nummer {version}"},
    )
    return msgspec.json.encode(NoticesFile(version=version, notices=(told,)))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(OPENING)


@pytest.fixture
def hub(tmp_path: Path, clock: FixedClock) -> Iterator[NoticeHub]:
    ctx = a_hub(tmp_path, clock=clock)
    yield NoticeHub(ctx)
    gone(ctx.database)


@pytest.fixture
def bringer(tmp_path: Path, clock: FixedClock) -> NoticeBringer:
    folder = tmp_path / "trust"
    return NoticeBringer(
        folder, lambda source: ReleaseTrust(folder, source, clock, BUILT)
    )


def version_of(said: NoticesFile | None) -> int:
    return said.version if said else 0


def refuses(bringer: NoticeBringer, hub: NoticeHub, reason: UpdateRefusal) -> None:
    """It goes on as it was, and says why."""
    before = bringer.kept()
    with pytest.raises(UpdateRefused) as refusal:
        bringer.bring(hub)
    assert refusal.value.reason == reason
    assert refusal.value.remedy
    assert bringer.kept() == before


def test_an_honest_hub_is_believed_and_remembered(
    hub: NoticeHub, bringer: NoticeBringer
) -> None:
    assert bringer.bring(hub) is None
    hub.put_up(7)
    assert version_of(bringer.bring(hub)) == 7
    hub.put_up(9)
    assert version_of(bringer.bring(hub)) == 9
    assert version_of(bringer.kept()) == 9
    hub.publish(1)
    assert version_of(bringer.bring(hub)) == 9


def test_threats_a_forged_notice(hub: NoticeHub, bringer: NoticeBringer) -> None:
    hub.put_up(1)
    bringer.bring(hub)
    target = hub.put_up(2)
    path = f"targets/{target.file_name}"
    hub.lies[path] = a_file(2, "moved!")
    refuses(bringer, hub, UpdateRefusal.WRONG_HASH)
    hub.lies[path] = a_file(2) + b" "
    refuses(bringer, hub, UpdateRefusal.TOO_LARGE)
    hub.lies.clear()
    assert version_of(bringer.bring(hub)) == 2


def test_threats_a_notice_signed_by_a_stranger(
    hub: NoticeHub, bringer: NoticeBringer
) -> None:
    hub.put_up(1)
    bringer.bring(hub)
    hub.put_up(2)
    stranger = a_key_ring()
    role = TrustRole.TIMESTAMP
    hub.lies[hub.path(role)] = hub.altered(role, lambda _: None, stranger)
    refuses(bringer, hub, UpdateRefusal.UNKNOWN_KEY)


def test_threats_yesterdays_notices_again(
    hub: NoticeHub, bringer: NoticeBringer, clock: FixedClock
) -> None:
    hub.put_up(1)
    bringer.bring(hub)
    yesterday = hub.remembered()
    clock.advance(seconds=60)
    hub.put_up(2)
    bringer.bring(hub)
    hub.lies = yesterday
    refuses(bringer, hub, UpdateRefusal.VERSION_GOES_BACK)


def test_threats_an_old_version_that_is_signed_anew(
    hub: NoticeHub, bringer: NoticeBringer
) -> None:
    hub.put_up(5)
    bringer.bring(hub)
    hub.put_up(4)
    refuses(bringer, hub, UpdateRefusal.VERSION_GOES_BACK)


def test_threats_one_version_under_the_name_of_another(
    hub: NoticeHub, bringer: NoticeBringer
) -> None:
    hub.put_up(3, a_file(2))
    refuses(bringer, hub, UpdateRefusal.MIXED)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"version": 0}'])
def test_what_is_signed_and_cannot_be_read_is_refused(
    hub: NoticeHub, bringer: NoticeBringer, content: bytes
) -> None:
    hub.put_up(1)
    bringer.bring(hub)
    hub.put_up(2, content)
    refuses(bringer, hub, UpdateRefusal.BROKEN_CONTENT)


def test_a_hub_that_is_away_changes_nothing(
    hub: NoticeHub, bringer: NoticeBringer
) -> None:
    hub.put_up(1)
    bringer.bring(hub)
    hub.is_down = True
    refuses(bringer, hub, UpdateRefusal.NOT_FETCHED)


def test_what_lies_damaged_on_the_disk_is_fetched_anew(
    hub: NoticeHub, bringer: NoticeBringer, tmp_path: Path
) -> None:
    hub.put_up(1)
    bringer.bring(hub)
    (tmp_path / "trust" / KEPT).write_bytes(b"half")
    assert bringer.kept() is None
    assert version_of(bringer.bring(hub)) == 1


# when it looks


class Watching:
    """A watch whose seconds and whose hub a test turns."""

    def __init__(
        self, bringer: NoticeBringer, hub: NoticeHub, clock: FixedClock
    ) -> None:
        self.seconds = 0.0
        self.looks = 0
        self.staff = FakeNotes()
        self._bringer = bringer
        self._hub = hub
        self.watch = NoticeWatch(
            bringer.kept,
            self.bring,
            clock,
            lambda: self.seconds,
            random.Random(1),
            self.staff,
        )

    def bring(self) -> NoticesFile | None:
        self.looks += 1
        return self._bringer.bring(self._hub)

    async def until(self, seconds: float) -> None:
        while self.seconds < seconds:
            self.seconds += 0.5
            await self.watch.step()

    def told(self) -> list[str]:
        return [notice.texts["de"] for notice in self.watch.shown()]  # type: ignore[index]


@pytest.fixture
def watching(bringer: NoticeBringer, hub: NoticeHub, clock: FixedClock) -> Watching:
    return Watching(bringer, hub, clock)


async def test_a_hint_is_followed_at_once_and_shown_by_the_hubs_clock(
    watching: Watching, hub: NoticeHub, clock: FixedClock
) -> None:
    hub.put_up(1)
    watching.watch.hint(1)
    await watching.watch.step()
    assert watching.told() == ["Nummer 1"]
    assert watching.watch.shown()[0].kind is NoticeKind.CLOSED
    clock.advance(hours=1)
    assert watching.told() == []


async def test_what_fails_is_tried_again_well_within_half_a_minute(
    watching: Watching, hub: NoticeHub
) -> None:
    hub.put_up(1)
    hub.is_down = True
    watching.watch.hint(1)
    await watching.until(FIRST_RETRY_SECONDS + 1)
    assert watching.looks >= 2
    hub.is_down = False
    await watching.until(8)
    assert watching.told() == ["Nummer 1"]
    assert watching.staff.complaints == set()


async def test_what_came_by_a_stick_is_shown_while_the_hub_is_away(
    watching: Watching, hub: NoticeHub, bringer: NoticeBringer
) -> None:
    hub.put_up(1)
    bringer.bring(hub)  # another program of this machine, from the stick
    hub.is_down = True
    await watching.until(2 * LONGEST_RETRY_SECONDS)
    assert watching.told() == ["Nummer 1"]


async def test_a_known_version_costs_no_look(
    watching: Watching, hub: NoticeHub
) -> None:
    hub.put_up(1)
    watching.watch.hint(1)
    await watching.watch.step()
    for _ in range(20):
        watching.watch.hint(1)
        await watching.until(watching.seconds + 15)
    assert watching.looks == 1
    watching.watch.hint(None)  # an older hub, or none of its notices
    await watching.until(watching.seconds + 15)
    assert watching.looks == 1


async def test_a_hint_that_lies_makes_it_look_no_more_often_than_once_a_minute(
    watching: Watching, hub: NoticeHub
) -> None:
    hub.put_up(1)
    watching.watch.hint(99)
    await watching.until(600)
    before = watching.looks
    await watching.until(1200)
    assert watching.looks - before <= 600 / (LONGEST_RETRY_SECONDS / 2) + 1
    assert watching.told() == ["Nummer 1"]


async def test_without_a_hint_it_looks_now_and_then(
    watching: Watching, hub: NoticeHub
) -> None:
    hub.put_up(1)
    await watching.until(LONGEST_RETRY_SECONDS)
    assert watching.told() == ["Nummer 1"]
    hub.put_up(2)
    await watching.until(LONGEST_RETRY_SECONDS + 720)
    assert watching.told() == ["Nummer 2"]


async def test_a_refusal_reaches_staff_until_it_is_over(
    watching: Watching, hub: NoticeHub
) -> None:
    target = hub.put_up(1)
    hub.lies[f"targets/{target.file_name}"] = a_file(1, "moved!")
    watching.watch.hint(1)
    await watching.watch.step()
    assert watching.staff.complaints == {COMPLAINT}
    hub.lies.clear()
    await watching.until(8)
    assert watching.staff.complaints == set()


async def test_a_kind_of_a_newer_hub_is_an_information(
    watching: Watching, hub: NoticeHub
) -> None:
    hub.put_up(1, a_file(1, "festival"))
    watching.watch.hint(1)
    await watching.watch.step()
    assert watching.watch.shown()[0].kind is NoticeKind.INFO


async def test_after_a_start_without_network_the_last_ones_are_shown(
    bringer: NoticeBringer, hub: NoticeHub, clock: FixedClock
) -> None:
    hub.put_up(1)
    bringer.bring(hub)
    hub.is_down = True
    again = Watching(bringer, hub, clock)
    again.watch.begin(bringer.kept())
    assert again.told() == ["Nummer 1"]
