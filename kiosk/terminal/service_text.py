"""What the page of a service says, in which order; what is not known is said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.services import Block, BlockKind
from kiosk.i18n.formats import day
from kiosk.i18n.hours import hours_lines
from kiosk.i18n.languages import language
from kiosk.terminal import openings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.hours import WeeklyHours
    from kiosk.domain.services import Contact, Service
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


def blocks(service: Service, ports: Ports, session: Session) -> Iterator[Block]:
    article = service.article(session.code)
    if article.language != session.code:
        notice = session.words.gettext("This text is only available in %(language)s.")
        yield _paragraph(notice % {"language": language(article.language).own_name})
    yield _paragraph(article.summary)
    yield from article.blocks
    if service.contact is not None:
        yield _heading(session.words.gettext("Contact"))
        yield _paragraph(_contact(service.contact))
    yield _heading(session.words.gettext("Opening hours"))
    yield from _hours(service.hours, ports, session)
    checked = session.words.gettext("Checked on %(day)s")
    yield _paragraph(checked % {"day": day(service.as_of, session.language)})


def _contact(contact: Contact) -> str:
    known = (contact.name, contact.address, contact.phone, contact.email)
    return "\n".join(line for line in known if line)


def _hours(
    hours: WeeklyHours | None, ports: Ports, session: Session
) -> Iterator[Block]:
    """How it stands now, then the usual week, then what is not as usual soon."""
    yield _paragraph(openings.sentence(hours, ports, session))
    if hours is None:
        return
    for lines in (
        hours_lines(hours, session.words),
        openings.difference_lines(hours, ports, session),
    ):
        if lines:
            yield _paragraph("\n".join(lines))


def _paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


def _heading(text: str) -> Block:
    return Block(BlockKind.HEADING, text)
