"""How a release gets its signature from a machine that is not the hub's.

Whoever has the link may read what waits, and hand in a signature; that it is the right
one it proves by itself.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.errors import Conflict, KeyUnusable, NotFound
from kiosk.operations import notices
from kiosk.releases.trust.roles import SignedTarget, TargetKind, TrustRole
from kiosk.store import kept_secrets, releases
from kiosk.store.release_metadata import ReleaseMetadata

if TYPE_CHECKING:
    from kiosk.domain.releases import ListedRelease, ReleaseVersion
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

CODE = re.compile(r"(0|[1-9][0-9]{0,8})\.([A-Za-z0-9_-]{1,64})")
ONLY_LONGER = 0
"""In place of a version: nothing waits, but what was signed shall hold longer."""


@dataclass(frozen=True, slots=True)
class WaitingForSignature:
    targets: bytes
    """What the publisher signed last."""
    release: ListedRelease | None
    """None: it shall only hold longer."""
    before: ReleaseVersion | None
    """The release that is public now."""
    notices_key: str | None = None
    """The public key that the hub asks to let sign notices; 64 hexadecimal digits."""


def code(ctx: Context) -> str:
    """For the release that waits, or for a longer life of what is signed.

    Raises `KeyUnusable` for a hub that has no keys at all.
    """
    with ctx.database.begin() as connection:
        if ReleaseMetadata(connection).newest(TrustRole.TARGETS) is None:
            raise KeyUnusable(
                "This hub has no keys that sign releases yet.",
                remedy="Make them: kiosk content keys init.",
            )
        version = _waiting_version(connection)
        secret = kept_secrets.by_name(connection, _name(version))
        if secret is None:
            secret = ctx.ids.secret()
            kept_secrets.put(connection, _name(version), secret)
    return f"{version}.{secret}"


def waiting(ctx: Context, said: str) -> WaitingForSignature:
    """Raises `NotFound`."""
    with ctx.database.read() as connection:
        version = _version_of(connection, said)
        targets = ReleaseMetadata(connection).newest(TrustRole.TARGETS)
        public = releases.newest_public(connection)
        release = releases.by_version(connection, version) if version else None
        asked = (
            ctx.content.signing.asked_notices_key(connection) if ctx.content else None
        )
    assert targets is not None, "no code without it"
    before = public.about.version if public else None
    return WaitingForSignature(targets, release, before, asked)


def archive(ctx: Context, said: str, *, before: bool = False) -> bytes:
    """Of what waits, or of what is public now. Raises `NotFound`."""
    with ctx.database.read() as connection:
        version = _version_of(connection, said)
        public = releases.newest_public(connection)
        if before:
            version = public.about.version if public else 0
        found = releases.archive(connection, version)
    if found is None:
        raise NotFound("There is no such archive.", "Publish it again.")
    return found


def take(ctx: Context, said: str, signed: bytes) -> ReleaseVersion:
    """Make public what was signed; 0 where it only holds longer.

    Raises `NotFound`, and `Conflict` for any other signature.
    """
    with ctx.database.begin() as connection:
        version = _version_of(connection, said)
        release = releases.by_version(connection, version) if version else None
        target = _target(release) if release else None
        assert ctx.content is not None, "a hub without releases has no code"
        ctx.content.signing.accept(connection, signed, target)
        if release is not None and not releases.make_public(connection, version):
            raise Conflict(
                f"Release {version} waits no longer: a newer one is public.",
                remedy="Publish it again, if it shall still be shown.",
            )
        kept_secrets.remove(connection, _name(version))
        notices.sign_what_waits(ctx, connection)
    return version


def _target(release: ListedRelease) -> SignedTarget:
    return SignedTarget(
        TargetKind.RELEASE, release.about.version, release.length, release.sha256
    )


def _waiting_version(connection: Connection) -> ReleaseVersion:
    newest = releases.by_version(connection, releases.newest_version(connection))
    return newest.about.version if newest and not newest.is_public else ONLY_LONGER


def _version_of(connection: Connection, said: str) -> ReleaseVersion:
    """Of a code that is good now. Raises `NotFound`."""
    found = CODE.fullmatch(said)
    if found is not None:
        version = int(found[1])
        secret = kept_secrets.by_name(connection, _name(version))
        if secret is not None and hmac.compare_digest(secret, found[2]):
            return version
    raise NotFound(
        "Nothing waits for a signature under this link.",
        remedy="Ask on the hub for a new one: kiosk content sign.",
    )


def _name(version: ReleaseVersion) -> str:
    return f"signing-{version}"
