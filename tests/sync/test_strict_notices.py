"""What a terminal believes of notices that the hub of a strict site signs by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from tuf.api.metadata import TargetFile

from kiosk.domain.releases import ReleaseAbout, UpdateRefusal
from kiosk.errors import UpdateRefused
from kiosk.operations.release_signing import HubSigning
from kiosk.releases.packing import pack_files
from kiosk.releases.trust import keys, publisher
from kiosk.releases.trust.client import LARGEST_NOTICES, ReleaseTrust
from kiosk.releases.trust.delegating import written
from kiosk.releases.trust.roles import SignedTarget, TargetKind, TrustRole
from kiosk.store.release_metadata import ReleaseMetadata
from kiosk.sync.notices import NoticeBringer
from tests.builders import OPENING
from tests.fakes.clock import FixedClock
from tests.fakes.lying_hub import TIMESTAMP
from tests.fakes.metadata_store import a_key_ring, at_hand
from tests.fakes.trusting_terminal import BUILT, TrustingTerminal
from tests.hub_context import a_hub, gone
from tests.releases.lies import next_version, vouch_anew
from tests.sync.test_notices import NoticeHub, a_file, refuses, version_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kiosk.operations.context import Context

NAMED = "notices.json"
"""How the snapshot names the metadata of the role."""


class StrictHub(NoticeHub):
    """Without the publisher's key; that lies beside, in `mine`."""

    def __init__(self, ctx: Context) -> None:
        ring = a_key_ring()
        super().__init__(ctx, ring)
        self.put_up(1)  # when the site was not strict yet
        [self.mine] = ring.pop(TrustRole.TARGETS)
        ring[TrustRole.NOTICES] = [keys.new(TrustRole.NOTICES)]

    def be_signed(
        self, notices_key: str | None = None, target: SignedTarget | None = None
    ) -> None:
        """By the publisher, after whose machine the clock has gone on."""
        signing = HubSigning(at_hand(self.ring), self.ctx.clock)
        before, now = self.newest(TrustRole.TARGETS), self.ctx.clock.now()
        signed = publisher.sign(self.mine, before, target, now, notices_key)
        with self.ctx.database.begin() as connection:
            signing.accept(connection, signed, target)

    def let(self) -> None:
        signing = HubSigning(at_hand(self.ring), self.ctx.clock)
        with self.ctx.database.begin() as connection:
            asked = signing.asked_notices_key(connection)
        assert asked == written(self.ring[TrustRole.NOTICES][0].signer.public_key)
        self.be_signed(asked)

    def lie(self, change: Callable[[Any], None], key: keys.SigningKey) -> None:
        """Notices metadata changed so and signed with this key, which the hub's own
        snapshot and timestamp name."""
        changed = self.altered(TrustRole.NOTICES, change, {TrustRole.NOTICES: [key]})
        version = self.version(changed)
        self.lies[f"metadata/{version}.notices.json"] = changed

        def name_it(signed: Any) -> None:
            signed.version += 1
            named = signed.meta[NAMED]
            named.version, named.length, named.hashes = version, None, None

        vouch_anew(self, name_it)

    @property
    def own(self) -> keys.SigningKey:
        return self.ring[TrustRole.NOTICES][0]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(OPENING)


@pytest.fixture
def hub(tmp_path: Path, clock: FixedClock) -> Iterator[StrictHub]:
    ctx = a_hub(tmp_path, clock=clock)
    made = StrictHub(ctx)
    clock.advance(seconds=60)
    yield made
    gone(ctx.database)


@pytest.fixture
def bringer(tmp_path: Path, clock: FixedClock) -> NoticeBringer:
    folder = tmp_path / "trust"
    return NoticeBringer(
        folder, lambda source: ReleaseTrust(folder, source, clock, BUILT)
    )


@pytest.fixture
def let(hub: StrictHub, bringer: NoticeBringer, clock: FixedClock) -> StrictHub:
    """Whose notices a terminal has taken once."""
    hub.let()
    clock.advance(seconds=60)
    hub.put_up(7)
    assert version_of(bringer.bring(hub)) == 7
    clock.advance(seconds=60)
    return hub


def test_a_hub_that_nobody_lets_signs_none(
    hub: StrictHub, bringer: NoticeBringer
) -> None:
    with pytest.raises(AssertionError):
        hub.put_up(7)
    assert version_of(bringer.bring(hub)) == 1


def test_what_the_publisher_lets_reaches_terminals(let: StrictHub) -> None:
    assert f"metadata/{let.version(let.newest(TrustRole.NOTICES))}.notices.json" in (
        let.asked
    )


def test_before_the_first_notice_there_is_none(
    hub: StrictHub, bringer: NoticeBringer
) -> None:
    hub.let()
    assert version_of(bringer.bring(hub)) == 1


def test_a_release_of_the_publisher_leaves_it_as_it_is(
    let: StrictHub, bringer: NoticeBringer, clock: FixedClock
) -> None:
    target = SignedTarget.of(TargetKind.RELEASE, 1, b"packed")
    let.be_signed(target=target)
    clock.advance(seconds=60)
    let.put_up(8)
    assert version_of(bringer.bring(let)) == 8


def test_the_hub_lets_it_hold_longer_by_itself(
    let: StrictHub, bringer: NoticeBringer, clock: FixedClock
) -> None:
    for _ in range(20):
        clock.advance(hours=12)
        let.renew()
    assert version_of(bringer.bring(let)) == 7


