"""A notice on the way: put up by staff, seen on glass and phone, and taken down."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from kiosk.cli.touring.steps import check
from kiosk.terminal.widgets.notice_band import NoticeBand

if TYPE_CHECKING:
    from kiosk.cli.touring.pictures import Album
    from kiosk.cli.touring.stage import Stage
    from kiosk.cli.touring.steps import Steps

SECONDS = 30.0
"""What is promised: from putting it up to seeing it."""
TEMPLATE = "closed-today"


async def tell_everybody(stands: Stage, steps: Steps, album: Album) -> None:
    """The greeting stands there before, and afterwards."""
    staff, visitor = stands.counsellor, stands.visitor
    slug = stands.catalogue.services[0].slug
    code = stands.catalogue.site.languages[0]

    def told_on_the_glass() -> str:
        bands = visitor.app.screen.query(NoticeBand)
        return "".join(band.label for band in bands if band.display)

    steps.say("A notice:")
    with steps.step("put it up from a template, in all languages"):
        told = await staff.put_up_notice(TEMPLATE, code)
        page = await staff.service_page(slug, code)
        check(html.escape(told) in page, "the phone does not show it.")
    with steps.step("the terminal shows it"):
        await visitor.see("it", lambda: told in told_on_the_glass(), SECONDS)
        album.take(code, "notice", visitor.grid())
    with steps.step("take it down; the terminal shows it no more"):
        await staff.take_notice_down()
        await visitor.see("the end of it", lambda: not told_on_the_glass(), SECONDS)
        page = await staff.service_page(slug, code)
        check(html.escape(told) not in page, "the phone shows it still.")
