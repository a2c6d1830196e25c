"""How appointments are booked, moved and cancelled, and how their visitors check in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.domain import appointments as domain
from kiosk.domain.appointments import (
    MOST_MOVES,
    TAKING_A_SLOT,
    Appointment,
    AppointmentDeed,
    AppointmentState,
    CheckInAnswer,
    FoundAppointment,
    SlotRefusal,
)
from kiosk.domain.arrivals import TicketMark
from kiosk.errors import IllegalMove, NotFound, SlotNotFree, TooManyTries
from kiosk.ids import AppointmentCode, AppointmentId
from kiosk.operations import booking_times, code_tries
from kiosk.operations.code_tries import CodeAsker
from kiosk.operations.secrets import hashed
from kiosk.store import appointments as store
from kiosk.store import tickets
from kiosk.store.database import Connection, Duplicate

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.domain.appointments import BookableSlot
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import LanguageCode, Slug, TicketId, TopicId
    from kiosk.operations.context import Context


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is to be talked about, and how its visitor reads and speaks."""

    topic: TopicId
    language: LanguageCode
    screen_language: LanguageCode
    about: Slug | None = None
    ticket: TicketId | None = None
    """From whose visit it is booked: of one visit a time is booked once."""
    form: str = ""
    """Where nobody visits yet: with one form a time is booked once."""


def book(
    ctx: Context, staff: Staff, wanted: FollowUp, starts_at: datetime
) -> Appointment:
    """Whoever books a time first has it; sent again it changes nothing.

    Raises `SlotNotFree`, `UnknownTopic` or `UnknownLanguage`.
    """
    own = _identity(wanted, starts_at)
    before = _before(ctx, own)
    if before is not None and _takes(before, starts_at):
        return before
    ctx.catalogue().check_offered(wanted.topic, wanted.language)
    slot = booking_times.bookable(ctx, starts_at, wanted.topic, wanted.language)
    new = Appointment(
        own if own and before is None else AppointmentId(ctx.ids.row_id()),
        ctx.ids.appointment_code(),
        slot,
        _day_of(ctx, slot),
        0,
        wanted.topic,
        wanted.language,
        wanted.screen_language,
        wanted.about,
    )
    try:
        with ctx.database.begin() as connection:
            track = booking_times.track_for(ctx, connection, new)
            new = replace(new, track=track)
            store.add(connection, new)
            _record(ctx, connection, new, AppointmentDeed.BOOKED, staff)
    except (Duplicate, SlotNotFree):  # perhaps by the same form, sent twice at once
        same = _before(ctx, own)
        if same is not None and _takes(same, starts_at):
            return same
        raise SlotNotFree(SlotRefusal.TAKEN) from None
    return new


def move(ctx: Context, code: str, starts_at: datetime, moves: int) -> Appointment:
    """By its visitor; sent again it changes nothing. `moves`: how often it had been
    moved, as their page said. Raises `NotFound`, `SlotNotFree` or `IllegalMove`."""
    known = _by_code(ctx, code)
    if known.moves != moves:
        return known
    if known.state is not AppointmentState.BOOKED or known.moves >= MOST_MOVES:
        raise _refuse(known)
    slot = booking_times.bookable(ctx, starts_at, known.topic, known.language)
    try:
        with ctx.database.begin() as connection:
            day = _day_of(ctx, slot)
            there = replace(known, slot=slot, service_day=day)
            track = booking_times.track_for(ctx, connection, there)
            moved = store.move(connection, known, slot, day, track)
            if moved is None:
                raise _refuse(known)
            _record(ctx, connection, moved, AppointmentDeed.MOVED)
    except Duplicate:
        raise SlotNotFree(SlotRefusal.TAKEN) from None
    return moved


def cancel(ctx: Context, code: str) -> Appointment:
    """By its visitor; twice is once. Raises `NotFound` or `IllegalMove`."""
    return _cancel(ctx, _by_code(ctx, code), None)


def cancel_for_visitor(ctx: Context, staff: Staff, known: AppointmentId) -> Appointment:
    """By staff. Raises `NotFound` or `IllegalMove`."""
    return _cancel(ctx, appointment(ctx, known), staff)


def appointment(ctx: Context, known: AppointmentId) -> Appointment:
    """Raises `NotFound`."""
    with ctx.database.read() as connection:
        found = store.by_id(connection, known)
    return _there(found)


def upcoming(ctx: Context) -> list[Appointment]:
    """All of today and later, in order."""
    with ctx.database.read() as connection:
        return store.since_day(connection, ctx.today())


def look(ctx: Context, code: str, asker: CodeAsker) -> Appointment:
    """Whose code this is; `asker` has waited for their turn. Raises `NotFound`."""
    try:
        known = _by_code(ctx, code)
    except NotFound:
        code_tries.note_wrong(ctx, asker)
        raise
    code_tries.note_right(ctx, asker, domain.read_code(code))
    return known


def turn_of(ctx: Context, code: str, asker: CodeAsker) -> timedelta:
    """How long to wait before `look`. Raises `TooManyTries`."""
    return code_tries.take_turn(ctx, asker, domain.read_code(code))


