"""Each setting does what README says of it: one observable effect for every key."""

from __future__ import annotations

import logging
import socket
from collections.abc import Awaitable
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from kiosk import config
from kiosk.cli import (
    hub_context,
    hub_run,
    logging_to,
    terminal_releases,
    token_files,
    unattended,
)
from kiosk.cli.addresses import for_phones
from kiosk.cli.terminal_run import Wiring, build
from kiosk.domain.priorities import Headstarts, Priority
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import BadSetting, KioskError, UpdateRefused
from kiosk.terminal import places
from kiosk.terminal.greeting_turns import EACH_FOR, STILL_AFTER_TOUCH
from kiosk.terminal.widgets.greeting import GreetingBand
from tests import content_folder
from tests.cli.alert_settings import ALERT_EFFECTS
from tests.cli.desktop import Desktop
from tests.cli.printer_settings import PRINTER_EFFECTS
from tests.fakes.ports import FakeWorld
from tests.fakes.visit import USUAL, Visit
from tests.free_ports import a_free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from kiosk.cli.options import Setup
    from kiosk.domain.appointments import BookingRules


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    for key in config.KINDS:
        monkeypatch.delenv(config.variable(key), raising=False)
    monkeypatch.delenv("KIOSK_CONFIG", raising=False)
    return Desktop(tmp_path)


async def nothing() -> None:
    pass


@asynccontextmanager
async def a_visit(place: Setup) -> AsyncIterator[Visit]:
    """Somebody stands before the terminal of these settings, on a clock of the test."""
    world = FakeWorld()
    wiring = Wiring(place, hub="", token="", public_address=None)
    wiring.__dict__["clock"] = world.clock  # what it would make of the system's own
    desk = wiring.desk()
    app = build(wiring, desk, nothing)
    try:
        async with app.run_test(size=USUAL) as pilot:
            visit = Visit(app, pilot, world)
            await visit.begin("en", places.Home())
            yield visit
    finally:
        desk.close()


async def content(desktop: Desktop) -> None:
    folder = content_folder.write(desktop.folder / "centre")
    assert desktop.says('content = "centre"\n').content == folder
    with pytest.raises(BadSetting, match="no content folder"):
        _ = desktop.says('content = "nowhere"\n').content


async def log_level(desktop: Desktop) -> None:
    for level, kept in (("debug", True), ("error", False)):
        file = desktop.folder / f"{level}.log"
        logging_to.file(
            file, desktop.says(f'log_level = "{level}"\n').settings.log_level
        )
        logging.getLogger("kiosk.of.a.test").debug("a detail")
        assert ("a detail" in file.read_text()) is kept


async def hub_host(desktop: Desktop) -> None:
    place = desktop.says(f'[hub]\nhost = "127.0.0.3"\nport = {a_free_port()}\n')
    with hub_run.prepared(place, or_next=False) as hub:
        assert hub.listener.getsockname()[0] == "127.0.0.3"


async def hub_port(desktop: Desktop) -> None:
    port = a_free_port()
    with hub_run.prepared(
        desktop.says(f"[hub]\nport = {port}\n"), or_next=False
    ) as hub:
        assert hub.port == port
        with closing(socket.create_connection(("127.0.0.1", port), timeout=5)):
            pass


async def hub_public_address(desktop: Desktop) -> None:
    said = f'[hub]\nport = {a_free_port()}\npublic_address = "https://hub.example/"\n'
    with hub_run.prepared(desktop.says(said), or_next=False) as hub:
        assert hub.public_address == "https://hub.example"
        assert for_phones(hub.public_address) is not None
    assert desktop.says(said).folder.hub_address.read_text() == "https://hub.example"


async def hub_proxies(desktop: Desktop) -> None:
    said = f'[hub]\nport = {a_free_port()}\nproxies = ["192.0.2.1"]\n'
    with hub_run.prepared(desktop.says(said), or_next=False) as hub:
        assert hub.server.config.proxy_headers
        assert hub.server.config.forwarded_allow_ips == ["192.0.2.1/32"]


async def hub_oidc_issuer(desktop: Desktop) -> None:
    here = "https://login.example.org/site"
    said = f'[hub]\nport = {a_free_port()}\noidc_issuer = "{here}"\n'
    with (
        pytest.raises(BadSetting, match="oidc_client_id is not"),
        hub_run.prepared(desktop.says(said), or_next=False),
    ):
        pass
    named = f'{said}oidc_client_id = "hub"\n'
    with hub_run.prepared(desktop.says(named), or_next=False) as hub:
        app: Any = hub.server.config.app
        assert app.state.hub.sign_on._issuer == here
    for wrong in ("http://login.example.org", "https://", "https://x?y", "login"):
        with pytest.raises(BadSetting, match="oidc_issuer cannot be"):
            desktop.says(f'[hub]\noidc_issuer = "{wrong}"\n')


