"""The publisher's side of a strict site: signs where the hub cannot, and only its own.

A stolen hub may offer anything to be signed; what is signed is what the publisher
signed before and the one release they were shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from securesystemslib.exceptions import UnverifiedSignatureError
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Targets
from tuf.api.serialization.json import JSONSerializer

from kiosk.errors import Conflict
from kiosk.releases.trust.delegating import letting, read_key
from kiosk.releases.trust.roles import LIFETIMES, TrustRole
from kiosk.releases.trust.targets import with_target

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.releases.trust.keys import SigningKey
    from kiosk.releases.trust.roles import SignedTarget


def sign(
    key: SigningKey,
    before: bytes,
    target: SignedTarget | None,
    now: datetime,
    notices_key: str | None = None,
) -> bytes:
    """What the hub then takes. `before`: what this key signed last, as the hub has it.

    `target`: None is nothing new, it only holds longer. `notices_key`: which key of the
    hub may sign notices from now on; "" is none, None whichever may now. Raises
    `Conflict`.
    """
    try:
        known = Metadata[Targets].from_bytes(before)
        public = key.signer.public_key
        public.verify_signature(known.signatures[key.id], known.signed_bytes)
    except (RepositoryError, ValueError, KeyError, UnverifiedSignatureError) as error:
        raise Conflict(
            "What the hub offers to add to was not signed with this key.",
            remedy="Use the key that kiosk content keys status names there. If it is"
            " that one, somebody tampers with the hub.",
        ) from error
    signed = with_target(known.signed, target) if target else known.signed
    if notices_key is not None:
        signed.delegations = letting([read_key(notices_key)] if notices_key else [])
    signed.version = max(known.signed.version + 1, int(now.timestamp()))
    signed.expires = now.replace(microsecond=0) + LIFETIMES[TrustRole.TARGETS]
    metadata = Metadata(signed)
    metadata.sign(key.signer)
    return metadata.to_bytes(JSONSerializer(compact=True))
