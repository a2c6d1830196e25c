"""`kiosk tour`: a whole visit in every language, to see that an installation works."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from kiosk.cli.grid_option import grid_size
from kiosk.cli.language_option import chosen_languages
from kiosk.cli.options import PATH, place, where
from kiosk.installing import install_command

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.options import Setup
    from kiosk.cli.touring.pictures import Album
    from kiosk.cli.touring.stage import Stage
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
    "--language",
    "languages",
    multiple=True,
    help="Only visits in this one, nothing is published; again for more.",
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
    service, read its QR code back, check in, be called and counselled; then play a line
    with a display and phones: let others go first, transfer, did not come, leave; book
    an appointment and check in with its code; then
    change a word of the content, publish it, and go back.

    Exits with 0 only if everything happened. Your own data is not touched.
    """
    here = place(data, config)
    size = None if window else grid_size(grid)
    if window:
        from kiosk.cli import window_parts
        from kiosk.cli.unattended import check_window

        check_window()
        window_parts.choose(os.environ)
    import asyncio

    from kiosk.catalogue.loader import load
    from kiosk.cli.touring import codes

    codes.check_reader()
    chosen_languages(load(here.content), languages)
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
        drawn = "SVG and PNG" if album.has_png else "SVG"
        click.echo(f"The pictures are in {pictures}, as {drawn}.")
        if not album.has_png:
            click.echo(f"For PNG, too: {install_command('cairosvg')}")


async def _visit_all(
    here: Setup,
    size: tuple[int, int] | None,
    languages: tuple[str, ...],
    album: Album,
    steps: Steps,
) -> None:
    from kiosk.cli.addresses import ADMINISTRATOR
    from kiosk.cli.touring import appointment
    from kiosk.cli.touring.line import play_the_line
    from kiosk.cli.touring.notice import tell_everybody
    from kiosk.cli.touring.stage import stage
    from kiosk.cli.touring.steps import check
    from kiosk.cli.touring.visit import Visit
    from kiosk.i18n.languages import language

    async with stage(here.content, here.settings, size) as stands:
        if size is None:
            cells = stands.visitor.app.size
            steps.say(f"In this window of {cells.width} x {cells.height} cells:")
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
        first = next(x for x in offered if not languages or x in languages)
        follow_up = appointment.FollowUpPlay(stands, steps, album, first)
        booked = await appointment.book_a_follow_up(follow_up)
        await play_the_line(stands, steps, album, first)
        await appointment.keep_it(follow_up, booked)
        await tell_everybody(stands, steps, album)
        if not languages:
            await _publish_and_go_back(stands, steps)
        check(not stands.visitor.app.faults, "a screen broke on the way")


async def _publish_and_go_back(stands: Stage, steps: Steps) -> None:
    """A word of one text, on the pages of staff; last, as it changes what is shown."""
    from kiosk.cli.addresses import ADMINISTRATOR
    from kiosk.domain.localized import SOURCE_LANGUAGE
    from kiosk.i18n.languages import language

    publisher, service = stands.counsellor, stands.catalogue.services[0]
    languages = stands.catalogue.site.languages
    spoken = language(
        next((c for c in languages if c != SOURCE_LANGUAGE), languages[0])
    )
    article = service.article(spoken.code)
    steps.say("Content:")
    with steps.step("an administrator signs in to publish"):
        await publisher.sign_out()
        await publisher.sign_in(ADMINISTRATOR)
        before = await publisher.newest_release()
    with steps.step(f'change "{article.title}" in the draft'):
        title = await publisher.change_title(service.slug, article)
        await publisher.see_on_the_phone(service.slug, spoken, article.title)
    with steps.step("publish it, and read it on a phone"):
        await publisher.publish(title)
        await publisher.see_on_the_phone(service.slug, spoken, title)
    with steps.step(f"go back to release {before}, and read that"):
        await publisher.go_back(before)
        await publisher.see_on_the_phone(service.slug, spoken, article.title)
