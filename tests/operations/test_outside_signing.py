from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.releases import ReleaseAbout
from kiosk.domain.site_notices import NoticeKind
from kiosk.errors import Conflict, KeyUnusable, NotFound
from kiosk.ids import LanguageCode
from kiosk.operations import notices, outside_signing, release_signing
from kiosk.operations.hub_content import HubContent
from kiosk.operations.release_signing import HubSigning
from kiosk.operations.signing import NoSigning
from kiosk.releases.installed import InstalledReleases
from kiosk.releases.trust import keys, publisher
from kiosk.releases.trust.delegating import written
from kiosk.releases.trust.roles import SignedTarget, TargetKind, TrustRole
from kiosk.store import releases
from tests.fakes.metadata_store import a_key_ring, at_hand
from tests.hub_context import a_hub, gone
from tests.operations.test_release_signing import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.operations.context import Context
    from kiosk.releases.trust.keys import SigningKey
    from tests.fakes.clock import FixedClock
    from tests.fakes.metadata_store import KeyRing


@pytest.fixture
def ctx(tmp_path: Path, clock: FixedClock, engine: str) -> Iterator[Context]:
    context = a_hub(tmp_path, clock=clock, engine=engine)
    yield context
    gone(context.database)


@pytest.fixture
def strict_ring() -> KeyRing:
    """What the hub has at hand."""
    return a_key_ring()


@pytest.fixture
def strict(
    ctx: Context, tmp_path: Path, strict_ring: KeyRing
) -> tuple[Context, SigningKey]:
    """A hub that published once, and whose targets key was then taken away."""
    ring = strict_ring
    signing = HubSigning(at_hand(ring), ctx.clock, first=lambda: ring)
    publish(ctx, signing, 1, b"one")
    [key] = ring.pop(TrustRole.TARGETS)
    installed = InstalledReleases(tmp_path / "releases", tmp_path / "shipped")
    return replace(ctx, content=HubContent(installed, signing)), key


def wait(ctx: Context, version: int, packed: bytes) -> SignedTarget:
    about = ReleaseAbout(version, ctx.clock.now(), "publisher", "what is new")
    assert ctx.content is not None
    with ctx.database.begin() as connection:
        signed = ctx.content.signing.sign(connection, about, packed)
        assert not signed
        releases.add(connection, about, packed, is_public=signed)
    return SignedTarget.of(TargetKind.RELEASE, version, packed)


def test_a_release_that_waits_is_public_once_it_is_signed(
    strict: tuple[Context, SigningKey],
) -> None:
    ctx, key = strict
    target = wait(ctx, 2, b"two")
    code = outside_signing.code(ctx)
    assert outside_signing.code(ctx) == code
    found = outside_signing.waiting(ctx, code)
    assert found.release is not None
    assert (found.release.about.version, found.before) == (2, 1)
    assert outside_signing.archive(ctx, code) == b"two"
    assert outside_signing.archive(ctx, code, before=True) == b"one"
    signed = publisher.sign(key, found.targets, target, ctx.clock.now())
    assert outside_signing.take(ctx, code, signed) == 2
    assert release_signing.newest_release(ctx) == 2
    assert release_signing.target(ctx, target.file_name) == b"two"
    with pytest.raises(NotFound):
        outside_signing.waiting(ctx, code)


def test_another_signature_makes_nothing_public(
    strict: tuple[Context, SigningKey],
) -> None:
    ctx, key = strict
    wait(ctx, 2, b"two")
    code = outside_signing.code(ctx)
    targets = outside_signing.waiting(ctx, code).targets
    other = SignedTarget.of(TargetKind.RELEASE, 2, b"another two")
    for signed in (
        publisher.sign(key, targets, other, ctx.clock.now()),
        publisher.sign(key, targets, None, ctx.clock.now()),
        targets,
        b"nonsense",
    ):
        with pytest.raises(Conflict):
            outside_signing.take(ctx, code, signed)
    assert release_signing.newest_release(ctx) == 1
    assert outside_signing.code(ctx) == code


