"""Whether two services would stand side by side under the same title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.files import read_text
from kiosk.catalogue.problems import Findings
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.catalogue import Catalogue
    from kiosk.ids import Slug


def check_twins(root: Path, catalogue: Catalogue, findings: Findings) -> None:
    """A warning in the later of two of a life area whose German cards are the same."""
    seen: dict[tuple[str, ...], Slug] = {}
    for service in catalogue.services:
        headline = service.headline(SOURCE_LANGUAGE)
        if headline is None:
            continue
        card = (headline.title.casefold(), headline.summary.casefold())
        other = seen.setdefault((service.category, *card), service.slug)
        if other != service.slug:
            name = f"services/{service.slug}/{SOURCE_LANGUAGE}.md"
            findings.warning(
                name,
                _line_of_title(root, name),
                sentence(
                    "The service {other!r} has the same title and summary.", other=other
                ),
                sentence("Say in one of them what is different, or remove it."),
            )


def _line_of_title(root: Path, name: str) -> int | None:
    lines = (read_text(root, name, Findings()) or "").splitlines()
    found = (n for n, line in enumerate(lines, 1) if line.startswith("# "))
    return next(found, None)
