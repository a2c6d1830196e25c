"""What figures are called: their parts, rows, columns, and why some are not shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from kiosk.domain.appointments import AppointmentState
from kiosk.domain.feedback import VisitFace
from kiosk.domain.figures.kept import NOBODYS, FigurePart, VisitEnding
from kiosk.domain.figures.periods import Period, PeriodKind
from kiosk.errors import NotFound, UnknownTopic
from kiosk.i18n import formats
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode, PartnerId, TopicId

if TYPE_CHECKING:
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.figures.periods import DaySpan
    from kiosk.i18n.catalogs import Words


@dataclass(frozen=True, slots=True)
class FigureWords:
    """In the language of one reader; with the names of today's content."""

    words: Words
    catalogue: Catalogue
    for_files: bool = False
    """Days are written such as 2026-03-02 then, so that programs can sort them."""

    def part(self, part: FigurePart) -> str:
        gettext = self.words.gettext
        return {
            FigurePart.ENDING: gettext("How visits ended"),
            FigurePart.HOUR: gettext("Visitors by hour"),
            FigurePart.TOPIC: gettext("Visitors by topic"),
            FigurePart.LANGUAGE: gettext("Visitors by language of counselling"),
            FigurePart.PARTNER: gettext("Visitors by partner"),
            FigurePart.APPOINTMENT: gettext("Appointments"),
            FigurePart.FACE: gettext("How visitors found it"),
            FigurePart.WAIT: gettext("Wait: from the number to the first call"),
            FigurePart.WAY: gettext("Way: from the call to the desk"),
            FigurePart.SERVICE: gettext("Counselling: at the desk"),
            FigurePart.ESTIMATE: gettext("How good the told waits were"),
        }[part]

    def short(self, part: FigurePart) -> str:
        """In a word or two: a workbook calls no sheet by more than 31 characters."""
        gettext = self.words.gettext
        return {
            FigurePart.ENDING: gettext("Ends of visits"),
            FigurePart.HOUR: gettext("Hours"),
            FigurePart.TOPIC: gettext("Topics"),
            FigurePart.LANGUAGE: gettext("Languages"),
            FigurePart.PARTNER: gettext("Partners"),
            FigurePart.APPOINTMENT: gettext("Appointments"),
            FigurePart.FACE: gettext("Feedback"),
            FigurePart.WAIT: gettext("Waits"),
            FigurePart.WAY: gettext("Ways to the desk"),
            FigurePart.SERVICE: gettext("Counselling"),
            FigurePart.ESTIMATE: gettext("Told waits"),
        }[part]

    def row(self, part: FigurePart, key: str) -> str:
        if part is FigurePart.HOUR:
            return self.words.gettext("%(from)s:00 to %(until)s:00") % {
                "from": int(key),
                "until": int(key) + 1,
            }
        if key == NOBODYS:
            return self._nobodys(part)
        named = {
            FigurePart.ENDING: self._ending,
            FigurePart.TOPIC: self._topic,
            FigurePart.LANGUAGE: self._language,
            FigurePart.PARTNER: self._partner,
            FigurePart.APPOINTMENT: self._appointment,
            FigurePart.FACE: self._face,
        }
        return named[part](key) if part in named else key

    def period(self, period: Period) -> str:
        """Such as `Week from 02.03.2026 to 08.03.2026`."""
        span, gettext = period.span, self.words.gettext
        if period.kind is PeriodKind.DAY:
            return formats.day(span.first, self.words.language)
        if period.kind is PeriodKind.MONTH:
            return self._month(span.first)
        if period.kind is PeriodKind.WEEK:
            return gettext("Week from %(first)s to %(last)s") % self._edges(span)
        return gettext("%(first)s to %(last)s") % self._edges(span)

    def column(self, span: DaySpan) -> str:
        """Short, above numbers."""
        language = self.words.language
        if self.for_files:
            return _in_file(span)
        if span.first == span.last:
            return format_skeleton("MEd", span.first, locale=language.formats)
        months = span.first.replace(day=1), span.last.replace(day=1)
        if months[0] == months[1]:
            return format_date(span.first, "MMM yy", locale=language.formats)
        short = [format_date(month, "MMM", locale=language.formats) for month in months]
        if months == (span.first.replace(month=1), span.first.replace(month=12)):
            return str(span.first.year)
        return f"{short[0]}-{short[1]} {span.last:%y}"

    def day_of(self, key: str) -> str:
        """Of a day as its key is written, 2026-03-02."""
        locale = self.words.language.formats
        if self.for_files:
            return key
        return format_skeleton("MMMEd", date.fromisoformat(key), locale=locale)

    def number(self, number: float) -> str:
        return format_decimal(number, "0.#", locale=self.words.language.formats)

    def total(self) -> str:
        return self.words.gettext("Total")

    def rest(self) -> str:
        return self.words.gettext("Not shown alone, together")

    def not_shown(self) -> str:
        return self.words.gettext("not shown")

    def legend(self) -> str:
        """Beside a table in which something is not shown."""
        return self.words.gettext(
            "not shown, to protect people: fewer than five, or a number from which such"
            " a one could be found"
        )

    def hiding(self) -> str:
        """The rule, in one sentence."""
        return self.words.gettext(
            "A number from one to four is not shown, and with it as many others as it"
            " takes, so that none can be found by adding or subtracting."
        )

    def usual_head(self) -> list[str]:
        gettext = self.words.gettext
        return [
            gettext("Half: at most (min)"),
            gettext("Nine of ten: at most (min)"),
        ]

    def file_head(self) -> list[str]:
        gettext = self.words.gettext
        return [
            gettext("Period"),
            gettext("Table"),
            gettext("Row"),
            gettext("Column"),
            gettext("Count"),
        ]

    def nothing(self) -> str:
        return self.words.gettext("Nobody came on the closed days of this period.")

    def nothing_in(self, period: Period, kept: DaySpan | None) -> str:
        """Where no page stands around it: the period, and where there is more."""
        gettext, span = self.words.gettext, period.span
        told = gettext("%(period)s: nobody came on the closed days of this period.")
        if kept is None or span.last < kept.first or kept.last < span.first:
            told = gettext("%(period)s: no figures are kept of this period.")
        if kept is None:
            rest = gettext("No day is closed yet; a day has figures once it is.")
        else:
            rest = gettext("There are figures from %(first)s to %(last)s.")
            rest %= self._edges(kept)
        return f"{told % {'period': self.period(period)}} {rest}"

    def by_day(self) -> str:
        return self.words.gettext("Visitors by day")

    def visitors(self) -> str:
        return self.words.gettext("Visitors")

    def _edges(self, span: DaySpan) -> dict[str, str]:
        return {
            "first": formats.short_day(span.first, self.words.language),
            "last": formats.short_day(span.last, self.words.language),
        }

    def _month(self, day: date) -> str:
        return format_date(day, "LLLL yyyy", locale=self.words.language.formats)

    def _nobodys(self, part: FigurePart) -> str:
        gettext = self.words.gettext
        if part is FigurePart.PARTNER:
            return gettext("Of no partner")
        return gettext("Unknown")

    def _ending(self, key: str) -> str:
        gettext = self.words.gettext
        return {
            VisitEnding.FINISHED: gettext("Counselled"),
            VisitEnding.FORGOTTEN: gettext("Counselled, “Finish” was forgotten"),
            VisitEnding.NO_SHOW: gettext("Called, did not come"),
            VisitEnding.LEFT: gettext("Gave the number back"),
            VisitEnding.NOT_CALLED: gettext("Still waited at the end of the day"),
        }[VisitEnding(key)]

    def _appointment(self, key: str) -> str:
        gettext = self.words.gettext
        return {
            AppointmentState.BOOKED: gettext("Booked"),
            AppointmentState.ARRIVED: gettext("Kept"),
            AppointmentState.CANCELLED: gettext("Cancelled"),
            AppointmentState.MISSED: gettext("Missed"),
        }[AppointmentState(key)]

    def _face(self, key: str) -> str:
        gettext = self.words.gettext
        return {
            VisitFace.GOOD: gettext("Good"),
            VisitFace.FAIR: gettext("Fair"),
            VisitFace.POOR: gettext("Poor"),
        }[VisitFace(key)]

    def _topic(self, key: str) -> str:
        """Its id if the content has lost it since."""
        try:
            topic = self.catalogue.topic(TopicId(key))
        except UnknownTopic:
            return key
        return str(topic.title[self.words.language.code])

    def _language(self, key: str) -> str:
        known = LANGUAGES.get(LanguageCode(key))
        if known is None:
            return key
        german = self.words.language.code == "de"
        return known.german_name if german else known.english_name

    def _partner(self, key: str) -> str:
        try:
            return str(self.catalogue.partner(PartnerId(key)).name)
        except NotFound:
            return key


def _in_file(span: DaySpan) -> str:
    """2026-03-02, 2026-03 or 2026; `2026-01/2026-03` for a quarter."""
    first, last = span.first, span.last
    if first == last:
        return str(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    if (first.month, last.month, first.year) == (1, 12, last.year):
        return str(first.year)
    return f"{first:%Y-%m}/{last:%Y-%m}"
