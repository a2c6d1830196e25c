"""Hours in which a tour can book an appointment, where the content knows none."""

from __future__ import annotations

import shutil
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SLOTS = "".join(
    f'  {{ weekday = "{day}", opens = "12:00", closes = "12:00" }},\n' for day in DAYS
)
ALWAYS = f"""
[consultation]
slots = [
{SLOTS}]

[[consultation.rules]]
rule = "FREQ=DAILY"
first = 2026-01-01
opens = "00:00"
closes = "12:00"
"""
"""A tour is made at any hour. Each day lasts until the next noon: just before midnight
nobody is told that so late no number is called any more."""


def with_hours(content: Path, folder: Path) -> Path:
    """The content itself, or a copy of it in the folder, with such hours."""
    try:
        text = (content / "topics.toml").read_text(encoding="utf-8")
        known = "consultation" in tomllib.loads(text)
    except (OSError, ValueError):  # whoever reads it all says better what is wrong
        return content
    if known:
        return content
    copied = folder / "content-of-the-tour"
    shutil.copytree(content, copied)
    new = f"{text.rstrip()}\n{ALWAYS}"
    (copied / "topics.toml").write_text(new, encoding="utf-8")
    return copied