async def hub_oidc_client_id(desktop: Desktop) -> None:
    said = (
        f'[hub]\nport = {a_free_port()}\noidc_issuer = "http://127.0.0.1:1"\n'
        'oidc_client_id = "this-hub"\n'
    )
    with hub_run.prepared(desktop.says(said), or_next=False) as hub:
        app: Any = hub.server.config.app
        assert app.state.hub.sign_on._client_id == "this-hub"


async def hub_oidc_client_secret_file(desktop: Desktop) -> None:
    said = (
        f'[hub]\nport = {a_free_port()}\noidc_issuer = "http://127.0.0.1:1"\n'
        'oidc_client_id = "hub"\noidc_client_secret_file = "secret"\n'
    )
    with (
        pytest.raises(BadSetting, match="no secret"),
        hub_run.prepared(desktop.says(said), or_next=False),
    ):
        pass
    desktop.file("secret", "a long word\n")
    with hub_run.prepared(desktop.says(said), or_next=False) as hub:
        app: Any = hub.server.config.app
        assert app.state.hub.sign_on._secret == "a long word"


async def hub_database(desktop: Desktop) -> None:
    nobody = f"postgresql://kiosk@127.0.0.1:{a_free_port()}/kiosk"
    place = desktop.says(f'[hub]\ndatabase = "{nobody}"\n')
    with pytest.raises(KioskError, match=r"PostgreSQL|database"):
        hub_context.look(place)
    assert not place.folder.hub_database.exists()


async def hub_database_password_file(desktop: Desktop) -> None:
    place = desktop.says(
        '[hub]\ndatabase = "postgresql://kiosk@127.0.0.1/kiosk"\n'
        'database_password_file = "nowhere"\n'
    )
    with pytest.raises(BadSetting, match="There is no password in"):
        hub_context.look(place)


async def hub_metrics_token_file(desktop: Desktop) -> None:
    desktop.file("monitor", "a-long-word\n")
    said = f'[hub]\nport = {a_free_port()}\nmetrics_token_file = "monitor"\n'
    with hub_run.prepared(desktop.says(said), or_next=False) as hub:
        app: Any = hub.server.config.app
        assert app.state.hub.settings.metrics_token == "a-long-word"
    desktop.file("monitor", "\n")
    with (
        pytest.raises(BadSetting, match="no token in"),
        hub_run.prepared(desktop.says(said), or_next=False),
    ):
        pass


async def hub_four_eyes(desktop: Desktop) -> None:
    for said, meant in (("true", True), ("false", False)):
        place = desktop.says(f"[hub]\nport = {a_free_port()}\nfour_eyes = {said}\n")
        with hub_run.prepared(place, or_next=False) as hub:
            app: Any = hub.server.config.app
            assert app.state.hub.settings.four_eyes is meant


async def hub_sooner_minutes(desktop: Desktop) -> None:
    assert _headstarts(desktop, "sooner_minutes = 7").sooner == timedelta(minutes=7)
    assert _headstarts(desktop, "sooner_minutes = 0").offered() == [Priority.URGENT]


async def hub_urgent_minutes(desktop: Desktop) -> None:
    assert _headstarts(desktop, "urgent_minutes = 120").longest() == timedelta(hours=2)


async def hub_appointment_minutes(desktop: Desktop) -> None:
    said = "appointment_minutes = 20"
    assert _bookings(desktop, said).slot == timedelta(minutes=20)


async def hub_appointment_weeks(desktop: Desktop) -> None:
    assert _bookings(desktop, "appointment_weeks = 8").weeks == 8


async def hub_appointments_at_once(desktop: Desktop) -> None:
    assert _bookings(desktop, "appointments_at_once = 3").at_once == 3


def _bookings(desktop: Desktop, said: str) -> BookingRules:
    place = desktop.says(f"[hub]\nport = {a_free_port()}\n{said}\n")
    with hub_run.prepared(place, or_next=False) as hub:
        app: Any = hub.server.config.app
        found: BookingRules = app.state.hub.ctx.bookings
        return found


def _headstarts(desktop: Desktop, said: str) -> Headstarts:
    place = desktop.says(f"[hub]\nport = {a_free_port()}\n{said}\n")
    with hub_run.prepared(place, or_next=False) as hub:
        app: Any = hub.server.config.app
        found: Headstarts = app.state.hub.ctx.headstarts
        return found


async def terminal_series(desktop: Desktop) -> None:
    """Until the hub says another one."""
    place = desktop.says('[terminal]\nseries = "Q"\n')
    place.folder.make()
    wiring = Wiring(place, hub="", token="", public_address=None)
    desk, _link = wiring.desk().open()
    try:
        assert desk.journal.series == "Q"
    finally:
        desk.journal.close()


