"""The terminal's way to its hub: deliveries, standings and the state of the link."""

from __future__ import annotations
