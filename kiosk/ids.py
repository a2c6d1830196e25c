"""Names for every kind of identifier, and the one place that draws them by chance."""

from __future__ import annotations

from typing import NewType, Protocol

TicketId = NewType("TicketId", str)
"""UUIDv7, 32 lower-case hexadecimal digits."""
TicketCode = NewType("TicketCode", str)
"""Opens the visitor's own page: 12 characters of `CODE_ALPHABET`, 60 bits."""
AppointmentId = NewType("AppointmentId", str)
AppointmentCode = NewType("AppointmentCode", str)
"""What a visitor types: 8 characters of `CODE_ALPHABET`, 40 bits."""
TopicId = NewType("TopicId", str)
DeskId = NewType("DeskId", str)
TerminalId = NewType("TerminalId", str)
DisplayId = NewType("DisplayId", str)
StaffId = NewType("StaffId", str)
CategoryId = NewType("CategoryId", str)
Slug = NewType("Slug", str)
"""A service's folder name."""
FactId = NewType("FactId", str)
"""Within its service; an article marks with it what ends with the fact."""
ResourceId = NewType("ResourceId", str)
AlertId = NewType("AlertId", str)
NoticeId = NewType("NoticeId", str)
"""UUIDv7, 32 lower-case hexadecimal digits."""
PartnerId = NewType("PartnerId", str)
"""One of those whose counsellors share the room."""
AnswerCode = NewType("AnswerCode", str)
"""Of an answer of the personal path: two capitals or digits."""
LanguageCode = NewType("LanguageCode", str)
"""BCP 47, as in `kiosk.i18n.languages`."""

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: upper case, so that a QR code stays in its small
alphanumeric mode; without I, L, O, U, so that it can be read aloud."""


class Ids(Protocol):
    """Where identities and secrets come from; tests hand in a counting one."""

    def ticket_id(self) -> TicketId: ...

    def ticket_code(self) -> TicketCode: ...

    def appointment_code(self) -> AppointmentCode: ...

    def row_id(self) -> str:
        """An identity for anything else, 32 hexadecimal digits, sortable by time."""
        ...

    def secret(self) -> str:
        """An unguessable token of 256 bits, safe in an address."""
        ...

    def shared_key(self) -> str:
        """What an app makes its codes of: 160 bits in the base 32 of RFC 4648."""
        ...

    def recovery_code(self) -> str:
        """80 bits to write down: four groups of four of `CODE_ALPHABET`."""
        ...


class RandomIds:
    """Loads its sources at the first draw: a start is done before."""

    def ticket_id(self) -> TicketId:
        return TicketId(self.row_id())

    def ticket_code(self) -> TicketCode:
        return TicketCode(_drawn(12))

    def appointment_code(self) -> AppointmentCode:
        return AppointmentCode(_drawn(8))

    def row_id(self) -> str:
        import uuid_utils

        return uuid_utils.uuid7().hex

    def secret(self) -> str:
        import secrets

        return secrets.token_urlsafe(32)

    def shared_key(self) -> str:
        import base64
        import secrets

        return base64.b32encode(secrets.token_bytes(20)).decode()

    def recovery_code(self) -> str:
        return "-".join(_drawn(4) for _ in range(4))


def _drawn(length: int) -> str:
    import secrets

    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(length))
