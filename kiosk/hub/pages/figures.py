"""Figures of closed days, for administrators: of a period as a page, a report, files.

Not for counsellors: how long counselling takes would be told of the colleague who alone
takes a topic.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from litestar import Router, get
from litestar.response import Response

from kiosk.domain.figures.periods import PeriodKind
from kiosk.domain.typed_times import LONGEST, day_typed
from kiosk.errors import BadPeriod
from kiosk.hub import figure_files, page_language
from kiosk.hub.auth import administrators
from kiosk.hub.context import Hub
from kiosk.hub.figure_sheets import sheets
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.i18n.figure_texts import FigureWords
from kiosk.operations import period_figures
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from datetime import date

    from kiosk.domain.figures.periods import Period
    from kiosk.hub.context import HubContext
    from kiosk.hub.figure_sheets import FigureSheet
    from kiosk.i18n.languages import Language
    from kiosk.operations.period_figures import PeriodFigures

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class FiguresAsked:
    """What the address says, read as well as it can be."""

    period: Period
    trouble: BadPeriod | None

    @property
    def query(self) -> str:
        """The same again, for other pages and files of it."""
        return query_of(self.period)


@get("/", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest) -> Response[str]:
    return _page(hub, request, "figures/page.html")


@get("/report", sync_to_thread=True)
def report(hub: Hub, request: StaffRequest) -> Response[str]:
    """To be printed, for whoever funds the centre."""
    return _page(hub, request, "figures/report.html")


@get("/figures.csv", sync_to_thread=True)
def as_csv(hub: Hub, request: StaffRequest) -> Response[bytes]:
    period, words, told = _told(hub, request)
    return Response(
        figure_files.csv_of(told, words, period),
        media_type="text/csv; charset=utf-8",
        headers=_named(period, "csv"),
    )


@get("/figures.xlsx", sync_to_thread=True)
def as_xlsx(hub: Hub, request: StaffRequest) -> Response[bytes]:
    period, words, told = _told(hub, request)
    return Response(
        figure_files.xlsx_of(told, words, period),
        media_type=SPREADSHEET,
        headers=_named(period, "xlsx"),
    )


router = Router(
    "/figures",
    route_handlers=[show, report, as_csv, as_xlsx],
    guards=[administrators],
)


def query_of(period: Period | None) -> str:
    if period is None:
        return ""
    asked = {"kind": period.kind.value, "day": period.span.first.isoformat()}
    if period.kind is PeriodKind.MONTHS:
        asked["until"] = period.span.last.isoformat()
    return urlencode(asked)


def _page(hub: HubContext, request: StaffRequest, template: str) -> Response[str]:
    asked = _asked(hub, request)
    figures, language, words, told = _looked(hub, request, asked)
    return hub.pages.html(
        request,
        template,
        language,
        here="/figures",
        asked=asked,
        figures=figures,
        sheets=told,
        names=words,
        before=query_of(asked.period.before),
        after=query_of(asked.period.after),
        today=hub.ctx.today(),
    )


def _told(
    hub: HubContext, request: StaffRequest
) -> tuple[Period, FigureWords, list[FigureSheet]]:
    """For a file: what it is of, and what is in it."""
    asked = _asked(hub, request)
    if asked.trouble:
        raise asked.trouble
    _, _, words, told = _looked(hub, request, asked, for_files=True)
    return asked.period, words, told


def _named(period: Period, ending: str) -> dict[str, str]:
    span = period.span
    name = f"{span.first}_{span.last}.{ending}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _looked(
    hub: HubContext,
    request: StaffRequest,
    asked: FiguresAsked,
    *,
    for_files: bool = False,
) -> tuple[PeriodFigures, Language, FigureWords, list[FigureSheet]]:
    language = page_language.for_staff(request)
    catalogue = hub.ctx.catalogue()
    words = FigureWords(hub.pages.words(language.code), catalogue, for_files)
    figures = period_figures.look(hub.ctx, asked.period)
    return figures, language, words, sheets(figures, words)


def _asked(hub: HubContext, request: StaffRequest) -> FiguresAsked:
    """What cannot be read is taken as the week of yesterday."""
    said = request.query_params
    yesterday = hub.ctx.today() - timedelta(days=1)
    kind = said.get("kind", "")
    known = PeriodKind(kind) if kind in set(PeriodKind) else PeriodKind.WEEK
    typed = [said.get(name, "").strip()[:LONGEST] for name in ("day", "until")]
    first, last = (day_typed(text) for text in typed)
    day = first or yesterday
    until = last or max(day, yesterday)
    try:
        for text, read in zip(typed, (first, last), strict=True):
            _check_read(text, read)
        return FiguresAsked(period_figures.period(known, day, until), None)
    except BadPeriod as trouble:
        week = period_figures.period(PeriodKind.WEEK, yesterday)
        return FiguresAsked(week, trouble)


def _check_read(text: str, read: date | None) -> None:
    """Raises `BadPeriod`."""
    if text and read is None:
        raise BadPeriod(
            sentence("{text!r} is no day of the calendar.", text=text[:20]),
            remedy=sentence("Write it such as 2026-12-24 or 24.12.2026."),
        )
