"""What `kiosk content check` reports: every problem of a content folder at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.loader import read
from kiosk.catalogue.problems import Findings, Problem

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Problem", "problems"]


def problems(folder: Path) -> list[Problem]:
    """Errors and warnings in the order of the files; empty when all is well."""
    findings = Findings()
    read(folder, findings)
    return sorted(findings.problems, key=lambda p: (p.file, p.line or 0))
