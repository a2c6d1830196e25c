"""A hub that publishes: its content is the small folder, and so is its draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.operations import day_end, drafting, publishing
from kiosk.operations.draft_folder import DraftOnDisk
from kiosk.operations.hub_content import HubContent
from kiosk.operations.publishing import Wish
from kiosk.releases.installed import InstalledReleases
from tests.builders import a_content_folder
from tests.hub_context import a_hub
from tests.working_draft import begun, changed

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.releases import ListedRelease
    from kiosk.operations.context import Context
    from kiosk.operations.hub_content import Probe
    from kiosk.operations.signing import Signing
    from tests.fakes.clock import FixedClock


@dataclass
class Probing:
    """Draws nothing; says no while it must."""

    fails: Exception | None = None

    def __call__(self, _folder: Path) -> None:
        if self.fails:
            raise self.fails


def a_publishing_hub(
    folder: Path,
    clock: FixedClock,
    *,
    engine: str = "sqlite",
    signing: Signing | None = None,
    probe: Probe | None = None,
) -> Context:
    """Release 1 is public, the draft says the same, and the hub trusts its clock."""
    shipped = a_content_folder(folder)
    installed = InstalledReleases(folder / "releases", shipped)
    content = HubContent(installed, signing, probe or Probing())
    on_disk = DraftOnDisk(folder / "hub" / "draft")
    ctx = a_hub(folder, clock=clock, engine=engine, content=content)
    ctx = replace(ctx, draft=on_disk)
    begun(ctx)
    export(ctx, folder / "first")
    publishing.publish(ctx, Wish("kiosk"), folder / "first")
    publishing.install_newest(ctx)
    day_end.close_when_due(ctx)
    return ctx


def export(ctx: Context, to: Path) -> None:
    """The draft as files."""
    for entry in drafting.files(ctx):
        path = to / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((drafting.file(ctx, entry.path).text or "").encode())


def edit(ctx: Context, path: str, old: str, new: str, by: str = "anna") -> None:
    """Somebody changes a text of the draft."""
    text = changed(ctx, path, old, new)
    drafting.save(ctx, by, path, text, drafting.file(ctx, path).version)


def another_release(ctx: Context, by: str = "ben") -> ListedRelease:
    """Somebody else publishes what is public once more."""
    newest = publishing.newest(ctx)
    assert newest is not None
    return publishing.roll_back(ctx, Wish(by), newest.about.version)
