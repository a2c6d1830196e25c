"""What the page of a service says, in which order; what is not known is said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.bidi.controls import apart
from kiosk.domain.facts import GapKind
from kiosk.domain.localized import Direction
from kiosk.domain.services import Block, BlockKind
from kiosk.i18n.formats import day, listed
from kiosk.i18n.hours import hours_lines
from kiosk.terminal import marks, openings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.hours import WeeklyHours
    from kiosk.domain.services import Contact, Service
    from kiosk.i18n.catalogs import Words
    from kiosk.terminal.ports import Ports
    from kiosk.terminal.session import Session


def blocks(service: Service, ports: Ports, session: Session) -> Iterator[Block]:
    """The text as it holds today, then whom to ask, when, and what is not known."""
    article = service.article(session.code)
    mark = marks.of_service(service, session)
    notes = [Block(BlockKind.NOTE, mark)] if mark else []
    foreign = article.language != session.code
    yield from notes if foreign else ()
    yield _paragraph(article.summary)
    yield from () if foreign else notes
    yield from service.blocks_on(openings.today(ports), article)
    if service.contact is not None:
        yield _heading(session.words.gettext("Contact"))
        yield _paragraph(_contact(service.contact))
    if service.hours is not None:
        yield _heading(session.words.gettext("Opening hours"))
        yield from _hours(service.hours, ports, session)
    unknown = _not_known(service, session)
    if unknown:
        yield _paragraph(unknown)
    if service.funded:
        yield Block(BlockKind.NOTE, ports.contents.site().funding[session.code])
    checked = session.words.gettext("Checked on %(day)s")
    yield Block(BlockKind.NOTE, checked % {"day": day(service.as_of, session.language)})


def _contact(contact: Contact) -> str:
    """A line for each thing that is known; all of them are German."""
    written = "\n".join(part for part in (contact.name, contact.address) if part)
    lines = [apart(line, Direction.LEFT_TO_RIGHT) for line in written.split("\n")]
    dialled = [part for part in (contact.phone, contact.email) if part]
    return "\n".join([*lines, *dialled])


def _hours(hours: WeeklyHours, ports: Ports, session: Session) -> Iterator[Block]:
    """How it stands now, then the usual week, then what is not as usual soon."""
    yield _paragraph(openings.sentence(hours, ports, session))
    for lines in (
        hours_lines(hours, session.words),
        openings.difference_lines(hours, ports, session),
    ):
        if lines:
            yield _paragraph("\n".join(lines))


def _not_known(service: Service, session: Session) -> str:
    """One sentence that names what a visitor would ask next, and who may know."""
    kinds = {gap.kind for gap in service.gaps}
    if service.contact is not None and service.hours is None:
        kinds.add(GapKind.HOURS)
    names = _names(session.words)
    missing = [names[kind] for kind in GapKind if kind in kinds and kind in names]
    sentence = session.words.gettext(
        "Not known here yet: %(things)s. Please ask at the desk."
    )
    return sentence % {"things": listed(missing, session.language)} if missing else ""


def _names(words: Words) -> dict[GapKind, str]:
    """What can be named in a word; of the rest only the operator is told."""
    return {
        GapKind.ADDRESS: words.gettext("address"),
        GapKind.HOURS: words.gettext("opening hours"),
        GapKind.PHONE: words.gettext("phone number"),
        GapKind.COST: words.gettext("cost"),
        GapKind.LANGUAGES: words.gettext("languages spoken there"),
        GapKind.PAPERS: words.gettext("papers to bring"),
        GapKind.COURSE: words.gettext("course dates"),
    }


def _paragraph(text: str) -> Block:
    return Block(BlockKind.PARAGRAPH, text)


def _heading(text: str) -> Block:
    return Block(BlockKind.HEADING, text)
