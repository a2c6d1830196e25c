"""How late it is, and one quiet row for what is not known now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.bidi import shaping
from kiosk.bidi.controls import apart
from kiosk.domain.localized import Direction
from kiosk.terminal.ports import LinkState
from kiosk.terminal.speaking import direction_of_words
from kiosk.terminal.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


class StatusLine(Paragraph):
    """Calm in every state: tickets are issued whether or not the hub answers."""

    DEFAULT_CSS = """
    StatusLine { height: 1; color: $quiet; }
    """

    def __init__(self, ports: Ports, session: Session) -> None:
        super().__init__("", id="status")
        self._ports = ports
        self._session = session
        self._shorter: Sequence[str] = ()
        self.tell()

    def tell(self) -> None:
        self.text, *self._shorter = status(self._ports, self._session)
        self.display = bool(self.text)

    def _wrap(self, width: int) -> list[str]:
        """The most that one row holds; half a sentence would say something else."""
        direction = direction_of_words(self, None)
        for text in (self.text, *self._shorter):
            lines = shaping.visual_lines(text, width, direction)
            if len(lines) == 1:
                return lines
        return []


def time_now(ports: Ports, session: Session) -> str:
    """As the visitor's language writes it."""
    from kiosk.i18n.formats import time_of_day  # the first screen tells no time

    zone = ports.contents.site().time_zone
    return time_of_day(ports.clock.now(), session.language, zone)


def status(ports: Ports, session: Session) -> tuple[str, ...]:
    """Nothing while the hub can be asked; of a revoked terminal what staff need.

    Each part says less than the one before it.
    """
    code = ports.code.shown()
    if code:
        told = session.words.gettext("For staff: %(code)s")
        return (told % {"code": apart(code, Direction.LEFT_TO_RIGHT)},)
    if ports.link.state() is not LinkState.DOWN:
        return ("",)
    from kiosk.i18n.formats import time_of_day

    unknown = session.words.gettext("The waiting time is not known at the moment.")
    heard = ports.link.last_heard()
    if heard is None:
        return (unknown,)
    zone = ports.contents.site().time_zone
    moment = time_of_day(heard, session.language, zone)
    as_of = session.words.gettext("as of %(time)s") % {"time": moment}
    return (f"{unknown} ({as_of})", unknown)
