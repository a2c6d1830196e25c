"""What there is beside the password, and how much of it is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

STEP_SECONDS = 30
DIGITS = 6
RECOVERY_CODES = 10


@dataclass(frozen=True, slots=True)
class Passkey:
    id_hash: str
    name: str
    """What its owner calls it."""
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class SecondFactors:
    app_since: datetime | None
    """Since when an app on a phone makes codes; None: there is none."""
    codes_left: int
    passkeys: tuple[Passkey, ...] = ()
