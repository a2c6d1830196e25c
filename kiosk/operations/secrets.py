"""How secrets handed out are kept: hashed, so that a stolen database opens nothing."""

from __future__ import annotations

from hashlib import sha256


def hashed(secret: str) -> str:
    """One round suffices: they are long and random, which passwords are not."""
    return sha256(secret.encode()).hexdigest()
