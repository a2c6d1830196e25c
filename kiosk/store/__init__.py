"""Where the hub keeps its state; the only SQL of the hub."""

from __future__ import annotations
