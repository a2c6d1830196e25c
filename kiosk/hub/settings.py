"""What the web side of the hub must be told before it starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class HubSettings:
    public_address: str
    """Where staff and visitors reach the hub, without a slash at the end."""
    session_folder: Path
    """Who is signed in; made if it is not there."""
    secret: str
    """Signs the tokens of forms; the same after a restart, or open forms fail once."""
    secure_cookies: bool = False
    """True wherever the public address is https."""
