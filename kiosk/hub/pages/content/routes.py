"""The addresses of the editor's pages, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar import Router
from litestar.concurrency import sync_to_thread

from kiosk.hub import incoming
from kiosk.hub.auth import editors
from kiosk.hub.pages.content import (
    article,
    beginning,
    checking,
    consultation,
    consultation_calendar,
    consultation_rules,
    ending,
    files,
    history,
    hours,
    languages,
    lists,
    overview,
    part_edit,
    parts,
    previewing,
    reading,
    replacing,
    resources,
    service_settings,
    tables,
    words,
)
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations import draft_beginnings, draft_transfer

if TYPE_CHECKING:
    from litestar import Request
    from litestar.response import Response

    from kiosk.hub.context import HubContext

LARGEST_FORM = 1024 * 1024
"""Bytes: each letter of another alphabet is sent as six and more."""


PARTS = {"check", "preview", "shown", "phone"}
"""Addresses of what stands within a page."""


async def begin(request: Request[Any, Any, Any]) -> Response[str] | None:
    """Whatever page is the first: the draft begins with what the hub shows."""
    await incoming.check(request)
    hub: HubContext = request.app.state.hub
    await sync_to_thread(draft_transfer.ensure_begun, hub.ctx)
    LANGUAGES.look_at(await sync_to_thread(draft_beginnings.added_languages, hub.ctx))
    room = request.scope["path"].split("/")[2:3]
    if request.method != "GET" or PARTS & set(room):
        return None
    return await reading.unless_read(hub, request)


router = Router(
    "/content",
    route_handlers=[
        *(overview.tree, overview.matrix),
        *(beginning.service_form, beginning.begin_service),
        *(beginning.area_form, beginning.begin_area),
        *(beginning.language_form, beginning.begin_language),
        *(ending.ask, ending.remove),
        *(languages.listing, languages.ask_end, languages.end),
        *(parts.listing, parts.begin, part_edit.show, part_edit.save),
        *(parts.ask_end, parts.end),
        *(article.german, article.show, article.save, checking.check),
        *(hours.form, hours.save),
        *(service_settings.form, service_settings.save),
        *(consultation.show, consultation.save),
        consultation_calendar.export,
        *(consultation_calendar.form, consultation_calendar.take),
        *(consultation_rules.form, consultation_rules.save),
        *(consultation_rules.ask_removal, consultation_rules.remove),
        *(previewing.picture, previewing.shown, previewing.phone),
        *(files.listing, files.show, files.save),
        *(history.show, history.take_back),
        *(lists.gaps, lists.gaps_csv, lists.facts, lists.confirm),
        *(replacing.form, replacing.replace),
        *(resources.listing, resources.code),
        *(words.show, words.save, words.show_pathway, words.save_pathway),
        *(tables.site, tables.save_site, tables.topics, tables.save_topics),
    ],
    guards=[editors],
    before_request=begin,
    request_max_body_size=LARGEST_FORM,
    include_in_schema=False,
)
