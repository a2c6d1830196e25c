"""Appointments for a terminal that loads its way to the hub only when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.domain.appointments import FoundAppointment
    from kiosk.ids import AppointmentCode


class LateBook:
    """The terminal's port `AppointmentBook`."""

    def __init__(self, hub: str, token: str, renewed: Callable[[], str | None]) -> None:
        self._hub = hub
        self._token = token
        self._renewed = renewed
        self._offered = False

    def hear(self, appointments: bool | None) -> None:
        """What the newest greeting says; an older hub says nothing."""
        self._offered = appointments is True

    def offered(self) -> bool:
        return self._offered

    def look_up(self, code: AppointmentCode) -> FoundAppointment:
        from kiosk.sync import bookings, runner  # after the first paint

        connect = runner.over_http(self._hub, self._token, self._renewed)
        return bookings.look_up(connect, code)
