"""The terminal's screens as pictures, and whether they can be built: by a process."""

from __future__ import annotations