async def terminal_hub(desktop: Desktop) -> None:
    place = desktop.says('[terminal]\nhub = "http://192.0.2.9:8080"\n')
    assert unattended.hub_address(place) == "http://192.0.2.9:8080"


async def terminal_token_file(desktop: Desktop) -> None:
    desktop.file("secret", "a-token\n")
    place = desktop.says('[terminal]\ntoken_file = "secret"\n')
    assert token_files.needed_token(place) == "a-token"


async def terminal_first_root_file(desktop: Desktop) -> None:
    assert terminal_releases.given_root(desktop.says("")) is None
    place = desktop.says('[terminal]\nfirst_root_file = "root.json"\n')
    with pytest.raises(UpdateRefused, match="no hub is believed") as refused:
        terminal_releases.given_root(place)
    assert refused.value.reason == UpdateRefusal.UNKNOWN_KEY
    for wrong in ("", "x" * (terminal_releases.LARGEST_ROOT + 1)):
        desktop.file("root.json", wrong)
        with pytest.raises(UpdateRefused, match="is no root file"):
            terminal_releases.given_root(place)
    desktop.file("root.json", "{}")
    assert terminal_releases.given_root(place) == b"{}"


async def terminal_theme(desktop: Desktop) -> None:
    for theme in ("calm", "contrast"):
        async with a_visit(desktop.says(f'[terminal]\ntheme = "{theme}"\n')) as visit:
            assert theme in visit.app.theme


async def terminal_motion(desktop: Desktop) -> None:
    for said, turns in (("true", True), ("false", False)):
        async with a_visit(desktop.says(f"[terminal]\nmotion = {said}\n")) as visit:
            await visit.app.forget_visitor()
            band = visit.app.frame.query_one(GreetingBand)
            first = band.turn
            await visit.wait(STILL_AFTER_TOUCH + EACH_FOR + 1)
            assert (band.turn > first) is turns


async def terminal_quiet_seconds(desktop: Desktop) -> None:
    async with a_visit(desktop.says("[terminal]\nquiet_seconds = 7\n")) as visit:
        await visit.wait(6)
        assert "will be forgotten" not in visit.text()
        await visit.wait(2)
        assert "will be forgotten" in visit.text()


async def terminal_warning_seconds(desktop: Desktop) -> None:
    said = "[terminal]\nquiet_seconds = 5\nwarning_seconds = 25\n"
    async with a_visit(desktop.says(said)) as visit:
        await visit.wait(6)
        await visit.wait(22)
        assert "will be forgotten" in visit.text()
        await visit.wait(4)
        assert visit.at(places.Attract())


EFFECTS: dict[str, Callable[[Desktop], object]] = {
    "content": content,
    "log_level": log_level,
    "hub.host": hub_host,
    "hub.port": hub_port,
    "hub.public_address": hub_public_address,
    "hub.proxies": hub_proxies,
    "hub.database": hub_database,
    "hub.database_password_file": hub_database_password_file,
    "hub.four_eyes": hub_four_eyes,
    "hub.sooner_minutes": hub_sooner_minutes,
    "hub.urgent_minutes": hub_urgent_minutes,
    "hub.appointment_minutes": hub_appointment_minutes,
    "hub.appointment_weeks": hub_appointment_weeks,
    "hub.appointments_at_once": hub_appointments_at_once,
    "hub.oidc_issuer": hub_oidc_issuer,
    "hub.oidc_client_id": hub_oidc_client_id,
    "hub.oidc_client_secret_file": hub_oidc_client_secret_file,
    "hub.metrics_token_file": hub_metrics_token_file,
    "terminal.series": terminal_series,
    "terminal.hub": terminal_hub,
    "terminal.token_file": terminal_token_file,
    "terminal.first_root_file": terminal_first_root_file,
    "terminal.theme": terminal_theme,
    "terminal.quiet_seconds": terminal_quiet_seconds,
    "terminal.warning_seconds": terminal_warning_seconds,
    "terminal.motion": terminal_motion,
    **PRINTER_EFFECTS,
    **ALERT_EFFECTS,
}


def test_no_setting_is_without_an_effect() -> None:
    assert set(EFFECTS) == set(config.KINDS)


@pytest.mark.parametrize("key", sorted(config.KINDS))
async def test_a_setting_does_what_it_says(key: str, desktop: Desktop) -> None:
    done = EFFECTS[key](desktop)
    assert isinstance(done, Awaitable)
    await done


def test_a_token_that_changes_is_read_as_every_token_is(desktop: Desktop) -> None:
    desktop.file("secret", '\ufeff"new-token"\r\n')
    place = desktop.says('[terminal]\ntoken_file = "secret"\n')
    wiring = Wiring(place, hub="", token="", public_address=None)
    assert wiring.token_now() == "new-token"
