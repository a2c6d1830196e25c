"""Keeps what an import makes until an editor takes it over; no terminal reads it."""

from __future__ import annotations
