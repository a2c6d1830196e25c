"""Which dates the content may name: none so old that it must be a slip."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath

EARLIEST = date(2000, 1, 1)
"""A fact that old was mistyped."""


def check_date(file: TomlFile, path: KeyPath, day: date, remedy: str) -> None:
    if day < EARLIEST:
        file.error(path, f"{day} is before {EARLIEST}.", remedy)
