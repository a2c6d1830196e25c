"""Programs that are installed, or not: scripts in a folder that PATH names alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def a_program(folder: Path, name: str, says: str = "") -> None:
    folder.mkdir(exist_ok=True)
    script = folder / name
    script.write_text(f"#!/bin/sh\necho '{says}'\n")
    script.chmod(0o755)


def foot_says(version: str) -> str:
    """As each version of foot has said it."""
    return f"foot version: {version} +pgo +ime +graphemes -assertions"
