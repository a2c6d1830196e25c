"""What a visitor reads of a service: the same words on the glass and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain import open_hours
from kiosk.domain.facts import GapKind
from kiosk.i18n import marks
from kiosk.i18n.formats import day, listed
from kiosk.i18n.hours import difference_line, hours_lines
from kiosk.i18n.open_hours import sentence

if TYPE_CHECKING:
    from kiosk.domain.hours import Calendar, WeeklyHours
    from kiosk.domain.services import Article, Block, Contact, Service
    from kiosk.domain.site import Site
    from kiosk.i18n.catalogs import Words
    from kiosk.i18n.open_hours import Now

DAYS_AHEAD = 14
"""Who reads at the terminal wants to come soon."""
MOST_NAMED = 3
"""Things to ask for that are named, the first ones: a line, not a page of gaps."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads, and when."""

    words: Words
    now: Now
    calendar: Calendar
    days_ahead: int = DAYS_AHEAD
    """So many days are looked at for what is not as usual."""


@dataclass(frozen=True, slots=True)
class HoursText:
    now: str
    """How it stands at this moment."""
    lasts: bool
    """Whether that is so tomorrow too: `by appointment only`, not `until 16:00`."""
    week: tuple[str, ...]
    """The usual one, a line a day."""
    differences: tuple[str, ...]
    """The days soon that are not as usual, a line each."""


@dataclass(frozen=True, slots=True)
class ServiceText:
    """In the order in which it is read; what is not known is said so."""

    article: Article
    mark: str | None
    """How far the text can be relied on."""
    is_foreign: bool
    """The text is in another language than its reader's."""
    blocks: tuple[Block, ...]
    """What of the article holds today."""
    contact: Contact | None
    hours: HoursText | None
    not_known: str
    """One line: whom to ask, and for what; empty: nothing is open."""
    funding: str | None
    checked: str


def service_text(service: Service, site: Site, reading: Reading) -> ServiceText:
    """Raises `NotFound` when no text of the service can be read any more."""
    words = reading.words
    reader = words.language.code
    article = service.article(reader)
    checked = words.gettext("Checked on %(day)s")
    return ServiceText(
        article=article,
        mark=marks.of_article(service, article, words),
        is_foreign=article.language != reader,
        blocks=service.blocks_on(reading.now.today, article),
        contact=service.contact,
        hours=_hours(service.hours, reading) if service.hours else None,
        not_known=_not_known(service, words),
        funding=site.funding[reader] if service.funded else None,
        checked=checked % {"day": day(service.as_of, words.language)},
    )


def _hours(hours: WeeklyHours, reading: Reading) -> HoursText:
    now, words = reading.now, reading.words
    state = open_hours.state(hours, now.moment, now.zone, reading.calendar)
    soon = open_hours.differences(
        hours, now.today, reading.days_ahead, reading.calendar
    )
    return HoursText(
        now=sentence(state, now, words),
        lasts=open_hours.lasts(state),
        week=tuple(hours_lines(hours, words)),
        differences=tuple(difference_line(one, words) for one in soon),
    )


def _not_known(service: Service, words: Words) -> str:
    kinds = {gap.kind for gap in service.gaps}
    if service.contact is not None and service.hours is None:
        kinds.add(GapKind.HOURS)
    names = _names(words)
    missing = [names[kind] for kind in GapKind if kind in kinds and kind in names]
    told = words.gettext("Please ask us: %(things)s.")
    named = listed(missing[:MOST_NAMED], words.language)
    return told % {"things": named} if missing else ""


def _names(words: Words) -> dict[GapKind, str]:
    """What can be named in a word; of the rest only the operator is told."""
    return {
        GapKind.ADDRESS: words.gettext("address"),
        GapKind.HOURS: words.gettext("opening hours"),
        GapKind.PHONE: words.gettext("phone number"),
        GapKind.COST: words.gettext("cost"),
        GapKind.LANGUAGES: words.gettext("languages spoken there"),
        GapKind.PAPERS: words.gettext("papers to bring"),
        GapKind.COURSE: words.gettext("course dates"),
    }
