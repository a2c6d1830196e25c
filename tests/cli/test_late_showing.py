"""Another release before nobody: whole, in the app's own turn, or not at all."""

from __future__ import annotations

import gc
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from kiosk import paths
from kiosk.cli.late_showing import LateShowing
from kiosk.cli.options import Setup
from kiosk.cli.terminal_run import Wiring, build
from kiosk.config import Settings
from kiosk.domain.releases import ReleaseAbout, UpdateRefusal
from kiosk.errors import BadContent, UpdateRefused
from kiosk.i18n.languages import LANGUAGES
from kiosk.releases.installed import InstalledRelease
from kiosk.terminal import places
from kiosk.terminal.widgets.greeting import GreetingBand
from tests import content_folder
from tests.archives import TEN_O_CLOCK
from tests.builders import DE, PL, a_content_folder
from tests.pathway import write_pathway

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from kiosk.terminal.app import KioskApp

NEW = "Schön, dass Sie da sind"


@pytest.fixture(autouse=True)
def memory_as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


async def nothing() -> None:
    pass


class Running:
    def __init__(self, app: KioskApp, pilot: Pilot[None], wiring: Wiring) -> None:
        self.app, self.pilot, self.wiring = app, pilot, wiring
        self.showing = LateShowing(app, wiring.contents, wiring.finder, wiring.learn)

    @property
    def greeting(self) -> str:
        return " ".join(self.app.frame.query_one("#welcome", GreetingBand).words())


@asynccontextmanager
async def running(tmp_path: Path) -> AsyncIterator[Running]:
    data = paths.DataFolder(tmp_path / "data")
    settings = Settings(content=a_content_folder(tmp_path))
    wiring = Wiring(Setup(data, settings, data.settings), "", "", "")
    wiring.contents.current()
    app = build(wiring, wiring.desk(), nothing)
    async with app.run_test() as pilot:
        yield Running(app, pilot, wiring)


def a_release(tmp_path: Path, *, name: str = NEW) -> InstalledRelease:
    folder = a_content_folder(tmp_path / "release")
    words = folder / "words" / "de.toml"
    said = words.read_text("utf-8")
    for key in ("name", "place"):
        said = said.replace(f'{key} = "Willkommen"', f'{key} = "{name}"')
    words.write_text(said, "utf-8")
    return InstalledRelease(ReleaseAbout(2, TEN_O_CLOCK, "publisher"), folder)


def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits a second for a finger that does not come."""
    monkeypatch.setattr("kiosk.cli.late_showing.CALM_SECONDS", 0.0)


async def test_all_that_the_screens_read_is_of_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(monkeypatch)
    async with running(tmp_path) as here:
        before = here.wiring.contents.current()
        await here.showing.prepare(a_release(tmp_path))
        assert here.wiring.contents.current() is before
        assert await here.showing.show()
        now = here.wiring.contents.current()
        assert now is not before
        assert here.wiring.contents.site() is now.site
        assert now.site.name[DE] == NEW
        await here.pilot.pause()
        assert NEW in here.greeting


@pytest.mark.usefixtures("no_added_languages")
async def test_nobody_sees_a_language_of_it_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(monkeypatch)
    async with running(tmp_path) as here:
        release = a_release(tmp_path)
        content_folder.add_hungarian(release.folder)
        await here.showing.prepare(release)
        assert "hu" not in LANGUAGES
        await here.showing.show()
        assert "hu" in LANGUAGES


async def test_the_index_is_ready_before_the_first_visitor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(monkeypatch)
    async with running(tmp_path) as here:
        old = here.wiring.finder.prepare()
        await here.showing.prepare(a_release(tmp_path))
        assert here.wiring.finder.prepare() is old
        await here.showing.show()
        new = here.wiring.finder.prepare()
        assert new is not old
        assert here.wiring.finder.prepare() is new
        assert here.wiring.finder.find("witamy", PL)


async def test_what_says_the_same_is_not_kept_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(monkeypatch)
    async with running(tmp_path) as here:
        before, index = here.wiring.contents.current(), here.wiring.finder.prepare()
        await here.showing.prepare(a_release(tmp_path, name="Willkommen"))
        assert await here.showing.show()
        assert here.wiring.contents.current() is before
        assert here.wiring.finder.prepare() is index


async def test_what_is_called_something_else_is_another_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(monkeypatch)
    async with running(tmp_path) as here:
        before = here.wiring.contents.current()
        release = a_release(tmp_path, name="Willkommen")
        slug = before.services[0].slug
        (release.folder / "lexicon.toml").write_text(f'[concepts]\npay = ["{slug}"]\n')
        (release.folder / "lexicon").mkdir()
        words = release.folder / "lexicon" / "pl.toml"
        words.write_text('[words]\npay = ["chleb"]\n', "utf-8")
        await here.showing.prepare(release)
        assert await here.showing.show()
        assert here.wiring.finder.find("chleb", PL) == (slug,)


async def test_another_personal_path_is_another_content(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(monkeypatch)
    async with running(tmp_path) as here:
        assert here.wiring.contents.current().pathway() is None
        release = a_release(tmp_path, name="Willkommen")
        write_pathway(release.folder)
        await here.showing.prepare(release)
        assert await here.showing.show()
        assert here.wiring.contents.current().pathway() is not None


async def test_the_same_greeting_is_not_painted_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(monkeypatch)
    async with running(tmp_path) as here:
        shown = here.app.shown
        await here.showing.prepare(a_release(tmp_path, name="Willkommen"))
        assert await here.showing.show()
        assert here.app.shown is shown


async def test_before_a_visitor_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(monkeypatch)
    async with running(tmp_path) as here:
        before = here.wiring.contents.current()
        await here.showing.prepare(a_release(tmp_path))
        await here.app.go(places.Home(), after=0)
        assert not here.showing.may_change()
        assert not await here.showing.show()
        assert here.wiring.contents.current() is before
        await here.app.forget_visitor()
        assert here.showing.may_change()
        assert await here.showing.show()
        assert here.wiring.contents.site().name[DE] == NEW


async def test_a_finger_on_the_greeting_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(monkeypatch)
    async with running(tmp_path) as here:
        await here.pilot.mouse_down("#welcome")
        assert not here.showing.may_change()
        await here.pilot.mouse_up("#welcome")
        assert here.showing.may_change()


async def test_just_after_a_touch_it_waits(tmp_path: Path) -> None:
    async with running(tmp_path) as here:
        here.app.notice_presence()
        assert not here.showing.may_change()


async def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    async with running(tmp_path) as here:
        release = a_release(tmp_path)
        (release.folder / "topics.toml").write_bytes(b"\xff")
        with pytest.raises(UpdateRefused, match=r"topics\.toml") as refusal:
            await here.showing.prepare(release)
        assert refusal.value.reason == UpdateRefusal.BROKEN_CONTENT
        assert not await here.showing.show()


async def test_after_broken_content_a_good_release_gives_numbers_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(monkeypatch)
    async with running(tmp_path) as here:
        contents = here.wiring.contents
        contents.fell_back = BadContent("It is broken.")
        await here.showing.prepare(a_release(tmp_path))
        assert await here.showing.show()
        assert contents.fell_back is None
