"""What a visitor is answered to what they typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.ids import Slug


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    found: tuple[Slug, ...] = ()
    """Best first."""
    nothing_here: bool = False
    """It was understood, and no service is about it."""
    meant: tuple[str, ...] = ()
    """Where nothing was found: words that are near to what was typed, best first."""
