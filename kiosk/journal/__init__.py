"""The terminal's durable memory: what it issued, and what the hub has not confirmed."""

from __future__ import annotations
