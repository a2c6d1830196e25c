"""The page of a service as blocks of prose, in the order in which they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.bidi.controls import apart
from kiosk.domain.localized import Direction
from kiosk.domain.services import Block, BlockKind
from kiosk.i18n.service_text import Reading, service_text
from kiosk.terminal import openings
from kiosk.terminal.widgets.facts import KnownFact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.services import Contact, Service
    from kiosk.i18n.service_text import HoursText, ServiceText
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


def text_now(service: Service, ports: Ports, session: Session) -> ServiceText:
    """As it holds at this moment."""
    reading = Reading(session.words, openings.now(ports), ports.calendar)
    return service_text(service, ports.contents.site(), reading)


def known_facts(text: ServiceText) -> list[KnownFact]:
    """Whom to ask, where, how, and whether now; none of what is not known."""
    contact, facts = text.contact, []
    if contact is not None:
        facts.append(KnownFact("people", _german(contact.name), is_strong=True))
        if contact.address:
            lines = contact.address.replace(", ", "\n")
            facts.append(KnownFact("place", _german(lines)))
        if contact.phone:
            facts.append(KnownFact("call", contact.phone, is_strong=True))
        if contact.email:
            facts.append(KnownFact("post", contact.email, is_address=True))
    if text.hours is not None:
        facts.append(KnownFact("hours", text.hours.now))
    return facts


def blocks(service: Service, ports: Ports, session: Session) -> Iterator[Block]:
    """The text as it holds today, then whom to ask, when, and what is not known."""
    text = text_now(service, ports, session)
    notes = [Block(BlockKind.NOTE, text.mark)] if text.mark else []
    yield from notes if text.is_foreign else ()
    yield _paragraph(text.article.summary)
    yield from () if text.is_foreign else notes
    yield from text.blocks
    if text.contact is not None:
        yield _heading(session.words.gettext("Contact"))
        yield _paragraph(_contact(text.contact))
    if text.hours is not None:
        yield _heading(session.words.gettext("Opening hours"))
        yield from _hours(text.hours)
    if text.not_known:
        yield _paragraph(text.not_known)
    if text.funding:
        yield Block(BlockKind.NOTE, text.funding)
    yield Block(BlockKind.NOTE, text.checked)


def _contact(contact: Contact) -> str:
    """A line for each thing that is known; all of them are German."""
    written = [_german(part) for part in (contact.name, contact.address) if part]
    dialled = [part for part in (contact.phone, contact.email) if part]
    return "\n".join([*written, *dialled])


def _german(text: str) -> str:
    """Each line of it stands apart from what is written the other way."""
    return "\n".join(apart(line, Direction.LEFT_TO_RIGHT) for line in text.split("\n"))


def _hours(hours: HoursText) -> Iterator[Block]:
    """How it stands now, then the usual week, then what is not as usual soon."""
    yield _paragraph(hours.now)
    for lines in (hours.week, hours.differences):
        if lines:
            yield _paragraph("\n".join(lines))


def _paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


def _heading(text: str) -> Block:
    return Block(BlockKind.HEADING, text)
