"""Identities that count, so that a test knows the next one."""

from __future__ import annotations

import base64

from kiosk.ids import CODE_ALPHABET, AppointmentCode, TicketCode, TicketId


class CountingIds:
    """Every kind counts on its own: the first ticket is 0...01, its code K00000000001.

    The K tells a code from the end of an id.
    """

    def __init__(self) -> None:
        self._tickets = 0
        self._codes = 0
        self._appointments = 0
        self._rows = 0
        self._secrets = 0
        self._keys = 0
        self._recovery_codes = 0

    def ticket_id(self) -> TicketId:
        self._tickets += 1
        return TicketId(f"{self._tickets:032x}")

    def ticket_code(self) -> TicketCode:
        self._codes += 1
        return TicketCode("K" + _in_base_32(self._codes).rjust(11, "0"))

    def appointment_code(self) -> AppointmentCode:
        """`P0000001`."""
        self._appointments += 1
        return AppointmentCode("P" + _in_base_32(self._appointments).rjust(7, "0"))

    def row_id(self) -> str:
        self._rows += 1
        return f"{self._rows:032x}"

    def secret(self) -> str:
        self._secrets += 1
        return f"secret-{self._secrets}"

    def shared_key(self) -> str:
        """Counted in the digits that RFC 4648 has too: `AAAAAA...A2`."""
        self._keys += 1
        return base64.b32encode(self._keys.to_bytes(20, "big")).decode()

    def recovery_code(self) -> str:
        """`K000-0000-0000-0001`, whatever code of a ticket there is."""
        self._recovery_codes += 1
        digits = "K" + _in_base_32(self._recovery_codes).rjust(15, "0")
        return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


def _in_base_32(count: int) -> str:
    digits = ""
    while count:
        count, digit = divmod(count, 32)
        digits = CODE_ALPHABET[digit] + digits
    return digits
