"""What the web side of the hub must be told before it starts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HubSettings:
    public_address: str
    """Where staff and visitors reach the hub, without a slash at the end."""
    secret: str
    """Signs the tokens of forms; the same after a restart, or open forms fail once."""
    secure_cookies: bool = False
    """True wherever the public address is https."""
