"""What the hub is told of the content that a terminal shows, and of the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.releases import UpdateRefusal


@dataclass(slots=True)
class UpdateStatus:
    """What the hub is told; written by the terminal's event loop only."""

    release: int | None = None
    """None while it is not known."""
    since: datetime | None = None
    staged: int | None = None
    refused: UpdateRefusal | None = None
    as_of: datetime | None = None
