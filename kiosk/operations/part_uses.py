"""What still needs a partner, desk, topic or the like, so that it cannot end yet."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.part_files import gives
from kiosk.catalogue.rules_file import rules_of
from kiosk.catalogue.services import FOLDER
from kiosk.catalogue.toml_edits import values
from kiosk.catalogue.topics import NAME as TOPICS
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import BadContent
from kiosk.operations.part_kinds import PartKind
from kiosk.operations.service_names import name_of
from kiosk.sentences import sentence
from kiosk.store import appointments as appointment_store
from kiosk.store import drafts
from kiosk.store import staff as staff_store
from kiosk.store import tickets as ticket_store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from kiosk.domain.catalogue import Catalogue
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

MOST_NAMED = 10
_OFFER_NO_MORE = sentence("Let it be offered no more instead, or remove it later.")


def check_unused(
    ctx: Context,
    connection: Connection,
    catalogue: Catalogue,
    kind: PartKind,
    part: str,
) -> None:
    """Raises `BadContent`, which says what needs it."""
    {
        PartKind.PARTNER: lambda: _check_partner(connection, part),
        PartKind.DESK: lambda: _check_desk(ctx, connection, part),
        PartKind.EMERGENCY: lambda: None,
        PartKind.TOPIC: lambda: _check_topic(ctx, connection, catalogue, part),
        PartKind.AREA: lambda: _check_area(connection, catalogue, part),
        PartKind.RESOURCE: lambda: _check_resource(connection, catalogue, part),
    }[kind]()
    _check_not_last(catalogue, kind, part)


def _check_partner(connection: Connection, part: str) -> None:
    if any(rule.get("partner") == part for rule in _rules(connection)):
        raise BadContent(
            sentence("Consultation hours are of this partner."),
            remedy=sentence("Change or remove them first."),
        )


def _check_desk(ctx: Context, connection: Connection, part: str) -> None:
    """A desk at which somebody sits has a visitor soon, if none is called already."""
    if part in _desks_taken(ctx, connection):
        raise BadContent(
            sentence("Somebody sits at this desk, or a visitor is called to it."),
            remedy=sentence("Remove it when it is left, at the end of the day."),
        )


def _check_topic(
    ctx: Context, connection: Connection, catalogue: Catalogue, part: str
) -> None:
    named = _services(connection, lambda p, t: values(p, t).get("topic") == part)
    _check_services(catalogue, named)
    areas = [
        area.title[SOURCE_LANGUAGE]
        for area in catalogue.categories
        if area.topic == part
    ]
    if areas:
        raise BadContent(
            sentence("These life areas lead to it: {names}.", names=_listed(areas)),
            remedy=sentence("Give them another topic first."),
        )
    if catalogue.general_topic == part:
        raise BadContent(
            sentence("It is the topic of what belongs to no other."),
            remedy=sentence("Choose another one for that first."),
        )
    if any(part in rule.get("topics", ()) for rule in _rules(connection)):
        raise BadContent(
            sentence("Consultation hours are for this topic."),
            remedy=sentence("Change or remove them first."),
        )
    today = ctx.today()
    wished = {t.topic for t in ticket_store.not_ended(connection, today)}
    wished |= {a.topic for a in appointment_store.since_day(connection, today)}
    if part in wished:
        raise BadContent(
            sentence("Somebody waits or has an appointment for this topic."),
            remedy=_OFFER_NO_MORE,
        )


def _check_area(connection: Connection, catalogue: Catalogue, part: str) -> None:
    named = _services(connection, lambda p, t: values(p, t).get("category") == part)
    _check_services(catalogue, named)


def _check_resource(connection: Connection, catalogue: Catalogue, part: str) -> None:
    named = _services(connection, lambda path, text: gives(path, text, part))
    _check_services(catalogue, named)


def _check_services(catalogue: Catalogue, slugs: Iterable[str]) -> None:
    titles: dict[str, str] = {s.slug: name_of(s) for s in catalogue.services}
    names = [titles.get(slug, slug) for slug in slugs]
    if not names:
        return
    raise BadContent(
        sentence("These services still need it: {names}.", names=_listed(names)),
        remedy=sentence("Take it from them first."),
    )


def _check_not_last(catalogue: Catalogue, kind: PartKind, part: str) -> None:
    known: dict[PartKind, list[str]] = {
        PartKind.DESK: [one.id for one in catalogue.desks],
        PartKind.EMERGENCY: [one.id for one in catalogue.emergency],
        PartKind.TOPIC: [one.id for one in catalogue.topics],
        PartKind.AREA: [one.id for one in catalogue.categories],
    }
    if known.get(kind) != [part]:
        return
    told = {
        PartKind.DESK: sentence("It is the last desk: nobody could be called."),
        PartKind.EMERGENCY: sentence("It is the last emergency number."),
        PartKind.TOPIC: sentence("It is the last topic."),
        PartKind.AREA: sentence("It is the last life area."),
    }[kind]
    raise BadContent(told, remedy=sentence("Add another one first."))


def _desks_taken(ctx: Context, connection: Connection) -> Collection[str]:
    today = ctx.today()
    called = {ticket.desk for ticket in ticket_store.at_a_desk(connection, today)}
    sitting = {one.on(today).desk for one in staff_store.everybody(connection)}
    return {desk for desk in called | sitting if desk}


def _rules(connection: Connection) -> list[dict[str, Any]]:
    found = drafts.present(connection, TOPICS)
    return rules_of(TOPICS, found.text or "") if found else []


def _services(
    connection: Connection, is_meant: Callable[[str, str], bool]
) -> Iterator[str]:
    """Whose file says so; one that cannot be read says nothing."""
    for entry in drafts.every(connection):
        if not entry.path.startswith(f"{FOLDER}/") or entry.path[-5:] != ".toml":
            continue
        file = drafts.present(connection, entry.path)
        with suppress(BadContent):
            if file and is_meant(file.path, file.text or ""):
                yield file.path.split("/")[1]


def _listed(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" (+{more})" if more > 0 else "")
