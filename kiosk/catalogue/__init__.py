"""Reads the centre's content into domain values, refusing what breaks the format."""

from __future__ import annotations
