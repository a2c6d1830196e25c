"""Each setting does what README says of it: one observable effect for every key."""

from __future__ import annotations

import logging
import socket
from collections.abc import Awaitable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from kiosk import config
from kiosk.cli import hub_context, hub_run, logging_to, options, unattended
from kiosk.cli.addresses import for_phones
from kiosk.cli.terminal_run import Wiring, build
from kiosk.errors import BadSetting, KioskError
from kiosk.terminal import places
from tests import content_folder
from tests.fakes.ports import FakeWorld
from tests.fakes.visit import USUAL, Visit
from tests.free_ports import a_free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from kiosk.cli.options import Setup


@dataclass(frozen=True)
class Desktop:
    """Where an administrator writes a settings file."""

    folder: Path

    def says(self, text: str) -> Setup:
        content = self.folder / "content"
        if not content.exists():
            content_folder.write(content)
        head = "" if text.startswith("content") else f'content = "{content}"\n'
        (self.folder / "kiosk.toml").write_text(head + text, encoding="utf-8")
        return options.place(self.folder, None)

    def file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path


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
    assert unattended.read_token(place) == "a-token"


async def terminal_theme(desktop: Desktop) -> None:
    for theme in ("calm", "contrast"):
        async with a_visit(desktop.says(f'[terminal]\ntheme = "{theme}"\n')) as visit:
            assert theme in visit.app.theme


async def terminal_quiet_seconds(desktop: Desktop) -> None:
    async with a_visit(desktop.says("[terminal]\nquiet_seconds = 7\n")) as visit:
        await visit.wait(6)
        assert "Are you still there?" not in visit.text()
        await visit.wait(2)
        assert "Are you still there?" in visit.text()


async def terminal_warning_seconds(desktop: Desktop) -> None:
    said = "[terminal]\nquiet_seconds = 5\nwarning_seconds = 25\n"
    async with a_visit(desktop.says(said)) as visit:
        await visit.wait(6)
        await visit.wait(22)
        assert "Are you still there?" in visit.text()
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
    "terminal.series": terminal_series,
    "terminal.hub": terminal_hub,
    "terminal.token_file": terminal_token_file,
    "terminal.theme": terminal_theme,
    "terminal.quiet_seconds": terminal_quiet_seconds,
    "terminal.warning_seconds": terminal_warning_seconds,
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
