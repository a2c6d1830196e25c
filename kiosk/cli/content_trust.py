"""`kiosk content stick` and `trust`: releases by hand, and whom a terminal believes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.options import PATH, place, where

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@where
@click.argument("file", type=PATH)
@click.option("--root", type=PATH, help="Write the first root into this file, too.")
def stick(
    data: Path | None, config: Path | None, file: Path, root: Path | None
) -> None:
    """Write the newest release into FILE, for terminals without a network.

    It holds for a day: bring it there soon. A terminal that never saw this hub needs
    its first root once, by another way than the stick.
    """
    here = place(data, config)
    from kiosk.cli.hub_context import hub_context
    from kiosk.errors import DataFolderUnusable
    from kiosk.operations import release_signing
    from kiosk.releases.trust import stick as sticks

    with hub_context(here) as ctx:
        files = release_signing.everything(ctx)
    packed = sticks.stick(files)
    try:
        file.write_bytes(packed)
        if root is not None:
            root.write_bytes(files["metadata/1.root.json"])
    except OSError as error:
        raise DataFolderUnusable(
            f"{error.filename or file} cannot be written: {error.strerror or error}.",
            remedy="Name a file in a folder that can be written.",
        ) from error
    click.echo(f"{file}: {len(packed)} bytes, for today")


@click.command()
@where
@click.option("--yes", is_flag=True, help="Do it without being asked.")
def trust(data: Path | None, config: Path | None, yes: bool) -> None:
    """Let this terminal trust its hub anew, on a terminal.

    For a hub that was set up anew, with other keys. What is shown stays.
    """
    here = place(data, config)
    from kiosk.errors import DataFolderUnusable
    from kiosk.releases.disk import FsyncingDisk

    if not yes:
        click.confirm("Was the hub set up anew, and by people you know?", abort=True)
    folder = here.folder.release_trust
    try:
        FsyncingDisk().remove(folder)
    except OSError as error:
        raise DataFolderUnusable(
            f"{folder} cannot be removed: {error.strerror or error}.",
            remedy="Run this as the user who runs the terminal.",
        ) from error
    click.echo("At its next look it trusts the hub that it is paired with.")
