"""How the screens say why no number is given out now, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.calendar_entries import calendar_entry
from kiosk.domain.issuing import NotIssuing
from kiosk.domain.open_hours import Closed, next_reception, receptions
from kiosk.i18n import formats
from kiosk.i18n import open_hours as open_hours_words
from kiosk.i18n.languages import language
from kiosk.terminal import openings, places
from kiosk.terminal.marks import named

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.hours import WeeklyHours
    from kiosk.ids import LanguageCode, Slug, TopicId
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session

_BY_THE_HOURS = {NotIssuing.CLOSED, NotIssuing.BY_APPOINTMENT}
"""Reasons that are told in the words of the hours themselves."""
_WITH_A_DATE = {*_BY_THE_HOURS, NotIssuing.LINE_FULL, NotIssuing.ALL_GIVEN}
"""Reasons that are over with the next consultation hours."""


def in_short(why: NotIssuing | None, ports: Ports, session: Session) -> str:
    """One line below the button that leads to a counsellor."""
    gettext = session.words.gettext
    if why is None:
        return gettext("Get a number and wait for your turn.")
    if why is NotIssuing.NO_GREETING:
        return gettext("One moment, please")
    if why in _BY_THE_HOURS:
        return opening(ports, session)
    if why in {NotIssuing.LINE_FULL, NotIssuing.ALL_GIVEN}:
        return gettext("No more numbers today")
    return gettext("No numbers at the moment")


def sentence(
    why: NotIssuing | None,
    ports: Ports,
    session: Session,
    topic: TopicId | None = None,
    *,
    patient: bool,
) -> str:
    """The reason, as far as it helps. `patient` says that it may be over at once;
    `topic`: where it is of this one alone."""
    gettext = session.words.gettext
    if why is None:
        return gettext("You can get a number now.")
    if why is NotIssuing.NO_GREETING and patient:
        return gettext("One moment, please")
    if why in _BY_THE_HOURS:
        told = opening(ports, session) if topic is None else _of(topic, ports, session)
        if why is NotIssuing.CLOSED:
            return told
        ask = gettext("Without an appointment you get no number now.")
        return f"{told} {ask}"
    if why is NotIssuing.ALL_GIVEN:
        given = gettext("All numbers for these consultation hours are given out.")
        return f"{given} {_next_time(why, ports, session, topic)}".rstrip()
    if why is NotIssuing.LINE_FULL:
        full = gettext(
            "So many people are waiting that we cannot call a new number today."
        )
        return f"{full} {_next_time(why, ports, session, topic)}".rstrip()
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
    parts = []
    spoken = openings.spoken_now(hours, ports)
    if spoken:
        names = formats.listed(
            [language(code).own_name for code in spoken], session.language
        )
        languages = session.words.gettext("Languages: %(languages)s")
        parts.append(languages % {"languages": names})
    partners = openings.partners_now(hours, ports)
    if partners:
        catalogue = ports.contents.current()
        known = [one.name for one in catalogue.site.partners if one.id in partners]
        here = session.words.gettext("Here now: %(partners)s")
        parts.append(here % {"partners": formats.listed(known, session.language)})
    return f"{told} {' · '.join(parts)}".rstrip()


def no_numbers(
    about: Slug | None, topic: TopicId | None, ports: Ports
) -> places.NoNumbers:
    """Instead of a check-in: for this topic alone, where others get numbers."""
    alone = topic if ports.desk.not_issuing() is None else None
    return places.NoNumbers(about, alone)


def instead(about: Slug, ports: Ports) -> places.NoNumbers | None:
    """Of the check-in from a service; None where it gets a number."""
    topic = ports.contents.current().topic_about(about)
    if ports.desk.not_issuing(topic) is None:
        return None
    return no_numbers(about, topic, ports)


def of_topic_in_short(topic: TopicId, ports: Ports, session: Session) -> str:
    """When somebody counsels on a topic for which there are no numbers now, while
    there are for others."""
    desk = ports.desk
    why = desk.not_issuing(topic) if desk.not_issuing() is None else None
    if why in _BY_THE_HOURS:
        return openings.sentence(_hours(topic, ports), ports, session)
    return in_short(why, ports, session) if why else ""


def of_language(
    topic: TopicId, code: LanguageCode, ports: Ports, session: Session
) -> str:
    """Why there is no number for a topic in one language while there are in others."""
    gettext, hours = session.words.gettext, _hours(topic, ports)
    spoken = openings.spoken_now(hours, ports)
    if spoken and code not in spoken:
        why = gettext("In these consultation hours nobody counsels in this language.")
    else:
        why = gettext(
            "In this language all numbers for these consultation hours are given out."
        )
    opens = of_language_in_short(topic, code, ports, session)
    if not opens:
        return why
    told = gettext("Counselling in this language: %(opening)s") % {"opening": opens}
    return f"{why} {told}"


def of_language_in_short(
    topic: TopicId, code: LanguageCode, ports: Ports, session: Session
) -> str:
    """When the next hours in it begin; empty where that is not known."""
    found = _reception(NotIssuing.ALL_GIVEN, ports, topic, code)
    if found is None:
        return ""
    there, words = openings.now(ports), session.words
    return open_hours_words.sentence(Closed(found[0]), there, words)


def next_date(
    why: NotIssuing | None,
    ports: Ports,
    session: Session,
    topic: TopicId | None = None,
    code: LanguageCode | None = None,
) -> places.TakeHome | None:
    """When to come instead, as a calendar entry; None where that is not known. `code`:
    of the language in which one must be counselled then. The hub has a page for hours
    of all topics and languages alone."""
    found = _reception(why, ports, topic, code)
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
    known = _hours(None, ports)
    spans = (
        receptions(known, starts.date(), there.zone, ports.calendar) if known else ()
    )
    address = ports.desk.date_address(begins) if found in spans else None
    entry = address or calendar_entry(
        f"{title}: {site.name[session.code]}", begins, ends, place
    )
    told = formats.listed([day, f"{clock}\u2013{until}"], session.language)
    return places.TakeHome(title, entry, told)


def _of(topic: TopicId, ports: Ports, session: Session) -> str:
    known = ports.contents.current().known_topic(topic)
    if known is None:
        return opening(ports, session)
    title = known.title.shown(session.code)
    told = session.words.gettext("Counselling on “%(topic)s”: %(opening)s")
    opens = openings.sentence(_hours(topic, ports), ports, session)
    named_topic = named(title.text, title.language, session)
    return told % {"topic": named_topic, "opening": opens}


def _next_time(
    why: NotIssuing, ports: Ports, session: Session, topic: TopicId | None
) -> str:
    found = _reception(why, ports, topic)
    if found is None:
        return ""
    state = Closed(found[0])
    told = open_hours_words.sentence(state, openings.now(ports), session.words)
    return _counselling(told, session)


def _hours(topic: TopicId | None, ports: Ports) -> WeeklyHours | None:
    hours = ports.contents.current().consultation_hours
    return hours if hours is None or topic is None else hours.for_topic(topic)


def _reception(
    why: NotIssuing | None,
    ports: Ports,
    topic: TopicId | None,
    code: LanguageCode | None = None,
) -> tuple[datetime, datetime] | None:
    hours = _hours(topic, ports)
    if hours is None or why not in _WITH_A_DATE:
        return None
    if code is not None:
        hours = hours.in_language(code)
    there = openings.now(ports)
    return next_reception(
        *(hours, there.moment, there.zone, ports.calendar),
        today_too=why is not NotIssuing.LINE_FULL,
    )


def _counselling(opening: str, session: Session) -> str:
    return session.words.gettext("Counselling: %(opening)s") % {"opening": opening}
