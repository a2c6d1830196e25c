"""The terminal's side of the network: deliver, ask, listen."""

from __future__ import annotations
