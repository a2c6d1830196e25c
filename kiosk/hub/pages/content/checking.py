"""What is told of a text while it is typed; nothing is saved by it."""

from __future__ import annotations

from litestar import post
from litestar.params import FromPath
from litestar.response import Response

from kiosk.hub import page_language
from kiosk.hub.context import Hub
from kiosk.hub.pages.content.article import looked_at
from kiosk.hub.pages.content.forms import ArticleForm
from kiosk.hub.pages.redirects import StaffRequest
from kiosk.operations import draft_articles


@post("/check/{slug:str}/{language:str}", sync_to_thread=True, status_code=200)
def check(
    hub: Hub,
    request: StaffRequest,
    slug: FromPath[str],
    language: FromPath[str],
    data: ArticleForm,
) -> Response[str]:
    """A part of a page."""
    edited = draft_articles.article(hub.ctx, slug, language)
    return hub.pages.html(
        request,
        "content/_check.html",
        page_language.for_staff(request),
        here="",
        answered=looked_at(hub, edited, data),
        longest=draft_articles.LONGEST_ARTICLE,
    )
