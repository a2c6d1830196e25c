"""How much a release may hold: enough for a thousand services in fifteen languages."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReleaseLimits:
    """All sizes in bytes."""

    archive: int = 64 * MEBIBYTE
    files: int = 40_000
    file: int = MEBIBYTE
    total: int = 256 * MEBIBYTE
    ratio: int = 100
    """How many bytes may come out of one, in files that are not small anyway."""
    name: int = 200
    depth: int = 4


USUAL_LIMITS = ReleaseLimits()
SMALL_FILE = 64 * 1024
"""Bytes; nobody fills a disk with as many files of them as there may be."""
