from __future__ import annotations

from kiosk.domain.previews import (
    PreviewGrid,
    PreviewNotice,
    PreviewScreen,
    PreviewTheme,
    PreviewWanted,
)
from kiosk.domain.site_notices import NoticeKind
from kiosk.terminal import grids
from kiosk.terminal.themes import THEMES
from tests.builders import DE, OPENING


def test_a_picture_is_wanted_in_the_grids_that_the_screens_are_made_for() -> None:
    sizes = [grid.size for grid in PreviewGrid]
    assert sizes[:2] == [grids.SMALLEST, grids.USUAL]
    assert not any(grids.too_small(*size) or grids.too_large(*size) for size in sizes)


def test_a_picture_is_wanted_in_the_themes_that_there_are() -> None:
    assert {theme.value for theme in PreviewTheme} == set(THEMES)


def test_a_notice_that_is_looked_at_is_shown_from_now_on() -> None:
    wanted = PreviewNotice(NoticeKind.CLOSED, ((DE, "Heute zu"),))
    notice = wanted.as_put_up(OPENING)
    assert notice.is_shown_at(OPENING)
    assert (notice.kind, notice.texts) == (NoticeKind.CLOSED, {DE: "Heute zu"})


def test_where_nobody_says_which_it_is_the_first_page_in_the_usual_looks() -> None:
    wanted = PreviewWanted(PreviewScreen.HOME, DE)
    assert (wanted.subject, wanted.page, wanted.notice) == ("", 0, None)
    assert (wanted.theme, wanted.grid) == (PreviewTheme.CALM, PreviewGrid.USUAL)
