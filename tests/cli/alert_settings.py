"""What each setting of `[alerts]` does, seen in one effect."""

from __future__ import annotations

import asyncio
import json
from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.alerting.webhook import SIGNATURE, signature
from kiosk.cli import (
    hub_run,
    site_alerts,
)
from kiosk.domain.alerts import AlertKind, AlertMessage, QuietHours
from kiosk.domain.devices import SILENT_AFTER
from kiosk.errors import BadSetting
from kiosk.ids import AlertId
from kiosk.operations.alerts import Alerting
from tests.fakes.clock import NOON
from tests.fakes.hook_receiver import a_hook_receiver
from tests.fakes.mail_server import a_mail_server
from tests.free_ports import a_free_port

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.alerting.mail import MailServer
    from kiosk.cli.options import Setup
    from tests.cli.desktop import Desktop

A_MESSAGE = AlertMessage(AlertId("1"), AlertKind.DISK, False, "A", "Foyer", NOON, NOON)


def a_port(text: str) -> str:
    return f"[hub]\nport = {a_free_port()}\n[alerts]\n{text}"


MAIL = (
    'mail_host = "127.0.0.1"\nmail_from = "kiosk@hub.example"\n'
    'mail_to = ["it@site.example"]\n'
)


def mail_of(desktop: Desktop, text: str) -> MailServer:
    server = site_alerts.mail_server(desktop.says(a_port(text)).settings.alerts)
    assert server is not None
    return server


def alerting_of(place: Setup) -> Alerting:
    with hub_run.prepared(place, or_next=False) as hub:
        app: Any = hub.server.config.app
        alerting = app.state.hub.alerting
    assert isinstance(alerting, Alerting)
    return alerting


async def alerts_language(desktop: Desktop) -> None:
    for code, word in (("de", "Speicher"), ("en", "disk")):
        with a_hook_receiver() as box:
            said = f'language = "{code}"\nwebhook = "{box.address}"\n'
            (channel,) = alerting_of(desktop.says(a_port(said))).channels
            await asyncio.to_thread(channel.send, A_MESSAGE)
            assert word in json.loads(box.received[0][2])["text"]


async def alerts_offline_minutes(desktop: Desktop) -> None:
    usual = site_alerts.rules(desktop.says("").settings.alerts)
    assert usual.offline_after == SILENT_AFTER
    said = desktop.says("[alerts]\noffline_minutes = 20\n").settings.alerts
    assert site_alerts.rules(said).offline_after == timedelta(minutes=20)


async def alerts_old_content_hours(desktop: Desktop) -> None:
    said = desktop.says("[alerts]\nold_content_hours = 9\n").settings.alerts
    assert site_alerts.rules(said).content_old_after == timedelta(hours=9)


async def alerts_quiet_hours(desktop: Desktop) -> None:
    said = desktop.says('[alerts]\nquiet_hours = "20:00-06:30"\n').settings.alerts
    assert site_alerts.rules(said).quiet == QuietHours(time(20), time(6, 30))
    for wrong in ("20-6", "24:00-06:00", "20:00", "20:60-06:00"):
        with pytest.raises(BadSetting, match="quiet_hours cannot be"):
            desktop.says(f'[alerts]\nquiet_hours = "{wrong}"\n')


async def alerts_mail_host(desktop: Desktop) -> None:
    place = desktop.says(a_port(MAIL))
    assert [each.name for each in alerting_of(place).channels] == ["mail"]


async def alerts_mail_port(desktop: Desktop) -> None:
    with a_mail_server() as box:
        said = f'{MAIL}mail_port = {box.port}\nmail_security = "none"\n'
        (channel,) = alerting_of(desktop.says(a_port(said))).channels
        await asyncio.to_thread(channel.send, A_MESSAGE)
        assert len(box.received) == 1


async def alerts_mail_security(desktop: Desktop) -> None:
    for word, port in (("starttls", 587), ("tls", 465), ("none", 25)):
        server = mail_of(desktop, f'{MAIL}mail_security = "{word}"\n')
        assert (server.security, server.port) == (word, port)
    assert mail_of(desktop, MAIL).security == "starttls"


