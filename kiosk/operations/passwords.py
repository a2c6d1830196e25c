"""How passwords are kept: Argon2id, slow enough to guess badly, fast enough to wait."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kiosk.errors import WeakPassword

LEAST_LENGTH = 10

AT_ONCE = 2
"""How many are worked on at the same time: each takes its memory, and a flood of
sign-ins must not take all there is."""


class Passwords:
    """The defaults take about 50 ms and 19 MiB; tests hand in cheaper ones."""

    def __init__(self, *, rounds: int = 3, memory_kib: int = 19_456) -> None:
        self._hasher = PasswordHasher(
            time_cost=rounds, memory_cost=memory_kib, parallelism=1
        )
        self._places = threading.Semaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        with self._places:
            return self._hasher.hash(password)

    def fits(self, password: str, password_hash: str | None) -> bool:
        """Takes the same time when there is no hash to compare with."""
        if password_hash is None:
            self.hash(password)
            return False
        try:
            with self._places:
                return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    def is_outdated(self, password_hash: str) -> bool:
        """Whether it was made with other costs than now."""
        return self._hasher.check_needs_rehash(password_hash)


def check_strength(password: str, sign_in_name: str) -> None:
    """Raises `WeakPassword`."""
    if len(password) < LEAST_LENGTH:
        raise WeakPassword(
            f"The password has fewer than {LEAST_LENGTH} characters.",
            remedy="Take three or four words that do not belong together.",
        )
    if password.casefold() == sign_in_name or len(set(password)) < 4:
        raise WeakPassword(
            "The password is easy to guess.",
            remedy="Take three or four words that do not belong together.",
        )
