"""Text as a terminal shows it: how wide it is, and in which order its letters stand."""

from __future__ import annotations
