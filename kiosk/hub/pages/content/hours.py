"""The opening hours of a service as a form, with what they say in words."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

import msgspec
from litestar import get, post
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.catalogue.slots import WEEKDAYS
from kiosk.domain.hours import OpenSlot
from kiosk.domain.typed_times import LONGEST, time_typed
from kiosk.errors import BadContent, DraftConflict
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages.content import consultation, hours_days, rights
from kiosk.hub.pages.content.forms import HoursForm, TypedHours, number
from kiosk.hub.pages.forms import each
from kiosk.hub.pages.redirects import StaffRequest, see_other
from kiosk.i18n.formats import weekday_name
from kiosk.i18n.hours import hours_lines
from kiosk.operations import draft_hours
from kiosk.operations.draft_hours import TriedWeek, TypedWeek
from kiosk.operations.typed_reasons import GERMAN_WORDS

if TYPE_CHECKING:
    from kiosk.domain.hours import WeeklyHours
    from kiosk.i18n.catalogs import Words

SLOTS_A_DAY = 3
_CELLS = [(day, at) for day in range(len(WEEKDAYS)) for at in range(SLOTS_A_DAY)]


@dataclass(frozen=True, slots=True)
class SlotCell:
    """One row of the form, as typed."""

    day: int
    opens: str = ""
    closes: str = ""
    by_appointment: bool = False

    def is_wrong(self) -> bool:
        said = (self.opens, self.closes)
        return any(said) and any(time_typed(text) is None for text in said)


@get("/services/{slug:str}/hours", sync_to_thread=True)
def form(hub: Hub, request: StaffRequest, slug: FromPath[str]) -> Response[str]:
    version, hours = draft_hours.week(hub.ctx, slug)
    cells, fits = _cells_of(hours)
    said = draft_hours.table(hub.ctx, slug)
    typed = TypedHours(
        str(version),
        by_appointment="yes" * _closed_door(hours),
        holidays=str(said.get("holidays", "")),
    )
    tried = TriedWeek(hours, ())
    return _page(hub, request, slug, typed, cells, tried, "" if fits else "too-many")


@post("/services/{slug:str}/hours", sync_to_thread=True, status_code=200)
def save(
    hub: Hub, request: StaffRequest, slug: FromPath[str], data: HoursForm
) -> Response[str] | Redirect:
    """`do` is `check` for a look at it in words."""
    cells = _typed_cells(data)
    if any(cell.is_wrong() for cell in cells):
        return _page(hub, request, slug, data, cells, TriedWeek(None, ()), "times")
    week = _typed_week(data, cells)
    version, tried = number(data.version), TriedWeek(None, ())
    offered = consultation.offered_reasons(hub)
    try:
        tried = draft_hours.tried(hub.ctx, slug, week, version, offered)
        if data.do == "check" or tried.has_errors():
            refused = "" if data.do == "check" else "errors"
            return _page(hub, request, slug, data, cells, tried, refused)
        rights.check_may_edit(hub, request.user, draft_hours.path_of(slug))
        if draft_hours.new_reasons(hub.ctx, week, offered):
            rights.check_may_edit(hub, request.user, GERMAN_WORDS)
        by = request.user.sign_in_name
        draft_hours.save(hub.ctx, by, slug, week, version, offered)
    except BadContent:
        return _page(hub, request, slug, data, cells, TriedWeek(None, ()), "file")
    except DraftConflict as conflict:
        data = msgspec.structs.replace(data, version=str(conflict.version))
        return _page(hub, request, slug, data, cells, tried, "changed", conflict)
    return see_other(f"/content/services/{slug}/hours", "saved")


def _page(
    hub: Hub,
    request: StaffRequest,
    slug: str,
    typed: TypedHours,
    cells: list[SlotCell],
    tried: TriedWeek,
    refused: str = "",
    conflict: DraftConflict | None = None,
) -> Response[str]:
    language = page_language.for_staff(request)
    words = hub.pages.words(language.code)
    rows = hours_days.typed_rows(typed)
    if rows is None:
        rows = hours_days.said_rows(hub, slug, language)
    statuses = {"": HTTPStatus.OK, "too-many": HTTPStatus.OK}
    statuses["changed"] = HTTPStatus.CONFLICT
    return hub.pages.html(
        request,
        "content/hours.html",
        language,
        status=statuses.get(refused, HTTPStatus.UNPROCESSABLE_ENTITY),
        here=f"/content/services/{slug}/hours",
        slug=slug,
        typed=typed,
        cells=cells,
        weekdays=[weekday_name(day, language) for day in range(len(WEEKDAYS))],
        lines=hours_lines(tried.hours, words) if tried.hours else [],
        differences=hours_days.in_words(tried.hours, words),
        hours=tried.hours,
        problems=tried.problems,
        wrong=tried.wrong,
        may_word=rights.may_edit(hub, request.user, GERMAN_WORDS),
        refused=refused,
        conflict=conflict,
        theirs=_in_words(hub, slug, words) if conflict else [],
        title=hub.overviews.now(hub.ctx).titles().get(slug, slug),
        may_edit=rights.may_edit(hub, request.user, draft_hours.path_of(slug)),
        saved=request.query_params.get("notice") == "saved",
        **hours_days.shown(hub, rows, language),
    )


def _typed_week(data: TypedHours, cells: list[SlotCell]) -> TypedWeek:
    return TypedWeek(
        tuple(_slots(cells)),
        bool(data.by_appointment),
        hours_days.typed_rows(data),
        data.holidays,
    )


def _in_words(hub: Hub, slug: str, words: Words) -> list[str]:
    """The hours as the draft has them now."""
    _version, hours = draft_hours.week(hub.ctx, slug)
    return hours_lines(hours, words) if hours else []


def _cells_of(hours: WeeklyHours | None) -> tuple[list[SlotCell], bool]:
    """Rows of the form, and whether all slots are on them."""
    cells, fits = [], True
    for day in range(len(WEEKDAYS)):
        slots = [s for s in hours.slots if s.weekday == day] if hours else []
        fits = fits and len(slots) <= SLOTS_A_DAY
        told = [_cell(slot) for slot in slots[:SLOTS_A_DAY]]
        cells += [*told, *[SlotCell(day)] * (SLOTS_A_DAY - len(told))]
    return cells, fits


def _cell(slot: OpenSlot) -> SlotCell:
    opens, closes = f"{slot.opens:%H:%M}", f"{slot.closes:%H:%M}"
    return SlotCell(slot.weekday, opens, closes, slot.by_appointment)


def _typed_cells(data: TypedHours) -> list[SlotCell]:
    opens, closes = each(data.opens), each(data.closes)
    ticked = each(data.appointments)
    return [
        SlotCell(day, _at(opens, row), _at(closes, row), f"{day}-{at}" in ticked)
        for row, (day, at) in enumerate(_CELLS)
    ]


def _at(texts: tuple[str, ...], row: int) -> str:
    return texts[row].strip()[:LONGEST] if row < len(texts) else ""


def _slots(cells: list[SlotCell]) -> list[OpenSlot]:
    return [
        OpenSlot(cell.day, opens, closes, cell.by_appointment)
        for cell in cells
        if (opens := time_typed(cell.opens)) is not None
        and (closes := time_typed(cell.closes)) is not None
    ]


def _closed_door(hours: WeeklyHours | None) -> bool:
    return hours is not None and hours.by_appointment
