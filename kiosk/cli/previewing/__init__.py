"""The real terminal without a window: what the process that draws is made of."""

from __future__ import annotations
