"""What vouches for releases, as it was signed; no key that signs is ever in here."""

from __future__ import annotations

from sqlalchemy import Connection, delete, desc, select

from kiosk.store.schema import release_metadata

KEPT_VERSIONS = 20
"""Of each role but the root, for a terminal that is in the middle of asking."""
KEPT_FOR_EVER = "root"
"""Terminals learn a new root from the one before it, however long they were away."""


class ReleaseMetadata:
    """A `MetadataStore` within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self, role: str) -> bytes | None:
        return self._connection.execute(
            select(release_metadata.c.content)
            .where(release_metadata.c.role == role)
            .order_by(desc(release_metadata.c.version))
            .limit(1)
        ).scalar_one_or_none()

    def put(self, role: str, version: int, content: bytes) -> None:
        self._connection.execute(
            release_metadata.insert(),
            {"role": role, "version": version, "content": content},
        )
        if role != KEPT_FOR_EVER:
            self._drop_older(role)

    def of_version(self, role: str, version: int) -> bytes | None:
        return self._connection.execute(
            select(release_metadata.c.content)
            .where(release_metadata.c.role == role)
            .where(release_metadata.c.version == version)
        ).scalar_one_or_none()

    def every(self, role: str) -> list[tuple[int, bytes]]:
        """Version and content of all that are kept, the oldest first."""
        rows = self._connection.execute(
            select(release_metadata.c.version, release_metadata.c.content)
            .where(release_metadata.c.role == role)
            .order_by(release_metadata.c.version)
        )
        return [(row.version, row.content) for row in rows]

    def _drop_older(self, role: str) -> None:
        kept = (
            select(release_metadata.c.version)
            .where(release_metadata.c.role == role)
            .order_by(desc(release_metadata.c.version))
            .limit(KEPT_VERSIONS)
        )
        self._connection.execute(
            delete(release_metadata)
            .where(release_metadata.c.role == role)
            .where(release_metadata.c.version.not_in(kept))
        )