def test_who_may_no_longer_is_not_believed(
    let: StrictHub, bringer: NoticeBringer, clock: FixedClock
) -> None:
    let.be_signed("")
    refuses(bringer, let, UpdateRefusal.VERSION_GOES_BACK)
    with pytest.raises(AssertionError):
        let.put_up(8)


def test_a_hub_that_lost_the_key_is_like_one_that_had_none(
    hub: StrictHub, bringer: NoticeBringer
) -> None:
    asked = written(hub.own.signer.public_key)
    before, now = hub.newest(TrustRole.TARGETS), hub.ctx.clock.now()
    signed = publisher.sign(hub.mine, before, None, now, asked)
    with hub.ctx.database.begin() as connection:
        ReleaseMetadata(connection).put("targets", hub.version(signed), signed)
    hub.ring.pop(TrustRole.NOTICES)
    with hub.repository() as repository:
        repository.renew(TrustRole.SNAPSHOT)
    assert version_of(bringer.bring(hub)) == 1


def test_threats_a_notice_signed_with_a_key_that_nobody_let(
    let: StrictHub, bringer: NoticeBringer
) -> None:
    let.lie(next_version, keys.new(TrustRole.NOTICES))
    refuses(bringer, let, UpdateRefusal.UNKNOWN_KEY)


def test_threats_a_notice_whose_signature_is_forged(
    let: StrictHub, bringer: NoticeBringer
) -> None:
    let.lie(next_version, let.own)
    [path] = [path for path in let.lies if path.endswith(".notices.json")]
    lie = let.lies[path]
    assert isinstance(lie, bytes)
    let.lies[path] = lie.replace(b'"notices-7.json"', b'"notices-8.json"')
    refuses(bringer, let, UpdateRefusal.FORGED)


def test_threats_notices_that_nobody_vouched_for_lately(
    let: StrictHub, bringer: NoticeBringer
) -> None:
    def end(signed: Any) -> None:
        signed.version += 1
        signed.expires = let.ctx.clock.now().replace(microsecond=0) - timedelta(days=1)

    let.lie(end, let.own)
    refuses(bringer, let, UpdateRefusal.EXPIRED)


def test_threats_the_notices_of_yesterday_once_more(
    let: StrictHub, bringer: NoticeBringer, clock: FixedClock
) -> None:
    before = let.remembered()
    let.put_up(8)
    bringer.bring(let)
    let.lies = before
    refuses(bringer, let, UpdateRefusal.VERSION_GOES_BACK)


def test_threats_older_notices_under_a_new_snapshot(
    let: StrictHub, bringer: NoticeBringer
) -> None:
    def back(signed: Any) -> None:
        signed.version -= 30

    let.lie(back, let.own)
    refuses(bringer, let, UpdateRefusal.VERSION_GOES_BACK)


def test_threats_a_file_of_notices_without_an_end(
    let: StrictHub, bringer: NoticeBringer
) -> None:
    let.put_up(8, a_file(8) + b" " * LARGEST_NOTICES)
    refuses(bringer, let, UpdateRefusal.TOO_LARGE)


def test_threats_metadata_of_notices_without_an_end(
    let: StrictHub, bringer: NoticeBringer
) -> None:
    def fill(signed: Any) -> None:
        signed.version += 1
        signed.unrecognized_fields["x"] = "y" * 100_000

    let.lie(fill, let.own)
    refuses(bringer, let, UpdateRefusal.TOO_LARGE)


def test_threats_a_stolen_hub_signs_a_release_with_the_key_of_notices(
    let: StrictHub, bringer: NoticeBringer, tmp_path: Path, clock: FixedClock
) -> None:
    about = ReleaseAbout(9, clock.now(), "thief")
    packed = pack_files({"site.toml": b"send me your passport"}, about)
    target = SignedTarget.of(TargetKind.RELEASE, 9, packed)
    let.archives[f"targets/{target.file_name}"] = packed

    def add(signed: Any) -> None:
        signed.version += 1
        file = TargetFile(target.length, {"sha256": target.sha256}, target.name)
        signed.targets = {target.name: file}

    let.lie(add, let.own)
    terminal = TrustingTerminal(tmp_path / "terminal", let, clock)
    assert not terminal.update()
    assert terminal.shows == "shipped"
    assert version_of(bringer.kept()) == 7
    with pytest.raises(UpdateRefused):
        bringer.bring(let)  # the one notice that it vouched for is gone


def test_threats_a_stolen_hub_lets_another_key_sign(
    let: StrictHub, bringer: NoticeBringer, clock: FixedClock
) -> None:
    """Metadata of the targets that nobody but the hub has signed."""
    thief = keys.new(TrustRole.TARGETS)
    forged = let.altered(TrustRole.TARGETS, next_version, {TrustRole.TARGETS: [thief]})
    version = let.version(forged)
    let.lies[f"metadata/{version}.targets.json"] = forged

    def name_it(signed: Any) -> None:
        signed.version += 1
        named = signed.meta["targets.json"]
        named.version, named.length, named.hashes = version, None, None

    vouch_anew(let, name_it)
    assert TIMESTAMP in let.lies
    refuses(bringer, let, UpdateRefusal.UNKNOWN_KEY)
