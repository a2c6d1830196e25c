"""What `draft.toml` keeps of an import: source, licence, and the state of each item.

By it the next import knows which files an editor has changed since.
"""

from __future__ import annotations

import re
import tomllib
from datetime import datetime  # noqa: TC003 - msgspec reads it at run time
from typing import TYPE_CHECKING

import msgspec

from kiosk.errors import ImportFailed
from kiosk.integreat.writing import lines, toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "draft.toml"
NEWER = "newer"
"""The room for the new version of an item that an editor has changed."""
UNKNOWN_LICENCE = "unknown: ask the operator of the region"

_FILE = re.compile(r"(?:newer/)?(?:services|resources)(?:/[a-z0-9][\w.-]*)+")
_REMEDY = "Restore the file, or import into another folder with --into."


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One item at its last import."""

    kind: str
    path: str
    slug: str
    hash: str
    files: dict[str, str]
    """Each file as it was written, by its SHA-256."""
    url: str | None = None
    languages: list[str] = []
    fallbacks: list[str] = []
    under: list[str] = []
    notes: list[str] = []

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.path


class RecordHead(msgspec.Struct, frozen=True, kw_only=True):
    source: str
    instance: str
    region: str
    name: str
    retrieved: datetime
    licence: str
    translations: str
    imprint: str | None = None
    dropped: list[str] = []


class DraftFile(msgspec.Struct, frozen=True):
    draft: RecordHead
    items: list[Record] = []


def read(folder: Path) -> DraftFile | None:
    """None where no draft is yet. Raises `ImportFailed` for what is no draft."""
    path = folder / NAME
    try:
        if not folder.is_dir() or not any(folder.iterdir()):
            return None
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found = msgspec.convert(table, DraftFile)
    except FileNotFoundError:
        raise ImportFailed(
            f"{folder} holds something else than a draft: there is no {NAME}.",
            remedy="Choose an empty or a new folder with --into.",
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        raise ImportFailed(
            f"{path} cannot be read: {error}.", remedy=_REMEDY
        ) from error
    for record in found.items:
        for name in (f"services/{record.slug}", *record.files):
            if _FILE.fullmatch(name) is None:
                raise ImportFailed(
                    f"{path}: {name[:80]!r} is no file of a draft.", remedy=_REMEDY
                )
    return found


def written(draft: DraftFile) -> str:
    return "\n".join(_lines(draft)) + "\n"


def _lines(draft: DraftFile) -> Iterator[str]:
    yield "# Written by `kiosk content import-integreat`. No terminal reads a draft."
    yield "# Ask for the licence; then move services/<name> into the content, and what"
    yield "# is in resources/<name> into its resources.toml and words/."
    yield "# Change nothing in this file."
    yield ""
    yield "[draft]"
    yield from lines(_plain(draft.draft))
    for record in draft.items:
        told = _plain(record)
        files = told.pop("files")
        yield from ("", "[[items]]")
        yield from lines(told)
        yield "[items.files]"
        assert isinstance(files, dict)
        for name, digest in files.items():
            yield f"{toml(name)} = {toml(digest)}"


def _plain(struct: msgspec.Struct) -> dict[str, object]:
    """Its keys and values, empty lists left out."""
    found = {name: getattr(struct, name) for name in struct.__struct_fields__}
    return {key: value for key, value in found.items() if value != []}
