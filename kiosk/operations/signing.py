"""What the hub asks of whoever signs: for each release, and now and then unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from kiosk.errors import Conflict

if TYPE_CHECKING:
    from kiosk.domain.releases import ReleaseAbout
    from kiosk.releases.trust.roles import RoleStanding, SignedTarget, TrustRole
    from kiosk.store.database import Connection, Database


class Signing(Protocol):
    def sign(self, connection: Connection, about: ReleaseAbout, packed: bytes) -> bool:
        """Vouch for the archive of a release, in the transaction that stores it.

        False: the signature comes later, from a machine that is not the hub's. What it
        raises undoes the transaction.
        """
        ...

    def sign_notices(
        self, connection: Connection, version: int, content: bytes
    ) -> bool:
        """The same for the file of all notices; False: no terminal takes it.

        A site whose publisher signs elsewhere shows notices on its pages alone, until
        the publisher lets a key of the hub sign them.
        """
        ...

    def asked_notices_key(self, connection: Connection) -> str | None:
        """The public key with which the hub would sign notices, if it were let.

        64 hexadecimal digits; None: it asks for nothing.
        """
        ...

    def accept(
        self, connection: Connection, signed: bytes, target: SignedTarget | None
    ) -> None:
        """Take the signature of a machine that is not the hub's, for just this file.

        None: what was signed only holds longer. Raises `Conflict` for any other.
        """
        ...

    def renew(self, database: Database) -> tuple[TrustRole, ...]:
        """Let hold longer what is about to end, as far as the hub may; which it was.

        Raises `KeyUnusable`.
        """
        ...

    def standings(self, database: Database) -> tuple[RoleStanding, ...]:
        """How it is with each role; nothing where nothing was ever signed."""
        ...


class NoSigning:
    """For a hub that no terminal fetches releases from."""

    def sign(self, connection: Connection, about: ReleaseAbout, packed: bytes) -> bool:
        return True

    def sign_notices(
        self, connection: Connection, version: int, content: bytes
    ) -> bool:
        return True

    def asked_notices_key(self, connection: Connection) -> str | None:
        return None

    def accept(
        self, connection: Connection, signed: bytes, target: SignedTarget | None
    ) -> None:
        raise Conflict(
            "This hub takes no signatures.", remedy="Let it make keys for releases."
        )

    def renew(self, database: Database) -> tuple[TrustRole, ...]:
        return ()

    def standings(self, database: Database) -> tuple[RoleStanding, ...]:
        return ()
