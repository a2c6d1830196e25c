"""How editors read consultation hours: each rule in a line, and its next days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from kiosk.domain import open_hours
from kiosk.domain.open_hours import HORIZON
from kiosk.i18n import open_hours as open_hours_words
from kiosk.i18n.formats import clock_time, day, listed, short_day, weekday_name
from kiosk.i18n.hours import closing_time
from kiosk.i18n.languages import LANGUAGES
from kiosk.i18n.open_hours import Now
from kiosk.operations.typed_rules import DAYS, Rhythm, typed_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.hours import Calendar, OpenSlot, RecurringHours, WeeklyHours
    from kiosk.hub.context import HubContext
    from kiosk.i18n.catalogs import Words

DATES_SHOWN = 10
DAYS_NAMED = 6
"""Of those that fall out of a rule; the form has them all."""
_RANGE = "–"


def rule_line(
    raw: Mapping[str, Any],
    rule: RecurringHours,
    words: Words,
    catalogue: Catalogue | None,
) -> str:
    """`Every week: Monday, Wednesday 9:00–12:00; Polish; until Friday, 18 December`."""
    typed, language = typed_of(raw), words.language
    days = listed(
        [weekday_name(DAYS.index(code), language) for code in typed.weekdays], language
    )
    parts = [
        f"{_rhythm(typed.rhythm, words) % {'days': days, 'rule': typed.rule}} "
        + _times(rule.slots(0), words),
        listed(_names(rule, words), language),
        *_of_whom(rule, words, catalogue),
        words.gettext("by appointment only") if rule.by_appointment else "",
        _validity(raw.get("first"), typed.until, words),
        _days(words.gettext("not on %(days)s"), rule.excepted, words),
        _days(words.gettext("also on %(days)s"), rule.added, words),
    ]
    return "; ".join(part for part in parts if part)


def closed_line(
    raw: Mapping[str, Any], words: Words, reasons: Mapping[str, str]
) -> str:
    """`24.12.2026 to 01.01.2027: Between Christmas and New Year`."""
    first, last = (
        short_day(on, words.language) if isinstance(on, date) else str(on)
        for on in (raw.get("from"), raw.get("until"))
    )
    span = words.gettext("%(first)s to %(last)s") % {"first": first, "last": last}
    told = first if first == last else span
    key = str(raw.get("reason", ""))
    return f"{told}: {reasons.get(key, key)}" if key else told


def next_dates(hub: HubContext, hours: WeeklyHours, words: Words) -> list[str]:
    """The first ten days on which it is open, holidays and exceptions seen to, and for
    whom."""
    calendar, today = hub.ctx.waits.calendar, hub.ctx.today()
    catalogue = hub.overviews.now(hub.ctx).catalogue
    told = []
    for on, slots in _open_days(hours, today, calendar):
        times = _times(slots, words)
        if hours.special_day(on) is None and hours.recurring:
            times = listed(_parts_of_day(hours, on, words, catalogue), words.language)
        told.append(f"{day(on, words.language)}, {times}")
    return told


def starting(moment: date | datetime | None, words: Words) -> str:
    """The day, and the time where one is said."""
    if moment is None:
        return ""
    on = short_day(moment, words.language)
    if not isinstance(moment, datetime):
        return on
    return f"{on}, {clock_time(moment.time(), words.language)}"


def told_now(hub: HubContext, hours: WeeklyHours | None, words: Words) -> str:
    """As the terminal says it at this moment."""
    moment, zone = hub.ctx.clock.now(), hub.ctx.zone()
    state = open_hours.state(hours, moment, zone, hub.ctx.waits.calendar)
    opening = open_hours_words.sentence(state, Now(moment, zone), words)
    return words.gettext("Counselling: %(opening)s") % {"opening": opening}


def _parts_of_day(
    hours: WeeklyHours, on: date, words: Words, catalogue: Catalogue | None
) -> list[str]:
    """Such as `9:00–11:00 (only for Housing; ASG)`, in order."""
    parts: list[tuple[tuple[OpenSlot, ...], list[str]]] = [
        ((slot,), []) for slot in hours.slots if slot.weekday == on.weekday()
    ]
    for rule in hours.recurring:
        if slots := rule.on(on):
            whom = [*_topics_and_partner(rule, words, catalogue)]
            parts.append((slots, whom))
    parts.sort(key=lambda part: part[0][0].opens)
    return [
        _times(slots, words) + (f" ({'; '.join(whom)})" if whom else "")
        for slots, whom in parts
    ]


def _open_days(
    hours: WeeklyHours, today: date, calendar: Calendar
) -> Iterator[tuple[date, tuple[OpenSlot, ...]]]:
    found = 0
    for on in (today + timedelta(days=n) for n in range(HORIZON.days + 1)):
        slots = hours.on(on, calendar)
        if slots:
            yield on, slots
            found += 1
        if found == DATES_SHOWN:
            return


def _rhythm(rhythm: str, words: Words) -> str:
    return {
        Rhythm.WEEKLY: words.gettext("Every week: %(days)s"),
        Rhythm.SECOND_WEEK: words.gettext("Every second week: %(days)s"),
        Rhythm.FIRST: words.gettext("Each month the first %(days)s"),
        Rhythm.SECOND: words.gettext("Each month the second %(days)s"),
        Rhythm.THIRD: words.gettext("Each month the third %(days)s"),
        Rhythm.FOURTH: words.gettext("Each month the fourth %(days)s"),
        Rhythm.LAST: words.gettext("Each month the last %(days)s"),
        Rhythm.RULE: words.gettext("By the rule %(rule)s"),
    }[Rhythm(rhythm)]


def _names(rule: RecurringHours, words: Words) -> list[str]:
    known = [LANGUAGES[code] for code in rule.languages]
    german = words.language.code == "de"
    return [row.german_name if german else row.english_name for row in known]


def _of_whom(
    rule: RecurringHours, words: Words, catalogue: Catalogue | None
) -> Iterator[str]:
    """Topics, partner, and how many numbers."""
    yield from _topics_and_partner(rule, words, catalogue)
    if rule.capacity is not None:
        told = words.ngettext(
            "%(n)s number at most", "%(n)s numbers at most", rule.capacity
        )
        yield told % {"n": rule.capacity}


def _topics_and_partner(
    rule: RecurringHours, words: Words, catalogue: Catalogue | None
) -> Iterator[str]:
    topics = catalogue.topics if catalogue else ()
    titles = {topic.id: topic.title[words.language.code] for topic in topics}
    if rule.topics:
        told = listed((titles.get(one, one) for one in rule.topics), words.language)
        yield words.gettext("only for %(topics)s") % {"topics": told}
    if rule.partner is not None:
        partners = catalogue.site.partners if catalogue else ()
        yield next((p.name for p in partners if p.id == rule.partner), rule.partner)


def _times(slots: tuple[OpenSlot, ...], words: Words) -> str:
    language = words.language
    spans = (
        f"{clock_time(slot.opens, language)}{_RANGE}"
        f"{closing_time(slot.closes, language)}"
        for slot in slots
    )
    return listed(spans, language)


def _validity(first: object, until: str, words: Words) -> str:
    told = []
    if isinstance(first, date):
        told.append(words.gettext("from %(day)s") % {"day": day(first, words.language)})
    if until:
        last = day(date.fromisoformat(until), words.language)
        told.append(words.gettext("until %(day)s") % {"day": last})
    return " ".join(told)


def _days(pattern: str, days: frozenset[date], words: Words) -> str:
    if not days:
        return ""
    named = [short_day(on, words.language) for on in sorted(days)[:DAYS_NAMED]]
    more = len(days) - len(named)
    told = listed(named, words.language)
    if more:
        told += " " + words.gettext("and %(n)s more") % {"n": more}
    return pattern % {"days": told}
