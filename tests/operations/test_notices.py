from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import msgspec
import pytest

from kiosk.domain.audit import AuditDeed
from kiosk.domain.site_notices import KEPT_FOR, NoticeFault, NoticeKind, NoticeState
from kiosk.errors import Conflict, NotFound, NoticeRefused
from kiosk.operations import audit, notices, release_signing
from kiosk.operations.notices import WantedNotice
from kiosk.operations.release_signing import HubSigning
from kiosk.releases.trust.roles import SignedTarget, TargetKind, TrustRole
from kiosk.store import notices as store
from kiosk.wire.notices import NoticesFile
from tests.builders import DE, EN
from tests.fakes.metadata_store import a_key_ring, at_hand

if TYPE_CHECKING:
    from kiosk.domain.site_notices import ListedNotice
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.fakes.metadata_store import KeyRing

HOUR = timedelta(hours=1)


class SigningContent:
    """As much of a hub's content as signs."""

    def __init__(self, signing: HubSigning) -> None:
        self.signing = signing


@pytest.fixture
def ring() -> KeyRing:
    return a_key_ring()


@pytest.fixture
def hub(ctx: Context, ring: KeyRing, clock: FixedClock) -> Context:
    """It makes its keys when it first signs."""
    signing = HubSigning(at_hand(ring), clock, first=lambda: ring)
    return replace(ctx, content=cast("Any", SigningContent(signing)))


def wanted(ctx: Context, text: str = "Heute zu", **other: Any) -> WantedNotice:
    now = ctx.clock.now()
    said = WantedNotice(NoticeKind.CLOSED, {DE: text, EN: ""}, now, now + HOUR)
    return replace(said, **other)


def put_up(ctx: Context, text: str = "Heute zu", **other: Any) -> ListedNotice:
    return notices.put_up(ctx, "mira", wanted(ctx, text, **other))


def newest(ctx: Context) -> NoticesFile:
    """What terminals are offered, as they ask for it."""
    version = release_signing.newest_notices(ctx)
    assert version is not None
    with ctx.database.read() as connection:
        content = connection.exec_driver_sql(
            f"SELECT content FROM notice_files WHERE version = {version}"
        ).scalar_one()
    target = SignedTarget.of(TargetKind.NOTICES, version, bytes(content))
    asked = release_signing.target(ctx, target.file_name)
    return msgspec.json.decode(asked, type=NoticesFile)


def test_what_is_put_up_is_signed_and_offered(hub: Context) -> None:
    assert release_signing.newest_notices(hub) is None
    listed = put_up(hub)
    said = newest(hub)
    assert [told.texts for told in said.notices] == [{"de": "Heute zu"}]
    assert said.notices[0].id == listed.notice.id
    assert said.version == release_signing.newest_notices(hub)
    assert notices.reach_terminals(hub)


def test_each_change_has_a_higher_version(hub: Context, clock: FixedClock) -> None:
    listed = put_up(hub)
    versions = [newest(hub).version]
    notices.change(hub, "jan", listed.notice.id, wanted(hub, "Bald auf"))
    assert [told.texts["de"] for told in newest(hub).notices] == ["Bald auf"]
    versions.append(newest(hub).version)
    clock.advance(minutes=10)
    notices.take_down(hub, "jan", listed.notice.id)
    assert newest(hub).notices == ()
    versions.append(newest(hub).version)
    assert versions == sorted(set(versions))
    assert versions[0] == int(clock.now().timestamp()) // 60 - 10


def test_who_did_what_is_noted(hub: Context) -> None:
    listed = put_up(hub)
    notices.change(hub, "jan", listed.notice.id, wanted(hub))
    notices.take_down(hub, "eva", listed.notice.id)
    done = [(entry.by, entry.deed) for entry in audit.look(hub).entries]
    assert done == [
        ("eva", AuditDeed.NOTICE_TAKEN_DOWN),
        ("jan", AuditDeed.NOTICE_CHANGED),
        ("mira", AuditDeed.NOTICE_PUT_UP),
    ]
    [again] = notices.listed(hub)
    assert (again.made_by, again.changed_by, again.taken_down_by) == (
        "mira",
        "jan",
        "eva",
    )


