"""What the terminal tells the hub of itself, and when it is worth telling."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from kiosk.domain.issuing import NotIssuing
from kiosk.errors import DeliveryRefused, HubError
from kiosk.sync.condition import DeviceCondition
from kiosk.sync.hub import WRONG_TOKEN, said_in_log
from kiosk.sync.notes import MOST
from kiosk.sync.update_status import UpdateStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.journal.tickets import Journal
    from kiosk.sync.hub import Hub
    from kiosk.sync.hub_clock import HubClock
    from kiosk.sync.notes import ScreenNotes
    from kiosk.wire import TerminalReport

logger = logging.getLogger(__name__)

AGAIN_SECONDS = 180.0
"""Until the same is told again; a hub that was restarted learns it by then."""
HUB_KNOWS = frozenset(
    {
        NotIssuing.OUT_OF_ORDER,
        NotIssuing.LINE_FULL,
        NotIssuing.ALL_GIVEN,
        NotIssuing.BY_APPOINTMENT,
    }
)
"""What the hub has said itself, or reads in the hours; an older one takes it not."""
OLDER_HUB_SECONDS = 1800.0
"""Until a hub that knows no reports is asked again: it may be a newer one by then."""


class TerminalReporter:
    """Used by the terminal's event loop only."""

    def __init__(
        self,
        notes: ScreenNotes,
        running: Callable[[], float],
        program: Callable[[], str] = lambda: "unknown",
        content: UpdateStatus | None = None,
        condition: Callable[[], DeviceCondition] = DeviceCondition,
        *,
        series_is_set: bool = True,
    ) -> None:
        """Without `series_is_set` the settings leave the series to the hub."""
        self._notes = notes
        self._running = running
        self._program = program
        self._content = content or UpdateStatus()
        self._condition = condition
        self._series_is_set = series_is_set
        self._sent: TerminalReport | None = None
        self._next_at = 0.0

    async def tell(
        self,
        hub: Hub,
        why: NotIssuing | None,
        journal: Journal | None,
        clock: HubClock,
    ) -> None:
        """Send it if it changed, or was not told for long; a refusal troubles nobody.

        Raises `HubError` for what concerns more than this report.
        """
        report = await asyncio.to_thread(self.draft, why, journal, clock)
        if self._running() < self._next_at and report == self._sent:
            return
        if self._sent is None and self._running() < self._next_at:
            return  # an older hub
        try:
            await hub.report(report)
        except DeliveryRefused as error:
            if error.status in WRONG_TOKEN:
                raise
            logger.debug("the hub takes no report: %s", said_in_log(error))
            self._sent, self._next_at = None, self._running() + OLDER_HUB_SECONDS
        except HubError as error:
            logger.debug("the report did not arrive: %s", said_in_log(error))
        else:
            self._sent, self._next_at = report, self._running() + AGAIN_SECONDS

    def draft(
        self, why: NotIssuing | None, journal: Journal | None, clock: HubClock
    ) -> TerminalReport:
        from kiosk.wire import TerminalReport  # after the first paint

        condition = self._condition()
        told = {*self._notes.complaints, *(journal.trouble if journal else ())}
        return TerminalReport(
            program=self._program()[:32],
            not_issuing=None if why in HUB_KNOWS else why,
            configured_series=_configured(journal) if self._series_is_set else None,
            clock_offset_seconds=float(round(clock.offset_seconds)),
            undelivered=journal.undelivered() if journal else 0,
            refused=journal.set_aside() if journal else 0,
            grid=self._notes.grid,
            complaints=tuple(sorted(told))[:MOST],
            release=self._content.release,
            release_since=self._content.since,
            staged=self._content.staged,
            update_refused=self._content.refused,
            content_as_of=self._content.as_of,
            free_disk_mib=condition.free_disk_mib,
            running_hours=condition.running_hours,
            touched_at=condition.touched_at,
        )


def _configured(journal: Journal | None) -> str | None:
    """What the settings say, where that is not what the hub says."""
    if journal is None or journal.configured_series == journal.series:
        return None
    return journal.configured_series
