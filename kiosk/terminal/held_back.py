"""How the screens say why no number is given out now, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.calendar_entries import calendar_entry
from kiosk.domain.issuing import NotIssuing
from kiosk.domain.open_hours import Closed, next_reception
from kiosk.i18n import formats
from kiosk.i18n import open_hours as open_hours_words
from kiosk.i18n.languages import language
from kiosk.terminal import openings, places

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


def in_short(why: NotIssuing | None, ports: Ports, session: Session) -> str:
    """One line below the button that leads to a counsellor."""
    gettext = session.words.gettext
    if why is None:
        return gettext("Get a number and wait for your turn.")
    if why is NotIssuing.NO_GREETING:
        return gettext("One moment, please")
    if why is NotIssuing.CLOSED:
        return opening(ports, session)
    if why is NotIssuing.LINE_FULL:
        return gettext("No more numbers today")
    return gettext("No numbers at the moment")


def sentence(
    why: NotIssuing | None, ports: Ports, session: Session, *, patient: bool
) -> str:
    """The reason, as far as it helps. `patient` says that it may be over at once."""
    gettext = session.words.gettext
    if why is None:
        return gettext("You can get a number now.")
    if why is NotIssuing.NO_GREETING and patient:
        return gettext("One moment, please")
    if why is NotIssuing.CLOSED:
        return opening(ports, session)
    if why is NotIssuing.LINE_FULL:
        full = gettext(
            "So many people are waiting that we cannot call a new number today."
        )
        return f"{full} {_after_today(ports, session)}".rstrip()
    if why is NotIssuing.NOBODY_COUNSELS:
        return gettext("No counsellor is here at the moment. Please come back later.")
    return gettext(
        "This terminal cannot issue a number at the moment. "
        "Please go to the desk. Our staff will help you there."
    )


def opening(ports: Ports, session: Session) -> str:
    """When counselling is open, or opens."""
    hours = ports.contents.current().consultation_hours
    told = _counselling(openings.sentence(hours, ports, session), session)
    spoken = openings.spoken_now(hours, ports)
    if not spoken:
        return told
    names = formats.listed(
        [language(code).own_name for code in spoken], session.language
    )
    languages = session.words.gettext("Languages: %(languages)s")
    return f"{told} {languages % {'languages': names}}"


def next_date(
    why: NotIssuing | None, ports: Ports, session: Session
) -> places.TakeHome | None:
    """When to come instead, as a calendar entry; None where that is not known."""
    found = _reception(why, ports)
    if found is None:
        return None
    begins, ends = found
    there, site = openings.now(ports), ports.contents.site()
    title = session.words.gettext("Talk to a counsellor")
    starts, closes = (at.astimezone(there.zone) for at in found)
    day = formats.day(starts.date(), session.language)
    clock = formats.clock_time(starts.time(), session.language)
    until = formats.clock_time(closes.time(), session.language)
    place = site.place[session.code]
    entry = ports.desk.date_address(begins) or calendar_entry(
        f"{title}: {site.name[session.code]}", begins, ends, place
    )
    return places.TakeHome(title, entry, f"{day}, {clock}\u2013{until}")


def _after_today(ports: Ports, session: Session) -> str:
    found = _reception(NotIssuing.LINE_FULL, ports)
    if found is None:
        return ""
    state = Closed(found[0])
    told = open_hours_words.sentence(state, openings.now(ports), session.words)
    return _counselling(told, session)


def _reception(
    why: NotIssuing | None, ports: Ports
) -> tuple[datetime, datetime] | None:
    hours = ports.contents.current().consultation_hours
    if hours is None or why not in {NotIssuing.CLOSED, NotIssuing.LINE_FULL}:
        return None
    there = openings.now(ports)
    return next_reception(
        *(hours, there.moment, there.zone, ports.calendar),
        today_too=why is NotIssuing.CLOSED,
    )


def _counselling(opening: str, session: Session) -> str:
    return session.words.gettext("Counselling: %(opening)s") % {"opening": opening}
