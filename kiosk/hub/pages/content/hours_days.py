"""How days that are not as usual stand in the form of a service's hours."""

from __future__ import annotations

from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from kiosk.catalogue.special_days import LONGEST_REASON
from kiosk.domain.hours import FederalState
from kiosk.hub.pages.forms import each
from kiosk.i18n import closing_reasons, formats
from kiosk.i18n.closing_reasons import ReasonTemplate
from kiosk.i18n.hours import difference_line
from kiosk.operations import draft_hours, typed_days, typed_reasons
from kiosk.operations.typed_days import DayRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.hours import WeeklyHours
    from kiosk.hub.context import HubContext
    from kiosk.hub.pages.content.forms import TypedHours
    from kiosk.i18n.catalogs import Words
    from kiosk.i18n.languages import Language

EMPTY_ROWS = 2
LONGEST = 200
"""Characters of what is typed into a row; what is too long for it is told."""


def typed_rows(data: TypedHours) -> tuple[DayRow, ...] | None:
    """None where the form says nothing of such days."""
    if not data.has_days:
        return None
    ticked = each(data.day_appointments)
    columns = (
        *(data.day_first, data.day_until, data.day_reason, data.day_own),
        *(data.day_opens, data.day_closes),
    )
    rows = zip_longest(*map(each, columns), fillvalue="")
    found = []
    for at, row in enumerate(rows):
        texts = [" ".join(text.split())[:LONGEST] for text in row]
        first, until, reason, own, opens, closes = texts
        by_appointment = str(at) in ticked
        found.append(DayRow(first, until, reason, own, opens, closes, by_appointment))
    return tuple(found)


def said_rows(hub: HubContext, slug: str, language: Language) -> tuple[DayRow, ...]:
    """As the draft has them. Raises `NotFound` and `BadContent`."""
    day = partial(formats.typed_day, language=language)
    return typed_days.rows_of(draft_hours.table(hub.ctx, slug), day)


def in_words(hours: WeeklyHours | None, words: Words) -> list[str]:
    """Each day or range that is not as usual, in the order of the calendar."""
    if hours is None:
        return []
    found = [(one.day, difference_line(one, words)) for one in hours.special]
    found += [(one.first, difference_line(one, words)) for one in hours.closed]
    return [line for _day, line in sorted(found)]


def shown(
    hub: HubContext, rows: Sequence[DayRow], language: Language
) -> dict[str, Any]:
    """What `content/_days.html` needs."""
    known = typed_reasons.reasons(hub.ctx)
    words = hub.pages.words(language.code)
    return {
        "days": [*rows, *[DayRow()] * EMPTY_ROWS],
        "reasons": known,
        "offered": {
            one.value: closing_reasons.text(one, words)
            for one in ReasonTemplate
            if one not in known
        },
        "longest_reason": LONGEST_REASON,
        "states": [state.value for state in FederalState],
    }
