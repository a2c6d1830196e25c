"""Whom the publisher of a strict site lets sign notices: one key of the hub, no more.

An emergency does not wait for whoever has the publisher's key. The key that is let may
vouch for files of notices alone; a hub that was broken into can tell visitors something
for a while, and change no text, no release and no key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from securesystemslib.signer import SSlibKey
from tuf.api.metadata import DelegatedRole, Delegations

from kiosk.errors import Conflict
from kiosk.releases.trust.roles import SUFFIXES, TargetKind, TrustRole
from kiosk.releases.trust.targets import targets_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from securesystemslib.signer import Key
    from tuf.api.metadata import Targets

    from kiosk.releases.trust.roles import SignedTarget

PATHS = f"{TargetKind.NOTICES}-*{SUFFIXES[TargetKind.NOTICES]}"
"""The only files that the role vouches for."""
ANY = f"{TargetKind.NOTICES}-0{SUFFIXES[TargetKind.NOTICES]}"
"""A name of that form which no file ever has."""
FILE = f"{TrustRole.NOTICES}.json"
"""How the snapshot names the metadata of the role."""


def letting(keys: Iterable[Key]) -> Delegations | None:
    """That any one of these signs notices; None: nobody but the targets role."""
    let = {str(key.keyid): key for key in keys}
    if not let:
        return None
    role = DelegatedRole(
        str(TrustRole.NOTICES), list(let), threshold=1, terminating=True, paths=[PATHS]
    )
    return Delegations(let, {role.name: role})


def let_by(targets: Targets) -> tuple[str, ...]:
    """The ids of the keys that these targets let sign notices."""
    roles = targets.delegations.roles if targets.delegations else None
    role = roles.get(str(TrustRole.NOTICES)) if roles else None
    return tuple(role.keyids) if role else ()


def notices_of(signed: Targets) -> tuple[SignedTarget, ...]:
    """What counts of all that the role may have vouched for."""
    return tuple(t for t in targets_of(signed) if t.kind is TargetKind.NOTICES)


def written(key: Key) -> str:
    """A public key on its way to the publisher: 64 hexadecimal digits."""
    return str(key.keyval["public"])


def read_key(said: str) -> Key:
    """Raises `Conflict`."""
    try:
        return SSlibKey.from_crypto(
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(said))
        )
    except ValueError as error:
        raise Conflict(
            "What the hub asks to sign notices with is no key.",
            remedy="Do not sign; find out who changes what the hub sends.",
        ) from error
