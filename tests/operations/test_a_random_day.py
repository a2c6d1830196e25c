"""Random days of moves, against a model: nobody is lost, doubled or passed for ever."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from kiosk.domain.priorities import Priority
from kiosk.domain.tickets import ENDED, MOST_DELAYS, MOST_RECALLS
from kiosk.errors import IllegalMove, NotAllowed
from kiosk.ids import PartnerId, StaffId, TicketId, TopicId
from kiosk.operations import (
    accounts,
    calling,
    check_in,
    housekeeping,
    placing,
    presence,
    undoing,
)
from kiosk.operations.placing import Transfer
from tests.builders import a_ticket
from tests.fakes.clock import FixedClock
from tests.hub_context import a_hub, gone, join, pair
from tests.operations.line_model import (
    CALLED,
    PARKED,
    SERVING,
    SKILLS,
    STEPS,
    TOPICS,
    UNDO,
    WAITING,
    WELCOME,
    WHO,
    WITHDRAWN,
    Last,
    Visit,
)
from tests.people import COUNSELLOR_1, COUNSELLOR_2, NEWCOMER

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.domain.access import Staff
    from kiosk.operations.context import Outcome


class RandomDay(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FixedClock()
        self.ctx = a_hub(Path(self.folder.name), clock=self.clock)
        self.entrance = pair(self.ctx, "A")
        self.staff: dict[str, StaffId] = {}
        for who, person in zip(
            WHO, (COUNSELLOR_1, COUNSELLOR_2, NEWCOMER), strict=True
        ):
            cast = replace(person, desk=COUNSELLOR_1.desk)
            self.staff[who] = join(self.ctx, cast, SKILLS[who]).id
        self.visits: dict[TicketId, Visit] = {}
        self.last: dict[TicketId, Last] = {}

    def teardown(self) -> None:
        """At the close each has ended in one way, and is counted once."""
        self.clock.advance(days=1)
        run = housekeeping.close_days(self.ctx)
        assert run.tickets == len(self.visits)
        still_open = sum(v.state not in ENDED for v in self.visits.values())
        assert run.still_open == still_open
        assert calling.today(self.ctx) == []
        day = self.clock.now() - timedelta(days=1)
        counted = housekeeping.counts_of(self.ctx, day.date())
        assert sum(row.tickets for row in counted) == len(self.visits)
        assert {row.state for row in counted} <= ENDED
        gone(self.ctx.database)
        self.folder.cleanup()

    # -- what visitors do --------------------------------------------------------

    @precondition(lambda self: len(self.visits) < 12)
    @rule(topic=st.sampled_from(TOPICS), language=st.sampled_from(("ar", "pl")))
    def somebody_comes(self, topic: str, language: str) -> None:
        at = self.clock.now()
        count = len(self.visits) + 1
        ticket = a_ticket(count, topic=topic, language=language, issued_at=at)
        check_in.accept(self.ctx, self.entrance, ticket)
        self.visits[ticket.id] = Visit(at, topic, language)
        self.last[ticket.id] = Last(None, at, None)

    @precondition(lambda self: self.visits)
    @rule(data=st.data())
    def a_visitor_goes(self, data: st.DataObject) -> None:
        ticket, visit = self._some(data)
        legal = visit.state in (WAITING, PARKED)
        code = a_ticket(int(ticket, 16) - ord("A") * 10_000).code
        gone = replace(visit, state=WITHDRAWN)
        self._try(lambda: check_in.withdraw(self.ctx, code), ticket, legal, gone)

    @precondition(lambda self: self.visits)
    @rule(data=st.data())
    def a_visitor_lets_two_go_first(self, data: st.DataObject) -> None:
        ticket, visit = self._some(data)
        code = a_ticket(int(ticket, 16) - ord("A") * 10_000).code
        fitting = [who for who in WHO if visit.fits(who)]
        behind = sorted(
            other.place(key)
            for key, other in self.visits.items()
            if other.state is WAITING
            and other.place(key) > visit.place(ticket)
            and (not fitting or any(other.fits(who) for who in fitting))
        )[:2]
        legal = visit.state is WAITING and bool(behind) and visit.delays < MOST_DELAYS
        after = visit
        if legal:
            after = replace(
                visit,
                stands_after=behind[-1][0] + timedelta(microseconds=1),
                ahead=timedelta(),
                delays=visit.delays + 1,
            )
        self._try(
            lambda: placing.step_back(self.ctx, code, visit.delays),
            ticket,
            legal,
            after,
        )

    # -- what counsellors do --------------------------------------------------------

    @rule(who=st.sampled_from(WHO))
    def somebody_calls_next(self, who: str) -> None:
        fitting = [
            (visit.place(key), key)
            for key, visit in self.visits.items()
            if visit.state is WAITING and visit.fits(who)
        ]
        if self._held(who) is not None:
            self._refused(lambda: calling.call_next(self.ctx, self._staff(who)))
            return
        outcome = calling.call_next(self.ctx, self._staff(who))
        called = outcome.ticket
        assert (called.id if called else None) == (min(fitting)[1] if fitting else None)
        if called is None:
            return
        for _, key in fitting:
            passed = self.visits[key]
            late = called.issued_at - passed.issued_at
            assert passed.delays or late <= self.ctx.headstarts.longest()
        visit = self.visits[called.id]
        self._made(called.id, who, self._called(visit, who))

    @precondition(lambda self: self.visits)
    @rule(data=st.data(), who=st.sampled_from(WHO))
    def somebody_calls_out_of_turn(self, data: st.DataObject, who: str) -> None:
        ticket, visit = self._some(data)
        legal = visit.state in (WAITING, PARKED) and self._held(who) is None
        self._try(
            lambda: calling.call(self.ctx, self._staff(who), ticket),
            ticket,
            legal,
            self._called(visit, who),
            who,
        )

    @precondition(lambda self: self.visits)
    @rule(data=st.data(), who=st.sampled_from(WHO), name=st.sampled_from(sorted(STEPS)))
    def a_counsellor_makes_a_step(
        self, data: st.DataObject, who: str, name: str
    ) -> None:
        ticket, visit = self._some(data)
        sources, to = STEPS[name]
        legal = visit.state in sources and visit.holder == who
        holder = who if to is SERVING else None
        step: Callable[..., Outcome] = getattr(calling, name)
        self._try(
            lambda: step(self.ctx, self._staff(who), ticket),
            ticket,
            legal,
            replace(visit, state=to, holder=holder),
            who,
        )

    @precondition(lambda self: self.visits)
    @rule(data=st.data(), who=st.sampled_from(WHO))
    def a_visitor_is_called_again(self, data: st.DataObject, who: str) -> None:
        ticket, visit = self._some(data)
        mine = visit.state is CALLED and visit.holder == who
        self._try(
            lambda: calling.call_again(self.ctx, self._staff(who), ticket),
            ticket,
            mine and visit.recalls < MOST_RECALLS,
            replace(visit, recalls=visit.recalls + 1),
        )

    @precondition(lambda self: self.visits)
    @rule(data=st.data(), who=st.sampled_from(WHO))
    def a_visitor_is_put_back(self, data: st.DataObject, who: str) -> None:
        ticket, visit = self._some(data)
        self._try(
            lambda: calling.requeue(self.ctx, self._staff(who), ticket),
            ticket,
            visit.state in (CALLED, SERVING, PARKED),
            replace(visit, state=WAITING, holder=None),
            who,
        )

    @precondition(lambda self: self.visits)
    @rule(
        data=st.data(),
        who=st.sampled_from(WHO),
        topic=st.sampled_from(TOPICS),
        partner=st.sampled_from((None, WELCOME)),
    )
    def a_visitor_is_transferred(
        self, data: st.DataObject, who: str, topic: str, partner: PartnerId | None
    ) -> None:
        ticket, visit = self._some(data)
        to = Transfer(TopicId(topic), partner, "Notiz")
        mine = visit.state in (CALLED, SERVING) and visit.holder == who
        elsewhere = partner not in (None, SKILLS[who].partner)
        self._try(
            lambda: placing.transfer(self.ctx, self._staff(who), ticket, to),
            ticket,
            mine or visit.state is WAITING,
            replace(
                visit,
                state=WAITING,
                holder=None,
                topic=topic,
                partner=partner,
                passed_on_by=who if mine or elsewhere else None,
            ),
            who,
        )

    @precondition(lambda self: self.visits)
    @rule(data=st.data(), who=st.sampled_from(WHO), priority=st.sampled_from(Priority))
    def a_visitor_is_put_ahead(
        self, data: st.DataObject, who: str, priority: Priority
    ) -> None:
        ticket, visit = self._some(data)
        self._try(
            lambda: placing.put_ahead(self.ctx, self._staff(who), ticket, priority),
            ticket,
            visit.state is WAITING,
            replace(visit, ahead=self.ctx.headstarts.of(priority)),
            who,
        )

    @precondition(lambda self: self.visits)
    @rule(data=st.data(), who=st.sampled_from(WHO))
    def a_counsellor_takes_back_what_they_did(
        self, data: st.DataObject, who: str
    ) -> None:
        ticket, _visit = self._some(data)
        last = self.last[ticket]
        to = last.before
        free = self._held(who) in (None, ticket)
        legal = (
            to is not None
            and last.by == who
            and self.clock.now() - last.at <= UNDO
            and (free or to.holder is None)
        )
        after = to or self.visits[ticket]
        if after.holder is not None:
            after = replace(after, holder=who)
        self._try(
            lambda: undoing.undo(self.ctx, self._staff(who), ticket),
            ticket,
            legal,
            after,
        )

    @rule(seconds=st.sampled_from((1, 30, 121, 600, 3600)))
    def time_passes(self, seconds: int) -> None:
        limit = timedelta(hours=9)
        if self.clock.now() + timedelta(seconds=seconds) < FixedClock().now() + limit:
            self.clock.advance(seconds=seconds)
        for staff in self.staff.values():
            presence.seen(self.ctx, staff)

    # -- what is always so ----------------------------------------------------

    @invariant()
    def the_hub_has_each_visitor_once_as_the_model_has(self) -> None:
        names = {staff: who for who, staff in self.staff.items()}
        tickets = calling.today(self.ctx)
        assert len({ticket.id for ticket in tickets}) == len(tickets)
        assert {
            ticket.id: (ticket.state, names.get(ticket.staff or StaffId("")))
            for ticket in tickets
        } == {key: (visit.state, visit.holder) for key, visit in self.visits.items()}
        waiting = [
            (visit.place(key), key)
            for key, visit in self.visits.items()
            if visit.state is WAITING
        ]
        shown = [t.id for t in calling.queue(self.ctx) if t.state is WAITING]
        assert shown == [key for _, key in sorted(waiting)]

    @invariant()
    def nobody_has_two_visitors(self) -> None:
        held = [v.holder for v in self.visits.values() if v.holder is not None]
        assert len(held) == len(set(held))

    # -- how ---------------------------------------------------------------------------

    def _staff(self, who: str) -> Staff:
        return accounts.staff(self.ctx, self.staff[who])

    def _some(self, data: st.DataObject) -> tuple[TicketId, Visit]:
        ticket = data.draw(st.sampled_from(sorted(self.visits)))
        return ticket, self.visits[ticket]

    def _held(self, who: str) -> TicketId | None:
        return next((k for k, v in self.visits.items() if v.holder == who), None)

    def _called(self, visit: Visit, who: str) -> Visit:
        others = None if visit.passed_on_by == who else visit.passed_on_by
        return replace(visit, state=CALLED, holder=who, recalls=0, passed_on_by=others)

    def _refused(self, step: Callable[[], object]) -> None:
        before = calling.last_seq(self.ctx)
        try:
            step()
        except (IllegalMove, NotAllowed):
            assert calling.last_seq(self.ctx) == before
        else:
            raise AssertionError("The hub made a move that the model forbids.")

    def _try(
        self,
        step: Callable[[], object],
        ticket: TicketId,
        legal: bool,
        after: Visit,
        who: str | None = None,
    ) -> None:
        """`who`: whose deed it is that can be taken back; None: nobody's."""
        if not legal:
            self._refused(step)
            return
        step()
        self._made(ticket, who, after)

    def _made(self, ticket: TicketId, who: str | None, after: Visit) -> None:
        before = self.visits[ticket] if who else None
        self.last[ticket] = Last(who, self.clock.now(), before)
        self.visits[ticket] = after


RandomDay.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestARandomDay = RandomDay.TestCase
