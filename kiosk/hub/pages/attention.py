"""What staff must see of terminals and of refused tickets, and on which page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from kiosk.domain.devices import presence, rests, troubles
from kiosk.domain.issuing import NotIssuing
from kiosk.i18n import alert_texts
from kiosk.operations import alerts, booking_times, fleet, numbers_left, refusals
from kiosk.operations.presence import somebody_counsels

if TYPE_CHECKING:
    from kiosk.hub.context import HubContext
    from kiosk.i18n.languages import Language
    from kiosk.operations.context import Context


def above_queue(ctx: Context) -> dict[str, Any]:
    """For the macro `attention`: only what is amiss, and what rests by the hours."""
    now = ctx.clock.now()
    there = somebody_counsels(ctx)
    every = [
        (each, troubles(each, now, counselled=there)) for each in fleet.terminals(ctx)
    ]
    full, unspoken = numbers_left.languages_without(numbers_left.given_out(ctx))
    return {
        "full_languages": sorted(full),
        "unspoken": sorted(unspoken),
        "by_appointment": numbers_left.by_appointment_alone(ctx),
        "outside_hours": booking_times.outside_hours(ctx),
        "resting": [each for each, _ in every if rests(each, now) is NotIssuing.CLOSED],
        "troubled": [(terminal, kinds) for terminal, kinds in every if kinds],
        "refused": refusals.recent(ctx, fleet.SEEN_AT_ONCE),
    }


def of_fleet(ctx: Context) -> dict[str, Any]:
    """For the list of terminals: each with its troubles, and refused tickets."""
    now = ctx.clock.now()
    every = fleet.terminals(ctx)
    return {
        "terminals": [
            (each, presence(each, now), troubles(each, now)) for each in every
        ],
        "groups": sorted({each.group for each in every if each.group}),
        "refused": refusals.recent(ctx),
    }


def of_alerts(hub: HubContext, language: Language) -> dict[str, Any]:
    """For the macro `channels`: how it is with the messages about terminals."""
    channels = hub.alerting.channels if hub.alerting else ()
    words = hub.pages.words(language.code)
    return {
        "alert_reports": alerts.reports(hub.ctx, [each.name for each in channels]),
        "why_no_alert": partial(alert_texts.failure, words=words),
    }
