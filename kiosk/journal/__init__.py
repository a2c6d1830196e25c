"""The terminal's durable memory: tickets, their count of the day, the outbox."""

from __future__ import annotations
