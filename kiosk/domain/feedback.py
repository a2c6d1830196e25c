"""The one of three faces that a visitor may leave, and nothing else."""

from __future__ import annotations

from enum import StrEnum


class VisitFace(StrEnum):
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
