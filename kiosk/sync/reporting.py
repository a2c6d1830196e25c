"""What the terminal tells the hub of itself, and when it is worth telling."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from kiosk.errors import DeliveryRefused, HubError
from kiosk.sync.hub import WRONG_TOKEN, said_in_log
from kiosk.sync.notes import MOST

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.domain.issuing import NotIssuing
    from kiosk.journal.tickets import Journal
    from kiosk.sync.hub import Hub
    from kiosk.sync.hub_clock import HubClock
    from kiosk.sync.notes import ScreenNotes
    from kiosk.wire import TerminalReport

logger = logging.getLogger(__name__)

AGAIN_SECONDS = 180.0
"""Until the same is told again; a hub that was restarted learns it by then."""
OLDER_HUB_SECONDS = 1800.0
"""Until a hub that knows no reports is asked again: it may be a newer one by then."""


class TerminalReporter:
    """Used by the terminal's event loop only."""

    def __init__(
        self,
        notes: ScreenNotes,
        running: Callable[[], float],
        program: Callable[[], str] = lambda: "unknown",
    ) -> None:
        self._notes = notes
        self._running = running
        self._program = program
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

        told = {*self._notes.complaints, *(journal.trouble if journal else ())}
        return TerminalReport(
            program=self._program()[:32],
            not_issuing=why,
            configured_series=_configured(journal),
            clock_offset_seconds=float(round(clock.offset_seconds)),
            undelivered=journal.undelivered() if journal else 0,
            refused=journal.set_aside() if journal else 0,
            grid=self._notes.grid,
            complaints=tuple(sorted(told))[:MOST],
        )


def _configured(journal: Journal | None) -> str | None:
    """What the settings say, where that is not what the hub says."""
    if journal is None or journal.configured_series == journal.series:
        return None
    return journal.configured_series
