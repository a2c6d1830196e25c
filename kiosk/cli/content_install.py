"""`kiosk content install`: a release from a stick, believed no more than the hub."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from kiosk.cli.options import PATH, place, where

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.options import Setup
    from kiosk.releases.installed import InstalledRelease, InstalledReleases
    from kiosk.sync.bringing import Brought

LARGEST = 80 * 1024 * 1024
"""Bytes of a file on a stick: the largest archive, and what vouches for it."""
WRITE_IT = "Write it on the hub: kiosk content stick FILE."


@click.command()
@where
@click.argument("file", type=PATH)
@click.option("--root", type=PATH, help="The first root, for a terminal that has none.")
def install(
    data: Path | None, config: Path | None, file: Path, root: Path | None
) -> None:
    """Install the release of FILE on this machine's terminal, as if from the hub.

    A terminal that runs shows it as soon as no visitor is there.
    """
    here = place(data, config)
    here.folder.make()
    release = installed_from(here, file, root)
    _take_notices(here, file, root)
    click.echo(
        f"Release {release.version} is installed: {release.about.comment}".rstrip(": ")
    )


def _take_notices(here: Setup, file: Path, root: Path | None) -> None:
    """What the centre tells everybody; a terminal that runs shows it soon."""
    from kiosk.cli import terminal_releases
    from kiosk.cli.late_notices import notice_bringer
    from kiosk.errors import UpdateRefused
    from kiosk.releases.trust.stick import StickSource

    def given() -> bytes | None:
        return root.read_bytes() if root else terminal_releases.given_root(here)

    try:
        notice_bringer(here.folder.release_trust, given).bring(StickSource(file))
    except UpdateRefused as error:
        click.echo(f"Its notices were not taken: {error}")
        click.echo(f"       {error.remedy}")


def installed_from(here: Setup, file: Path, root: Path | None) -> InstalledRelease:
    """As from the hub, then swapped in. Raises `UpdateRefused`."""
    from kiosk.cli import terminal_releases
    from kiosk.domain.releases import UpdateRefusal
    from kiosk.errors import BadSetting, UpdateRefused
    from kiosk.releases.installed import disk_refused
    from kiosk.releases.trust.stick import StickSource

    installed = terminal_releases.installed_of(here)
    if not file.exists():
        raise BadSetting(
            f"There is no file {file}.", remedy="See where the stick is, and name it."
        )
    try:
        if file.stat().st_size > LARGEST:
            raise UpdateRefused(
                f"{file} has more than {LARGEST} bytes.",
                WRITE_IT,
                reason=UpdateRefusal.TOO_LARGE,
            )
        first = root.read_bytes() if root else terminal_releases.given_root(here)
        if first is None and not _believes_somebody(here):
            raise UpdateRefused(
                "This terminal does not know yet whose releases to believe.",
                "Say --root FILE: kiosk content stick --root FILE writes it.",
                reason=UpdateRefusal.UNKNOWN_KEY,
            )
        brings = terminal_releases.bringer(here, installed, first)
        brought = brings.bring(StickSource(file))
    except OSError as error:
        raise disk_refused(error, file) from error
    except UpdateRefused as error:
        if error.reason is not UpdateRefusal.NOT_FETCHED:
            raise
        raise UpdateRefused(str(error), WRITE_IT, reason=error.reason) from error
    if brought.staged is None:
        return _nothing_new(installed, brought)
    installed.swap(brought.staged)
    _tidy_unless_it_runs(here, installed)
    return brought.staged


def _nothing_new(installed: InstalledReleases, brought: Brought) -> InstalledRelease:
    """Raises `UpdateRefused` where that is not because it is here already."""
    from kiosk.domain.releases import UpdateRefusal
    from kiosk.errors import UpdateRefused

    if brought.offered is None:
        raise UpdateRefused(
            "There is no release in this file.",
            WRITE_IT,
            reason=UpdateRefusal.NOT_AN_ARCHIVE,
        )
    if brought.refused is not None:
        raise UpdateRefused(
            f"Release {brought.offered} was refused here before: {brought.refused}.",
            "Publish another one, and write that on the stick.",
            reason=brought.refused,
        )
    return installed.current()


def _believes_somebody(here: Setup) -> bool:
    from kiosk.releases.trust.client import FIRST_ROOT_KEPT

    return (here.folder.release_trust / FIRST_ROOT_KEPT).is_file()


def _tidy_unless_it_runs(here: Setup, installed: InstalledReleases) -> None:
    """A terminal that runs reads on in the release that it shows, and tidies itself."""
    from kiosk import paths
    from kiosk.errors import DataFolderUnusable

    with (
        suppress(DataFolderUnusable),
        paths.held(here.folder.terminal_lock, "A terminal", patience=0),
    ):
        installed.tidy()