def test_it_ends_by_itself_and_stays_in_the_list_for_a_year(
    hub: Context, clock: FixedClock
) -> None:
    listed = put_up(hub)
    assert [notice.id for notice in notices.known(hub)] == [listed.notice.id]
    clock.advance(hours=1)
    assert notices.known(hub) == []
    assert notices.one(hub, listed.notice.id).state(clock.now()) is NoticeState.OVER
    clock.advance(seconds=KEPT_FOR.total_seconds() - 1)
    notices.forget_old(hub)
    assert len(notices.listed(hub)) == 1
    clock.advance(seconds=2)
    notices.forget_old(hub)
    assert notices.listed(hub) == []


def test_five_at_a_time_and_no_more(hub: Context) -> None:
    for number in range(5):
        put_up(hub, f"Nummer {number}")
    with pytest.raises(NoticeRefused) as refusal:
        put_up(hub)
    assert refusal.value.fault == NoticeFault.TOO_MANY
    assert len(newest(hub).notices) == 5
    now = hub.clock.now()
    put_up(hub, "danach", begins=now + HOUR, ends=now + 2 * HOUR)
    first = notices.listed(hub)[-1].notice
    notices.change(hub, "jan", first.id, wanted(hub, "noch einmal"))


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"texts": {EN: "closed"}}, NoticeFault.NO_GERMAN),
        ({"texts": {DE: "x" * 281}}, NoticeFault.TOO_LONG),
        ({"texts": {DE: "zu", EN: "\x1b[2J"}}, NoticeFault.BAD_CHARACTERS),
    ],
)
def test_what_cannot_be_shown_is_not_put_up(
    hub: Context, other: dict[str, Any], fault: NoticeFault
) -> None:
    with pytest.raises(NoticeRefused) as refusal:
        put_up(hub, **other)
    assert refusal.value.fault == fault
    assert notices.listed(hub) == []
    assert release_signing.newest_notices(hub) is None


def test_what_is_over_or_gone_is_not_changed(hub: Context) -> None:
    listed = put_up(hub)
    notices.take_down(hub, "eva", listed.notice.id)
    before = release_signing.newest_notices(hub)
    notices.take_down(hub, "jan", listed.notice.id)
    with pytest.raises(Conflict):
        notices.change(hub, "jan", listed.notice.id, wanted(hub))
    with pytest.raises(NotFound):
        notices.take_down(hub, "jan", "f" * 32)
    assert release_signing.newest_notices(hub) == before
    assert notices.one(hub, listed.notice.id).taken_down_by == "eva"


def test_a_hub_that_may_not_sign_tells_only_phones(hub: Context, ring: KeyRing) -> None:
    put_up(hub)
    signed = release_signing.newest_notices(hub)
    del ring[TrustRole.TARGETS]
    put_up(hub, "nur auf Telefonen")
    assert len(notices.known(hub)) == 2
    assert release_signing.newest_notices(hub) == signed
    assert not notices.reach_terminals(hub)


def test_a_file_is_given_out_only_by_its_own_hash(hub: Context) -> None:
    put_up(hub)
    version = release_signing.newest_notices(hub)
    with pytest.raises(NotFound):
        release_signing.target(hub, f"{'0' * 64}.notices-{version}.json")


def test_only_the_newest_files_are_kept(hub: Context) -> None:
    with hub.database.begin() as connection:
        for version in range(1, store.KEPT_FILES + 3):
            store.add_file(connection, version, b"%d" % version, is_public=True)
        found = connection.exec_driver_sql("SELECT version FROM notice_files")
        assert sorted(found.scalars()) == list(range(3, store.KEPT_FILES + 3))
