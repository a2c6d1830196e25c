"""How a device that nobody knows asks to be paired: by a code that people type.

A terminal draws its own token and tells the hub only the token's hash; a display is a
browser and keeps the one that the hub drew for it. The code leads staff to that hash,
so no token ever travels to a terminal, and nobody who reads or guesses a code can speak
for the device.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.access import DeviceKind
from kiosk.ids import CODE_ALPHABET

if TYPE_CHECKING:
    from datetime import datetime

LENGTH = 8
"""Characters of `CODE_ALPHABET`: 40 bits, for ten minutes."""
LASTS = timedelta(minutes=10)
MOST_AT_ONCE = 20
MOST_OF_ONE_ADDRESS = 5
_SEEN_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


@dataclass(frozen=True, slots=True)
class PairingRequest:
    """Somebody asks to be paired; who it is, only the code on its glass says."""

    token_hash: str
    code: str
    address: str
    """Where it asked from."""
    program: str
    asked_at: datetime
    expires_at: datetime
    kind: DeviceKind = DeviceKind.TERMINAL


def shown(code: str) -> str:
    """As people read it: `K7QM-2XRD`."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def read(said: str) -> str | None:
    """The code that somebody typed, however they wrote it; None if it cannot be one."""
    code = re.sub(r"[\s-]", "", said[:64]).upper().translate(_SEEN_AS)
    fits = len(code) == LENGTH and all(sign in CODE_ALPHABET for sign in code)
    return code if fits else None
