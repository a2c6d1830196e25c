from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.cli.late_notices import FOLDER, LateNoticeboard, notice_bringer
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import UpdateRefused
from kiosk.releases.trust.client import FIRST_ROOT_KEPT, ReleaseTrust
from tests.builders import OPENING
from tests.fakes.clock import FixedClock
from tests.fakes.ports import FakeNotes
from tests.fakes.trusting_terminal import BUILT
from tests.hub_context import a_hub, gone
from tests.sync.test_notices import NoticeHub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def a_board(trust: Path) -> LateNoticeboard:
    return LateNoticeboard(
        trust, "http://hub.test", lambda: "token", FixedClock(), FakeNotes()
    )


def test_before_it_runs_nothing_is_shown_and_a_hint_waits(tmp_path: Path) -> None:
    board = a_board(tmp_path)
    board.hint(7)
    assert board.shown() == ()


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[NoticeHub]:
    ctx = a_hub(tmp_path, clock=FixedClock(OPENING))
    yield NoticeHub(ctx)
    gone(ctx.database)


def test_it_believes_from_the_root_that_releases_are_believed_from(
    tmp_path: Path, hub: NoticeHub
) -> None:
    trust = tmp_path / "trust"
    assert ReleaseTrust(trust, hub, FixedClock(OPENING), BUILT).look() is not None
    root = (trust / FIRST_ROOT_KEPT).read_bytes()
    hub.asked.clear()
    with pytest.raises(UpdateRefused) as refused:  # by the clock of this machine
        notice_bringer(trust, lambda: None).bring(hub)
    assert refused.value.reason == UpdateRefusal.EXPIRED
    assert (trust / FOLDER / FIRST_ROOT_KEPT).read_bytes() == root
    assert "metadata/1.root.json" not in hub.asked


def test_a_root_that_was_brought_by_hand_comes_before_the_hubs_own(
    tmp_path: Path, hub: NoticeHub
) -> None:
    folder = tmp_path / "other"
    folder.mkdir()
    stranger = NoticeHub(a_hub(folder, clock=FixedClock(OPENING)))
    root = b"".join(stranger.read("metadata/1.root.json"))
    gone(stranger.ctx.database)
    with pytest.raises(UpdateRefused) as refused:
        notice_bringer(tmp_path / "trust", lambda: root).bring(hub)
    assert refused.value.reason in {UpdateRefusal.UNKNOWN_KEY, UpdateRefusal.FORGED}
    assert "metadata/1.root.json" not in hub.asked
