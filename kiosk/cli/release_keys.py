"""Where a hub's signing keys are, made where there are none yet.

What signs is imported when it is needed: it costs 120 ms.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.clock import SystemClock
from kiosk.operations.release_signing import HubSigning
from kiosk.releases.trust.roles import TOP_ROLES, TrustRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.cli.options import Setup
    from kiosk.releases.trust.keys import KeyFolder, SigningKey

ROOT_KEYS = 2
"""One to use, and one in another place for the day the first is lost."""
CREDENTIALS = "CREDENTIALS_DIRECTORY"
"""Where systemd puts what LoadCredential= names."""

log = logging.getLogger("kiosk.hub")


def signing(place: Setup) -> HubSigning:
    """With the keys of this machine; a hub's first ones are made on the way."""
    return HubSigning(
        lambda role: key_folder(place).of(role),
        SystemClock(),
        first=lambda: _first_keys(place),
    )


def key_folder(place: Setup) -> KeyFolder:
    from kiosk.releases.trust.keys import KeyFolder

    given = os.environ.get(CREDENTIALS)
    return KeyFolder(place.folder.signing_keys, Path(given) if given else None)


def _first_keys(place: Setup) -> dict[TrustRole, Sequence[SigningKey]]:
    """Those that are there, as of a start that broke off, and the missing ones."""
    from kiosk.releases.trust import keys

    folder = key_folder(place)
    ring: dict[TrustRole, Sequence[SigningKey]] = {}
    for role in TOP_ROLES:
        wanted = ROOT_KEYS if role is TrustRole.ROOT else 1
        ring[role] = folder.of(role) or [
            folder.keep(keys.new(role)) for _ in range(wanted)
        ]
    log.warning(
        "made the keys that sign releases, in %s: put the root keys away, to a place"
        " that is no part of this machine",
        folder.folder,
    )
    return ring
