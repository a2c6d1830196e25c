"""Where a phone reads a service: one address for each service and language.

Hub and terminal make the same one. The terminal's is in capitals and names its language
in the path, where a QR code stays in its small mode.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain import short_links
from kiosk.ids import Slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Service
    from kiosk.ids import LanguageCode

PATH = "/s"
"""All services; each is below it. Short addresses are there too: see `short_links`."""
LONGEST_IN_A_CODE = 77
"""Capitals, digits and `:/.-` that a code of 29 modules holds, the largest for the
smallest terminal (ISO 18004, version 3, level L)."""


def path(slug: Slug, language: LanguageCode) -> str:
    return f"{PATH}/{slug}/{language}"


def code_address(
    public_address: str | None, slug: Slug, language: LanguageCode
) -> str | None:
    """What the terminal's code holds; a service with a long name has a short one."""
    paths = path(slug, language), path(_short(slug), language)
    return in_a_code(public_address, *paths)


def in_a_code(public_address: str | None, path: str, shorter: str) -> str | None:
    """The address of the path, or of the other where that is too long for a code.

    None without an address at which phones get to the hub.
    """
    if not public_address:
        return None
    root = public_address.rstrip("/")
    whole = f"{root}{path}".upper()
    return whole if len(whole) <= LONGEST_IN_A_CODE else f"{root}{shorter}".upper()


def short_targets(catalogue: Catalogue) -> Iterator[str]:
    """What the short names of services are made from, as those of resources are."""
    return (f"{PATH}/{service.slug}" for service in catalogue.services)


def named(catalogue: Catalogue, name: str) -> Service | None:
    """The service of an address, in capitals or not, whole or short."""
    lower, upper = name.lower(), name.upper()
    for service in catalogue.services:
        if service.slug == lower:
            return service
    if len(upper) != short_links.LENGTH:
        return None
    return next((s for s in catalogue.services if _short(s.slug) == upper), None)


def _short(slug: Slug) -> Slug:
    return Slug(short_links.code_of(f"{PATH}/{slug}"))
