"""`kiosk content sheets`: every screen of the terminal on sheets, to be looked over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.grid_option import grid_size
from kiosk.cli.language_option import chosen_languages
from kiosk.cli.options import PATH, place, where
from kiosk.domain.previews import PreviewTheme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kiosk.domain.catalogue import Catalogue
    from kiosk.ids import LanguageCode

GRIDS = ("66x19", "83x24", "100x30", "160x45")
"""The smallest, the usual, and two larger ones."""


@click.command()
@where
@click.argument("target", type=PATH)
@click.argument("folder", type=PATH, required=False)
@click.option(
    "--language",
    "languages",
    multiple=True,
    help="Only this one; again for more. Default: all that are offered.",
)
@click.option(
    "--grid",
    "grids",
    multiple=True,
    default=GRIDS,
    show_default=True,
    help="Columns and rows of the terminal; again for more.",
)
@click.option(
    "--theme",
    type=click.Choice([theme.value for theme in PreviewTheme]),
    default=PreviewTheme.CALM.value,
    show_default=True,
)
def sheets(
    data: Path | None,
    config: Path | None,
    target: Path,
    folder: Path | None,
    languages: tuple[str, ...],
    grids: tuple[str, ...],
    theme: str,
) -> None:
    """Put every screen of the terminal on contact sheets in TARGET, one for each
    language and grid, for whoever looks them over.

    Drawn from the content of FOLDER; without it from the content that the settings
    name, or that came with the program. A sheet takes some seconds.
    """
    here = place(data, config)
    sizes = list(dict.fromkeys(grid_size(grid) for grid in grids))
    import asyncio

    from kiosk import logs
    from kiosk.catalogue.loader import load

    logs.to_nowhere()  # a terminal would say of a large grid that it is too large

    catalogue = load(folder or here.content)
    codes = chosen_languages(catalogue, languages)
    _make(target)
    asyncio.run(_draw(catalogue, target.absolute(), codes, sizes, theme))


def _make(target: Path) -> None:
    from kiosk.errors import DataFolderUnusable

    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataFolderUnusable(
            f"No sheets can be put into {target}: {error.strerror}.",
            remedy="Name another folder.",
        ) from error


async def _draw(
    catalogue: Catalogue,
    target: Path,
    codes: Sequence[LanguageCode],
    sizes: Sequence[tuple[int, int]],
    theme: str,
) -> None:
    from kiosk.cli.picturing import png
    from kiosk.cli.picturing.contact_sheet import contact_sheet
    from kiosk.cli.previewing.sheets import SheetMaker
    from kiosk.clock import SystemClock

    maker = SheetMaker(catalogue, SystemClock().now(), theme)
    try:
        for size in sizes:
            for code in codes:
                pictured = await maker.screens(size, code)
                name = f"{code}-{size[0]}x{size[1]}-{theme}.svg"
                sheet = target / name
                sheet.write_text(contact_sheet(pictured, size), encoding="utf-8")
                shown = png.develop(sheet) if png.can_develop() else sheet
                click.echo(f"{shown}: {len(pictured)} screens")
    finally:
        await maker.close()
