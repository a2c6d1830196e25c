"""Codes of appointments, asked of the hub when a visitor types one; none is kept."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from kiosk.domain.appointments import CheckInAnswer, FoundAppointment
from kiosk.errors import HubError
from kiosk.sync.hub import said_in_log

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.ids import AppointmentCode
    from kiosk.sync.hub import Hub

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 6.0
"""A visitor stands there and waits."""


def look_up(connect: Callable[[], Hub], code: AppointmentCode) -> FoundAppointment:
    """Blocks for the hub's answer, in a loop of its own: call it in a thread."""
    return asyncio.run(_ask(connect, code))


async def _ask(connect: Callable[[], Hub], code: AppointmentCode) -> FoundAppointment:
    hub = connect()
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            return await hub.appointment(code)
    except HubError as error:
        logger.info("no appointment was looked up: %s", said_in_log(error))
    except TimeoutError:
        logger.info("no appointment was looked up in time")
    finally:
        await hub.close()
    return FoundAppointment(CheckInAnswer.NO_ANSWER, code)
