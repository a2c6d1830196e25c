"""How a content folder becomes a catalogue: read whole, and refused whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.problems import Findings
from kiosk.catalogue.services import read_services
from kiosk.catalogue.site import read_site
from kiosk.catalogue.topics import read_topics
from kiosk.domain.catalogue import Catalogue
from kiosk.errors import BadContent

if TYPE_CHECKING:
    from pathlib import Path


def load(folder: Path) -> Catalogue:
    """The catalogue of a folder. Raises `BadContent` for its first error."""
    findings = Findings()
    catalogue = read(folder, findings)
    findings.raise_first()
    if catalogue is None:
        raise BadContent(f"{folder} holds no content.", remedy="Name another folder.")
    return catalogue


def read(folder: Path, findings: Findings) -> Catalogue | None:
    """Read all there is, so that every problem is found at once.

    What comes back is whole only when `findings` has no errors.
    """
    if not folder.is_dir():
        findings.error(
            folder.name, None, "There is no such content folder.", "Name another."
        )
        return None
    about = read_site(folder, findings)
    offered = about.site.languages if about else ()
    topics = read_topics(folder, offered, findings)
    if about is None:
        return None  # without categories each service would seem misplaced
    services = read_services(folder, about.categories, offered, findings)
    if topics is None:
        return None
    return Catalogue(
        site=about.site,
        categories=about.categories,
        services=services,
        topics=topics.topics,
        counselling_languages=topics.counselling_languages,
        desks=topics.desks,
        consultation_hours=topics.consultation_hours,
        emergency=about.emergency,
    )
