"""Reads settings, wires the parts, runs them."""

from __future__ import annotations
