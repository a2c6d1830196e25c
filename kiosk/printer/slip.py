"""What stands on the slip that a visitor takes along, in the language they read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.domain.tickets import TicketState
from kiosk.i18n import waits
from kiosk.i18n.formats import day, time_of_day

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.localized import Direction
    from kiosk.domain.queues import Standing
    from kiosk.domain.tickets import Ticket
    from kiosk.i18n.catalogs import Words


@dataclass(frozen=True, slots=True)
class TicketSlip:
    """From the top to the bottom; each line may take several on the paper."""

    site: str
    label: str
    number: str
    topic: str
    """Empty where the content has lost it since it was chosen."""
    told: tuple[str, ...]
    """How long it takes, if that is known, and what to do."""
    code_label: str
    address: str | None
    """Where the code leads; None where phones get nowhere: then there is none."""
    issued: str
    direction: Direction


def slip_of(
    ticket: Ticket,
    standing: Standing | None,
    address: str | None,
    catalogue: Catalogue,
    words: Words,
    now: datetime,
) -> TicketSlip:
    """`standing`: as far as the hub has said by now."""
    gettext, language = words.gettext, words.language
    site, topic = catalogue.site, catalogue.known_topic(ticket.topic)
    wait = _wait(standing, words, now, site.time_zone)
    moment = time_of_day(ticket.issued_at, language, site.time_zone)
    stay = (
        gettext("Please wait here. We will call your number.")
        if wait is None or standing is None or standing.is_sure()
        else gettext("Our staff can see your number. Keep it, or ask a person here.")
    )
    return TicketSlip(
        site=site.name[language.code],
        label=gettext("Your number"),
        number=str(ticket.number),
        topic=topic.title[language.code] if topic else "",
        told=tuple(line for line in (wait, stay) if line),
        code_label=gettext("Your place, on your phone:") if address else "",
        address=address,
        issued=f"{day(ticket.service_day, language)} · {moment}",
        direction=language.direction,
    )


def _wait(
    standing: Standing | None, words: Words, now: datetime, zone: str
) -> str | None:
    """None where it is not known: paper cannot say it later."""
    if standing is None or standing.state is not TicketState.WAITING:
        return None
    wait = standing.wait
    if wait is None or not wait.is_known or standing.lack() is not None:
        return None
    return waits.sentence(wait, now, words, zone)
