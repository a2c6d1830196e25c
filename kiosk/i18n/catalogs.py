"""The program's words by language, read from .po files when first asked for."""

from __future__ import annotations
