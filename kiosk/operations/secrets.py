"""How secrets handed out are kept: as hashes, so that a stolen database opens nothing.

They are long and random, so one round of SHA-256 suffices; passwords are not.
"""

from __future__ import annotations

from hashlib import sha256


def hashed(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
