"""`kiosk figures`: what closed days have kept, as a table for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.options import place, where

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

KINDS = ("day", "week", "month", "months")
"""As `kiosk.domain.figures.periods.PeriodKind`, which costs more than --help should."""
LANGUAGES = ("de", "en")
"""Those of staff."""
DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@where
@click.option(
    "--period",
    "kind",
    type=click.Choice(KINDS),
    default="month",
    show_default=True,
    help="What is told; months are whole ones.",
)
@click.option("--day", type=DAY, help="In it, or its first. Default: yesterday.")
@click.option("--until", type=DAY, help="The last day, of several months.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="de",
    show_default=True,
    help="Of the words.",
)
def figures(
    data: Path | None,
    config: Path | None,
    kind: str,
    day: datetime | None,
    until: datetime | None,
    language: str,
) -> None:
    """Print the figures of a period as CSV: what is not shown on the page of the hub
    is not shown here."""
    here = place(data, config)
    from datetime import timedelta

    from kiosk import paths
    from kiosk.cli.hub_context import hub_context
    from kiosk.domain.figures.periods import PeriodKind
    from kiosk.hub import figure_files
    from kiosk.hub.figure_sheets import sheets
    from kiosk.i18n.catalogs import EDITORS, Catalogs
    from kiosk.i18n.figure_texts import FigureWords
    from kiosk.ids import LanguageCode
    from kiosk.operations import period_figures

    with hub_context(here, probes=False) as ctx:
        yesterday = ctx.today() - timedelta(days=1)
        first = _day(day) or yesterday
        last = _day(until) or max(first, yesterday)
        period = period_figures.period(PeriodKind(kind), first, last)
        words = FigureWords(
            Catalogs(paths.shipped("locales"), also=EDITORS).words(
                LanguageCode(language)
            ),
            ctx.catalogue(),
            for_files=True,
        )
        found = period_figures.look(ctx, period)
        told = sheets(found, words)
    click.echo(figure_files.csv_of(told, words, period), nl=False)
    if not told:  # apart from what another program reads
        click.echo(words.nothing_in(period, found.kept), err=True)


def _day(said: datetime | None) -> date | None:
    return said.date() if said else None
