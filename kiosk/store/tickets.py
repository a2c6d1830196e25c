"""Tickets on the hub: one row each, moved by conditional updates that decide races."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    bindparam,
    func,
    or_,
    select,
    update,
)

from kiosk.domain.arrivals import TicketMark
from kiosk.domain.feedback import VisitFace
from kiosk.domain.tickets import (
    AT_A_DESK,
    ENDED,
    MOST_RECALLS,
    Ticket,
    TicketNumber,
    TicketState,
)
from kiosk.ids import (
    DeskId,
    LanguageCode,
    PartnerId,
    Slug,
    StaffId,
    TicketCode,
    TicketId,
    TopicId,
)
from kiosk.store.schema import ticket_events, tickets

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

OPEN = sorted(set(TicketState) - ENDED)

_BY_ID = select(tickets).where(tickets.c.id == bindparam("id"))
_BY_CODE = select(tickets).where(tickets.c.code == bindparam("code"))
_HELD = select(tickets).where(tickets.c.staff == bindparam("staff"))
_HOLDERS = select(func.coalesce(func.max(tickets.c.holder), 0)).where(
    tickets.c.series == bindparam("series"),
    tickets.c.service_day == bindparam("day"),
    tickets.c.count == bindparam("count"),
)
_LAST_COUNT = select(func.coalesce(func.max(tickets.c.count), 0)).where(
    tickets.c.series == bindparam("series"), tickets.c.service_day == bindparam("day")
)
_WAITING = select(tickets).where(
    tickets.c.service_day >= bindparam("day"),
    tickets.c.state == TicketState.WAITING.value,
)
_CHANGED = select(tickets).where(
    tickets.c.id.in_(
        select(ticket_events.c.ticket).where(ticket_events.c.seq > bindparam("seq"))
    )
)
_INSERT = tickets.insert()


def add(connection: Connection, ticket: Ticket) -> None:
    """As it was issued: waiting, never called.

    Raises `Duplicate` when its id or its code is there already, or its number with
    this holder.
    """
    connection.execute(
        _INSERT,
        {
            "id": ticket.id,
            "series": ticket.number.series,
            "count": ticket.number.count,
            "service_day": ticket.service_day,
            "topic": ticket.topic,
            "language": ticket.language,
            "screen_language": ticket.screen_language,
            "code": ticket.code,
            "issued_at": ticket.issued_at,
            "state": TicketState.WAITING.value,
            "calls": 0,
            "closed_by_system": False,
            "holder": ticket.holder,
            "marks": sorted(ticket.marks),
            "told_day": ticket.told_day,
            "told_at": ticket.told_at,
            "about": ticket.about,
            "booked_for": ticket.booked_for,
        },
    )


def holders(connection: Connection, number: TicketNumber, day: date) -> int:
    """How many visitors hold this number on this day."""
    held = connection.execute(
        _HOLDERS, {"series": number.series, "count": number.count, "day": day}
    )
    return int(held.scalar_one())


def last_count(connection: Connection, series: str, day: date) -> int:
    """The highest count of the series on this day; 0 if there is none."""
    found = connection.execute(_LAST_COUNT, {"series": series, "day": day})
    return int(found.scalar_one())


def by_id(connection: Connection, ticket: TicketId) -> Ticket | None:
    row = connection.execute(_BY_ID, {"id": ticket}).one_or_none()
    return _ticket(row) if row else None


def by_code(connection: Connection, code: TicketCode) -> Ticket | None:
    row = connection.execute(_BY_CODE, {"code": code}).one_or_none()
    return _ticket(row) if row else None


def held_by(connection: Connection, staff: StaffId) -> Ticket | None:
    """Whom this counsellor has called or serves."""
    row = connection.execute(_HELD, {"staff": staff}).one_or_none()
    return _ticket(row) if row else None


def waiting(connection: Connection, since: date) -> list[Ticket]:
    """All of this day and later ones who wait, in no order."""
    rows = connection.execute(_WAITING, {"day": since})
    return [_ticket(row) for row in rows]


def changed(connection: Connection, after: int) -> list[Ticket]:
    """Those with an event after this one, as they are now."""
    rows = connection.execute(_CHANGED, {"seq": after})
    return [_ticket(row) for row in rows]


def at_a_desk(connection: Connection, since: date) -> list[Ticket]:
    """Of this day and later ones, who is called or served."""
    rows = connection.execute(
        select(tickets).where(
            tickets.c.service_day >= since, tickets.c.state.in_(sorted(AT_A_DESK))
        )
    )
    return [_ticket(row) for row in rows]


def ended(connection: Connection, since: date) -> list[Ticket]:
    """All of this day and later ones that are over."""
    rows = connection.execute(
        select(tickets).where(
            tickets.c.service_day >= since, tickets.c.state.in_(sorted(ENDED))
        )
    )
    return [_ticket(row) for row in rows]


def last_ended(connection: Connection, since: date) -> dict[DeskId, datetime]:
    """When the last visitor of this day and later ones went from each desk."""
    rows = connection.execute(
        select(tickets.c.desk, func.max(tickets.c.ended_at))
        .where(
            tickets.c.service_day >= since,
            tickets.c.state.in_(sorted(ENDED)),
            tickets.c.desk.is_not(None),
        )
        .group_by(tickets.c.desk)
    )
    return {DeskId(desk): at for desk, at in rows}


def not_ended(connection: Connection, since: date) -> list[Ticket]:
    """All of this day and later ones that are still under way, in no order."""
    rows = connection.execute(
        select(tickets).where(tickets.c.service_day >= since, tickets.c.state.in_(OPEN))
    )
    return [_ticket(row) for row in rows]


def since_day(connection: Connection, day: date) -> list[Ticket]:
    """All of this day and later ones: a clock that went ahead loses nobody."""
    rows = connection.execute(select(tickets).where(tickets.c.service_day >= day))
    return [_ticket(row) for row in rows]


def not_between(connection: Connection, first: date, last: date) -> list[Ticket]:
    """Whatever is left of earlier days, and of days that are too far ahead."""
    rows = connection.execute(select(tickets).where(outside(first, last)))
    return [_ticket(row) for row in rows]


def any_not_between(connection: Connection, first: date, last: date) -> bool:
    some = select(tickets.c.id).where(outside(first, last)).limit(1)
    return connection.execute(some).first() is not None


def outside(first: date, last: date) -> ColumnElement[bool]:
    return or_(tickets.c.service_day < first, tickets.c.service_day > last)


def call(
    connection: Connection,
    ticket: TicketId,
    sources: Collection[TicketState],
    *,
    desk: DeskId,
    staff: StaffId,
    at: datetime,
) -> Ticket | None:
    """Called if it was in one of these states, or None: somebody else was faster.

    Who has passed its visitor on takes them back by this.
    Raises `Duplicate` when this counsellor has somebody already.
    """
    return moved(
        connection,
        ticket,
        sources,
        state=TicketState.CALLED.value,
        desk=desk,
        staff=staff,
        called_at=at,
        calls=tickets.c.calls + 1,
        recalls=0,
        passed_on_by=func.nullif(tickets.c.passed_on_by, staff),
    )


def call_again(
    connection: Connection,
    ticket: TicketId,
    sources: Collection[TicketState],
    *,
    desk: DeskId,
    at: datetime,
) -> Ticket | None:
    """None as well when it was called again as often as may be."""
    return moved(
        connection,
        ticket,
        sources,
        tickets.c.recalls < MOST_RECALLS,
        desk=desk,
        called_at=at,
        calls=tickets.c.calls + 1,
        recalls=tickets.c.recalls + 1,
    )


def take_over(
    connection: Connection,
    ticket: Ticket,
    *,
    desk: DeskId,
    staff: StaffId,
    at: datetime,
) -> Ticket | None:
    """Theirs, if it is still as it was known; who was called is called to their desk.

    Raises `Duplicate` when this counsellor has somebody already.
    """
    called = ticket.state is TicketState.CALLED
    again: dict[str, Any] = {}
    if called:
        again = {"called_at": at, "calls": tickets.c.calls + 1, "recalls": 0}
    return moved(
        connection,
        ticket.id,
        (ticket.state,),
        tickets.c.staff == ticket.staff,
        desk=desk,
        staff=staff,
        **again,
    )


def reach_desk(
    connection: Connection,
    ticket: TicketId,
    sources: Collection[TicketState],
    *,
    at: datetime,
) -> Ticket | None:
    return moved(
        connection, ticket, sources, state=TicketState.SERVING.value, serving_at=at
    )


def put_back(
    connection: Connection,
    ticket: TicketId,
    sources: Collection[TicketState],
    *,
    state: TicketState,
) -> Ticket | None:
    """Waiting or parked, with nobody's name on it and its place by time of issue."""
    return moved(
        connection, ticket, sources, state=state.value, staff=None, serving_at=None
    )