def at_terminal(ctx: Context, code: str, terminal: PairedTerminal) -> FoundAppointment:
    """What its code is worth at a terminal now; nothing is changed by asking."""
    asker, asked = CodeAsker.terminal(terminal.id), AppointmentCode(code)
    try:
        turn_of(ctx, code, asker)
        known = look(ctx, code, asker)
    except NotFound:
        return FoundAppointment(CheckInAnswer.UNKNOWN, asked)
    except TooManyTries as wait:
        too_many = FoundAppointment(CheckInAnswer.TOO_MANY, asked)
        return replace(too_many, again_at=wait.again_at)
    return FoundAppointment(
        _worth(ctx, known),
        known.code,
        known.slot.starts_at,
        known.topic,
        known.language,
        known.screen_language,
        known.moved_from,
    )


def _worth(ctx: Context, known: Appointment) -> CheckInAnswer:
    if known.state is AppointmentState.ARRIVED:
        return CheckInAnswer.USED
    if known.state is AppointmentState.CANCELLED:
        return CheckInAnswer.CANCELLED
    if known.service_day != ctx.today():
        return CheckInAnswer.OTHER_DAY
    received = booking_times.is_received(ctx, known)
    return CheckInAnswer.READY if received else CheckInAnswer.OUTSIDE_HOURS


def some_are_expected(ctx: Context) -> bool:
    """Whether terminals shall ask for codes at all: today or later somebody has one."""
    with ctx.database.read() as connection:
        return store.any_booked(connection, ctx.today())


def ticket_of(ctx: Context, known: Appointment) -> Ticket | None:
    """The number with which its visitor came."""
    if known.ticket is None:
        return None
    with ctx.database.read() as connection:
        return tickets.by_id(connection, known.ticket)


def redeemed(ctx: Context, connection: Connection, ticket: Ticket) -> Ticket:
    """What a ticket is taken as whose visitor has checked in with a code.

    Its number stays valid whatever became of the appointment; one that is used,
    cancelled or of another day puts nobody ahead.
    """
    if ticket.appointment is None:
        return ticket
    known = store.by_code(connection, ticket.appointment)
    if known is not None and known.service_day == ticket.service_day:
        used = store.end(connection, known, AppointmentState.ARRIVED, ticket.id)
        if used is not None:
            _record(ctx, connection, used, AppointmentDeed.ARRIVED)
            return replace(ticket, booked_for=used.slot.starts_at)
    return replace(ticket, marks=ticket.marks | {TicketMark.NO_APPOINTMENT})


def _identity(wanted: FollowUp, starts_at: datetime) -> AppointmentId | None:
    """The same for the same visit and time; it does not tell whose visit that was."""
    if wanted.ticket is not None:
        source = f"follow-up {wanted.ticket}"
    elif wanted.form:
        source = f"first {wanted.form}"
    else:
        return None
    return AppointmentId(hashed(f"{source} {starts_at.timestamp()}")[:32])


def _before(ctx: Context, own: AppointmentId | None) -> Appointment | None:
    if own is None:
        return None
    with ctx.database.read() as connection:
        return store.by_id(connection, own)


def _takes(known: Appointment, starts_at: datetime) -> bool:
    """Neither cancelled nor moved since."""
    return known.state in TAKING_A_SLOT and known.slot.starts_at == starts_at


def _cancel(ctx: Context, known: Appointment, staff: Staff | None) -> Appointment:
    if known.state is AppointmentState.CANCELLED:
        return known
    with ctx.database.begin() as connection:
        gone = store.end(connection, known, AppointmentState.CANCELLED)
        if gone is None:
            raise _refuse(known)
        _record(ctx, connection, gone, AppointmentDeed.CANCELLED, staff)
    return gone


def _by_code(ctx: Context, code: str) -> Appointment:
    read = domain.read_code(code)
    if not domain.is_whole(read):  # PostgreSQL cannot even be asked for a NUL
        return _there(None)
    with ctx.database.read() as connection:
        return _there(store.by_code(connection, read), ctx.today())


def _there(found: Appointment | None, today: date | None = None) -> Appointment:
    if found is None or (today is not None and found.service_day < today):
        raise NotFound(
            "There is no appointment with this code, or its day is over.",
            remedy="Take a number at the terminal, or ask a counsellor for another.",
        )
    return found


def _refuse(known: Appointment) -> IllegalMove:
    return IllegalMove(
        f"This appointment is {known.state}, or was changed meanwhile.",
        remedy="Load the page again: it says how it stands.",
    )


def _day_of(ctx: Context, slot: BookableSlot) -> date:
    return slot.starts_at.astimezone(ctx.zone()).date()


def _record(
    ctx: Context,
    connection: Connection,
    known: Appointment,
    deed: AppointmentDeed,
    staff: Staff | None = None,
) -> None:
    by = staff.id if staff else None
    store.record(connection, known.id, deed, ctx.clock.now(), by)