async def alerts_mail_user(desktop: Desktop) -> None:
    desktop.file("word", "a long word\n")
    said = f'{MAIL}mail_user = "kiosk"\nmail_password_file = "word"\n'
    assert mail_of(desktop, said).user == "kiosk"
    open_ = said.replace("127.0.0.1", "mail.example") + 'mail_security = "none"\n'
    with pytest.raises(BadSetting, match="everybody on the way could read it"):
        mail_of(desktop, open_)


async def alerts_mail_password_file(desktop: Desktop) -> None:
    said = f'{MAIL}mail_user = "kiosk"\nmail_password_file = "word"\n'
    with pytest.raises(BadSetting, match="no secret in the file"):
        mail_of(desktop, said)
    desktop.file("word", "a long word\n")
    assert mail_of(desktop, said).password == "a long word"


async def alerts_mail_from(desktop: Desktop) -> None:
    assert mail_of(desktop, MAIL).sender == "kiosk@hub.example"
    with pytest.raises(BadSetting, match=r"alerts\.mail_from is not"):
        mail_of(desktop, 'mail_host = "mail.example"\n')
    for wrong in ("kiosk", "a@b\\nBcc: c@d", "Kiosk <a@b>"):
        with pytest.raises(BadSetting, match="mail_from cannot be"):
            desktop.says(f'[alerts]\nmail_from = "{wrong}"\n')


async def alerts_mail_to(desktop: Desktop) -> None:
    assert mail_of(desktop, MAIL).receivers == ("it@site.example",)
    said = MAIL.replace('["it@site.example"]', '"a@site.example, b@site.example"')
    assert len(mail_of(desktop, said).receivers) == 2
    for wrong in ("[]", '["a@b", "c"]', '["a@b, c@d"]', "7"):
        with pytest.raises(BadSetting, match="mail_to cannot be"):
            desktop.says(f"[alerts]\nmail_to = {wrong}\n")


async def alerts_webhook(desktop: Desktop) -> None:
    place = desktop.says(a_port('webhook = "https://chat.example/hooks?key=1"\n'))
    assert [each.name for each in alerting_of(place).channels] == ["webhook"]
    for wrong in ("http://chat.example/x", "https://", "ftp://127.0.0.1/", "x"):
        with pytest.raises(BadSetting, match="webhook cannot be") as told:
            desktop.says(f'[alerts]\nwebhook = "{wrong}"\n')
        assert "chat.example/x" not in str(told.value)


async def alerts_webhook_secret_file(desktop: Desktop) -> None:
    with a_hook_receiver() as box:
        said = f'webhook = "{box.address}"\nwebhook_secret_file = "secret"\n'
        with pytest.raises(BadSetting, match="no secret in the file"):
            alerting_of(desktop.says(a_port(said)))
        desktop.file("secret", "a long word\n")
        (channel,) = alerting_of(desktop.says(a_port(said))).channels
        await asyncio.to_thread(channel.send, A_MESSAGE)
        ((_, headers, body),) = box.received
    assert headers[SIGNATURE] == signature("a long word", body)


ALERT_EFFECTS: dict[str, Callable[[Desktop], object]] = {
    "alerts.language": alerts_language,
    "alerts.offline_minutes": alerts_offline_minutes,
    "alerts.old_content_hours": alerts_old_content_hours,
    "alerts.quiet_hours": alerts_quiet_hours,
    "alerts.mail_host": alerts_mail_host,
    "alerts.mail_port": alerts_mail_port,
    "alerts.mail_security": alerts_mail_security,
    "alerts.mail_user": alerts_mail_user,
    "alerts.mail_password_file": alerts_mail_password_file,
    "alerts.mail_from": alerts_mail_from,
    "alerts.mail_to": alerts_mail_to,
    "alerts.webhook": alerts_webhook,
    "alerts.webhook_secret_file": alerts_webhook_secret_file,
}
