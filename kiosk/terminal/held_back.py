"""How the screens say why no number is given out now, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.issuing import NotIssuing
from kiosk.terminal import openings

if TYPE_CHECKING:
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


def in_short(why: NotIssuing | None, ports: Ports, session: Session) -> str:
    """One line below the button that leads to a counsellor."""
    gettext = session.words.gettext
    if why is None:
        return gettext("Get a number and wait for your turn.")
    if why is NotIssuing.NO_GREETING:
        return gettext("One moment, please")
    if why is NotIssuing.CLOSED:
        return opening(ports, session)
    return gettext("No numbers at the moment")


def sentence(
    why: NotIssuing | None, ports: Ports, session: Session, *, patient: bool
) -> str:
    """The reason, as far as it helps. `patient` says that it may be over at once."""
    gettext = session.words.gettext
    if why is None:
        return gettext("You can get a number now.")
    if why is NotIssuing.NO_GREETING and patient:
        return gettext("One moment, please")
    if why is NotIssuing.CLOSED:
        return opening(ports, session)
    if why is NotIssuing.NOBODY_COUNSELS:
        return gettext("No counsellor is here at the moment. Please come back later.")
    return gettext(
        "This terminal cannot issue a number at the moment. "
        "Please go to the desk. Our staff will help you there."
    )


def opening(ports: Ports, session: Session) -> str:
    """When counselling is open, or opens."""
    hours = ports.contents.current().consultation_hours
    return session.words.gettext("Counselling: %(opening)s") % {
        "opening": openings.sentence(hours, ports, session)
    }
