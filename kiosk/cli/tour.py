"""`kiosk tour`: a whole visit in every language, to see that an installation works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from kiosk.cli.options import PATH, place, where
from kiosk.terminal.grids import SMALLEST

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.options import Setup
    from kiosk.cli.touring.pictures import Album
    from kiosk.cli.touring.steps import Steps


@click.command()
@where
@click.option(
    "--pictures", type=PATH, help="Put a picture of every screen into this folder."
)
@click.option(
    "--grid",
    default="83x24",
    show_default=True,
    help="Columns and rows of the terminal.",
)
@click.option(
    "--window", is_flag=True, help="Show it all in this window, in the grid it has."
)
@click.option(
    "--language", "languages", multiple=True, help="Only in this one; again for more."
)
def tour(
    data: Path | None,
    config: Path | None,
    pictures: Path | None,
    grid: str,
    languages: tuple[str, ...],
    *,
    window: bool,
) -> None:
    """Visit a throw-away hub by a real terminal in each language: choose it, open a
    service, read its QR code back, check in, be called and counselled.

    Exits with 0 only if everything happened. Your own data is not touched.
    """
    here = place(data, config)
    size = None if window else _size(grid)
    if window:
        from kiosk.cli.unattended import check_window

        check_window()
    import asyncio

    from kiosk.cli.touring import codes

    codes.check_reader()
    asyncio.run(_tour(here, size, pictures, languages))


async def _tour(
    here: Setup,
    size: tuple[int, int] | None,
    pictures: Path | None,
    languages: tuple[str, ...],
) -> None:
    from kiosk.cli.touring.pictures import Album
    from kiosk.cli.touring.steps import Steps

    held_back: list[str] = []  # while the window belongs to the terminal
    album, steps = Album(pictures), Steps(click.echo if size else held_back.append)
    try:
        await _visit_all(here, size, languages, album, steps)
    finally:
        album.develop()
        for line in held_back:
            click.echo(line)
    click.echo(f"Everything happened: {steps.summary()}.")
    if pictures:
        drawn = "SVG and PNG" if album.has_png else "SVG (PNG needs cairosvg)"
        click.echo(f"The pictures are in {pictures}, as {drawn}.")


async def _visit_all(
    here: Setup,
    size: tuple[int, int] | None,
    languages: tuple[str, ...],
    album: Album,
    steps: Steps,
) -> None:
    from kiosk.cli.addresses import ADMINISTRATOR
    from kiosk.cli.touring.stage import stage
    from kiosk.cli.touring.steps import TourFailed, check
    from kiosk.cli.touring.visit import Visit
    from kiosk.i18n.languages import language

    async with stage(here.content, here.settings, size) as stands:
        with steps.step("a counsellor signs in and chooses a desk"):
            await stands.counsellor.sign_out()
            await stands.counsellor.sign_in(ADMINISTRATOR)
            await stands.counsellor.choose_desk()
        with steps.step("the terminal learns that somebody counsels"):
            desk = stands.visitor.app.ports.desk
            await stands.visitor.see(
                "leave to issue numbers", lambda: desk.not_issuing() is None
            )
        offered = stands.catalogue.site.languages
        for unknown in set(languages) - set(offered):
            raise TourFailed(f"{unknown} is not offered: {', '.join(offered)}.")
        for number, code in enumerate(offered):
            if languages and code not in languages:
                continue
            spoken = language(code)
            steps.say(f"{spoken.own_name}:")
            visit = Visit(stands, steps, album, spoken, number)
            try:
                await visit.make()
            except Exception:
                album.take(code, "failed", stands.visitor.grid())
                raise
        check(not stands.visitor.app.faults, "a screen broke on the way")


def _size(grid: str) -> tuple[int, int]:
    found = re.fullmatch(r"([0-9]{1,3})x([0-9]{1,3})", grid)
    size = (int(found[1]), int(found[2])) if found else (0, 0)
    if size[0] < SMALLEST[0] or size[1] < SMALLEST[1]:
        raise click.BadParameter(
            "It is columns x rows, at least 66x19.", param_hint="--grid"
        )
    return size
