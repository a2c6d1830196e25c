"""How the screens say where a ticket stands: one calm sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.queues import Lack
from kiosk.domain.tickets import TicketState
from kiosk.i18n import waits
from kiosk.i18n.formats import number, time_of_day
from kiosk.terminal.ports import LinkState

if TYPE_CHECKING:
    from kiosk.domain.queues import Standing
    from kiosk.i18n.catalogs import Words
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
    """What to do while waiting; no call is promised that may not be made."""
    gettext = session.words.gettext
    if standing is not None and not standing.is_sure():
        return gettext("Our staff can see your number. Keep it, or ask a person here.")
    return gettext("Please wait here. We will call your number.")


def rule(session: Session) -> str:
    """In which order numbers are called, in one sentence for whoever waits."""
    return session.words.gettext(
        "We call people in the order in which they came."
        " Who has an appointment or cannot wait long may be called earlier."
    )


def _waiting(standing: Standing, ports: Ports, session: Session) -> str:
    words = session.words
    before = standing.people_before
    lack = standing.lack()
    if lack is not None:
        line = _lacking(lack, words)
    elif before == 0:
        line = words.gettext("You are next.")
    else:
        line = words.ngettext(
            "%(n)s person is waiting before you.",
            "%(n)s people are waiting before you.",
            before,
        ) % {"n": number(before, session.language)}
    zone = ports.contents.site().time_zone
    if standing.wait is not None and lack is None:
        wait = waits.sentence(standing.wait, standing.as_of, words, zone)
        line = f"{line} {wait}"
    if ports.link.state() is not LinkState.DOWN:
        return line
    moment = time_of_day(standing.as_of, session.language, zone)
    as_of = words.gettext("as of %(time)s") % {"time": moment}
    return f"{line} ({as_of})"


def _lacking(lack: Lack, words: Words) -> str:
    return {
        Lack.ANYBODY: words.gettext("Nobody is at a desk at the moment."),
        Lack.SOMEBODY_FOR_IT: words.gettext(
            "Nobody who can help you is at a desk at the moment."
        ),
        Lack.LANGUAGE: words.gettext(
            "Nobody who can help you in your language is at a desk now."
        ),
    }[lack]


def desk_of(standing: Standing, ports: Ports, session: Session) -> str:
    """What the desk is called that somebody is called to; empty when not known."""
    known = {desk.id: desk for desk in ports.contents.current().desks}
    desk = known.get(standing.desk) if standing.desk is not None else None
    title = desk.title if desk is not None else standing.desk_title
    return title[session.code] if title is not None else ""


def _called(standing: Standing, ports: Ports, session: Session) -> str:
    desk = desk_of(standing, ports, session)
    if not desk:
        return session.words.gettext("It is your turn. Please go to the desk now.")
    told = session.words.gettext("It is your turn. Please go to: %(desk)s")
    return told % {"desk": desk}
