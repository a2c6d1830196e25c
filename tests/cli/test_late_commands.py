"""What a real terminal app does when staff ask for it, with its own parts behind it."""

from __future__ import annotations

import gc
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from kiosk import paths
from kiosk.cli import terminal_releases
from kiosk.cli.late_commands import STARTED_BY_A_SERVICE, LateCommands
from kiosk.cli.late_showing import LateShowing
from kiosk.cli.options import Setup
from kiosk.cli.terminal_run import Wiring, build
from kiosk.config import Settings
from kiosk.domain.commands import CommandKind, CommandOutcome, CommandReason
from kiosk.domain.issuing import NotIssuing
from kiosk.domain.screen_pictures import is_picture
from kiosk.errors import NumberHeldBack
from kiosk.ids import LanguageCode, TopicId
from kiosk.terminal import places
from kiosk.wire import CommandResult, ToldCommand
from tests.builders import a_content_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from kiosk.terminal.app import KioskApp

TEXTS = {"de": "Außer Betrieb.", "en": "Out of order."}
GERMAN = LanguageCode("de")


@pytest.fixture(autouse=True)
def memory_as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits a second for a finger that does not come."""
    monkeypatch.setattr("kiosk.cli.late_showing.CALM_SECONDS", 0.0)


async def nothing() -> None:
    pass


class Commanded:
    def __init__(self, app: KioskApp, pilot: Pilot[None], wiring: Wiring) -> None:
        self.app, self.pilot, self.wiring = app, pilot, wiring
        self.told = CommandResult(outcome=CommandOutcome.DONE, facts={"grid": "80x24"})
        self.deeds = LateCommands(
            app,
            LateShowing(app, wiring.contents, wiring.finder, wiring.learn),
            terminal_releases.installed_of(wiring.place),
            wiring.sign,
            lambda: self.told,
        )

    async def do(
        self, kind: CommandKind, texts: dict[str, str] | None = None
    ) -> CommandResult | None:
        expires = datetime(2100, 1, 1, tzinfo=UTC)
        told = ToldCommand(id="0" * 32, kind=kind, expires=expires, texts=texts or {})
        result = await self.deeds.perform(kind, told)
        await self.pilot.pause()
        return result

    def stands_at(self, place: places.Place) -> bool:
        return self.app.place == place

    async def somebody_comes(self) -> None:
        await self.app.go(places.Home(), after=0)
        await self.pilot.pause()
        assert not self.deeds.is_free(CommandKind.SCREEN)


def a_wiring(folder: Path) -> Wiring:
    data = paths.DataFolder(folder / "data")
    data.make()
    content = folder / "content"
    settings = Settings(
        content=content if content.is_dir() else a_content_folder(folder)
    )
    return Wiring(Setup(data, settings, data.settings), "", "a-token", "")


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Commanded]:
    wiring = a_wiring(folder)
    wiring.contents.current()
    app = build(wiring, wiring.desk(), nothing)
    async with app.run_test() as pilot:
        yield Commanded(app, pilot, wiring)


async def test_out_of_order_survives_a_restart_and_issues_no_number(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as terminal:
        done = await terminal.do(CommandKind.OUT_OF_ORDER, TEXTS)
        assert done is not None
        assert done.outcome is CommandOutcome.DONE
        assert terminal.app.place == places.OutOfOrder()
        assert "out-of-order" in terminal.wiring.notes.complaints
    async with running(tmp_path) as terminal:
        assert terminal.app.place == places.OutOfOrder()
        assert "out-of-order" in terminal.wiring.notes.complaints
        desk = terminal.app.ports.desk
        assert desk.not_issuing() is NotIssuing.OUT_OF_ORDER
        with pytest.raises(NumberHeldBack):
            desk.check_in(TopicId("residence"), GERMAN, GERMAN)
        await terminal.do(CommandKind.IN_ORDER)
        assert terminal.stands_at(places.Attract())
        assert desk.not_issuing() is not NotIssuing.OUT_OF_ORDER
    async with running(tmp_path) as terminal:
        assert terminal.app.place == places.Attract()
        assert terminal.wiring.notes.complaints == ()


async def test_a_sign_that_cannot_be_read_hangs_nowhere(tmp_path: Path) -> None:
    file = a_wiring(tmp_path).place.folder.out_of_order
    for broken in (b"", b"{", b"[]", b'{"texts": {"en": "x"}}', b"\xff\xfe", b'""'):
        file.write_bytes(broken)
        assert a_wiring(tmp_path).sign.hung() is None


async def test_a_sign_without_german_words_is_refused(tmp_path: Path) -> None:
    async with running(tmp_path) as terminal:
        said = await terminal.do(CommandKind.OUT_OF_ORDER, {"en": "Out of order."})
        assert said is not None
        assert said.reason == CommandReason.NO_TEXT
        assert terminal.app.place == places.Attract()


@pytest.mark.parametrize(
    "kind",
    [
        CommandKind.RELOAD,
        CommandKind.TEST_PICTURE,
        CommandKind.OUT_OF_ORDER,
        CommandKind.IN_ORDER,
        CommandKind.SCREEN,
    ],
)
async def test_nothing_happens_before_somebody(
    tmp_path: Path, kind: CommandKind
) -> None:
    async with running(tmp_path) as terminal:
        await terminal.somebody_comes()
        assert await terminal.do(kind, TEXTS) is None
        assert terminal.app.place == places.Home()
        assert len(terminal.app.screen_stack) == 1
    assert a_wiring(tmp_path).sign.hung() is None


async def test_content_is_read_anew(tmp_path: Path) -> None:
    async with running(tmp_path) as terminal:
        words = tmp_path / "content" / "words" / "de.toml"
        said = words.read_text("utf-8")
        words.write_text(said.replace('name = "Willkommen"', 'name = "Neu"'), "utf-8")
        done = await terminal.do(CommandKind.RELOAD)
        assert done is not None
        assert done.outcome is CommandOutcome.DONE
        assert terminal.wiring.contents.site().name[GERMAN] == "Neu"
        assert terminal.app.place == places.Attract()


async def test_a_test_picture_stands_over_the_greeting(tmp_path: Path) -> None:
    async with running(tmp_path) as terminal:
        assert await terminal.do(CommandKind.TEST_PICTURE) is not None
        assert len(terminal.app.screen_stack) == 2
        assert not terminal.deeds.is_free(CommandKind.RELOAD)


async def test_a_picture_shows_the_test_picture_while_nobody_touches_it(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as terminal:
        greeting = await terminal.do(CommandKind.SCREEN)
        await terminal.do(CommandKind.TEST_PICTURE)
        assert terminal.deeds.is_free(CommandKind.SCREEN)
        done = await terminal.do(CommandKind.SCREEN)
        assert done is not None
        assert greeting is not None
        assert done.picture != greeting.picture
        assert len(terminal.app.screen_stack) == 2


async def test_no_picture_is_taken_of_what_came_after_a_test_picture(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as terminal:
        await terminal.do(CommandKind.TEST_PICTURE)
        await terminal.pilot.click()
        await terminal.somebody_comes()
        assert await terminal.do(CommandKind.SCREEN) is None


async def test_a_picture_of_the_greeting_is_one_that_the_hub_shows(
    tmp_path: Path,
) -> None:
    async with running(tmp_path) as terminal:
        done = await terminal.do(CommandKind.SCREEN)
        assert done is not None
        assert done.picture is not None
        assert is_picture(done.picture)


async def test_only_what_a_service_starts_again_is_restarted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(STARTED_BY_A_SERVICE, raising=False)
    async with running(tmp_path) as terminal:
        said = await terminal.do(CommandKind.RESTART)
        assert said is not None
        assert said.reason == CommandReason.NOT_A_SERVICE
        monkeypatch.setenv(STARTED_BY_A_SERVICE, "of systemd")
        said = await terminal.do(CommandKind.RESTART)
        assert said is not None
        assert said.outcome is CommandOutcome.DONE
        assert terminal.app.is_running
        terminal.deeds.restart()
        await terminal.pilot.pause()
    assert not terminal.app.return_code


async def test_it_tells_how_it_is(tmp_path: Path) -> None:
    async with running(tmp_path) as terminal:
        await terminal.somebody_comes()
        assert await terminal.do(CommandKind.DIAGNOSTICS) == terminal.told
