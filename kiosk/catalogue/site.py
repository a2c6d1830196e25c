"""What `site.toml` says: the centre, its life areas, partners, emergency numbers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.catalogue.facts import gaps
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.schema import (
    CategoryTable,
    EmergencyTable,
    PartnerTable,
    SiteFile,
    SiteTable,
)
from kiosk.catalogue.tables import TomlFile, open_table
from kiosk.catalogue.texts import languages, plain, unique_ids
from kiosk.catalogue.words import CentreWordsReader, check_names
from kiosk.domain.catalogue import Category, EmergencyNumber, Partner, Site
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import BadContent
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import CategoryId, LanguageCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.catalogue.texts import Offered
    from kiosk.domain.facts import Gap

NAME = "site.toml"

_NUMBER = re.compile(r"[0-9][0-9 ]{1,18}[0-9]")


@dataclass(frozen=True, slots=True)
class SitePart:
    site: Site
    categories: tuple[Category, ...]
    emergency: tuple[EmergencyNumber, ...]
    gaps: tuple[Gap, ...]
    words: CentreWordsReader


def load_site(root: Path) -> Site:
    """The site alone in German, for who cannot wait for the rest.

    Raises `BadContent`.
    """
    findings = Findings()
    opened = open_table(root, NAME, SiteFile, findings)
    site = None
    if opened is not None:
        file, tables = opened
        table = file.decode(tables.site, SiteTable, ("site",))
        if table is not None:
            words = CentreWordsReader(root, (), (), findings)
            site = _site(file, tables, table, words)
    findings.raise_first()
    if site is None:
        raise BadContent(f"{root} holds no content.", remedy="Name another folder.")
    return site


def read_site(root: Path, findings: Findings) -> SitePart | None:
    opened = open_table(root, NAME, SiteFile, findings)
    if opened is None:
        return None
    file, tables = opened
    table = file.decode(tables.site, SiteTable, ("site",))
    if table is None:
        return None
    for key in ("categories", "emergency", "partners"):
        unique_ids(file, key, getattr(tables, key))
    if not tables.categories:
        file.error(("categories",), "There is no category.", "Add [[categories]].")
    words = _words(root, table, findings)
    return SitePart(
        _site(file, tables, table, words),
        tuple(_categories(file, tables, words)),
        tuple(_emergency(file, tables, words)),
        gaps(file, tables.gaps),
        words,
    )


def _words(root: Path, table: SiteTable, findings: Findings) -> CentreWordsReader:
    check_names(root, findings)
    known = [LanguageCode(code) for code in table.languages if code in LANGUAGES]
    whole = [code for code in known if code not in table.partly]
    partly = [code for code in known if code in table.partly]
    return CentreWordsReader(root, whole, partly, findings)


def _offered(file: TomlFile, table: SiteTable) -> Offered:
    path = ("site", "languages")
    offered = languages(file, path, table.languages)
    if offered and SOURCE_LANGUAGE not in offered:
        file.error(path, "German is not offered.", f'Add "{SOURCE_LANGUAGE}".')
    return offered


def _partly(file: TomlFile, table: SiteTable) -> frozenset[LanguageCode]:
    path = ("site", "partly")
    for code in table.partly:
        if code not in table.languages or code == SOURCE_LANGUAGE:
            file.error(
                path,
                f"{code!r} is not one of the other languages.",
                "Name here which of `languages` have only some texts.",
            )
    return frozenset(LanguageCode(code) for code in table.partly)


def _site(
    file: TomlFile, tables: SiteFile, table: SiteTable, words: CentreWordsReader
) -> Site:
    if not table.greetings:
        file.error(("site", "greetings"), "There is no greeting.", "Write one.")
    for greeting in table.greetings:
        plain(file, ("site", "greetings"), greeting)
    if table.controller is not None:
        plain(file, ("site", "controller"), table.controller, lines=True)
    _check_time_zone(file, table.time_zone)
    return Site(
        name=words.localized("site", "name"),
        place=words.localized("site", "place"),
        greetings=tuple(table.greetings),
        time_zone=table.time_zone,
        languages=_offered(file, table),
        partly=_partly(file, table),
        funding=words.localized("site", "funding"),
        privacy=words.localized("site", "privacy", lines=True),
        controller=table.controller,
        partners=tuple(_partners(file, tables, words)),
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
    file: TomlFile, tables: SiteFile, words: CentreWordsReader
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
        title = words.localized("categories", table.id)
        yield Category(CategoryId(table.id), title, table.symbol)


def _is_symbol(text: str) -> bool:
    return (
        len(text) == 1
        and unicodedata.category(text)[0] in "LNPS"
        and unicodedata.east_asian_width(text) not in "WF"
    )


def _emergency(
    file: TomlFile, tables: SiteFile, words: CentreWordsReader
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
        title = words.localized("emergency", table.id)
        note = words.optional("notes", table.id)
        yield EmergencyNumber(table.id, table.number, title, note)


def _partners(
    file: TomlFile, tables: SiteFile, words: CentreWordsReader
) -> Iterator[Partner]:
    for index, raw in enumerate(tables.partners):
        path = ("partners", index)
        table = file.decode(raw, PartnerTable, path)
        if table is not None:
            name = plain(file, (*path, "name"), table.name)
            role = words.localized("partners", table.id)
            yield Partner(table.id, name, role, table.planned)
