"""A session that ends while a long text is being written: nothing typed is lost."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import drafting
from tests.hub_web import FORM_COOKIE
from tests.people import ADMINISTRATOR
from tests.working_draft import POLISH, SITE, text

if TYPE_CHECKING:
    import httpx

    from kiosk.operations.context import Context
    from tests.hub_web import Browser

PAGE = "/content/services/doctor/pl"
TYPED = {
    "version": "1",
    "source_version": "1",
    "title": "Lekarz & <przychodnia>",
    "summary": "Dzień dobry.",
    "text": "Pierwszy akapit.\n\n- raz\n- dwa",
    "keywords": "lekarz\nzdrowie",
    "made": "human",
    "read_by": "",
    "do": "anyway",
}


def held(page: httpx.Response) -> dict[str, str]:
    """The fields that the page sends again, as a browser would."""
    found = re.findall(
        r'<textarea name="([\w-]+)" hidden>\n(.*?)</textarea>', page.text, re.DOTALL
    )
    return {name: unescape(value) for name, value in found}


def test_the_answer_holds_all_that_was_typed(editor: Browser, ctx: Context) -> None:
    editor.post("/sign-out")
    page = editor.post(PAGE, **TYPED)
    assert page.status_code == 401
    assert "nothing you typed is lost" in page.text
    assert held(page) == TYPED
    assert drafting.file(ctx, POLISH).version == 1


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/tickets/x/transfer", {"topic": "work", "note": "Vertrag <neu>"}),
        ("/devices/A/out-of-order", {"template": "", "text-de": "Gleich zurück"}),
        ("/content/consultation", {"closed_from": "24.12.2026"}),
    ],
)
def test_notes_and_signs_are_held_as_texts_are(
    editor: Browser, path: str, typed: dict[str, str | list[str]]
) -> None:
    editor.post("/sign-out")
    page = editor.post(path, **typed)
    assert page.status_code == 401
    assert held(page) == typed


def sent_as_it_stands(editor: Browser, page: httpx.Response) -> httpx.Response:
    """The page's own form with the page's own token: each form of it has the same."""
    (token,) = set(re.findall(r'name="_csrf_token" value="([^"]*)"', page.text))
    return editor.post_without_token(PAGE, _csrf_token=token, **held(page))


def test_signed_out_on_another_page_nobody_runs_in_circles(
    editor: Browser, ctx: Context
) -> None:
    editor.get(PAGE)
    before = editor.cookies[FORM_COOKIE]
    editor.post("/sign-out")
    page = editor.post_without_token(PAGE, _csrf_token=before, **TYPED)
    assert page.status_code == 401
    assert 'href="/sign-in"' in page.text
    assert editor.sign_in(ADMINISTRATOR).status_code == 303
    editor.get("/content")
    again = sent_as_it_stands(editor, page)
    assert (again.status_code, held(again)) == (403, TYPED)
    assert sent_as_it_stands(editor, again).status_code == 303
    assert "# Lekarz & <przychodnia>" in text(ctx, POLISH)


def test_without_its_cookie_the_form_goes_through_at_the_second_time(
    editor: Browser, ctx: Context
) -> None:
    editor.get(PAGE)
    token = editor.cookies.pop(FORM_COOKIE)
    again = editor.post_without_token(PAGE, _csrf_token=token, **TYPED)
    assert again.status_code == 403
    assert sent_as_it_stands(editor, again).status_code == 303
    assert "# Lekarz & <przychodnia>" in text(ctx, POLISH)


def test_what_another_site_sends_is_not_kept_for_sending(editor: Browser) -> None:
    path, fields = PAGE, dict(TYPED)
    answer = editor._request(
        "POST", path, {"Sec-Fetch-Site": "cross-site"}, data=fields
    )
    assert answer.status_code in {303, 403}
    assert held(answer) == {}


def test_after_signing_in_again_it_is_saved(editor: Browser, ctx: Context) -> None:
    editor.post("/sign-out")
    page = editor.post(PAGE, **TYPED)
    assert editor.sign_in(ADMINISTRATOR).status_code == 303
    again = editor.post_without_token(PAGE, _csrf_token="of before", **held(page))
    assert again.status_code == 403
    assert held(again) == TYPED
    assert editor.post(PAGE, **held(again)).status_code == 303
    assert "# Lekarz & <przychodnia>" in text(ctx, POLISH)


def test_a_browser_that_forgot_its_cookies_over_night_keeps_the_text(
    editor: Browser, ctx: Context
) -> None:
    editor.cookies.clear()
    page = editor.post_without_token(PAGE, _csrf_token="of yesterday", **TYPED)
    assert page.status_code in {401, 403}
    assert held(page) == TYPED
    assert drafting.file(ctx, POLISH).version == 1


def test_a_whole_file_is_kept_too(editor: Browser) -> None:
    editor.post("/sign-out")
    page = editor.post(f"/content/files/{SITE}", text="[site]\n", version="1")
    assert held(page) == {"text": "[site]\n", "version": "1"}


def test_more_than_a_form_holds_is_not_sent_back(editor: Browser) -> None:
    editor.post("/sign-out")
    page = editor.post(PAGE, text="x" * 400_000)
    assert page.status_code == 303
    assert page.headers["location"] == "/sign-in"


def test_other_pages_lead_to_signing_in_as_ever(editor: Browser) -> None:
    editor.post("/sign-out")
    assert editor.get(PAGE).headers["location"].startswith("/sign-in")
    assert editor.post("/queue/next").headers["location"] == "/sign-in"
    assert editor.post("/content/check/doctor/pl").status_code == 303
