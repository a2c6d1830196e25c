"""What a monitor may know of a hub: counts and ages, and nothing of a visitor."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.domain.devices import DevicePresence, presence, troubles
from kiosk.domain.tickets import TicketState
from kiosk.operations import calling, fleet, refusals, release_signing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.domain.devices import DeviceReport
    from kiosk.operations.context import Context


@dataclass(frozen=True, slots=True)
class HubFigures:
    tickets: Mapping[TicketState, int]
    """Those of today by state; each state is there."""
    refused: int
    devices: Mapping[DevicePresence, int]
    troubled: int
    """Devices that somebody must look at."""
    newest_release: int | None = None
    reports: Mapping[str, DeviceReport] = field(default_factory=dict)
    """By series: what those say that are trusted."""


def of_hub(ctx: Context) -> HubFigures:
    now = ctx.clock.now()
    states = Counter(ticket.state for ticket in calling.today(ctx))
    terminals = fleet.terminals(ctx)
    there = Counter(presence(each, now) for each in terminals)
    refused = refusals.recent(ctx)
    return HubFigures(
        tickets={state: states[state] for state in TicketState},
        refused=len(refused.listed) + refused.more,
        devices={kind: there[kind] for kind in DevicePresence},
        troubled=sum(bool(troubles(each, now)) for each in terminals),
        newest_release=release_signing.newest_release(ctx),
        reports={
            each.series: each.report
            for each in terminals
            if each.active and each.report is not None
        },
    )
