"""A hub whose working draft is the small content folder, told apart by its author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.confirming import confirm_translation
from kiosk.operations import drafting
from kiosk.releases.packing import read_folder
from kiosk.store import drafts
from tests import content_folder
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context

SHIPPED = "shipped"
GERMAN = "services/doctor/de.md"
POLISH = "services/doctor/pl.md"
ENGLISH = "services/doctor/en.md"
SITE = "site.toml"


def a_marked_folder(parent: Path) -> Path:
    """Each translation names the text it was made from."""
    folder = a_content_folder(parent)
    for slug in ("doctor", "registration", "words"):
        for code in content_folder.LANGUAGES[1:]:
            confirm_translation(folder, slug, code, None)
    return folder


def begun(ctx: Context, parent: Path) -> Context:
    """The same hub with a draft."""
    texts = {n: d.decode() for n, d in read_folder(a_marked_folder(parent)).items()}
    marks = {p: m for p, t in texts.items() if (m := drafting.fingerprint_of(p, t))}
    with ctx.database.begin() as connection:
        drafts.begin(connection, texts, marks, SHIPPED, ctx.clock.now())
    return ctx


def text(ctx: Context, path: str) -> str:
    found = drafting.file(ctx, path).text
    assert found is not None
    return found


def changed(ctx: Context, path: str, old: str, new: str) -> str:
    """The present text with the first `old` replaced; nothing is saved."""
    there = text(ctx, path)
    assert old in there, (path, old)
    return there.replace(old, new, 1)
