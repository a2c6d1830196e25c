"""Pictures of a text on the terminal's screen, saved or as it was typed."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from litestar import get
from litestar.concurrency import sync_to_thread
from litestar.enums import MediaType
from litestar.params import FromPath
from litestar.response import Response

from kiosk.catalogue.loader import load
from kiosk.catalogue.text_origins import file_of
from kiosk.domain.previews import (
    MOST_PAGES,
    PreviewGrid,
    PreviewScreen,
    PreviewTheme,
    PreviewWanted,
)
from kiosk.errors import BadContent, NotFound, PreviewFailed, TooBusy
from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages.content.forms import number
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.hub.service_pages import ServicePages
from kiosk.i18n.languages import LANGUAGES
from kiosk.i18n.languages import language as known_language
from kiosk.ids import LanguageCode, Slug
from kiosk.operations import draft_articles, drafting, unsaved

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.previews import PreviewPicture

SAVED = "saved"
"""In place of a key: what the draft says now."""
SVG = "image/svg+xml"


@get("/preview/{key:str}/{slug:str}/{language:str}/{view:str}")
async def picture(
    hub: Hub,
    key: FromPath[str],
    slug: FromPath[str],
    language: FromPath[str],
    view: FromPath[str],
) -> Response[str]:
    """`view`: theme, grid and page, such as `calm-66x19-0.svg`."""
    theme, _, rest = view.removesuffix(".svg").partition("-")
    grid, _, page = rest.partition("-")
    drawn = await _drawn(hub, key, slug, _wanted(slug, language, theme, grid, page))
    return Response(drawn.svg, media_type=SVG)


@get("/shown/{key:str}/{slug:str}/{language:str}")
async def shown(
    hub: Hub,
    request: StaffRequest,
    key: FromPath[str],
    slug: FromPath[str],
    language: FromPath[str],
) -> Response[str]:
    """A part of a page: the picture with what stands on it, and how to turn pages."""
    asked = request.query_params
    theme, grid = asked.get("theme", ""), asked.get("grid", "")
    wanted = _wanted(slug, language, theme, grid, asked.get("page", ""))
    drawn, failed = None, ""
    try:
        drawn = await _drawn(hub, key, slug, wanted)
    except (PreviewFailed, TooBusy, BadContent) as error:
        failed = str(error)
    page = hub.pages.html(
        request,
        "content/_preview.html",
        page_language.for_staff(request),
        here="",
        key=key,
        slug=slug,
        wanted=wanted,
        drawn=drawn,
        failed=failed,
    )
    page.status_code = HTTPStatus.OK
    return page


@get("/phone/{key:str}/{slug:str}/{language:str}", sync_to_thread=True)
def phone(
    hub: Hub, key: FromPath[str], slug: FromPath[str], language: FromPath[str]
) -> Response[str]:
    """The page that a visitor would be given on their phone; for staff alone."""
    _key, folder = _folder(hub, key, slug, language)
    with LANGUAGES.read_aside():
        catalogue, added = load(folder), LANGUAGES.added()
    LANGUAGES.look_at(added)
    ctx = replace(hub.ctx, content=None, catalogue=lambda: catalogue)
    pages = ServicePages(ctx, hub.pages, hub.settings.public_address)
    written = pages.page(Slug(slug), known_language(language))
    return Response(written.html, media_type=MediaType.HTML)


async def _drawn(
    hub: Hub, key: str, slug: str, wanted: PreviewWanted
) -> PreviewPicture:
    if hub.previews is None:
        raise NotFound("This hub draws no screens.", remedy="Look at a terminal.")
    key, folder = await sync_to_thread(_folder, hub, key, slug, wanted.language)
    return await hub.previews.picture(folder, key, wanted)


def _folder(hub: Hub, key: str, slug: str, language: str) -> tuple[str, Path]:
    if key != SAVED:
        return key, unsaved.folder_of(hub.ctx, key)
    draft_articles.article(hub.ctx, slug, language)
    path = file_of(slug, language)
    text = drafting.file(hub.ctx, path).text or ""
    content = unsaved.with_text(hub.ctx, path, text)
    return content.key, content.folder


def _wanted(
    slug: str, language: str, theme: str, grid: str, page: str
) -> PreviewWanted:
    """Of nonsense the usual one."""
    return PreviewWanted(
        PreviewScreen.SERVICE,
        LanguageCode(language),
        slug,
        PreviewTheme(theme) if theme in set(PreviewTheme) else PreviewTheme.CALM,
        PreviewGrid(grid) if grid in set(PreviewGrid) else PreviewGrid.SMALLEST,
        min(number(page), MOST_PAGES - 1),
    )
