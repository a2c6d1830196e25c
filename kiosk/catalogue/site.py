"""What `site.toml` says: the centre, its life areas, partners, emergency numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.catalogue.problems import Findings
from kiosk.catalogue.schema import (
    CategoryTable,
    EmergencyTable,
    PartnerTable,
    SiteFile,
    SiteTable,
)
from kiosk.catalogue.tables import TomlFile, open_table
from kiosk.catalogue.texts import languages, localized, plain, unique_ids
from kiosk.domain.catalogue import Category, EmergencyNumber, Partner, Site
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import BadContent
from kiosk.ids import CategoryId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.catalogue.texts import Offered

NAME = "site.toml"

_NUMBER = re.compile(r"[0-9][0-9 ]{1,18}[0-9]")


@dataclass(frozen=True, slots=True)
class SitePart:
    site: Site
    categories: tuple[Category, ...]
    emergency: tuple[EmergencyNumber, ...]


def load_site(root: Path) -> Site:
    """The site alone, for who cannot wait for the rest. Raises `BadContent`."""
    findings = Findings()
    part = read_site(root, findings)
    findings.raise_first()
    if part is None:
        raise BadContent(f"{root} holds no content.", remedy="Name another folder.")
    return part.site


def read_site(root: Path, findings: Findings) -> SitePart | None:
    opened = open_table(root, NAME, SiteFile, findings)
    if opened is None:
        return None
    file, tables = opened
    table = file.decode(tables.site, SiteTable, ("site",))
    if table is None:
        return None
    offered = _offered(file, table)
    unique_ids(file, "categories", tables.categories)
    if not tables.categories:
        file.error(("categories",), "There is no category.", "Add [[categories]].")
    partners = tuple(_partners(file, tables, offered))
    return SitePart(
        _site(file, table, offered, partners),
        tuple(_categories(file, tables, offered)),
        tuple(_emergency(file, tables, offered)),
    )


def _offered(file: TomlFile, table: SiteTable) -> Offered:
    path = ("site", "languages")
    offered = languages(file, path, table.languages)
    if offered and SOURCE_LANGUAGE not in offered:
        file.error(path, "German is not offered.", f'Add "{SOURCE_LANGUAGE}".')
    return offered


def _site(
    file: TomlFile, table: SiteTable, offered: Offered, partners: tuple[Partner, ...]
) -> Site:
    if not table.greetings:
        file.error(("site", "greetings"), "There is no greeting.", "Write one.")
    for greeting in table.greetings:
        plain(file, ("site", "greetings"), greeting)
    if table.controller is not None:
        plain(file, ("site", "controller"), table.controller, lines=True)
    _check_time_zone(file, table.time_zone)
    return Site(
        name=localized(file, ("site", "name"), table.name, offered),
        place=localized(file, ("site", "place"), table.place, offered),
        greetings=tuple(table.greetings),
        time_zone=table.time_zone,
        languages=offered,
        funding=localized(file, ("site", "funding"), table.funding, offered),
        privacy=localized(
            file, ("site", "privacy"), table.privacy, offered, lines=True
        ),
        controller=table.controller,
        partners=partners,
    )


def _check_time_zone(file: TomlFile, name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        file.error(
            ("site", "time_zone"),
            f"There is no time zone {name!r}.",
            'Write its IANA name: "Europe/Berlin".',
        )


def _categories(
    file: TomlFile, tables: SiteFile, offered: Offered
) -> Iterator[Category]:
    for index, raw in enumerate(tables.categories):
        path = ("categories", index)
        table = file.decode(raw, CategoryTable, path)
        if table is None:
            continue
        if not _is_symbol(table.symbol):
            file.error(
                (*path, "symbol"),
                f"{table.symbol[:8]!r} is not one character of one cell.",
                "Choose one such as ⌂ ✚ ★ ◆ §, no emoji.",
            )
        title = localized(file, (*path, "title"), table.title, offered)
        yield Category(CategoryId(table.id), title, table.symbol)


def _is_symbol(text: str) -> bool:
    return (
        len(text) == 1
        and unicodedata.category(text)[0] in "LNPS"
        and unicodedata.east_asian_width(text) not in "WF"
    )


def _emergency(
    file: TomlFile, tables: SiteFile, offered: Offered
) -> Iterator[EmergencyNumber]:
    for index, raw in enumerate(tables.emergency):
        path = ("emergency", index)
        table = file.decode(raw, EmergencyTable, path)
        if table is None:
            continue
        if _NUMBER.fullmatch(table.number) is None:
            file.error(
                (*path, "number"),
                f"{table.number[:40]!r} is no number to dial.",
                'Write digits, grouped by blanks: "116 117".',
            )
        title = localized(file, (*path, "title"), table.title, offered)
        note = table.note and localized(file, (*path, "note"), table.note, offered)
        yield EmergencyNumber(table.number, title, note or None)


def _partners(file: TomlFile, tables: SiteFile, offered: Offered) -> Iterator[Partner]:
    for index, raw in enumerate(tables.partners):
        path = ("partners", index)
        table = file.decode(raw, PartnerTable, path)
        if table is not None:
            name = plain(file, (*path, "name"), table.name)
            role = localized(file, (*path, "role"), table.role, offered)
            yield Partner(name, role, table.planned)
