"""How long the line will take, learned from the past and honest about what it knows."""

from __future__ import annotations
