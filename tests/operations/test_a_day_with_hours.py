"""Random days with two terminals whose clocks differ, hours of languages with a room,
a long pause, appointments and a hub that starts anew, against a plain model: whoever
holds a number ends in one way, stands where the rule says, reads an honest wait."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from kiosk.domain.appointments import CheckInAnswer
from kiosk.domain.open_hours import Open, state
from kiosk.domain.tickets import ENDED
from kiosk.errors import IllegalMove, NotAllowed, SlotNotFree
from kiosk.ids import AppointmentCode, LanguageCode, TicketId, TopicId
from kiosk.operations import (
    accounts,
    appointments,
    booking_times,
    calling,
    check_in,
    housekeeping,
    numbers_left,
    placing,
    presence,
    waiting_times,
)
from kiosk.operations.appointments import FollowUp
from kiosk.operations.kept_waits import KeptWaits
from kiosk.operations.placing import Transfer
from tests.builders import AR, a_ticket
from tests.fakes.clock import FixedClock
from tests.hub_context import a_hub, gone, heard_again, join, pair, record
from tests.operations.hours_count import each_is_counted_once, each_is_recorded_once
from tests.operations.hours_model import (
    BERLIN,
    CALLED,
    PARKED,
    ROOM,
    SERVING,
    WAITING,
    WITHDRAWN,
    Guest,
    a_centre,
    at,
    is_honest,
    may_come,
)
from tests.operations.line_model import SKILLS, STEPS, WHO
from tests.people import COUNSELLOR_1, COUNSELLOR_2, NEWCOMER

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.access import PairedTerminal, Staff
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import StaffId

WORK = TopicId("work")
WRONG = timedelta(days=3)
"""By which a clock may be off that lost its setting."""
SKEWS = st.sampled_from((0, 40, -40)).map(lambda n: timedelta(seconds=n))
TOPICS = st.sampled_from(("residence", "work"))
LANGUAGES = st.sampled_from(("ar", "pl", "uk"))
MOST = 14


class DayWithHours(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FixedClock(at(8.5))
        self.ctx = a_hub(Path(self.folder.name), clock=self.clock, catalogue=a_centre())
        self.calendar = self.ctx.waits.calendar
        self.terminals = [pair(self.ctx, series) for series in "AB"]
        self.staff: dict[str, StaffId] = {}
        for who, person in zip(
            WHO, (COUNSELLOR_1, COUNSELLOR_2, NEWCOMER), strict=True
        ):
            cast = replace(person, desk=COUNSELLOR_1.desk)
            self.staff[who] = join(self.ctx, cast, SKILLS[who]).id
        self.guests: dict[TicketId, Guest] = {}
        self.codes: dict[TicketId, str] = {}
        self.outbox: list[tuple[PairedTerminal, Ticket, Guest]] = []
        """Numbers that visitors hold and the hub has not heard of."""
        self.booked: dict[str, datetime] = {}
        self.counts = {terminal.id: 0 for terminal in self.terminals}

    def teardown(self) -> None:
        """Whoever was shown a number is counted once, as they ended."""
        now = self.clock.now()
        self._hear_at_night()
        events = record(self.ctx)
        self.clock.set(at(30))
        run = housekeeping.close_days(self.ctx)
        assert run.tickets == len(self.guests)
        for ticket in self.guests:
            assert check_in.standing(self.ctx, ticket).state in ENDED
        every, missed = list(self.guests.values()), len(self.booked)
        each_is_counted_once(self.ctx.database, every, now, missed=missed)
        each_is_recorded_once(events, every, now)
        gone(self.ctx.database)
        self.folder.cleanup()

    @initialize(hour=st.sampled_from((8.5, 12, 12.5, 16.9)))
    def the_day_has_come_so_far(self, hour: float) -> None:
        self.clock.set(at(hour))
        for staff in self.staff.values():
            presence.seen(self.ctx, staff)

    # -- what visitors do --------------------------------------------------------

    @precondition(lambda self: sum(self.counts.values()) < MOST)
    @rule(
        which=st.integers(0, 1),
        topic=TOPICS,
        language=LANGUAGES,
        skew=SKEWS,
        is_heard=st.booleans(),
    )
    def somebody_wants_a_number(
        self, which: int, topic: str, language: str, skew: timedelta, is_heard: bool
    ) -> None:
        """The terminal gives one where hours and hub let it."""
        given = self._is_given(TopicId(topic), LanguageCode(language))
        expected = may_come(self.clock.now(), language)
        assert expected is None or given is expected
        if not given:
            return
        if not self.outbox and self.clock.now() < at(13):
            spoken = [g for g in self.guests.values() if g.language == language]
            walked_in = [g for g in spoken if not g.booked_for]
            morning = [g for g in walked_in if at(9) <= g.issued_at < at(13)]
            assert len(morning) < ROOM
        self._show(which, topic, language, skew, is_heard=is_heard)

    @rule(which=st.integers(0, 1), skew=st.sampled_from((WRONG, -WRONG)))
    @precondition(lambda self: sum(self.counts.values()) < MOST)
    def a_terminal_with_a_wrong_clock_gives_a_number(
        self, which: int, skew: timedelta
    ) -> None:
        self._show(which, "work", "pl", skew, is_heard=True)

    @precondition(lambda self: self.booked)
    @rule(data=st.data(), which=st.integers(0, 1))
    def somebody_comes_with_an_appointment(
        self, data: st.DataObject, which: int
    ) -> None:
        code = data.draw(st.sampled_from(sorted(self.booked)))
        found = appointments.at_terminal(self.ctx, code, self.terminals[which])
        if found.answer is CheckInAnswer.READY:
            self._show(which, "work", "ar", timedelta(), is_heard=True, code=code)

    @rule()
    def the_network_is_back(self) -> None:
        for terminal, ticket, guest in self.outbox:
            check_in.accept(self.ctx, terminal, ticket)
            check_in.accept(self.ctx, terminal, ticket)  # the answer was lost
            self.guests[ticket.id] = guest
        self.outbox.clear()

    @precondition(lambda self: self.guests)
    @rule(data=st.data())
    def a_visitor_goes(self, data: st.DataObject) -> None:
        ticket, guest = self._some(data)
        legal = guest.state in (WAITING, PARKED)
        after = replace(guest, state=WITHDRAWN)
        if self._made(lambda: check_in.withdraw(self.ctx, self.codes[ticket]), legal):
            self.guests[ticket] = after

    # -- what counsellors do --------------------------------------------------------

    @rule(who=st.sampled_from(WHO))
    def somebody_calls_next(self, who: str) -> None:
        fitting = [
            (guest.place(key), key)
            for key, guest in self.guests.items()
            if guest.state is WAITING and self._fits(who, guest)
        ]
        is_free = all(guest.holder != who for guest in self.guests.values())
        called: list[TicketId | None] = []

        def call() -> None:
            ticket = calling.call_next(self.ctx, self._staff(who)).ticket
            called.append(ticket.id if ticket else None)

        if self._made(call, is_free):
            assert called == [min(fitting)[1] if fitting else None]
            if fitting:
                self._called(min(fitting)[1], who)

    @precondition(lambda self: self.guests)
    @rule(data=st.data(), who=st.sampled_from(WHO), name=st.sampled_from(sorted(STEPS)))
    def a_counsellor_makes_a_step(
        self, data: st.DataObject, who: str, name: str
    ) -> None:
        mine = [key for key, guest in self.guests.items() if guest.holder == who]
        ticket = data.draw(st.sampled_from(mine or sorted(self.guests)))
        guest = self.guests[ticket]
        sources, to = STEPS[name]
        step = getattr(calling, name)
        legal = guest.state in sources and guest.holder == who
        if self._made(lambda: step(self.ctx, self._staff(who), ticket), legal):
            holder = who if to is SERVING else None
            begun = self.clock.now() if to is SERVING else guest.at_desk
            after = replace(guest, state=to, holder=holder, at_desk=begun)
            self.guests[ticket] = after

    @precondition(lambda self: self.guests)
    @rule(data=st.data(), who=st.sampled_from(WHO), topic=TOPICS)
    def a_visitor_is_transferred(
        self, data: st.DataObject, who: str, topic: str
    ) -> None:
        ticket, guest = self._some(data)
        mine = guest.state in (CALLED, SERVING) and guest.holder == who
        to = Transfer(TopicId(topic), None, "")
        if self._made(
            lambda: placing.transfer(self.ctx, self._staff(who), ticket, to),
            mine or guest.state is WAITING,
        ):
            by = who if mine else None
            self.guests[ticket] = replace(
                guest, state=WAITING, holder=None, topic=topic, passed_on_by=by
            )

    @rule(data=st.data())
    def a_counsellor_books(self, data: st.DataObject) -> None:
        free = booking_times.free_slots(self.ctx, WORK, AR, self.ctx.today())
        if not free or len(self.booked) > 2:
            return
        slot = data.draw(st.sampled_from(free))
        wanted = FollowUp(WORK, AR, AR)
        try:
            made = appointments.book(
                self.ctx, self._staff("everything"), wanted, slot.starts_at
            )
        except SlotNotFree:
            raise AssertionError("A free slot was not free.") from None
        self.booked[made.code] = slot.starts_at

    # -- what else happens -----------------------------------------------------------

    @rule(minutes=st.sampled_from((1, 10, 45, 150)))
    def time_passes(self, minutes: int) -> None:
        if self.clock.now() + timedelta(minutes=minutes) < at(20.5):
            self.clock.advance(minutes=minutes)
        for staff in self.staff.values():
            presence.seen(self.ctx, staff)

    @rule()
    def the_hub_starts_anew(self) -> None:
        """Nothing is remembered but what the database has."""
        self.ctx = replace(
            self.ctx, waits=KeptWaits(self.calendar), line=type(self.ctx.line)()
        )

    # -- what is always so ----------------------------------------------------

    @invariant()
    def the_line_is_in_the_order_of_the_rule(self) -> None:
        waiting = [
            guest.place(key)
            for key, guest in self.guests.items()
            if guest.state is WAITING
        ]
        shown = [t.id for t in calling.queue(self.ctx) if t.state is WAITING]
        assert shown == [key for _, key in sorted(waiting)]

    @invariant()
    def each_visitor_is_known_once_and_told_an_honest_wait(self) -> None:
        names = {staff: who for who, staff in self.staff.items()}
        tickets = calling.today(self.ctx)
        assert sorted(t.id for t in tickets) == sorted(self.guests)
        for ticket in tickets:
            guest = self.guests[ticket.id]
            assert ticket.state is guest.state
            holder = names[ticket.staff] if ticket.staff else None
            assert holder == guest.holder
            stands = check_in.standing(self.ctx, ticket.id)
            assert (stands.wait is None) is (
                guest.state is not WAITING or stands.lack() is not None
            )
            assert stands.wait is None or is_honest(stands.wait), stands.wait

    # -- how ---------------------------------------------------------------------------

    def _is_given(self, topic: TopicId, language: LanguageCode) -> bool:
        """As a terminal decides that has just heard the hub."""
        hours = self.ctx.catalogue().consultation_hours
        assert hours is not None
        now = self.clock.now()
        opening = state(hours.for_topic(topic), now, BERLIN, self.calendar)
        given = numbers_left.given_out(self.ctx)
        return (
            isinstance(opening, Open)
            and topic not in given.topics
            and language not in given.without_numbers().get(topic, ())
            and not waiting_times.line_is_full(self.ctx)
        )

    def _show(
        self,
        which: int,
        topic: str,
        language: str,
        skew: timedelta,
        *,
        is_heard: bool,
        code: str | None = None,
    ) -> None:
        terminal, now = self.terminals[which], self.clock.now()
        self.counts[terminal.id] += 1
        told = now + skew
        fresh = a_ticket(
            self.counts[terminal.id],
            series=terminal.series,
            topic=topic,
            language=language,
            service_day=told.astimezone(BERLIN).date(),
            issued_at=told,
        )
        booked = self.booked.pop(code) if code else None
        ticket = replace(fresh, appointment=AppointmentCode(code)) if code else fresh
        counts_from = now if abs(skew) == WRONG else told
        guest = Guest(counts_from, topic, language, booked_for=booked)
        self.codes[ticket.id] = ticket.code
        self.outbox.append((terminal, ticket, guest))
        if is_heard:
            self.the_network_is_back()

    def _hear_at_night(self) -> None:
        """What a terminal gave out whose network was cut until after midnight."""
        if not self.outbox:
            return
        lost_at = min(ticket.issued_at for _, ticket, _ in self.outbox)
        self.clock.set(at(24.5))
        for terminal, ticket, guest in self.outbox:
            heard = heard_again(terminal, lost_at, self.clock.now())
            check_in.accept(self.ctx, heard, ticket)
            self.guests[ticket.id] = guest
        self.outbox.clear()

    def _called(self, ticket: TicketId, who: str) -> None:
        guest = self.guests[ticket]
        others = None if guest.passed_on_by == who else guest.passed_on_by
        self.guests[ticket] = replace(
            guest,
            state=CALLED,
            holder=who,
            first_call=guest.first_call or self.clock.now(),
            passed_on_by=others,
        )

    def _fits(self, who: str, guest: Guest) -> bool:
        skills = SKILLS[who]
        return (
            (not skills.topics or guest.topic in skills.topics)
            and (not skills.languages or guest.language in skills.languages)
            and guest.passed_on_by != who
        )

    def _staff(self, who: str) -> Staff:
        return accounts.staff(self.ctx, self.staff[who])

    def _some(self, data: st.DataObject) -> tuple[TicketId, Guest]:
        ticket = data.draw(st.sampled_from(sorted(self.guests)))
        return ticket, self.guests[ticket]

    def _made(self, step: object, legal: bool) -> bool:
        assert callable(step)
        before = calling.last_seq(self.ctx)
        try:
            step()
        except (IllegalMove, NotAllowed):
            assert not legal
            assert calling.last_seq(self.ctx) == before
            return False
        assert legal, "The hub made a move that the model forbids."
        return True


DayWithHours.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=36,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestADayWithHours = DayWithHours.TestCase
