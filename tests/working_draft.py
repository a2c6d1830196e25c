"""A hub whose working draft is the small content folder, told apart by its author."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kiosk.catalogue.confirming import confirm_translation
from kiosk.operations import drafting
from kiosk.releases.packing import read_folder
from kiosk.store import drafts
from tests import content_folder
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from kiosk.operations.context import Context

SHIPPED = "shipped"
GERMAN = "services/doctor/de.md"
POLISH = "services/doctor/pl.md"
ENGLISH = "services/doctor/en.md"
SITE = "site.toml"


def a_marked_folder(parent: Path) -> Path:
    """Each translation names the text it was made from."""
    folder = parent / "content"
    for path, content in _marked().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8", newline="\n")
    return folder


def begun(ctx: Context) -> Context:
    """The same hub with a draft."""
    texts, marks = _marked(), _fingerprints()
    with ctx.database.begin() as connection:
        drafts.begin(connection, texts, marks, SHIPPED, ctx.clock.now())
    return ctx


@cache
def _marked() -> dict[str, str]:
    """Made once a process: each text is read to mark its translations."""
    with TemporaryDirectory() as parent:
        folder = a_content_folder(Path(parent))
        for slug in ("doctor", "registration", "words"):
            for code in content_folder.LANGUAGES[1:]:
                confirm_translation(folder, slug, code, None)
        return {path: data.decode() for path, data in read_folder(folder).items()}


@cache
def _fingerprints() -> dict[str, str]:
    found = {p: drafting.fingerprint_of(p, text) for p, text in _marked().items()}
    return {path: mark for path, mark in found.items() if mark}


def text(ctx: Context, path: str) -> str:
    found = drafting.file(ctx, path).text
    assert found is not None
    return found


def changed(ctx: Context, path: str, old: str, new: str) -> str:
    """The present text with the first `old` replaced; nothing is saved."""
    there = text(ctx, path)
    assert old in there, (path, old)
    return there.replace(old, new, 1)
