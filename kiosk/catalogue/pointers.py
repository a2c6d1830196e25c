"""What the code of each kind of resource holds, and how a person reads it.

Web, phone and e-mail say `target`. A place says `address`, and where it is known its
`latitude` and `longitude` (RFC 5870, with the address as its question); an event says
`starts`, `ends` and `place` (RFC 5545); a Wi-Fi says `network` and `password`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote
from zoneinfo import ZoneInfo

from kiosk.catalogue.addresses import check_dials, check_target, readable
from kiosk.catalogue.dates import readable_span
from kiosk.catalogue.texts import plain
from kiosk.domain.calendar_entries import calendar_entry
from kiosk.domain.resources import Pointer, ResourceKind
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.catalogue.schema import ResourceTable
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.ids import LanguageCode

MOST_WIFI_NAME = 32
"""Bytes, by the standard of wireless networks."""
_KEYS = {
    ResourceKind.WEB: ({"target"}, {"languages", "pages"}),
    ResourceKind.PHONE: ({"target"}, {"address", "languages"}),
    ResourceKind.EMAIL: ({"target"}, set[str]()),
    ResourceKind.PLACE: ({"address"}, {"latitude", "longitude"}),
    ResourceKind.EVENT: ({"starts", "ends", "place"}, set[str]()),
    ResourceKind.WIFI: ({"network"}, {"password"}),
}
"""What each kind must say, and what it may."""


class About(NamedTuple):
    """What a pointer is made from besides its table."""

    file: TomlFile
    path: KeyPath
    time_zone: str


def keys_fit(
    about: About, kind: ResourceKind, table: ResourceTable, given: set[str]
) -> bool:
    """Whether the table says all that its kind needs and nothing else."""
    must, may = _KEYS[kind]
    said = given - {"kind"}
    for key in sorted(must - said):
        about.file.error(
            about.path,
            sentence("A {kind} resource needs `{key}`.", kind=kind, key=key),
            sentence("Add `{key}`.", key=key),
        )
    for key in sorted(said - must - may):
        about.file.error(
            (*about.path, key),
            sentence("A {kind} resource has no `{key}`.", kind=kind, key=key),
            sentence("Allowed: {allowed}.", allowed=", ".join(sorted(must | may))),
        )
    return must <= said and said <= must | may and _is_in_order(about, table)


def pointer(
    about: About,
    kind: ResourceKind,
    table: ResourceTable,
    title: str,
    languages: tuple[LanguageCode, ...],
) -> Pointer:
    """Of a table whose keys fit; `title` names a calendar entry."""
    if kind is ResourceKind.PLACE:
        return _place(about, table)
    if kind is ResourceKind.EVENT:
        return _event(about, table, title)
    if kind is ResourceKind.WIFI:
        return _wifi(about, table)
    target = table.target or ""
    check_target(about.file, (*about.path, "target"), kind, target)
    if table.address is not None:
        check_dials(about.file, (*about.path, "address"), table.address, target)
    return Pointer(target, table.address or readable(kind, target), languages)


def _is_in_order(about: About, table: ResourceTable) -> bool:
    """Whether values that belong together agree."""
    found = len(about.file.findings.problems)
    if (table.latitude is None) != (table.longitude is None):
        about.file.error(
            about.path,
            sentence("A place has both coordinates or none."),
            sentence("Add the other one."),
        )
    for key, most in (("latitude", 90), ("longitude", 180)):
        value = getattr(table, key)
        if value is not None and not -most <= value <= most:
            about.file.error(
                (*about.path, key),
                sentence("{value} is no {key}.", value=value, key=key),
                sentence("-{most} to {most}.", most=most),
            )
    if table.starts and table.ends and not _follows(table.starts, table.ends):
        about.file.error(
            (*about.path, "ends"),
            sentence("The entry does not end after it starts."),
            sentence("Write local times without a zone: 2026-12-10T14:00:00."),
        )
    return len(about.file.findings.problems) == found


def _follows(starts: datetime, ends: datetime) -> bool:
    return starts.tzinfo is None and ends.tzinfo is None and starts < ends


def _place(about: About, table: ResourceTable) -> Pointer:
    address = plain(about.file, (*about.path, "address"), table.address or "")
    known = table.latitude is not None
    at = f"{table.latitude},{table.longitude}" if known else "0,0"
    return Pointer(f"geo:{at}?q={quote(address)}", address)


def _event(about: About, table: ResourceTable, title: str) -> Pointer:
    place = plain(about.file, (*about.path, "place"), table.place or "")
    assert table.starts
    assert table.ends
    zone = ZoneInfo(about.time_zone)
    starts, ends = (at.replace(tzinfo=zone) for at in (table.starts, table.ends))
    when = readable_span(table.starts, table.ends)
    return Pointer(calendar_entry(title, starts, ends, place), f"{when}, {place}")


def _wifi(about: About, table: ResourceTable) -> Pointer:
    network = plain(about.file, (*about.path, "network"), table.network or "")
    if len(network.encode()) > MOST_WIFI_NAME:
        about.file.error(
            (*about.path, "network"),
            sentence(
                "No network has a name of more than {most} bytes.", most=MOST_WIFI_NAME
            ),
            sentence("Write it as the router shows it."),
        )
    if table.password is None:
        return Pointer(f"WIFI:T:nopass;S:{_quoted(network)};;", network)
    password = plain(about.file, (*about.path, "password"), table.password)
    code = f"WIFI:T:WPA;S:{_quoted(network)};P:{_quoted(password)};;"
    return Pointer(code, f"{network}\n{password}")


def _quoted(text: str) -> str:
    """As phones read the fields of a Wi-Fi code."""
    for special in ("\\", ";", ",", '"', ":"):
        text = text.replace(special, f"\\{special}")
    return text
