"""What the database keeps sealed, keys of second factors, and what opens it."""

from __future__ import annotations

from kiosk.errors import KeyUnusable

REMEDY = (
    "Bring back hub/second-factor-key of the data folder, from the machine or the"
    " backup that made it; else: kiosk staff reset-second-factor NAME"
)


class Seal:
    """A database that was stolen alone opens no second factor."""

    def __init__(self, key: str | None = None) -> None:
        """A key as `new_key` makes it; None: who asks is told that it is missing."""
        self._key = key

    def sealed(self, text: str) -> str:
        """Raises `KeyUnusable`."""
        from cryptography.fernet import Fernet

        try:
            return Fernet(self._there()).encrypt(text.encode()).decode()
        except ValueError as error:
            raise _no_key() from error

    def opened(self, sealed: str) -> str:
        """Raises `KeyUnusable` for what another key has sealed."""
        from cryptography.fernet import Fernet, InvalidToken

        try:
            return Fernet(self._there()).decrypt(sealed.encode()).decode()
        except ValueError as error:
            raise _no_key() from error
        except InvalidToken as error:
            raise KeyUnusable(
                "This second factor was sealed with another key than this hub has.",
                REMEDY,
            ) from error

    def _there(self) -> str:
        if self._key is None:
            raise _no_key()
        return self._key


def new_key() -> str:
    from cryptography.fernet import Fernet

    return Fernet.generate_key().decode()


def _no_key() -> KeyUnusable:
    return KeyUnusable(
        "The key that seals second factors is missing or broken.", REMEDY
    )
