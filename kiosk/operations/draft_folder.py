"""The draft as a folder on the hub's disk, and what it is worth: read by revision.

The preview draws from this folder, and publishing packs it. It is a copy: whatever
happens to it, the next look brings it back to what the database says.
"""

from __future__ import annotations

import fcntl
import os
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.piecewise import CheckedContent, PiecewiseContent
from kiosk.errors import DataFolderUnusable
from kiosk.i18n.languages import LANGUAGES
from kiosk.store import drafts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from kiosk.domain.drafts import DraftText
    from kiosk.i18n.languages import Language
    from kiosk.operations.context import Context


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    revision: int
    content: CheckedContent
    folder: Path
    """At this revision or a later one."""
    languages: tuple[Language, ...] = ()
    """Those that it adds."""


class DraftOnDisk:
    """Used by many threads, and by several processes on one machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._content = PiecewiseContent(folder)
        self._known: CheckedDraft | None = None
        self._day: date | None = None
        self._looking = threading.Lock()

    def checked(self, ctx: Context) -> CheckedDraft:
        """As of now; who asks sees its languages from then on. Raises
        `DataFolderUnusable`.

        The first look reads everything; every other what changed since.
        """
        checked = self._checked(ctx)
        LANGUAGES.look_at(checked.languages)
        return checked

    def _checked(self, ctx: Context) -> CheckedDraft:
        today = ctx.today()
        with self._looking:
            known = self._known
            with ctx.database.read() as connection:
                newest = drafts.newest_revision(connection)
            if known and known.revision == newest and self._day == today:
                return known
            added = known.languages if known else ()
            with self._alone(), LANGUAGES.read_aside(added):
                revision, content = self._renewed(ctx, known, today)
                added = LANGUAGES.added()
            self._known = CheckedDraft(revision, content, self.folder, added)
            self._day = today
            return self._known

    def is_current(self, ctx: Context) -> bool:
        """Whether the next look costs one small read."""
        known = self._known
        if known is None or self._day != ctx.today():
            return False
        with ctx.database.read() as connection:
            return known.revision == drafts.newest_revision(connection)

    def _renewed(
        self, ctx: Context, known: CheckedDraft | None, today: date
    ) -> tuple[int, CheckedContent]:
        with ctx.database.read() as connection:
            revision = drafts.newest_revision(connection)
            if known is not None:
                files = drafts.since(connection, known.revision)
            else:
                files = drafts.below(connection)
        if known is None:
            self._remove_all_but(files)
        changed = {file.path for file in files if self._write(file) or known}
        if known is None:
            return revision, self._content.whole(today)
        return revision, self._content.renewed(changed, today)

    def _write(self, file: DraftText) -> bool:
        """Whether it was otherwise; nobody who reads it meanwhile sees half of it."""
        path = self.folder / file.path
        if file.text is None:
            path.unlink(missing_ok=True)
            _remove_if_empty(path.parent)
            return True
        data = file.text.encode()
        if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f".{path.name}.new")
        new.write_bytes(data)
        new.replace(path)
        return True

    def _remove_all_but(self, files: Iterable[DraftText]) -> None:
        wanted = {file.path for file in files}
        for root, _folders, names in os.walk(self.folder, topdown=False):
            for name in names:
                path = os.path.join(root, name)  # noqa: PTH118 - thousands of them
                if os.path.relpath(path, self.folder) not in wanted:
                    os.unlink(path)  # noqa: PTH108
        for folder in sorted(self.folder.rglob("*"), reverse=True):
            if folder.is_dir() and not folder.is_symlink():
                _remove_if_empty(folder)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """So that no process writes what another one has overtaken."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = self.folder.with_name(f".{self.folder.name}.lock")
            flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
            descriptor = os.open(lock, flags, 0o600)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                yield
            finally:
                os.close(descriptor)
        except OSError as error:
            raise DataFolderUnusable(
                f"{error.filename or self.folder} cannot be written:"
                f" {error.strerror or error}.",
                remedy="Make its folder writable and its disk not full.",
            ) from error


def _remove_if_empty(folder: Path) -> None:
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
