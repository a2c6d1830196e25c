"""A hub whose editors have the small content folder as their draft."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.operations.draft_folder import DraftOnDisk
from tests.hub_context import a_hub
from tests.working_draft import begun

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.operations.context import Context


def a_drafting_hub(folder: Path, *, clock: Clock | None = None) -> Context:
    ctx = a_hub(folder, clock=clock)
    on_disk = DraftOnDisk(folder / "hub" / "draft")
    return replace(begun(ctx), draft=on_disk)
