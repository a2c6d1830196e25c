"""`kiosk alerts`: tries whether messages about terminals arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.options import place, where

if TYPE_CHECKING:
    from pathlib import Path


@click.group()
def alerts() -> None:
    """Try whether messages about terminals arrive."""


@alerts.command()
@where
def test(data: Path | None, config: Path | None) -> None:
    """Send one message by e-mail and by webhook, as [alerts] of the settings says, and
    say what went wrong. Exits with 1 then."""
    here = place(data, config)
    from kiosk.cli.first_run import known_address
    from kiosk.cli.hub_context import hub_context
    from kiosk.cli.site_alerts import site_alerting
    from kiosk.errors import AlertFailed, BadSetting
    from kiosk.operations.alerts import a_test

    failed = False
    with hub_context(here) as ctx:
        alerting = site_alerting(here, ctx, known_address(here))
        if alerting is None:
            raise BadSetting(
                "Nobody is to be told: no mail server and no webhook is set.",
                remedy="Say alerts.mail_host or alerts.webhook in the settings.",
            )
        for channel in alerting.channels:
            try:
                channel.send(a_test(ctx))
            except AlertFailed as error:
                failed = True
                click.echo(f"{channel.name}: {error}")
                click.echo(f"       {_in_words(error.failure)}")
            else:
                click.echo(f"{channel.name}: it was taken.")
    if failed:
        raise SystemExit(1)


def _in_words(failure: str) -> str:
    """In English, as every command speaks."""
    from kiosk.domain.alerts import AlertFailure
    from kiosk.i18n import alert_texts
    from kiosk.i18n.catalogs import Words
    from kiosk.i18n.languages import LANGUAGES
    from kiosk.ids import LanguageCode

    return alert_texts.failure(
        AlertFailure(failure), Words(LANGUAGES[LanguageCode("en")])
    )