def end(
    connection: Connection,
    ticket: TicketId,
    sources: Collection[TicketState],
    *,
    state: TicketState,
    at: datetime,
    by_system: bool = False,
) -> Ticket | None:
    return moved(
        connection,
        ticket,
        sources,
        state=state.value,
        staff=None,
        ended_at=at,
        closed_by_system=by_system,
    )


def remove(connection: Connection, gone: Collection[TicketId]) -> None:
    connection.execute(
        tickets.delete().where(tickets.c.id == bindparam("gone")),
        [{"gone": ticket} for ticket in gone],
    )


def moved(
    connection: Connection,
    ticket: TicketId,
    sources: Collection[TicketState],
    *where: ColumnElement[bool],
    **changes: Any,
) -> Ticket | None:
    """Changed if it was in one of these states, and all that is so; else None."""
    row = connection.execute(
        update(tickets)
        .where(tickets.c.id == ticket, tickets.c.state.in_(sorted(sources)), *where)
        .values(changes)
        .returning(*tickets.c)
    ).one_or_none()
    return _ticket(row) if row else None


def _ticket(row: Row[Any]) -> Ticket:
    fields = row._mapping
    return Ticket(
        id=TicketId(fields["id"]),
        number=TicketNumber(fields["series"], fields["count"]),
        service_day=fields["service_day"],
        topic=TopicId(fields["topic"]),
        language=LanguageCode(fields["language"]),
        screen_language=LanguageCode(fields["screen_language"]),
        code=TicketCode(fields["code"]),
        issued_at=fields["issued_at"],
        state=TicketState(fields["state"]),
        desk=DeskId(fields["desk"]) if fields["desk"] else None,
        staff=StaffId(fields["staff"]) if fields["staff"] else None,
        called_at=fields["called_at"],
        calls=fields["calls"],
        serving_at=fields["serving_at"],
        ended_at=fields["ended_at"],
        closed_by_system=fields["closed_by_system"],
        holder=fields["holder"],
        marks=frozenset(TicketMark(mark) for mark in fields["marks"]),
        told_day=fields["told_day"],
        told_at=fields["told_at"],
        told_topic=TopicId(fields["told_topic"]) if fields["told_topic"] else None,
        partner=PartnerId(fields["partner"]) if fields["partner"] else None,
        passed_on_by=StaffId(fields["passed_on_by"])
        if fields["passed_on_by"]
        else None,
        note=fields["note"],
        ahead=timedelta(minutes=fields["ahead_minutes"]),
        stands_after=fields["stands_after"],
        delays=fields["delays"],
        recalls=fields["recalls"],
        feedback=VisitFace(fields["feedback"]) if fields["feedback"] else None,
        about=Slug(fields["about"]) if fields["about"] else None,
        booked_for=fields["booked_for"],
    )
