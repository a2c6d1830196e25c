"""What a terminal cell grid needs to show every script in its order."""

from __future__ import annotations
