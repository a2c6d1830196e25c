"""What `site.toml` says of the centre itself: enough to greet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.added_languages import read_added_languages
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.schema import PartnerTable, SiteFile, SiteTable
from kiosk.catalogue.tables import TomlFile, open_table
from kiosk.catalogue.texts import languages, plain
from kiosk.catalogue.words import CentreWordsReader
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.site import Partner, Site
from kiosk.errors import BadContent
from kiosk.ids import LanguageCode, PartnerId
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.catalogue.texts import Offered

NAME = "site.toml"


def load_site(root: Path) -> Site:
    """The site alone in German, for who cannot wait for the rest.

    Its time zone is not looked up; `kiosk.catalogue.centre` does that.

    Raises `BadContent`.
    """
    findings = Findings()
    read_added_languages(root, Findings())
    opened = open_table(root, NAME, SiteFile, findings)
    site = None
    if opened is not None:
        file, tables = opened
        table = file.decode(tables.site, SiteTable, ("site",))
        if table is not None:
            words = CentreWordsReader(root, (), (), findings)
            site = site_of(file, tables, table, words)
    findings.raise_first()
    if site is None:
        raise BadContent(
            sentence("{root} holds no content.", root=root),
            remedy=sentence("Name another folder."),
        )
    return site


def _offered(file: TomlFile, table: SiteTable) -> Offered:
    path = ("site", "languages")
    offered = languages(file, path, table.languages)
    if offered and SOURCE_LANGUAGE not in offered:
        file.error(
            path,
            sentence("German is not offered."),
            sentence('Add "{language}".', language=SOURCE_LANGUAGE),
        )
    return offered


def _partly(file: TomlFile, table: SiteTable) -> frozenset[LanguageCode]:
    path = ("site", "partly")
    for code in table.partly:
        if code not in table.languages or code == SOURCE_LANGUAGE:
            file.error(
                path,
                sentence("{code!r} is not one of the other languages.", code=code),
                sentence("Name here which of `languages` have only some texts."),
            )
    return frozenset(LanguageCode(code) for code in table.partly)


def site_of(
    file: TomlFile, tables: SiteFile, table: SiteTable, words: CentreWordsReader
) -> Site:
    if not table.greetings:
        file.error(
            ("site", "greetings"),
            sentence("There is no greeting."),
            sentence("Write one."),
        )
    for greeting in table.greetings:
        plain(file, ("site", "greetings"), greeting)
    if table.controller is not None:
        plain(file, ("site", "controller"), table.controller, lines=True)
    for key in ("street", "gate"):
        if (said := getattr(table, key)) is not None:
            plain(file, ("site", key), said)
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
        street=table.street,
        gate=table.gate,
    )


def _partners(
    file: TomlFile, tables: SiteFile, words: CentreWordsReader
) -> Iterator[Partner]:
    for index, raw in enumerate(tables.partners):
        path = ("partners", index)
        table = file.decode(raw, PartnerTable, path)
        if table is not None:
            name = plain(file, (*path, "name"), table.name)
            role = words.localized("partners", table.id)
            yield Partner(PartnerId(table.id), name, role, table.planned)
