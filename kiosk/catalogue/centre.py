"""All that `site.toml` says: the centre, its life areas, emergency numbers, gaps."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.catalogue.added_languages import read_added_languages
from kiosk.catalogue.facts import gaps
from kiosk.catalogue.picture_names import known_picture
from kiosk.catalogue.schema import CategoryTable, EmergencyTable, SiteFile, SiteTable
from kiosk.catalogue.short_numbers import LONGEST, in_pieces
from kiosk.catalogue.site import NAME, site_of
from kiosk.catalogue.tables import TomlFile, open_table
from kiosk.catalogue.texts import unique_ids
from kiosk.catalogue.words import CentreWordsReader, check_names
from kiosk.domain.catalogue import Category, EmergencyNumber
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import CategoryId, LanguageCode, TopicId
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.catalogue.problems import Findings
    from kiosk.domain.facts import Gap
    from kiosk.domain.site import Site

DIALLED = re.compile(r"[0-9][0-9 ]{1,18}[0-9]")


@dataclass(frozen=True, slots=True)
class Centre:
    site: Site
    categories: tuple[Category, ...]
    emergency: tuple[EmergencyNumber, ...]
    gaps: tuple[Gap, ...]
    words: CentreWordsReader


def read_centre(root: Path, findings: Findings) -> Centre | None:
    read_added_languages(root, findings)
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
        file.error(
            ("categories",),
            sentence("There is no category."),
            sentence("Add [[categories]]."),
        )
    _check_time_zone(file, table.time_zone)
    words = _words(root, table, findings)
    return Centre(
        site_of(file, tables, table, words),
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


def _check_time_zone(file: TomlFile, name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        file.error(
            ("site", "time_zone"),
            sentence("There is no time zone {name!r}.", name=name),
            sentence('Write its IANA name: "Europe/Berlin".'),
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
                sentence(
                    "{symbol!r} is not one character of one cell.",
                    symbol=table.symbol[:8],
                ),
                sentence("Choose one such as ⌂ ✚ ★ ◆ §, no emoji."),
            )
        title = words.localized("categories", table.id)
        picture = known_picture(file, path, table.picture)
        topic = TopicId(table.topic) if table.topic else None
        yield Category(CategoryId(table.id), title, table.symbol, picture, topic)


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
        if DIALLED.fullmatch(table.number) is None:
            file.error(
                (*path, "number"),
                sentence("{number!r} is no number to dial.", number=table.number[:40]),
                sentence('Write digits: "116117". A long number is grouped by blanks.'),
            )
        elif len(digits := table.number.replace(" ", "")) <= LONGEST and (
            digits != table.number
        ):
            file.warning((*path, "number"), *in_pieces(digits))
        title = words.localized("emergency", table.id)
        note = words.optional("notes", table.id)
        picture = known_picture(file, path, table.picture)
        yield EmergencyNumber(table.id, table.number, title, note, picture)
