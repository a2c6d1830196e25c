"""`kiosk content publish`, `watch`, `releases`, `roll-back`: the hub's content changed
by whoever writes in files."""

from __future__ import annotations

import getpass
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from kiosk.cli.counting import counted
from kiosk.cli.options import PATH, place, where

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.releases import ListedRelease
    from kiosk.operations.context import Context
    from kiosk.operations.publishing import Wish

COMMENT = click.option("--comment", default="", help="Why; it is kept for ever.")


@click.command()
@where
@click.argument("folder", type=PATH, required=False)
@COMMENT
@click.option(
    "--no-probe",
    is_flag=True,
    help="Do not draw before what is new in it, which takes up to half a minute:"
    " terminals do so anyway.",
)
def publish(
    data: Path | None,
    config: Path | None,
    folder: Path | None,
    comment: str,
    no_probe: bool,
) -> None:
    """Check the content FOLDER and publish it as the next release.

    Without FOLDER the content that the settings name, or that came with the program. A
    hub that runs shows it within seconds; errors refuse it, warnings do not.
    """
    here = place(data, config)
    from kiosk.cli.hub_context import hub_context

    with hub_context(here, probes=not no_probe) as ctx:
        _publish(ctx, folder or here.content, comment)


@click.command()
@where
@click.argument("folder", type=PATH)
@COMMENT
def watch(data: Path | None, config: Path | None, folder: Path, comment: str) -> None:
    """Publish the content FOLDER each time its files have changed. Ctrl+C ends.

    For trying things on one machine: what is refused is said, and waited for.
    """
    here = place(data, config)
    import time

    from kiosk.cli.folder_watch import LOOK_SECONDS, FolderWatch
    from kiosk.cli.hub_context import hub_context

    watched = FolderWatch(folder)
    click.echo(f"Watching {folder}. Ctrl+C ends.")
    with hub_context(here, probes=False) as ctx:
        try:
            while True:
                if watched.has_settled(time.monotonic()):
                    publish_if_changed(ctx, folder, comment)
                time.sleep(LOOK_SECONDS)
        except KeyboardInterrupt:
            click.echo("")


@click.command()
@where
def releases(data: Path | None, config: Path | None) -> None:
    """List every release there ever was, the newest first."""
    here = place(data, config)
    from kiosk.cli.hub_context import hub_context
    from kiosk.operations import publishing

    with hub_context(here) as ctx:
        every = publishing.listed(ctx)
    for release in every:
        click.echo(line_of(release))
    if not every:
        click.echo("Nothing was published yet: kiosk content publish.")


@click.command("roll-back")
@where
@click.argument("version", type=int)
@COMMENT
def roll_back(
    data: Path | None, config: Path | None, version: int, comment: str
) -> None:
    """Publish the content of release VERSION again, as the next release."""
    here = place(data, config)
    from kiosk.cli.hub_context import hub_context
    from kiosk.operations import publishing

    with hub_context(here) as ctx:
        release = publishing.roll_back(ctx, _wish(comment), version)
        before = release.about.version - 1
        known = before in {each.about.version for each in publishing.listed(ctx)}
        changed = (
            len(publishing.changes(ctx, release.about.version, before)) if known else 0
        )
    _tell(release, changed)


def publish_if_changed(ctx: Context, folder: Path, comment: str) -> None:
    """Says what came of it; nothing where the folder says what is public."""
    from kiosk.errors import KioskError
    from kiosk.operations import publishing

    try:
        if publishing.changes_to(ctx, folder):
            _publish(ctx, folder, comment)
    except KioskError as error:
        click.echo(f"Not published: {error}")
        click.echo(f"    {error.remedy}")


def _publish(ctx: Context, folder: Path, comment: str) -> None:
    """The draft follows, so that the pages of editors go on from what is public."""
    from kiosk.operations import draft_following, publishing
    from kiosk.releases.differences import difference

    now = publishing.newest(ctx)
    known = now.about.version if now else 0
    before = publishing.files_of(ctx, known) if now else {}
    wish = replace(_wish(comment), based_on=known)
    release = publishing.publish(ctx, wish, folder)
    published = publishing.files_of(ctx, release.about.version)
    _tell(release, len(difference(before, published)))
    followed = draft_following.follow(ctx, wish.by, before, published)
    if followed.kept:
        click.echo(
            f"    In the draft {counted(len(followed.kept), 'file')} changed too, and"
            f" stays as it is there: {', '.join(followed.kept[:5])}"
        )


def line_of(release: ListedRelease) -> str:
    about = release.about
    local = about.published_at.astimezone()
    marks = [
        *([] if release.is_public else ["waits for its signature"]),
        *([] if about.rolls_back_to is None else [f"back to {about.rolls_back_to}"]),
        *([] if release.is_kept else ["content not kept"]),
    ]
    told = f" ({', '.join(marks)})" if marks else ""
    when = f"{local:%Y-%m-%d %H:%M}"
    return f"{about.version:>4}  {when}  {about.by}{told}  {about.comment}".rstrip()


def _wish(comment: str) -> Wish:
    from kiosk.operations.publishing import Wish

    return Wish(_who(), comment)


def _who() -> str:
    """The account of this machine: a command has no other."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "command"


def _tell(release: ListedRelease, changed: int) -> None:
    version, texts = release.about.version, counted(changed, "file")
    if release.is_public:
        click.echo(f"Release {version} is published: {texts} changed.")
    else:
        click.echo(f"Release {version} waits for its signature: {texts} changed.")
        click.echo("    Sign it where the key is: kiosk content sign.")
