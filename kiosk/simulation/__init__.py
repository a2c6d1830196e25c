"""Days of a centre that never was, to measure against what is known of them."""

from __future__ import annotations
