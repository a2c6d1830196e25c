"""What `kiosk content check` reports: every problem of a content folder at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.glossary import read_glossary
from kiosk.catalogue.loader import read
from kiosk.catalogue.problems import Findings, Problem
from kiosk.catalogue.short_numbers import short_numbers
from kiosk.catalogue.translation_checks import check_translations
from kiosk.catalogue.twins import check_twins

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from kiosk.domain.catalogue import Catalogue

    Look = Callable[[Catalogue, Findings], None]
    """A further look at content that can be read."""

__all__ = ["Problem", "problems"]


def problems(
    folder: Path, today: date | None = None, look: Look | None = None
) -> list[Problem]:
    """Errors and warnings in the order of the files; empty when all is well."""
    findings = Findings()
    catalogue = read(folder, findings, today)
    if catalogue is not None:
        check_translations(folder, catalogue, findings)
        glossary = read_glossary(folder, findings)
        glossary.check_words(findings)
        numbers = short_numbers(folder, catalogue)
        numbers.check_words(catalogue.words, findings)
        for service in catalogue.services:
            glossary.check_service(service, findings)
            numbers.check_service(service, findings)
        check_twins(folder, catalogue, findings)
        if look is not None:
            look(catalogue, findings)
    return sorted(findings.problems, key=lambda p: (p.file, p.line or 0))
