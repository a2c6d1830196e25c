"""What a folder of `services/` says: one service, its facts and its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.addresses import (
    address_of,
    check_email,
    check_phone,
    check_target,
    resource_kind,
)
from kiosk.catalogue.articles import read_article
from kiosk.catalogue.dates import check_date
from kiosk.catalogue.files import file_names, read_text, rooms
from kiosk.catalogue.hours import weekly_hours
from kiosk.catalogue.schema import ContactTable, ResourceTable, ServiceFile
from kiosk.catalogue.tables import TomlFile, open_table
from kiosk.catalogue.texts import ID_REMEDY, is_id, localized, plain
from kiosk.catalogue.wording import LONGEST_ADDRESS, faults
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.services import Article, Contact, Resource, Service
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import CategoryId, LanguageCode, Slug

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.catalogue.problems import Findings
    from kiosk.catalogue.texts import Offered
    from kiosk.domain.catalogue import Category

FOLDER = "services"


class Place(NamedTuple):
    """Where a service stands: by category, then by its own wish, then by name."""

    category: int
    order: int
    slug: str


def read_services(
    root: Path, categories: tuple[Category, ...], offered: Offered, findings: Findings
) -> tuple[Service, ...]:
    """All services in the order in which they are shown."""
    known = [category.id for category in categories]
    found: list[tuple[Place, Service]] = []
    for slug in rooms(root, FOLDER, findings):
        if not is_id(slug):
            name = f"{FOLDER}/{slug}"
            findings.error(name, None, "The folder's name is malformed.", ID_REMEDY)
        placed = _service(root, slug, known, offered, findings)
        if placed is not None:
            found.append(placed)
    return tuple(service for _, service in sorted(found, key=lambda pair: pair[0]))


def _service(
    root: Path,
    slug: str,
    known: list[CategoryId],
    offered: Offered,
    findings: Findings,
) -> tuple[Place, Service] | None:
    articles = _articles(root, slug, offered, findings)
    opened = open_table(root, f"{FOLDER}/{slug}/service.toml", ServiceFile, findings)
    if opened is None:
        return None
    file, table = opened
    category = CategoryId(table.category)
    if category not in known:
        file.error(
            ("category",),
            f"There is no category {table.category!r}.",
            f"Allowed: {', '.join(known)}.",
        )
        return None
    _check_facts(file, table)
    service = Service(
        slug=Slug(slug),
        category=category,
        articles=articles,
        resources=tuple(_resources(file, table, offered)),
        contact=_contact(file, table),
        hours=weekly_hours(file, ("hours",), table.hours, offered),
        as_of=table.as_of,
        sources=tuple(table.sources),
    )
    return Place(known.index(category), table.order, slug), service


def _check_facts(file: TomlFile, table: ServiceFile) -> None:
    remedy = "Write the day for which the facts were checked."
    check_date(file, ("as_of",), table.as_of, remedy)
    if not table.sources:
        file.warning(("sources",), "No source is named.", 'Add `sources = ["..."]`.')
    for source in table.sources:
        for fault in faults(source, longest_word=LONGEST_ADDRESS):
            file.error(("sources",), f"`sources`: {fault.message}", fault.remedy)


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


def _resources(
    file: TomlFile, service: ServiceFile, offered: Offered
) -> Iterator[Resource]:
    for index, raw in enumerate(service.resources):
        path = ("resources", index)
        table = file.decode(raw, ResourceTable, path)
        if table is None:
            continue
        title = localized(file, (*path, "title"), table.title, offered)
        kind = resource_kind(file, (*path, "kind"), table.kind)
        if kind is not None:
            check_target(file, (*path, "target"), kind, table.target)
            address = address_of(file, path, kind, table)
            yield Resource(kind, table.target, address, title)


def _articles(
    root: Path, slug: str, offered: Offered, findings: Findings
) -> dict[LanguageCode, Article]:
    """Every article there is; a problem for an offered language without one."""
    folder = f"{FOLDER}/{slug}"
    there = file_names(root, folder, findings)
    _check_names(folder, there, findings)
    wanted = {SOURCE_LANGUAGE, *offered}
    articles = {}
    for code in LANGUAGES:
        name = f"{folder}/{code}.md"
        if f"{code}.md" not in there:
            if code in wanted:
                language = LANGUAGES[code].english_name
                findings.error(
                    name, None, f"The text in {language} is missing.", "Write it."
                )
            continue
        text = read_text(root, name, findings)
        article = text and read_article(name, text, code, findings)
        if article:
            articles[code] = article
    return articles


def _check_names(folder: str, there: list[str], findings: Findings) -> None:
    expected = {"service.toml", *(f"{code}.md" for code in LANGUAGES)}
    for name in there:
        if name not in expected:
            findings.error(
                f"{folder}/{name}",
                None,
                "No such file belongs to a service.",
                f"Allowed: {', '.join(sorted(expected))}.",
            )
