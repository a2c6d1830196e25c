"""Whom a site tells of its terminals, as the settings name them."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.domain.alerts import AlertRules, QuietHours
from kiosk.domain.devices import SILENT_AFTER
from kiosk.errors import BadSetting
from kiosk.i18n import alert_texts
from kiosk.i18n.catalogs import EDITORS, Catalogs
from kiosk.ids import LanguageCode
from kiosk.operations.alerts import Alerting
from kiosk.setting_kinds import NEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kiosk.alerting.mail import MailServer
    from kiosk.cli.options import Setup
    from kiosk.config import AlertsPart
    from kiosk.domain.alerts import AlertMessage
    from kiosk.i18n.alert_texts import AlertText
    from kiosk.operations.alerts import AlertChannel
    from kiosk.operations.context import Context

    Texts = Callable[[AlertMessage], AlertText]


def site_alerting(place: Setup, ctx: Context, address: str) -> Alerting | None:
    """`address`: that of the hub's pages; None where nobody is to be told.

    Raises `BadSetting` where half of it is said.
    """
    said = place.settings.alerts
    channels = tuple(_channels(said, _texts(said, ctx, address)))
    return Alerting(rules(said), channels) if channels else None


def rules(said: AlertsPart) -> AlertRules:
    minutes = said.offline_minutes
    quiet = None
    if said.quiet_hours is not None:
        begins, ends = map(time.fromisoformat, said.quiet_hours.split("-"))
        quiet = QuietHours(begins, ends)
    return AlertRules(
        offline_after=timedelta(minutes=minutes) if minutes else SILENT_AFTER,
        content_old_after=timedelta(hours=said.old_content_hours),
        quiet=quiet,
    )


def mail_server(said: AlertsPart) -> MailServer | None:
    """Raises `BadSetting`."""
    if said.mail_host is None:
        return None
    from kiosk.alerting.mail import USUAL_PORTS, MailSecurity, MailServer

    if said.mail_from is None or not said.mail_to:
        missing = "mail_to" if said.mail_from else "mail_from"
        raise BadSetting(
            f"alerts.mail_host is set, and alerts.{missing} is not.",
            remedy="Say from whom and to whom the e-mails go.",
        )
    security = MailSecurity(said.mail_security)
    if security is MailSecurity.NONE and said.mail_user and said.mail_host not in NEAR:
        raise BadSetting(
            'alerts.mail_user has a password, and alerts.mail_security is "none":'
            " everybody on the way could read it.",
            remedy='Say "starttls" or "tls", or leave out alerts.mail_user.',
        )
    password = None
    if said.mail_user is not None:
        password = _secret(said.mail_password_file, "alerts.mail_password_file")
    return MailServer(
        host=said.mail_host,
        port=said.mail_port or USUAL_PORTS[security],
        security=security,
        sender=said.mail_from,
        receivers=said.mail_to,
        user=said.mail_user,
        password=password,
    )


def _channels(said: AlertsPart, texts: Texts) -> Iterator[AlertChannel]:
    server = mail_server(said)
    if server is not None:
        from kiosk.alerting.mail import MailChannel

        yield MailChannel(server, texts)
    if said.webhook is not None:
        from kiosk.alerting.webhook import WebhookChannel

        secret = None
        if said.webhook_secret_file is not None:
            secret = _secret(said.webhook_secret_file, "alerts.webhook_secret_file")
        yield WebhookChannel(said.webhook, secret, texts)


def _texts(said: AlertsPart, ctx: Context, address: str) -> Texts:
    catalogs = Catalogs(paths.shipped("locales"), also=EDITORS)
    language = LanguageCode(said.language)

    def text(message: AlertMessage) -> AlertText:
        words = catalogs.words(language)
        return alert_texts.text(message, words, ctx.zone(), address)

    return text


def _secret(file: Path | None, key: str) -> str:
    """Raises `BadSetting`."""
    found = paths.read_private(file) if file is not None else None
    if found is None:
        raise BadSetting(
            f"There is no secret in the file {file or 'of ' + key}.",
            remedy=f"Write it there alone, and name the file as {key}.",
        )
    return found
