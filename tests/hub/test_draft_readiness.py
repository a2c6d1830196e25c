"""The draft is read aside: a page waits a moment, then it says that it comes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import DataFolderUnusable
from kiosk.hub.draft_readiness import DraftReadiness
from kiosk.operations import drafting
from tests.draft_hub import a_drafting_hub
from tests.working_draft import POLISH, changed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from litestar import Litestar

    from kiosk.hub.context import HubContext
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser

A_HANG = 30.0


class SlowLook:
    """Ends when it is told to."""

    def __init__(self) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()
        self.times = 0
        self.is_current = False

    def __call__(self) -> None:
        self.times += 1
        self.begun.set()
        assert self.may_end.wait(A_HANG)
        self.is_current = True

    def readiness(self, patience: float = 0.0) -> DraftReadiness:
        return DraftReadiness(lambda: self.is_current, self, patience)


@pytest.fixture
def slow() -> Iterator[SlowLook]:
    look = SlowLook()
    yield look
    look.may_end.set()


def test_who_comes_while_it_is_read_waits_a_moment_only(slow: SlowLook) -> None:
    readiness = slow.readiness()
    assert not readiness.can_be_shown()
    assert not readiness.can_be_shown()
    assert slow.begun.wait(A_HANG)
    assert slow.times == 1
    slow.may_end.set()
    readiness.close()
    assert readiness.can_be_shown()


def test_what_is_current_is_not_read_again(slow: SlowLook) -> None:
    slow.is_current = True
    readiness = slow.readiness()
    readiness.renew()
    assert readiness.can_be_shown()
    assert slow.times == 0


def test_a_look_that_fails_ends_and_the_next_one_is_another(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def look() -> None:
        raise DataFolderUnusable("The disk is full.", remedy="Make room.")

    readiness = DraftReadiness(lambda: False, look)
    assert readiness.begin().wait(A_HANG)
    readiness.close()
    assert "The disk is full." in caplog.text
    assert readiness.begin().wait(A_HANG)


class TestPages:
    @pytest.fixture
    def ctx(self, tmp_path: Path, clock: FixedClock) -> Iterator[Context]:
        context = a_drafting_hub(tmp_path, clock=clock)
        yield context
        context.database.close()

    @pytest.mark.parametrize("path", ["/content", "/content/texts?state=missing"])
    def test_a_page_that_comes_too_early_says_so_and_comes_by_itself(
        self,
        administrator: Browser,
        app: Litestar,
        slow: SlowLook,
        path: str,
    ) -> None:
        hub: HubContext = app.state.hub
        hub.draft.close()
        hub.draft = slow.readiness()
        page = administrator.get(path)
        assert page.status_code == 200
        assert page.headers["refresh"] == "2"
        assert "This page comes by itself" in page.text
        assert f'href="{path}"' in page.text

    def test_the_draft_is_read_after_a_save_without_a_page(
        self, administrator: Browser, ctx: Context, app: Litestar
    ) -> None:
        assert administrator.get("/content").status_code == 200
        assert ctx.draft
        assert ctx.draft.is_current(ctx)
        new = changed(ctx, POLISH, "# Witamy", "# Lekarz")
        drafting.save(ctx, "anna", POLISH, new, 1)
        assert not ctx.draft.is_current(ctx)
        hub: HubContext = app.state.hub
        hub.draft.renew()
        assert hub.draft.begin().wait(A_HANG)
        assert ctx.draft.is_current(ctx)
