"""What leads a visitor to a service of the draft, beside its place in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.operations.service_names import name_of

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.resources import Resource
    from kiosk.domain.services import Service
    from kiosk.ids import LanguageCode


def mentions(catalogue: Catalogue, service: Service) -> list[tuple[str, str]]:
    """Slug and title of each other service whose German text names this one."""
    german = service.articles.get(SOURCE_LANGUAGE)
    if german is None or not german.title:
        return []
    found = []
    for other in catalogue.services:
        text = other.articles.get(SOURCE_LANGUAGE)
        if text is None or other.slug == service.slug:
            continue
        said = [text.summary, *(block.text for block in text.blocks)]
        if any(german.title.casefold() in each.casefold() for each in said):
            found.append((str(other.slug), name_of(other)))
    return found


def only_here(catalogue: Catalogue, service: Service) -> list[Resource]:
    """Resources that no other service gives along."""
    elsewhere = {
        resource.id
        for other in catalogue.services
        if other.slug != service.slug
        for resource in other.resources
    }
    return [each for each in service.resources if each.id not in elsewhere]


def sought_by(catalogue: Catalogue, service: Service) -> list[str]:
    """The concepts of the lexicon that lead to it."""
    concepts = catalogue.lexicon().concepts
    return [concept for concept, slugs in concepts.items() if service.slug in slugs]


def stepped_to(
    catalogue: Catalogue, service: Service, language: LanguageCode
) -> list[str]:
    """The steps of the personal path that lead to it, by their titles."""
    pathway = catalogue.pathway()
    steps = pathway.steps if pathway else ()
    return [s.title[language] for s in steps if s.service == service.slug]
