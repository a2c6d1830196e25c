"""What becomes of a text before it is saved: read and drawn as if it were saved.

A small content folder holds the centre's own files and the one service, with the typed
text in it. Folders are named by what they hold, so that several processes make the same
one; the oldest make room for the newest.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from kiosk.catalogue.loader import read
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.text_origins import source_file
from kiosk.catalogue.translation_checks import check_translations
from kiosk.errors import DataFolderUnusable, NotFound
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations.drafting import check
from kiosk.store import drafts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kiosk.catalogue.problems import Problem
    from kiosk.domain.catalogue import Catalogue
    from kiosk.operations.context import Context

MOST_KEPT = 48
"""Some 100 kB each: a few minutes of several editors."""
_NAME_LENGTH = 20
_SERVICES = "services/"


@dataclass(frozen=True, slots=True)
class UnsavedContent:
    key: str
    """Of what is in it, to ask for pictures of it."""
    folder: Path
    catalogue: Catalogue | None
    """With the one service; None where the centre itself cannot be read."""
    problems: tuple[Problem, ...]
    """Of the file that was typed."""


def with_text(
    ctx: Context,
    path: str,
    text: str,
    *,
    asks_change: bool = False,
    beside: Mapping[str, str] | None = None,
) -> UnsavedContent:
    """The draft's file `path` as it would be, and others that are typed `beside` it.
    Raises `BadContent`.

    `asks_change`: saving will ask what a change of a German text means, and raise its
    version by the answer; until then nobody is told that it was not raised.
    """
    check(path, text)
    files = {**_around(ctx, path), **(beside or {}), path: text}
    key = _key(files)
    folder = _folder(ctx) / key
    if not folder.is_dir():
        _write(folder, files)
    findings = Findings()
    with LANGUAGES.read_aside():
        catalogue = read(folder, findings, ctx.today())
        if catalogue is not None:
            follow = not asks_change or source_file(path) is not None
            check_translations(folder, catalogue, findings, follow=follow)
    typed = {path, *(beside or {})}
    mine = [problem for problem in findings.problems if problem.file in typed]
    mine.sort(key=lambda problem: (not problem.is_error, problem.line or 0))
    return UnsavedContent(key, folder, catalogue, tuple(mine))


def folder_of(ctx: Context, key: str) -> Path:
    """Raises `NotFound`, also for one that made room for others."""
    folder = _folder(ctx) / key
    if len(key) != _NAME_LENGTH or not key.isalnum() or not folder.is_dir():
        raise NotFound("This picture is not kept.", remedy="Change the text again.")
    return folder


def _around(ctx: Context, path: str) -> dict[str, str]:
    """The centre's own files, and those of the service that the path is of."""
    slug = path.removeprefix(_SERVICES).partition("/")[0]
    with ctx.database.read() as connection:
        own = drafts.outside(connection, _SERVICES)
        if path.startswith(_SERVICES):
            own += drafts.below(connection, f"{_SERVICES}{slug}/")
    return {file.path: file.text for file in own if file.text is not None}


def _key(files: Mapping[str, str]) -> str:
    digest = sha256()
    for name in sorted(files):
        for part in (name, files[name]):
            data = part.encode()
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:_NAME_LENGTH]


def _folder(ctx: Context) -> Path:
    if ctx.draft is None:
        raise NotFound("This hub keeps no draft.", remedy="Start it by `kiosk hub`.")
    return ctx.draft.folder.with_name("unsaved")


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """Whole at once, under its name."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = tempfile.mkdtemp(prefix=".", dir=folder.parent)
        made = folder.parent / new
        (made / _SERVICES).mkdir()
        for name, text in files.items():
            target = made / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode())
        _take_name(made, folder)
        _tidy(folder.parent)
    except OSError as error:
        raise DataFolderUnusable(
            f"{folder.parent} cannot be written: {error.strerror or error}.",
            remedy="Make its folder writable and its disk not full.",
        ) from error


def _take_name(made: Path, folder: Path) -> None:
    try:
        made.rename(folder)
    except OSError:
        shutil.rmtree(made)
        if not folder.is_dir():  # another thread or process was not faster
            raise


def _tidy(parent: Path) -> None:
    def age(folder: Path) -> float:
        with suppress(OSError):
            return folder.stat().st_mtime
        return 0.0

    for old in sorted(parent.iterdir(), key=age, reverse=True)[MOST_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