def test_a_link_that_is_not_right_opens_nothing(
    strict: tuple[Context, SigningKey],
) -> None:
    ctx, _key = strict
    wait(ctx, 2, b"two")
    code = outside_signing.code(ctx)
    for wrong in (
        "",
        "2.",
        f"{code}x",
        code.replace("2.", "1.", 1),
        "2." + "a" * 43,
        "x" * 10_000,
    ):
        for ask in (outside_signing.waiting, outside_signing.archive):
            with pytest.raises(NotFound):
                ask(ctx, wrong)
        with pytest.raises(NotFound):
            outside_signing.take(ctx, wrong, b"")


def test_where_nothing_waits_the_publisher_lets_it_hold_longer(
    strict: tuple[Context, SigningKey], clock: FixedClock
) -> None:
    ctx, key = strict
    clock.advance(days=80)
    code = outside_signing.code(ctx)
    found = outside_signing.waiting(ctx, code)
    assert found.release is None
    with pytest.raises(NotFound):
        outside_signing.archive(ctx, code)
    signed = publisher.sign(key, found.targets, None, clock.now())
    assert outside_signing.take(ctx, code, signed) == outside_signing.ONLY_LONGER
    assert ctx.content is not None
    standings = {
        standing.role: standing
        for standing in ctx.content.signing.standings(ctx.database)
    }
    assert not standings[TrustRole.TARGETS].ends_soon(clock.now())


def test_a_release_that_another_one_overtook_is_signed_no_more(
    strict: tuple[Context, SigningKey], clock: FixedClock
) -> None:
    ctx, key = strict
    second = wait(ctx, 2, b"two")
    late = outside_signing.code(ctx)
    third = wait(ctx, 3, b"three")
    code = outside_signing.code(ctx)
    targets = outside_signing.waiting(ctx, code).targets
    outside_signing.take(ctx, code, publisher.sign(key, targets, third, clock.now()))
    clock.advance(seconds=5)
    targets = outside_signing.waiting(ctx, late).targets
    signed = publisher.sign(key, targets, second, clock.now())
    with pytest.raises(Conflict, match="newer"):
        outside_signing.take(ctx, late, signed)
    assert release_signing.newest_release(ctx) == 3


def test_a_hub_without_keys_has_nothing_to_sign(ctx: Context) -> None:
    with pytest.raises(KeyUnusable):
        outside_signing.code(ctx)
    with pytest.raises(Conflict), ctx.database.begin() as connection:
        NoSigning().accept(connection, b"", None)


def let_by_the_publisher(ctx: Context, key: SigningKey, notices_key: str) -> None:
    code = outside_signing.code(ctx)
    before = outside_signing.waiting(ctx, code).targets
    now = ctx.clock.now()
    outside_signing.take(ctx, code, publisher.sign(key, before, None, now, notices_key))


def test_a_notice_that_was_put_up_reaches_terminals_once_the_publisher_lets_it(
    strict: tuple[Context, SigningKey], strict_ring: KeyRing, clock: FixedClock
) -> None:
    ctx, key = strict
    clock.advance(seconds=60)
    assert outside_signing.waiting(ctx, outside_signing.code(ctx)).notices_key is None
    now = clock.now()
    texts = {LanguageCode("de"): "Heute zu"}
    told = notices.WantedNotice(NoticeKind.CLOSED, texts, now, now + timedelta(hours=1))
    notices.put_up(ctx, "mira", told)
    assert not notices.reach_terminals(ctx)
    strict_ring[TrustRole.NOTICES] = [keys.new(TrustRole.NOTICES)]
    asked = outside_signing.waiting(ctx, outside_signing.code(ctx)).notices_key
    assert asked is not None
    clock.advance(seconds=60)
    let_by_the_publisher(ctx, key, asked)
    assert notices.reach_terminals(ctx)
    assert outside_signing.waiting(ctx, outside_signing.code(ctx)).notices_key is None
    clock.advance(seconds=60)
    notices.put_up(ctx, "mira", told)
    assert notices.reach_terminals(ctx)


def test_the_hub_takes_no_leave_for_a_key_that_is_not_its_own(
    strict: tuple[Context, SigningKey], strict_ring: KeyRing, clock: FixedClock
) -> None:
    ctx, key = strict
    strict_ring[TrustRole.NOTICES] = [keys.new(TrustRole.NOTICES)]
    clock.advance(seconds=60)
    other = written(keys.new(TrustRole.NOTICES).signer.public_key)
    with pytest.raises(Conflict, match="not this hub's"):
        let_by_the_publisher(ctx, key, other)
