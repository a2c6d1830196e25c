"""Pictures of the real screens, from the content of a folder."""

from __future__ import annotations

import shutil
from datetime import timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import msgspec
import pytest

from kiosk.cli.previewing.easel import ScreenBroke
from kiosk.cli.previewing.studio import FOLDERS_KEPT
from kiosk.domain.previews import PreviewGrid, PreviewScreen, PreviewTheme
from kiosk.domain.site_notices import NoticeKind
from kiosk.errors import BadContent, KioskError, NotFound, UnknownLanguage
from kiosk.i18n.languages import LANGUAGES
from kiosk.ids import LanguageCode
from kiosk.preview.messages import DrawRequest, NoticeRequest
from tests import content_folder
from tests.content_folder import article, put
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.previewing.studio import Studio

SUBJECTS = {
    PreviewScreen.SERVICES: "arrival",
    PreviewScreen.SERVICE: "registration",
    PreviewScreen.RESOURCES: "registration",
    PreviewScreen.TAKE_HOME: "registration",
    PreviewScreen.CONFIRM: "residence",
}


def asking(folder: Path, screen: PreviewScreen, **said: object) -> DrawRequest:
    usual = DrawRequest(
        folder=str(folder),
        revision="1",
        now=NOON,
        screen=screen,
        language="en",
        subject=SUBJECTS.get(screen, ""),
        seconds=20,
    )
    return msgspec.structs.replace(usual, **said)


@pytest.mark.parametrize("screen", PreviewScreen)
async def test_every_screen_that_can_be_wanted_is_drawn(
    studio: Studio, folder: Path, screen: PreviewScreen
) -> None:
    picture = await studio.draw(asking(folder, screen))
    assert ET.fromstring(picture.svg).tag.endswith("svg")
    assert picture.text.strip()
    assert picture.pages >= 1


@pytest.mark.usefixtures("no_added_languages")
async def test_a_language_is_named_as_the_content_names_it_that_is_drawn(
    studio: Studio, folder: Path, tmp_path: Path
) -> None:
    content_folder.add_hungarian(folder)
    draft = shutil.copytree(folder, tmp_path / "draft")
    content_folder.change(draft / "languages.toml", "Üdvözöljük", "Isten hozta")
    wanted = {"language": "hu"}
    for one, greets in (
        (folder, "Üdvözöljük"),
        (draft, "Isten hozta"),
        (folder, "Üdvözöljük"),
    ):
        await studio.draw(asking(one, PreviewScreen.HOME, **wanted))
        assert LANGUAGES[LanguageCode("hu")].greeting == greets


async def test_a_service_says_what_its_file_says(studio: Studio, folder: Path) -> None:
    text = article("pl", "Zameldowanie")
    put(folder / "services" / "registration" / "pl.md", text)
    picture = await studio.draw(asking(folder, PreviewScreen.SERVICE, language="pl"))
    assert picture.text.startswith("Zameldowanie\n")
    letters = ET.fromstring(picture.svg).iter("{http://www.w3.org/2000/svg}text")
    assert "Zameldowanie" in "".join(letter.text or "" for letter in letters)


async def test_another_revision_is_read_anew_and_the_same_is_not(
    studio: Studio, folder: Path
) -> None:
    asked = asking(folder, PreviewScreen.SERVICE, language="pl")
    before = (await studio.draw(asked)).text
    put(folder / "services" / "registration" / "pl.md", article("pl", "Nowe"))
    assert (await studio.draw(asked)).text == before
    anew = msgspec.structs.replace(asked, revision="2")
    assert (await studio.draw(anew)).text.startswith("Nowe\n")


async def test_two_folders_are_two_contents(
    studio: Studio, folder: Path, tmp_path: Path
) -> None:
    for number in range(FOLDERS_KEPT + 1):
        copy = shutil.copytree(folder, tmp_path / f"copy-{number}")
        title = f"Number {number}"
        put(copy / "services" / "registration" / "en.md", article("en", title))
        picture = await studio.draw(asking(copy, PreviewScreen.SERVICE))
        assert picture.text.startswith(title)


@pytest.mark.parametrize("grid", PreviewGrid)
async def test_each_grid_has_its_size(
    studio: Studio, folder: Path, grid: PreviewGrid
) -> None:
    drawn = await studio.draw(asking(folder, PreviewScreen.HOME, grid=grid))
    columns, rows = grid.size
    root = ET.fromstring(drawn.svg)
    assert root.get("viewBox") == f"0 0 {columns * 10} {rows * 20}"


async def test_each_theme_has_its_colours(studio: Studio, folder: Path) -> None:
    pictures = [
        await studio.draw(asking(folder, PreviewScreen.HOME, theme=theme))
        for theme in (*PreviewTheme, *PreviewTheme)
    ]
    assert pictures[0].svg == pictures[2].svg != pictures[1].svg == pictures[3].svg


