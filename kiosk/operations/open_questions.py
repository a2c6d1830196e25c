"""What nobody has confirmed yet, and whom to ask: as a list, and to send to them."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.operations.service_names import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.facts import Gap

CENTRE = "site.toml"
"""In place of a service: the centre itself waits for the answer."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet begins what it would reckon."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    slug: str
    """Of the service that waits for the answer, or `CENTRE`."""
    title: str
    gap: Gap


def questions(catalogue: Catalogue) -> list[OpenQuestion]:
    """By whom to ask, then by service."""
    found = [OpenQuestion(CENTRE, CENTRE, gap) for gap in catalogue.gaps]
    for service in catalogue.services:
        title = name_of(service)
        found += [OpenQuestion(service.slug, title, gap) for gap in service.gaps]
    return sorted(found, key=lambda one: (one.gap.whom, one.title))


def as_csv(asked: Iterable[OpenQuestion]) -> str:
    """For a spreadsheet, in German, with a column that waits for the answers."""
    written = io.StringIO()
    rows = csv.writer(written, delimiter=";")
    rows.writerow(["Wer", "Angebot", "Art", "Frage", "Antwort"])
    for one in asked:
        cells = (one.gap.whom, one.title, one.gap.kind.value, one.gap.ask)
        rows.writerow([*map(_plain, cells), ""])
    return "\ufeff" + written.getvalue()


def _plain(text: str) -> str:
    """No formula, whatever somebody wrote into the content."""
    return f"'{text}" if text.startswith(_FORMULA) else text
