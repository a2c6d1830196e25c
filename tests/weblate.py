"""What a translator does to a gettext catalog, as Weblate would write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from pathlib import Path


def translate(file: Path, number: int, new: str, slug: str = "doctor") -> None:
    """As Weblate does: the whole file is written anew, with a head of its own."""
    catalog = read_po(file.read_text(encoding="utf-8").splitlines())
    for message in catalog:
        if message.context == f"services/{slug}/{number}":
            message.string = new
            message.flags.discard("fuzzy")
    with file.open("wb") as out:
        write_po(out, catalog, width=77 if len(new) < 9999 else 0)


def translated(file: Path, number: int) -> str:
    catalog = read_po(file.read_text(encoding="utf-8").splitlines())
    [found] = [m for m in catalog if m.context == f"services/doctor/{number}"]
    return str(found.string)
