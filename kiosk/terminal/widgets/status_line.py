"""One quiet row: where we are and how late it is, or what is not known now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.bidi.controls import apart
from kiosk.i18n.languages import language
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

    def tell(self) -> None:
        self.text = status(self._ports, self._session)


def status(ports: Ports, session: Session) -> str:
    from kiosk.i18n.formats import time_of_day  # the first screen has no status

    site = ports.contents.site()
    if ports.link.state() is not LinkState.DOWN:
        now = time_of_day(ports.clock.now(), session.language, site.time_zone)
        place = site.place.shown(session.code)
        return f"{apart(place.text, language(place.language).direction)} · {now}"
    unknown = session.words.gettext("The waiting time is not known at the moment.")
    heard = ports.link.last_heard()
    if heard is None:
        return unknown
    moment = time_of_day(heard, session.language, site.time_zone)
    as_of = session.words.gettext("as of %(time)s") % {"time": moment}
    return f"{unknown} ({as_of})"
