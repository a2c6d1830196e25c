"""`kiosk printer`: shows what a slip looks like, without a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.options import PATH, place, where

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.tickets import Ticket
    from kiosk.ids import LanguageCode


@click.group()
def printer() -> None:
    """Show what a terminal with a printer prints."""


@printer.command()
@where
@click.option("--language", default="de", show_default=True, help="Of the visitor.")
@click.argument("picture", type=PATH)
def preview(
    data: Path | None, config: Path | None, language: str, picture: Path
) -> None:
    """Draw an example of a slip into PICTURE, a PNG, as the settings say."""
    here = place(data, config)
    from kiosk import paths
    from kiosk.catalogue.loader import load
    from kiosk.clock import SystemClock
    from kiosk.errors import DataFolderUnusable
    from kiosk.i18n import languages
    from kiosk.i18n.catalogs import Catalogs
    from kiosk.printer.drawing import draw
    from kiosk.printer.slip import slip_of

    code = languages.language(language).code
    catalogue, now = load(here.content), SystemClock().now()
    ticket = _example(catalogue, code)
    words = Catalogs(paths.shipped("locales")).words(code)
    public = here.settings.hub.public_address or "https://hub.example.org"
    address = f"{public}/T/{ticket.code}".upper()
    slip = slip_of(ticket, None, address, catalogue, words, now)
    try:
        draw(slip, here.settings.printer.dots).save(picture, "PNG")
    except OSError as trouble:
        raise DataFolderUnusable(
            f"{picture} cannot be written: {trouble.strerror}.",
            remedy="Name another file.",
        ) from trouble
    click.echo(f"{picture}: {here.settings.printer.dots} dots wide")


def _example(catalogue: Catalogue, language: LanguageCode) -> Ticket:
    from zoneinfo import ZoneInfo

    from kiosk.clock import SystemClock
    from kiosk.domain.tickets import Ticket, TicketNumber
    from kiosk.ids import TicketCode, TicketId

    now = SystemClock().now()
    return Ticket(
        id=TicketId("0" * 32),
        number=TicketNumber("A", 17),
        service_day=now.astimezone(ZoneInfo(catalogue.site.time_zone)).date(),
        topic=catalogue.offered_topics()[0].id,
        language=language,
        screen_language=language,
        code=TicketCode("EXAMPLE00000"),
        issued_at=now,
    )
