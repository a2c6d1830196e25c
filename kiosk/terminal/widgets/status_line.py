"""How late it is, and one quiet row for what is not known now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.bidi.controls import apart
from kiosk.domain.localized import Direction
from kiosk.terminal.ports import LinkState
from kiosk.terminal.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


class StatusLine(Paragraph):
    """Calm in every state: tickets are issued whether or not the hub answers."""

    DEFAULT_CSS = """
    StatusLine { height: 1; color: $quiet; }
    """

    def __init__(self, ports: Ports, session: Session) -> None:
        super().__init__(status(ports, session), id="status")
        self._ports = ports
        self._session = session
        self.display = bool(self.text)

    def tell(self) -> None:
        self.text = status(self._ports, self._session)
        self.display = bool(self.text)


def time_now(ports: Ports, session: Session) -> str:
    """As the visitor's language writes it."""
    from kiosk.i18n.formats import time_of_day  # the first screen tells no time

    zone = ports.contents.site().time_zone
    return time_of_day(ports.clock.now(), session.language, zone)


def status(ports: Ports, session: Session) -> str:
    """Nothing while the hub can be asked; of a revoked terminal what staff need."""
    code = ports.code.shown()
    if code:
        told = session.words.gettext("For staff: %(code)s")
        return told % {"code": apart(code, Direction.LEFT_TO_RIGHT)}
    if ports.link.state() is not LinkState.DOWN:
        return ""
    from kiosk.i18n.formats import time_of_day

    unknown = session.words.gettext("The waiting time is not known at the moment.")
    heard = ports.link.last_heard()
    if heard is None:
        return unknown
    zone = ports.contents.site().time_zone
    moment = time_of_day(heard, session.language, zone)
    as_of = session.words.gettext("as of %(time)s") % {"time": moment}
    return f"{unknown} ({as_of})"
