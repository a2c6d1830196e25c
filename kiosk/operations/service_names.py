"""What editors know a service by, also while its German title cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.localized import SOURCE_LANGUAGE

if TYPE_CHECKING:
    from kiosk.domain.services import Service


def name_of(service: Service) -> str:
    """Its German title, or its slug where nothing of that can be seen."""
    german = service.articles.get(SOURCE_LANGUAGE)
    return visible(german.title if german else "", service.slug)


def visible(title: str, slug: str) -> str:
    """The title, or the slug where it has no character that can be seen."""
    return title if any(c.isprintable() and c != " " for c in title) else slug
