"""How a terminal says when an appointment is, and how its visitor stands to that."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.domain.appointments import GRACE, HEADSTART, is_early, is_late
from kiosk.i18n import formats

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.appointments import FoundAppointment
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


def another_day(found: FoundAppointment, ports: Ports, session: Session) -> str:
    gettext = session.words.gettext
    if found.starts_at is None:
        return gettext("There is no appointment with this code")
    if found.moved_from is not None:
        return _moved(found.moved_from, found.starts_at, ports, session)
    told = gettext("Your appointment is on another day: %(day)s")
    return told % {"day": _moment(found.starts_at, ports, session)}


def too_many(found: FoundAppointment, ports: Ports, session: Session) -> str:
    gettext = session.words.gettext
    if found.again_at is None:
        return gettext(
            "Please wait a quarter of an hour, or take a number without the code."
        )
    told = gettext("Too many wrong codes. You can type a code again from %(time)s.")
    minute = found.again_at + timedelta(seconds=59)  # not before it
    return told % {"time": _clock(minute, ports, session)}


def today(found: FoundAppointment, ports: Ports, session: Session) -> str:
    """When it is, and how it counts in the line; empty where that is not known."""
    if found.starts_at is None:
        return ""
    about = session.words.gettext("Your appointment")
    told = f"{about}: {_clock(found.starts_at, ports, session)}."
    if found.moved_from is not None:
        told = _moved(found.moved_from, found.starts_at, ports, session)
    return f"{told} {_counts(found.starts_at, ports.clock.now(), session)}"


def _counts(starts_at: datetime, now: datetime, session: Session) -> str:
    gettext = session.words.gettext
    if is_late(starts_at, now):
        return gettext(
            "You are too late for this time. You count as having come just now."
        )
    if is_early(starts_at, now):
        return gettext(
            "You are early. We call you at about the time of your appointment."
        )
    rule = gettext(
        "Come at most %(late)s minutes late, and you count as having come"
        " %(ahead)s minutes before your appointment. If you come later, you count"
        " from then."
    )
    late, ahead = GRACE.seconds // 60, HEADSTART.seconds // 60
    return rule % {"late": late, "ahead": ahead}


def _moved(before: datetime, after: datetime, ports: Ports, session: Session) -> str:
    told = session.words.gettext(
        "Your appointment was moved: from %(before)s to %(after)s."
    )
    moments = [_moment(at, ports, session) for at in (before, after)]
    return told % dict(zip(("before", "after"), moments, strict=True))


def _moment(at: datetime, ports: Ports, session: Session) -> str:
    return formats.moment(at, session.language, ports.contents.site().time_zone)


def _clock(at: datetime, ports: Ports, session: Session) -> str:
    zone = ports.contents.site().time_zone
    return formats.time_of_day(at, session.language, zone)
