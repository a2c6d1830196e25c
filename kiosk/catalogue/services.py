"""What a folder of `services/` says: one service, its facts and its articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.addresses import check_email, check_phone
from kiosk.catalogue.facts import facts, gaps
from kiosk.catalogue.files import file_names, rooms
from kiosk.catalogue.hours import weekly_hours
from kiosk.catalogue.resources import chosen
from kiosk.catalogue.schema import ContactTable, ServiceFile
from kiosk.catalogue.shelf import Shelf
from kiosk.catalogue.tables import TomlFile, open_table
from kiosk.catalogue.texts import ID_REMEDY, is_id, plain
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.services import Article, Contact, Headline, Service
from kiosk.errors import guess
from kiosk.i18n.languages import FALLBACKS, LANGUAGES
from kiosk.ids import CategoryId, LanguageCode, Slug, TopicId
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from kiosk.catalogue.problems import Findings
    from kiosk.catalogue.resources import Register
    from kiosk.catalogue.shelf import Read
    from kiosk.catalogue.words import CentreWordsReader
    from kiosk.domain.catalogue import Category

FOLDER = "services"


@dataclass(frozen=True, slots=True)
class Around:
    """What the services are read into."""

    root: Path
    categories: Sequence[CategoryId]
    whole: frozenset[LanguageCode]
    """Each service is expected in these languages."""
    resources: Register
    words: CentreWordsReader
    read: Read[Article]
    headlines: Read[Headline]
    findings: Findings
    today: date | None = None
    """Warns of facts that are old or end; None: nobody is there to be warned."""


class ServiceOrder(NamedTuple):
    """Where a service stands: by category, then by its own wish, then by name."""

    category: int
    order: int
    slug: str


class PlacedService(NamedTuple):
    order: ServiceOrder
    service: Service


def read_services(around: Around) -> tuple[Service, ...]:
    """All services in the order in which they are shown."""
    slugs = rooms(around.root, FOLDER, around.findings)
    found = [placed for slug in slugs if (placed := read_service(slug, around))]
    found.sort(key=lambda placed: placed.order)
    return tuple(placed.service for placed in found)


def read_service(slug: str, around: Around) -> PlacedService | None:
    """None for one that cannot be placed."""
    if not is_id(slug):
        name = f"{FOLDER}/{slug}"
        around.findings.error(
            name, None, sentence("The folder's name is malformed."), ID_REMEDY
        )
    return _service(slug, around)


def whole_languages(
    languages: Sequence[LanguageCode], partly: frozenset[LanguageCode]
) -> frozenset[LanguageCode]:
    return frozenset({SOURCE_LANGUAGE, *languages}) - partly


def known_categories(categories: Sequence[Category]) -> list[CategoryId]:
    return [category.id for category in categories]


def _service(slug: str, around: Around) -> PlacedService | None:
    names = _articles(slug, around)
    opened = open_table(
        around.root, f"{FOLDER}/{slug}/service.toml", ServiceFile, around.findings
    )
    if opened is None:
        return None
    file, table = opened
    category = CategoryId(table.category)
    if category not in around.categories:
        file.error(
            ("category",),
            sentence("There is no category {category!r}.", category=table.category),
            sentence(
                "{guess}Allowed: {allowed}.",
                guess=guess(table.category, around.categories),
                allowed=", ".join(around.categories),
            ),
        )
        return None
    service = Service(
        slug=Slug(slug),
        category=category,
        articles=Shelf(names, around.read),
        resources=chosen(file, table.resources, around.resources),
        contact=_contact(file, table),
        hours=weekly_hours(file, ("hours",), table.hours, around.words),
        facts=facts(file, table.facts, around.today),
        gaps=gaps(file, table.gaps),
        funded=table.funded,
        fallbacks=FALLBACKS,
        headlines=Shelf(names, around.headlines),
        topic=TopicId(table.topic) if table.topic else None,
    )
    order = ServiceOrder(around.categories.index(category), table.order, slug)
    return PlacedService(order, service)


def _contact(file: TomlFile, service: ServiceFile) -> Contact | None:
    if service.contact is None:
        return None
    table = file.decode(service.contact, ContactTable, ("contact",))
    if table is None:
        return None
    plain(file, ("contact", "name"), table.name)
    if table.address is not None:
        plain(file, ("contact", "address"), table.address, lines=True)
    check_phone(file, ("contact", "phone"), table.phone)
    check_email(file, ("contact", "email"), table.email)
    return Contact(table.name, table.address, table.phone, table.email)


def _articles(slug: str, around: Around) -> dict[LanguageCode, str]:
    """The name of every article there is; a problem for each that is expected."""
    folder = f"{FOLDER}/{slug}"
    there = file_names(around.root, folder, around.findings)
    _check_names(folder, there, around.findings)
    names = {code: f"{folder}/{code}.md" for code in LANGUAGES if f"{code}.md" in there}
    for code in sorted(around.whole - set(names)):
        _miss(f"{folder}/{code}.md", code, around.findings)
    return names


def _miss(name: str, code: LanguageCode, findings: Findings) -> None:
    """German must be there; else visitors read another language, and are told so."""
    told = {
        "language": LANGUAGES[code].english_name,
        "german": LANGUAGES[code].german_name,
    }
    if code == SOURCE_LANGUAGE:
        findings.error(
            name,
            None,
            sentence("The text in {language} is missing.", **told),
            sentence("Write it."),
        )
        return
    findings.warning(
        name,
        None,
        sentence(
            "There is no text in {language}: visitors read it in another language,"
            " and are told so.",
            **told,
        ),
        sentence("Have it translated."),
    )


def _check_names(folder: str, there: list[str], findings: Findings) -> None:
    expected = {"service.toml", *(f"{code}.md" for code in LANGUAGES)}
    for name in there:
        if name not in expected:
            findings.error(
                f"{folder}/{name}",
                None,
                sentence("No such file belongs to a service."),
                sentence("Allowed: {allowed}.", allowed=", ".join(sorted(expected))),
            )
