"""Notices for everybody: put up from a template or in own words, changed, taken down.

Whoever works here may put up what the templates say, and take down anything: who finds
the door shut is rarely an editor. Own words need somebody who may write for the site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from litestar import Router, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import FromPath
from litestar.response import Redirect, Response

from kiosk.domain.previews import PreviewGrid
from kiosk.domain.site_notices import NoticeFault, NoticeState
from kiosk.errors import Conflict, NotFound, NoticeRefused
from kiosk.hub import auth, notice_forms, notice_pictures, page_language
from kiosk.hub.context import Hub
from kiosk.hub.notice_forms import OWN_WORDS, NoticeFields
from kiosk.hub.notice_pictures import NoticePicture, NoticeView
from kiosk.hub.pages import redirects
from kiosk.hub.pages.forms import ConfirmationForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.i18n.languages import FALLBACKS, LANGUAGES
from kiosk.i18n.notice_texts import FORMS, LONGEST_ROOM, NoticeTemplate
from kiosk.operations import notices

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiosk.domain.access import Staff
    from kiosk.domain.site_notices import ListedNotice, SiteNotice
    from kiosk.ids import LanguageCode

HERE = "/notices"
PREVIEW = "preview"


class Tried(NamedTuple):
    """What is looked at before it is put up."""

    texts: Mapping[LanguageCode, str]
    view: NoticeView
    pictures: Sequence[NoticePicture]


@get("/", sync_to_thread=True)
def show(hub: Hub, request: StaffRequest) -> Response[str]:
    now, listed = hub.ctx.clock.now(), notices.listed(hub.ctx)
    present = {NoticeState.SHOWN, NoticeState.LATER}
    language = page_language.for_staff(request)
    words = hub.pages.words(language.code)
    return hub.pages.html(
        request,
        "notices/page.html",
        language,
        here=HERE,
        known=[each for each in listed if each.state(now) in present],
        past=[each for each in listed if each.state(now) not in present],
        now=now,
        templates=notice_forms.names(words),
        may_write=may_write(request.user),
        kinds=notice_forms.kinds(words),
        fallbacks=FALLBACKS,
        reach_terminals=notices.reach_terminals(hub.ctx),
    )


@get("/new/{name:str}", sync_to_thread=True)
def form(hub: Hub, request: StaffRequest, name: FromPath[str]) -> Response[str]:
    _template(name, request.user)
    return _form(hub, request, name, notice_forms.empty(hub.ctx))


@post("/new/{name:str}")
async def put_up(
    hub: Hub, request: StaffRequest, name: FromPath[str]
) -> Response[str] | Redirect:
    """Or show how it would look in every language, where that was asked for."""
    template = _template(name, request.user)
    fields = notice_forms.read(dict(await request.form()))
    fields = notice_forms.following(template, fields)
    if fields.step == PREVIEW:
        return await _previewed(hub, request, template, fields)
    return await sync_to_thread(_put_up, hub, request, template, fields)


@get("/{notice_id:str}/change", sync_to_thread=True)
def change_form(
    hub: Hub, request: StaffRequest, notice_id: FromPath[str]
) -> Response[str]:
    listed = notices.one(hub.ctx, notice_id)
    fields = notice_forms.of(listed.notice, hub.ctx)
    return _form(hub, request, OWN_WORDS, fields, listed=listed)


@post("/{notice_id:str}/change")
async def change(
    hub: Hub, request: StaffRequest, notice_id: FromPath[str]
) -> Response[str] | Redirect:
    listed = await sync_to_thread(notices.one, hub.ctx, notice_id)
    fields = notice_forms.read(dict(await request.form()))
    if not may_write(request.user):
        fields = notice_forms.only_times(fields, listed.notice)
    if fields.step == PREVIEW:
        return await _previewed(hub, request, None, fields, listed)
    return await sync_to_thread(_change, hub, request, listed, fields)


@get("/{notice_id:str}/take-down", sync_to_thread=True)
def ask_to_take_down(
    hub: Hub, request: StaffRequest, notice_id: FromPath[str]
) -> Response[str]:
    language = page_language.for_staff(request)
    return hub.pages.html(
        request,
        "notices/take_down.html",
        language,
        here=HERE,
        listed=notices.one(hub.ctx, notice_id),
        kinds=notice_forms.kinds(hub.pages.words(language.code)),
        fallbacks=FALLBACKS,
    )


@post("/{notice_id:str}/take-down", sync_to_thread=True)
def take_down(
    hub: Hub, request: StaffRequest, notice_id: FromPath[str], data: ConfirmationForm
) -> Redirect:
    """Unconfirmed it does nothing but ask."""
    known = notices.one(hub.ctx, notice_id).notice.id
    if not data.confirmed:
        return redirects.see_other(f"{HERE}/{known}/take-down")
    notices.take_down(hub.ctx, request.user.sign_in_name, known)
    hub.notices.forget()
    hub.broadcast.refresh()
    return redirects.see_other(HERE)


def may_write(staff: Staff) -> bool:
    """In own words, to everybody who comes."""
    return staff.may_edit(None) or staff.may_publish()


async def _previewed(
    hub: Hub,
    request: StaffRequest,
    template: NoticeTemplate | None,
    fields: NoticeFields,
    listed: ListedNotice | None = None,
) -> Response[str]:
    name = template or OWN_WORDS

    def tried() -> SiteNotice:
        return notices.tried(hub.ctx, notice_forms.wanted(hub, template, fields))

    try:
        notice = await sync_to_thread(tried)
    except NoticeRefused as error:
        return await sync_to_thread(
            _form, hub, request, name, fields, fault=error.fault, listed=listed
        )
    view = NoticeView.chosen(fields.read_in, fields.grid)
    pictures = await notice_pictures.drawn(hub, notice, view)
    tried_as = Tried(notice.texts, view, pictures)
    return await sync_to_thread(
        _form, hub, request, name, fields, tried=tried_as, listed=listed
    )


def _put_up(
    hub: Hub,
    request: StaffRequest,
    template: NoticeTemplate | None,
    fields: NoticeFields,
) -> Response[str] | Redirect:
    name = template or OWN_WORDS
    try:
        wanted = notice_forms.wanted(hub, template, fields)
        notices.put_up(hub.ctx, request.user.sign_in_name, wanted)
    except NoticeRefused as error:
        return _form(hub, request, name, fields, fault=error.fault)
    hub.notices.forget()
    hub.broadcast.refresh()
    return redirects.see_other(HERE)


def _change(
    hub: Hub, request: StaffRequest, listed: ListedNotice, fields: NoticeFields
) -> Response[str] | Redirect:
    try:
        wanted = notice_forms.wanted(hub, None, fields)
        name, known = request.user.sign_in_name, listed.notice.id
        notices.change(hub.ctx, name, known, wanted)
    except NoticeRefused as error:
        return _form(hub, request, OWN_WORDS, fields, fault=error.fault, listed=listed)
    except Conflict:  # it is over by now: what was typed may go up as a new one
        if not may_write(request.user):
            return redirects.see_other(HERE)
        return _form(hub, request, OWN_WORDS, fields, is_over=True)
    hub.notices.forget()
    hub.broadcast.refresh()
    return redirects.see_other(HERE)


def _template(name: str, staff: Staff) -> NoticeTemplate | None:
    """None for own words. Raises `NotFound` and `NotAllowed`."""
    if name == OWN_WORDS:
        auth.check(may_write(staff), auth.OWN_WORDS_OF_EDITORS)
        return None
    if name not in set(NoticeTemplate):
        raise NotFound("There is no such template.", remedy="Look at the list.")
    return NoticeTemplate(name)


def _form(
    hub: Hub,
    request: StaffRequest,
    name: str,
    fields: NoticeFields,
    *,
    fault: str = "",
    tried: Tried | None = None,
    listed: ListedNotice | None = None,
    is_over: bool = False,
) -> Response[str]:
    language = page_language.for_staff(request)
    words = hub.pages.words(language.code)
    own = name == OWN_WORDS
    title = "" if own else dict(notice_forms.names(words))[NoticeTemplate(name)]
    return hub.pages.html(
        request,
        "notices/form.html",
        language,
        here=HERE,
        own=own,
        title=title,
        slot="" if own else FORMS[NoticeTemplate(name)].slot.value,
        longest_room=LONGEST_ROOM,
        fields=fields,
        fault=fault and NoticeFault(fault),
        is_over=is_over,
        tried=tried,
        grids=list(PreviewGrid),
        listed=listed,
        may_write=may_write(request.user),
        kinds=notice_forms.kinds(words),
        every=notice_forms.in_order(hub.ctx),
        rows=LANGUAGES,
        fallbacks=FALLBACKS,
        action=f"{HERE}/{listed.notice.id}/change" if listed else f"{HERE}/new/{name}",
        status=409 if is_over else 422 if fault else 200,
    )


router = Router(
    HERE,
    route_handlers=[
        *(show, form, put_up),
        *(change_form, change, ask_to_take_down, take_down),
    ],
)
