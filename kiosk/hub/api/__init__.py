"""JSON API v1, for terminals and monitoring."""

from __future__ import annotations
