"""How the draft goes to files and back, byte for byte, and who wins if both changed.

An exported folder has a list of the versions it was written from. What was changed in
the folder alone comes into the draft, what was changed in the draft alone stays there,
and what was changed in both is a conflict: nothing is imported until somebody decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.domain.drafts import DraftStep
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import BadContent, Conflict, UpdateRefused
from kiosk.operations import drafting
from kiosk.operations.export_list import (
    ExportList,
    read_list,
    renew_list,
    write_file,
    write_list,
)
from kiosk.releases.differences import difference
from kiosk.releases.packing import read_folder
from kiosk.store import drafts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kiosk.domain.changes import TextChange
    from kiosk.domain.drafts import DraftEntry, DraftText
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

BEGUN_BY = "kiosk"
_MACHINE_MADE = frozenset({DraftStep.BEGUN, DraftStep.IMPORTED})
"""Nobody typed it on the hub: without a list, files may replace it."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do."""

    changes: tuple[TextChange, ...] = ()
    conflicts: tuple[str, ...] = ()
    """Paths of files that were changed in the folder and in the draft."""
    newer: tuple[str, ...] = ()
    """Paths of files that only the draft has changed since; they stay."""
    texts: Mapping[str, str | None] = field(default_factory=dict)
    """What comes into the draft; None removes a file."""
    based_on: Mapping[str, int] = field(default_factory=dict)


def ensure_begun(ctx: Context) -> None:
    """Begin the draft with what the hub shows now, unless there is one."""
    if drafting.revision(ctx) or ctx.content is None:
        return
    texts = _texts(read_folder(ctx.content.release().folder))
    marks = {p: m for p, t in texts.items() if (m := drafting.fingerprint_of(p, t))}
    with ctx.database.begin() as connection:
        if not drafts.newest_revision(connection):  # another process may be faster
            drafts.begin(connection, texts, marks, BEGUN_BY, ctx.clock.now())


def export_folder(ctx: Context, folder: Path, *, over: bool = False) -> int:
    """Write the draft there, and how many files that were.

    Files there that the draft has left are removed; others are left alone. Raises
    `Conflict` naming what was changed there and would be lost, unless `over`.
    """
    there = _read(folder)
    known = read_list(folder)
    with ctx.database.read() as connection:
        revision = drafts.newest_revision(connection)
        files = drafts.below(connection)
        present = {file.path: file for file in files}
        changed = [
            path
            for path, text in there.items()
            if (path in present or path in known.files)
            and not _is_known(connection, path, text, known)
        ]
        if changed and not over:
            raise Conflict(
                f"{len(changed)} files were changed in {folder}: {some(changed)}.",
                remedy="Import them first, or write --over them.",
            )
    for path in known.files:
        if path in there and path not in present:
            (folder / path).unlink(missing_ok=True)
    for file in files:
        if file.text is not None and there.get(file.path) != file.text:
            write_file(folder / file.path, file.text.encode())
    versions = {file.path: file.version for file in files}
    write_list(folder, ExportList(revision, versions))
    return len(files)


def import_plan(ctx: Context, folder: Path, *, over_newer: bool = False) -> ImportPlan:
    """What differs there; with `over_newer` conflicts are won by the folder.

    Raises `BadContent` for a file that is no text, `UpdateRefused` for no content.
    """
    there = _texts(read_folder(folder))
    return plan_of(ctx, there, read_list(folder), over_newer=over_newer)


def plan_of(
    ctx: Context, there: Mapping[str, str], known: ExportList, *, over_newer: bool
) -> ImportPlan:
    """What comes of these texts by path, which were made from the versions `known`.

    What is known and not there is to be removed.
    """
    with ctx.database.read() as connection:
        present = {file.path: file for file in drafts.below(connection)}
        newest = {
            path: present.get(path) or drafts.present(connection, path)
            for path in {*there, *known.files}
        }
        wanted: dict[str, str | None] = {}
        conflicts, newer = [], []
        for path in sorted(newest):
            text, file = there.get(path), newest[path]
            if text == (file.text if file else None):
                continue
            if _is_known(connection, path, text, known):
                newer.append(path)
            elif over_newer or _may_follow(file, known.files.get(path)):
                wanted[path] = text
            else:
                conflicts.append(path)
    old = {p: f.text.encode() for p, f in present.items() if f.text and p in wanted}
    new = {path: text.encode() for path, text in wanted.items() if text is not None}
    return ImportPlan(
        difference(old, new),
        tuple(conflicts),
        tuple(newer),
        wanted,
        {path: file.version if file else 0 for path, file in newest.items()},
    )


def import_folder(
    ctx: Context, by: str, folder: Path, plan: ImportPlan
) -> list[DraftEntry]:
    """Do what was planned, all of it or nothing. The new versions.

    Raises `Conflict` for conflicts that nobody decided, and `DraftConflict` if the
    draft has changed since the plan.
    """
    if plan.conflicts:
        raise Conflict(
            f"{len(plan.conflicts)} files were changed in the draft too:"
            f" {some(plan.conflicts)}.",
            remedy="Export into another folder and join them, or import --over-newer.",
        )
    with ctx.database.begin() as connection:
        step = DraftStep.IMPORTED
        entries = [
            drafting.put(ctx, connection, by, path, text, plan.based_on[path], step)
            if text is not None
            else drafting.take_away(ctx, connection, by, path, plan.based_on[path])
            for path, text in plan.texts.items()
        ]
    renew_list(folder, drafting.revision(ctx), entries)
    return entries


def _is_known(
    connection: Connection, path: str, text: str | None, known: ExportList
) -> bool:
    """Whether the folder has a version that the draft had: nobody changed it there."""
    if path in known.files:
        was = drafts.by_version(connection, path, known.files[path])
        return was is not None and was.text == text
    return text is not None and drafts.had(connection, path, text)


def _may_follow(file: DraftText | None, based_on: int | None) -> bool:
    if file is None:
        return True
    if based_on is not None:
        return file.version == based_on
    return file.text is None or file.entry.step in _MACHINE_MADE


def _read(folder: Path) -> dict[str, str]:
    """Nothing of a folder that holds no content, or is not there."""
    if not folder.is_dir():
        return {}
    try:
        return _texts(read_folder(folder))
    except UpdateRefused as error:
        if error.reason is UpdateRefusal.BROKEN_CONTENT:
            return {}
        raise


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    texts = {}
    for path, data in files.items():
        try:
            texts[path] = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise BadContent(
                f"{path}:{line}: The text is not UTF-8.",
                remedy="Save the file with the encoding UTF-8.",
            ) from error
        drafting.check(path, texts[path])
    return texts


def some(paths: list[str] | tuple[str, ...]) -> str:
    more = f" and {len(paths) - 5} more" if len(paths) > 5 else ""
    return f"{', '.join(paths[:5])}{more}"
