"""How passwords are kept: Argon2id, slow enough to guess badly, fast enough to wait."""

from __future__ import annotations

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

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
            return self._hasher.hash(prepared(password))

    def fits(self, password: str, password_hash: str | None) -> bool:
        """Takes the same time when there is no hash to compare with."""
        return any(self._is(form, password_hash) for form in forms(password))

    def is_outdated(self, password_hash: str) -> bool:
        """Whether it was made with other costs than now."""
        return self._hasher.check_needs_rehash(password_hash)

    def _is(self, password: str, password_hash: str | None) -> bool:
        try:
            with self._places:
                if password_hash is None:
                    self._hasher.hash(password)
                    return False
                return self._hasher.verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


def prepared(password: str) -> str:
    """The same text from every keyboard: RFC 8265, `OpaqueString`."""
    blanks = {ord(c): " " for c in password if unicodedata.category(c) == "Zs"}
    return unicodedata.normalize("NFC", password.translate(blanks))


def forms(password: str) -> list[str]:
    """As it is kept now, then as it may have been kept before; one for most."""
    decomposed = unicodedata.normalize("NFD", password)
    return list(dict.fromkeys((prepared(password), password, decomposed)))
