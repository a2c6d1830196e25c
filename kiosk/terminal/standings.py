"""How the screens say where a ticket stands: one calm sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.tickets import TicketState
from kiosk.i18n.formats import number, time_of_day
from kiosk.terminal.ports import LinkState

if TYPE_CHECKING:
    from kiosk.domain.queues import Standing
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


def sentence(
    standing: Standing | None, ports: Ports, session: Session, *, asked: bool = True
) -> str:
    """What the visitor should know or do now.

    `asked` says that the hub had time to answer.
    """
    gettext = session.words.gettext
    if standing is None:
        if not asked and ports.link.state() is not LinkState.DOWN:
            return gettext("One moment, please")
        return gettext("The waiting time is not known at the moment.")
    if standing.state is TicketState.CALLED:
        return _called(standing, ports, session)
    if standing.state is TicketState.WAITING:
        return _waiting(standing, ports, session)
    return {
        TicketState.SERVING: gettext("Your counselling has begun."),
        TicketState.PARKED: gettext(
            "Your place is kept. Please tell us when you are back."
        ),
        TicketState.DONE: gettext("Your counselling is finished. Goodbye!"),
        TicketState.NO_SHOW: gettext(
            "We called your number. Please go to the desk if you are still here."
        ),
        TicketState.WITHDRAWN: gettext("This number was given back."),
    }[standing.state]


def instruction(standing: Standing | None, session: Session) -> str:
    """What to do while waiting; no call is promised while nobody could make it."""
    gettext = session.words.gettext
    if standing is not None and is_served_by_nobody(standing):
        return gettext("Our staff can see your number. Keep it, or ask a person here.")
    return gettext("Please wait here. We will call your number.")


def is_served_by_nobody(standing: Standing) -> bool:
    """`counsellors` is None where an older hub does not say: then it is not claimed."""
    return standing.counsellors == 0


def _waiting(standing: Standing, ports: Ports, session: Session) -> str:
    words = session.words
    before = standing.people_before
    if is_served_by_nobody(standing):
        line = words.gettext(
            "Nobody who can help you in your language is at a desk now."
        )
    elif before == 0:
        line = words.gettext("You are next.")
    else:
        line = words.ngettext(
            "%(n)s person is waiting before you.",
            "%(n)s people are waiting before you.",
            before,
        ) % {"n": number(before, session.language)}
    if ports.link.state() is not LinkState.DOWN:
        return line
    zone = ports.contents.site().time_zone
    moment = time_of_day(standing.as_of, session.language, zone)
    as_of = words.gettext("as of %(time)s") % {"time": moment}
    return f"{line} ({as_of})"


def _called(standing: Standing, ports: Ports, session: Session) -> str:
    known = {desk.id: desk for desk in ports.contents.current().desks}
    desk = known.get(standing.desk) if standing.desk is not None else None
    if desk is None:
        return session.words.gettext("It is your turn. Please go to the desk now.")
    return session.words.gettext("It is your turn. Please go to: %(desk)s") % {
        "desk": desk.title[session.code]
    }
