"""What the web side of the hub must be told before it starts."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class HubSettings:
    public_address: str
    """Where staff and visitors reach the hub, without a slash at the end."""
    secret: str
    """Signs the tokens of forms; the same after a restart, or open forms fail once."""
    metrics_token: str | None = field(default=None, repr=False)
    """With which a monitor may ask from another machine."""
    secure_cookies: bool = False
    """True wherever the public address is https."""
    four_eyes: bool = False
    """Whether a release needs a second publisher who agrees."""
