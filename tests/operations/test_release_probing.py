"""Every screen is drawn once for the same content, and before somebody asks."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import TooBusy, UpdateRefused
from kiosk.operations import publishing, release_probing
from kiosk.operations.hub_content import HubContent
from kiosk.operations.publishing import Wish
from kiosk.operations.release_probing import MOST_KEPT, KeptProbe
from kiosk.releases.installed import InstalledReleases
from kiosk.releases.packing import read_folder
from tests.builders import a_content_folder
from tests.fakes.waiting import until_now
from tests.hub_context import a_hub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

WAITS = 20.0


class Drawing:
    """As slow as a test wants it."""

    def __init__(self) -> None:
        self.drawn: list[dict[str, bytes]] = []
        self.may_end = threading.Event()
        self.may_end.set()
        self.fails: Exception | None = None
        self.is_closed = False

    def __call__(self, folder: Path) -> None:
        self.drawn.append(read_folder(folder))
        self.may_end.wait(WAITS)
        if self.fails is not None:
            raise self.fails

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def drawing() -> Drawing:
    return Drawing()


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    return a_content_folder(tmp_path)


@pytest.fixture
def edited(shipped: Path, tmp_path: Path) -> Path:
    return copy_of(shipped, tmp_path / "edited", "Editor")


def copy_of(shipped: Path, to: Path, mark: str) -> Path:
    for name, data in read_folder(shipped).items():
        path = to / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    site = to / "site.toml"
    site.write_text(f"# {mark}\n{site.read_text('utf-8')}", "utf-8")
    return to


def test_the_same_content_is_drawn_once(drawing: Drawing, edited: Path) -> None:
    probe = KeptProbe(drawing, WAITS)
    for _ in range(3):
        probe(edited)
    assert drawing.drawn == [read_folder(edited)]


def test_who_looked_before_finds_it_done(drawing: Drawing, edited: Path) -> None:
    probe = KeptProbe(drawing, 0.0)
    probe.begin(read_folder(edited))
    until_now(lambda: is_known(probe, edited))
    probe(edited)
    assert len(drawing.drawn) == 1


def test_who_presses_too_early_is_told_and_it_goes_on(
    drawing: Drawing, edited: Path
) -> None:
    drawing.may_end.clear()
    probe = KeptProbe(drawing, 0.01)
    with pytest.raises(TooBusy) as told:
        probe(edited)
    assert "still being drawn" in str(told.value)
    assert "Nothing was published yet" in told.value.remedy
    assert "press the button again" in told.value.remedy
    drawing.may_end.set()
    until_now(lambda: is_known(probe, edited))
    assert len(drawing.drawn) == 1


@pytest.mark.parametrize(
    "reason", [UpdateRefusal.PROBE_FAILED, UpdateRefusal.PROBE_TIMED_OUT]
)
def test_what_cannot_be_shown_is_refused_by_name_and_tried_anew_the_next_time(
    drawing: Drawing, edited: Path, reason: UpdateRefusal
) -> None:
    probe = KeptProbe(drawing, WAITS)
    drawing.fails = UpdateRefused("The page <home> breaks.", reason=reason)
    with pytest.raises(UpdateRefused) as refused:
        probe(edited)
    assert refused.value.reason == reason
    assert "The page <home> breaks." in str(refused.value)
    assert refused.value.remedy
    drawing.fails = None
    probe(edited)
    assert len(drawing.drawn) == 2


def test_contents_are_drawn_one_after_the_other_and_few_wait(
    drawing: Drawing, shipped: Path, tmp_path: Path
) -> None:
    drawing.may_end.clear()
    probe = KeptProbe(drawing, WAITS)
    for n in range(3 * MOST_KEPT):
        probe.begin(read_folder(copy_of(shipped, tmp_path / f"{n}", f"{n}")))
    until_now(lambda: bool(drawing.drawn))
    assert len(drawing.drawn) == 1
    assert len(probe._outcomes) <= MOST_KEPT
    drawing.may_end.set()


def test_what_somebody_waits_for_is_drawn_before_what_was_only_looked_at(
    drawing: Drawing, shipped: Path, tmp_path: Path
) -> None:
    drawing.may_end.clear()
    probe = KeptProbe(drawing, 0.01)
    looked_at = [copy_of(shipped, tmp_path / f"{n}", f"{n}") for n in range(3)]
    for folder in looked_at:
        probe.begin(read_folder(folder))
        until_now(lambda: bool(drawing.drawn))
    with pytest.raises(TooBusy):
        probe(looked_at[1])
    drawing.may_end.set()
    until_now(lambda: len(drawing.drawn) == 3)
    assert drawing.drawn == [read_folder(looked_at[n]) for n in (0, 1, 2)]


def test_what_was_looked_at_last_is_drawn_before_what_was_changed_since(
    drawing: Drawing, shipped: Path, tmp_path: Path
) -> None:
    drawing.may_end.clear()
    probe = KeptProbe(drawing, WAITS)
    looked_at = [copy_of(shipped, tmp_path / f"{n}", f"{n}") for n in range(3)]
    for folder in looked_at:
        probe.begin(read_folder(folder))
        until_now(lambda: bool(drawing.drawn))
    drawing.may_end.set()
    until_now(lambda: len(drawing.drawn) == 3)
    assert drawing.drawn == [read_folder(looked_at[n]) for n in (0, 2, 1)]


def test_a_fault_of_the_drawing_itself_does_not_stop_what_comes_after(
    drawing: Drawing, edited: Path
) -> None:
    probe = KeptProbe(drawing, WAITS)
    drawing.fails = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        probe(edited)
    drawing.fails = None
    probe(edited)
    assert len(drawing.drawn) == 2


def test_only_a_few_outcomes_are_kept(
    drawing: Drawing, shipped: Path, tmp_path: Path
) -> None:
    probe = KeptProbe(drawing, WAITS)
    for n in range(2 * MOST_KEPT):
        probe(copy_of(shipped, tmp_path / f"{n}", f"{n}"))
    assert len(probe._outcomes) == MOST_KEPT


def test_closing_ends_what_is_drawn(drawing: Drawing) -> None:
    KeptProbe(drawing, WAITS).close()
    assert drawing.is_closed


@pytest.fixture
def publisher_hub(
    drawing: Drawing, shipped: Path, tmp_path: Path, clock: FixedClock
) -> Iterator[Context]:
    """Whose pages wait for nothing."""
    installed = InstalledReleases(tmp_path / "releases", shipped)
    content = HubContent(installed, probe=KeptProbe(drawing, 0.0))
    folder = tmp_path / "hub"
    folder.mkdir()
    ctx = a_hub(folder, clock=clock, content=content)
    publishing.begin(ctx, shipped)
    assert drawing.drawn == [], "it is shown already"
    yield ctx
    ctx.database.close()


def test_a_release_that_no_terminal_could_show_is_not_published(
    publisher_hub: Context, drawing: Drawing, edited: Path
) -> None:
    drawing.fails = UpdateRefused("no", reason=UpdateRefusal.PROBE_FAILED)
    release_probing.begin(publisher_hub, read_folder(edited))
    probe = publisher_hub.content and publisher_hub.content.probe
    assert isinstance(probe, KeptProbe)
    until_now(lambda: is_known(probe, edited))
    with pytest.raises(UpdateRefused):
        publishing.publish(publisher_hub, Wish("anna"), edited)
    assert len(publishing.listed(publisher_hub)) == 1


def test_going_back_waits_for_nothing(publisher_hub: Context, drawing: Drawing) -> None:
    drawing.may_end.clear()
    publishing.roll_back(publisher_hub, Wish("anna"), 1)
    assert len(publishing.listed(publisher_hub)) == 2
    assert drawing.drawn == []


def is_known(probe: KeptProbe, folder: Path) -> bool:
    key = release_probing._key(read_folder(folder))
    return key in probe._outcomes and probe._outcomes[key].done()
