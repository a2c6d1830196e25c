"""Every release there ever was, and the archives of the newest."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, func, select, update

from kiosk.domain.releases import SHIPPED, ListedRelease, ReleaseAbout, ReleaseVersion
from kiosk.store.schema import releases

if TYPE_CHECKING:
    from typing import Any

KEPT = 10
"""Archives, to go back to."""

_LISTED = select(
    releases.c.version,
    releases.c.published_at,
    releases.c.published_by,
    releases.c.comment,
    releases.c.rolls_back_to,
    releases.c.sha256,
    releases.c.length,
    releases.c.is_public,
    releases.c.archive.is_not(None).label("is_kept"),
)


def newest_version(connection: Connection) -> ReleaseVersion:
    """Of all, also of those that wait for a signature; 0 where there is none."""
    newest = connection.execute(select(func.max(releases.c.version)))
    return newest.scalar_one() or SHIPPED


def newest_public(connection: Connection) -> ListedRelease | None:
    public = _LISTED.where(releases.c.is_public)
    row = connection.execute(public.order_by(releases.c.version.desc()).limit(1))
    found = row.one_or_none()
    return _listed(found) if found else None


def by_version(connection: Connection, version: ReleaseVersion) -> ListedRelease | None:
    row = connection.execute(_LISTED.where(releases.c.version == version))
    found = row.one_or_none()
    return _listed(found) if found else None


def every(connection: Connection) -> list[ListedRelease]:
    """The newest first."""
    rows = connection.execute(_LISTED.order_by(releases.c.version.desc()))
    return [_listed(row) for row in rows]


def archive(connection: Connection, version: ReleaseVersion) -> bytes | None:
    """None where it is kept no longer, or was never there."""
    return connection.execute(
        select(releases.c.archive).where(releases.c.version == version)
    ).scalar_one_or_none()


def add(
    connection: Connection, about: ReleaseAbout, packed: bytes, *, is_public: bool
) -> ListedRelease:
    connection.execute(
        releases.insert(),
        {
            "version": about.version,
            "published_at": about.published_at,
            "published_by": about.by,
            "comment": about.comment,
            "rolls_back_to": about.rolls_back_to,
            "sha256": sha256(packed).hexdigest(),
            "length": len(packed),
            "is_public": is_public,
            "archive": packed,
        },
    )
    _keep_the_newest(connection)
    return ListedRelease(
        about, sha256(packed).hexdigest(), len(packed), is_public, is_kept=True
    )


def make_public(connection: Connection, version: ReleaseVersion) -> bool:
    """False: it is public already, or a newer one is, or there is no such release."""
    newer = select(releases.c.version).where(
        releases.c.is_public, releases.c.version >= version
    )
    changed = connection.execute(
        update(releases)
        .where(releases.c.version == version, ~newer.exists())
        .values(is_public=True)
    )
    return changed.rowcount == 1


def _keep_the_newest(connection: Connection) -> None:
    kept = select(releases.c.version).where(releases.c.archive.is_not(None))
    newest = kept.order_by(releases.c.version.desc()).limit(KEPT)
    connection.execute(
        update(releases).where(releases.c.version.not_in(newest)).values(archive=None)
    )


def _listed(row: Row[Any]) -> ListedRelease:
    about = ReleaseAbout(
        row.version,
        row.published_at,
        row.published_by,
        row.comment,
        row.rolls_back_to,
    )
    return ListedRelease(about, row.sha256, row.length, row.is_public, row.is_kept)