async def test_who_reads_from_the_right_has_the_bar_on_the_right(
    studio: Studio, folder: Path
) -> None:
    arabic, english = [
        await studio.draw(asking(folder, PreviewScreen.HOME, language=code))
        for code in ("ar", "en")
    ]
    assert first_colours(arabic.svg) == first_colours(english.svg)[::-1]


def first_colours(svg: str) -> list[str]:
    """In the corners at the left and at the right end of the topmost row."""
    drawn = ET.fromstring(svg)
    return [_colour_at(drawn, x) for x in (1.0, float(drawn.get("width", 0)) - 1)]


def _colour_at(drawn: ET.Element, x: float) -> str:
    """Of the last field that was painted there."""
    fields = [
        part.get("fill", "")
        for part in drawn
        if part.get("y") == "0" and part.get("width")
        if 0 <= x - float(part.get("x", 0)) < float(part.get("width", 0))
    ]
    return fields[-1]


async def test_a_page_is_turned_to_and_the_last_is_the_last(
    studio: Studio, folder: Path
) -> None:
    asked = asking(folder, PreviewScreen.SERVICE, grid=PreviewGrid.SMALLEST)
    first = await studio.draw(asked)
    assert first.pages > 1
    last = await studio.draw(msgspec.structs.replace(asked, page=first.pages - 1))
    beyond = await studio.draw(msgspec.structs.replace(asked, page=99))
    assert first.svg != last.svg == beyond.svg
    assert f"{first.pages} / {first.pages}" in last.text


async def test_the_time_on_it_is_what_the_hub_says(
    studio: Studio, folder: Path
) -> None:
    asked = asking(folder, PreviewScreen.CATEGORIES)
    assert "12:00" in (await studio.draw(asked)).text
    later = msgspec.structs.replace(asked, now=NOON + timedelta(minutes=5))
    assert "12:05" in (await studio.draw(later)).text


async def test_a_search_finds_in_this_content(studio: Studio, folder: Path) -> None:
    asked = asking(folder, PreviewScreen.SEARCH, subject="welcome")
    assert "Welcome" in (await studio.draw(asked)).text


@pytest.mark.parametrize(
    ("screen", "said", "error"),
    [
        (PreviewScreen.SERVICE, {"subject": "nowhere"}, NotFound),
        (PreviewScreen.SERVICE, {"subject": "../../etc"}, NotFound),
        (PreviewScreen.SERVICES, {"subject": ""}, NotFound),
        (PreviewScreen.RESOURCES, {"subject": "nowhere"}, NotFound),
        (PreviewScreen.CONFIRM, {"subject": "nowhere"}, KioskError),
        (PreviewScreen.HOME, {"language": "tlh"}, UnknownLanguage),
    ],
)
async def test_what_is_not_there_is_told_and_the_next_is_drawn(
    studio: Studio,
    folder: Path,
    screen: PreviewScreen,
    said: dict[str, str],
    error: type[KioskError],
) -> None:
    with pytest.raises(error):
        await studio.draw(asking(folder, screen, **said))
    await studio.draw(asking(folder, PreviewScreen.HOME))


async def test_a_folder_without_content_is_told(studio: Studio, folder: Path) -> None:
    with pytest.raises(BadContent):
        await studio.draw(asking(folder / "nowhere", PreviewScreen.HOME))
    await studio.draw(asking(folder, PreviewScreen.HOME))


async def test_a_service_without_anything_to_take_home_says_so(
    studio: Studio, folder: Path
) -> None:
    facts = folder / "services" / "registration" / "service.toml"
    text = facts.read_text().replace('["office", "office-phone", "office-email"]', "[]")
    put(facts, text)
    with pytest.raises(NotFound, match="taken home"):
        await studio.draw(asking(folder, PreviewScreen.TAKE_HOME))


async def test_a_screen_that_breaks_is_told_and_a_new_terminal_draws_the_next(
    studio: Studio, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kiosk.terminal.screens import emergency

    def broken(*_: object) -> str:
        raise RuntimeError("no such ink")

    asked = asking(folder, PreviewScreen.EMERGENCY)
    with monkeypatch.context() as patched:
        patched.setattr(emergency, "named_shown", broken)
        with pytest.raises(ScreenBroke, match="RuntimeError"):
            await studio.draw(asked)
    assert (await studio.draw(asked)).text.strip()


async def test_a_notice_is_told_before_a_touch_and_whole_and_then_no_more(
    studio: Studio, folder: Path
) -> None:
    texts = (("de", "Heute geschlossen."), ("en", "Closed today."))
    told = NoticeRequest(kind=NoticeKind.CLOSED, texts=texts)
    for screen in (PreviewScreen.ATTRACT, PreviewScreen.NOTICES):
        picture = await studio.draw(asking(folder, screen, notice=told))
        assert "Closed today." in picture.text
    picture = await studio.draw(asking(folder, PreviewScreen.NOTICES))
    assert "Closed today." not in picture.text
