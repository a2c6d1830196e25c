"""The working draft of all content: its present files, and every version there was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, func, select, update

from kiosk.domain.drafts import DraftEntry, DraftStep, DraftText
from kiosk.store.schema import draft_files, draft_versions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_ENTRY = (
    draft_versions.c.path,
    draft_versions.c.version,
    draft_versions.c.revision,
    draft_versions.c.author,
    draft_versions.c.at,
    draft_versions.c.step,
)
_ENTRIES: Select[Any] = select(*_ENTRY)
_FILES: Select[Any] = select(*_ENTRY, draft_versions.c.text)
_IS_PRESENT = draft_files.c.revision == draft_versions.c.revision
_AT_ONCE = 500
"""Rows in one statement."""


def newest_revision(connection: Connection) -> int:
    """0 before there is a draft."""
    newest = connection.execute(select(func.max(draft_versions.c.revision)))
    return newest.scalar_one() or 0


def present(connection: Connection, path: str) -> DraftText | None:
    """The newest version, also one that removed the file."""
    row = connection.execute(_present(_FILES).where(draft_files.c.path == path))
    found = row.one_or_none()
    return _file(found) if found else None


def every(connection: Connection) -> list[DraftEntry]:
    """All that are there, by path."""
    there = _present(_ENTRIES).where(draft_versions.c.text.is_not(None))
    entries = [_entry(row) for row in connection.execute(there)]
    return sorted(entries, key=lambda entry: entry.path)


def below(connection: Connection, folder: str = "") -> list[DraftText]:
    """All files there whose path begins so, by path."""
    there = _present(_FILES).where(
        draft_versions.c.text.is_not(None),
        draft_files.c.path.startswith(folder, autoescape=True),
    )
    files = [_file(row) for row in connection.execute(there)]
    return sorted(files, key=lambda file: file.path)


def outside(connection: Connection, folder: str) -> list[DraftText]:
    """All files there whose path does not begin so, by path."""
    there = _present(_FILES).where(
        draft_versions.c.text.is_not(None),
        ~draft_files.c.path.startswith(folder, autoescape=True),
    )
    files = [_file(row) for row in connection.execute(there)]
    return sorted(files, key=lambda file: file.path)


def since(connection: Connection, revision: int) -> list[DraftText]:
    """As they are now, of all that changed after this revision; removed ones too."""
    changed = _present(_FILES).where(draft_files.c.revision > revision)
    return [_file(row) for row in connection.execute(changed)]


def history(connection: Connection, path: str) -> list[DraftEntry]:
    """The newest first."""
    of_it = _ENTRIES.where(draft_versions.c.path == path)
    rows = connection.execute(of_it.order_by(draft_versions.c.version.desc()))
    return [_entry(row) for row in rows]


def by_version(connection: Connection, path: str, version: int) -> DraftText | None:
    row = connection.execute(
        _FILES.where(draft_versions.c.path == path, draft_versions.c.version == version)
    ).one_or_none()
    return _file(row) if row else None


def by_fingerprint(
    connection: Connection, path: str, fingerprint: str
) -> DraftText | None:
    """The newest version of a source text that has it."""
    rows = connection.execute(
        _FILES.where(
            draft_versions.c.path == path,
            draft_versions.c.fingerprint == fingerprint,
        )
        .order_by(draft_versions.c.version.desc())
        .limit(1)
    )
    row = rows.one_or_none()
    return _file(row) if row else None


def had(connection: Connection, path: str, text: str) -> bool:
    """Whether any version of the file said exactly this."""
    said = select(draft_versions.c.version).where(
        draft_versions.c.path == path, draft_versions.c.text == text
    )
    return connection.execute(said.limit(1)).one_or_none() is not None


def count(connection: Connection) -> int:
    """Of all that are there."""
    there = _present(select(func.count())).where(draft_versions.c.text.is_not(None))
    found: int = connection.execute(there).scalar_one()
    return found


def put(
    connection: Connection,
    path: str,
    text: str | None,
    author: str,
    at: datetime,
    step: DraftStep,
    fingerprint: str | None = None,
    *,
    after: int,
) -> DraftEntry | None:
    """The version that follows `after`; None where that is not the newest any more.

    `after` is 0 for a file that never was.
    """
    if not _take(connection, path, after):
        return None
    values = {"path": path, "version": after + 1, "author": author, "at": at}
    done = connection.execute(
        draft_versions.insert(),
        values | {"step": step.value, "text": text, "fingerprint": fingerprint},
    )
    key = done.inserted_primary_key
    assert key
    (revision,) = key
    connection.execute(
        update(draft_files).where(draft_files.c.path == path).values(revision=revision)
    )
    return DraftEntry(path, after + 1, revision, author, at, step)


def begin(
    connection: Connection,
    texts: Mapping[str, str],
    fingerprints: Mapping[str, str],
    author: str,
    at: datetime,
) -> None:
    """The first version of every file, where there is no draft yet."""
    rows = [
        {
            "path": path,
            "version": 1,
            "text": text,
            "author": author,
            "at": at,
            "step": DraftStep.BEGUN.value,
            "fingerprint": fingerprints.get(path),
        }
        for path, text in sorted(texts.items())
    ]
    for start in range(0, len(rows), _AT_ONCE):
        connection.execute(draft_versions.insert(), rows[start : start + _AT_ONCE])
    columns = ("path", "version", "revision")
    first = select(*(draft_versions.c[name] for name in columns))
    connection.execute(draft_files.insert().from_select(columns, first))


def _take(connection: Connection, path: str, after: int) -> bool:
    """Of two who build on the same version one hears yes."""
    if after == 0:
        known = select(draft_files.c.path).where(draft_files.c.path == path)
        if connection.execute(known).one_or_none() is not None:
            return False
        first = {"path": path, "version": 1, "revision": 0}
        connection.execute(draft_files.insert(), first)  # writes go one by one
        return True
    taken = connection.execute(
        update(draft_files)
        .where(draft_files.c.path == path, draft_files.c.version == after)
        .values(version=after + 1)
    )
    return taken.rowcount == 1


def _present(what: Select[Any]) -> Select[Any]:
    return what.select_from(draft_files.join(draft_versions, _IS_PRESENT))


def _file(row: Row[Any]) -> DraftText:
    return DraftText(_entry(row), row.text)


def _entry(row: Row[Any]) -> DraftEntry:
    return DraftEntry(
        row.path, row.version, row.revision, row.author, row.at, DraftStep(row.step)
    )
