"""Notices as staff put them up, and the signed files of them that terminals fetch."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Row, func, or_, select

from kiosk.domain.site_notices import ListedNotice, NoticeKind, SiteNotice
from kiosk.ids import LanguageCode, NoticeId
from kiosk.store.schema import notice_files, site_notices

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

KEPT_FILES = 20
"""A terminal that has read what vouches for one may ask for it a little later."""


def add(connection: Connection, listed: ListedNotice) -> None:
    connection.execute(
        site_notices.insert(),
        {
            "id": listed.notice.id,
            **_said(listed.notice),
            "made_by": listed.made_by,
            "made_at": listed.made_at,
        },
    )


def change(connection: Connection, notice: SiteNotice, by: str, now: datetime) -> bool:
    """False where it is over or was taken down meanwhile."""
    values = {**_said(notice), "changed_by": by, "changed_at": now}
    return _update(connection, notice.id, now, values)


def take_down(
    connection: Connection, notice_id: NoticeId, by: str, now: datetime
) -> bool:
    """False where it is over or was taken down meanwhile."""
    values = {"taken_down_by": by, "taken_down_at": now}
    return _update(connection, notice_id, now, values)


def by_id(connection: Connection, notice_id: str) -> ListedNotice | None:
    asked = select(site_notices).where(site_notices.c.id == notice_id)
    row = connection.execute(asked).one_or_none()
    return _listed(row) if row else None


def known(connection: Connection, now: datetime) -> list[SiteNotice]:
    """Shown now or later, by their beginning."""
    rows = connection.execute(
        select(site_notices)
        .where(site_notices.c.ends > now, site_notices.c.taken_down_at.is_(None))
        .order_by(site_notices.c.begins, site_notices.c.id)
    )
    return [_listed(row).notice for row in rows]


def every(connection: Connection, most: int) -> list[ListedNotice]:
    """The newest first."""
    newest = site_notices.c.made_at.desc(), site_notices.c.id.desc()
    rows = connection.execute(select(site_notices).order_by(*newest).limit(most))
    return [_listed(row) for row in rows]


def forget_before(connection: Connection, moment: datetime) -> int:
    """Those that were over then; how many."""
    old = site_notices.delete().where(
        or_(site_notices.c.ends < moment, site_notices.c.taken_down_at < moment)
    )
    return connection.execute(old).rowcount


def newest_version(connection: Connection) -> int:
    """Of all files, also of those that nobody signed; 0 where there is none."""
    newest = connection.execute(select(func.max(notice_files.c.version)))
    return newest.scalar_one() or 0


def newest_public(connection: Connection) -> int | None:
    newest = select(func.max(notice_files.c.version)).where(notice_files.c.is_public)
    found: int | None = connection.execute(newest).scalar_one()
    return found


def add_file(
    connection: Connection, version: int, content: bytes, *, is_public: bool
) -> None:
    connection.execute(
        notice_files.insert(),
        {
            "version": version,
            "sha256": sha256(content).hexdigest(),
            "content": content,
            "is_public": is_public,
        },
    )
    newest = (
        select(notice_files.c.version)
        .order_by(notice_files.c.version.desc())
        .limit(KEPT_FILES)
    )
    kept = connection.execute(newest).scalars().all()
    connection.execute(notice_files.delete().where(notice_files.c.version < min(kept)))


def content(connection: Connection, version: int) -> bytes | None:
    """Of a file that was signed."""
    asked = select(notice_files.c.content)
    asked = asked.where(notice_files.c.version == version, notice_files.c.is_public)
    return connection.execute(asked).scalar_one_or_none()


def file(connection: Connection, version: int, digest: str) -> bytes | None:
    """None where it is kept no longer, was never signed, or is another one."""
    return connection.execute(
        select(notice_files.c.content).where(
            notice_files.c.version == version,
            notice_files.c.sha256 == digest,
            notice_files.c.is_public,
        )
    ).scalar_one_or_none()


def _update(
    connection: Connection, notice_id: NoticeId, now: datetime, values: dict[str, Any]
) -> bool:
    changed = (
        site_notices.update()
        .where(
            site_notices.c.id == notice_id,
            site_notices.c.ends > now,
            site_notices.c.taken_down_at.is_(None),
        )
        .values(**values)
    )
    return connection.execute(changed).rowcount == 1


def _said(notice: SiteNotice) -> dict[str, Any]:
    return {
        "kind": notice.kind.value,
        "texts": dict(notice.texts),
        "begins": notice.begins,
        "ends": notice.ends,
    }


def _listed(row: Row[Any]) -> ListedNotice:
    texts = {LanguageCode(code): said for code, said in row.texts.items()}
    notice = SiteNotice(
        NoticeId(row.id), NoticeKind(row.kind), texts, row.begins, row.ends
    )
    return ListedNotice(
        notice,
        row.made_by,
        row.made_at,
        row.changed_by,
        row.changed_at,
        row.taken_down_by,
        row.taken_down_at,
    )
