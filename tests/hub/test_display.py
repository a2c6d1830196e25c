"""The call display's page: for a paired browser alone, and without any of a visitor."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import DeviceKind
from kiosk.hub import display_cookie
from kiosk.hub.spoken_calls import MOST_KEPT, SpokenCalls, spoken_in
from kiosk.ids import LanguageCode
from kiosk.operations import calling, displays, pairing, undoing
from tests.builders import a_ticket
from tests.fakes.voice import FakeVoice
from tests.hub_context import join
from tests.hub_web import Browser, Terminal, an_app, an_app_alone, served
from tests.people import COUNSELLOR_1

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.domain.access import Staff
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

COOKIE = "kiosk-display"


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice()


@pytest.fixture
def app(ctx: Context, voice: FakeVoice) -> Iterator[Litestar]:
    with an_app_alone(ctx, voice=voice) as app:
        yield app


@pytest.fixture
def counsellor(ctx: Context) -> Staff:
    return join(ctx, COUNSELLOR_1)


@pytest.fixture
def display(browser: Browser, ctx: Context) -> Browser:
    pairing.pair_display(ctx, code_on(browser), "Hall")
    return browser


def code_on(browser: Browser) -> str:
    browser.get("/display")
    [code] = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", browser.get("/display").text)
    return str(code)


def body_of(text: str) -> str:
    return text.partition("<body")[2]


def called(ctx: Context, entrance: Terminal, staff: Staff, count: int = 1) -> int:
    """A visitor of this number is called; answers the number of the event."""
    assert entrance.deliver(a_ticket(count)).status_code == 201
    assert calling.call_next(ctx, staff).ticket is not None
    return displays.board(ctx).newest_seq


def test_a_browser_that_nobody_paired_shows_a_code_and_nothing_else(
    browser: Browser, ctx: Context
) -> None:
    code = code_on(browser)
    body = body_of(browser.get("/display").text)
    words = re.sub(r"<[^>]*>|\s", "", body.partition(">")[2])
    assert words == code
    for path in ("/display/live", "/display/events", "/display/calls/1"):
        assert browser.get(path).status_code == 404


def test_only_who_keeps_cookies_is_given_a_code(
    client: TestClient[Litestar], ctx: Context
) -> None:
    """A machine that only looks at addresses leaves no request behind."""
    forgetful = Browser(client)
    first = forgetful.get("/display")
    assert (first.status_code, first.headers["location"]) == (303, "/display?kept")
    forgetful.cookies.clear()
    assert "keeps no cookies" in forgetful.get("/display?kept").text
    assert pairing.waiting(ctx, DeviceKind.DISPLAY) == []


def test_its_cookie_is_of_its_own_and_for_scripts_not_to_read(
    browser: Browser,
) -> None:
    [cookie] = browser.get("/display").headers.get_list("set-cookie")
    assert cookie.startswith(f"{COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert f"Max-Age={display_cookie.KEPT_SECONDS}" in cookie
    assert display_cookie.name(secure=True) == "__Host-kiosk-display"


@pytest.mark.parametrize("nonsense", ["x", "x" * 65, "a b c d e f g h", "%00%00%00%00"])
def test_a_cookie_that_is_none_of_ours_is_replaced(
    browser: Browser, nonsense: str
) -> None:
    browser.cookies[COOKIE] = nonsense
    assert browser.get("/display").status_code == 303
    assert browser.cookies[COOKIE] != nonsense


def test_when_too_many_ask_it_tries_again_by_itself(
    client: TestClient[Litestar],
) -> None:
    for _ in range(5):
        code_on(Browser(client))
    late = Browser(client)
    late.get("/display")
    page = late.get("/display")
    assert page.status_code == 200
    assert "tries again by itself" in page.text
    assert "data-pairing" in page.text


def test_a_paired_one_shows_calls_without_topic_language_or_name(
    display: Browser, ctx: Context, entrance: Terminal, counsellor: Staff
) -> None:
    display.language = "ar"
    assert "Nobody is called" in display.get("/display").text
    called(ctx, entrance, counsellor, 17)
    for path in ("/display", "/display/live"):
        text = display.get(path).text
        assert "A 017" in text
        assert "Platz 1" in text
        for private in ("Residence", "Aufenthalt", "Arab", "العربية", "counsellor"):
            assert private not in text
    page = display.get("/display").text
    assert '<html lang="de" dir="ltr">' in page


def test_what_is_new_is_marked_for_a_minute_and_never_after_a_jump_of_the_clock(
    display: Browser,
    ctx: Context,
    entrance: Terminal,
    counsellor: Staff,
    clock: FixedClock,
) -> None:
    seq = called(ctx, entrance, counsellor)
    assert f'data-call="{seq}"' in display.get("/display/live").text
    assert "data-fresh" in display.get("/display/live").text
    for jump in (timedelta(seconds=61), timedelta(hours=-1), timedelta(hours=2)):
        clock.set(clock.now() + jump)
        assert "data-fresh" not in display.get("/display/live").text


def test_the_newest_event_only_grows_also_when_a_call_is_taken_back(
    display: Browser, ctx: Context, entrance: Terminal, counsellor: Staff
) -> None:
    """By it a display knows another database, in which numbers begin anew."""
    seq = called(ctx, entrance, counsellor)
    mine = calling.current(ctx, counsellor)
    assert mine is not None
    undoing.undo(ctx, counsellor, mine.id)
    [newest] = re.findall(r'data-newest="(\d+)"', display.get("/display/live").text)
    assert int(newest) > seq
    assert displays.board(ctx).newest_seq == 0


def test_each_page_that_is_loaded_gives_the_cookie_anew(display: Browser) -> None:
    before = display.cookies[COOKIE]
    answer = display.get("/display")
    assert answer.headers.get_list("set-cookie")
    assert display.cookies[COOKIE] == before


def test_it_says_when_the_centre_is_open_and_whether_anybody_is_at_a_desk(
    display: Browser, ctx: Context, clock: FixedClock
) -> None:
    text = display.get("/display/live").text
    assert "Open" in text or "Opens" in text
    assert "Nobody is at a desk" in text
    join(ctx, COUNSELLOR_1)
    assert "Nobody is at a desk" not in display.get("/display/live").text
    assert 'data-now="2026-03-02T12:00:00"' in text
    assert ">12:00<" in text


def test_a_call_is_spoken_in_the_language_its_visitor_reads(
    display: Browser,
    ctx: Context,
    entrance: Terminal,
    counsellor: Staff,
    voice: FakeVoice,
) -> None:
    seq = called(ctx, entrance, counsellor)
    answer = display.get(f"/display/calls/{seq}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "audio/wav"
    assert display.get(f"/display/calls/{seq}").content == answer.content
    [said] = voice.said
    assert said.startswith("ar: Number: A, 0, 0, 1.")
    assert "المكتب 1" in said
    assert display.get(f"/display/calls/{seq + 1}").status_code == 204
    assert display.get("/display/calls/nonsense").status_code == 404


def test_a_voice_that_fails_costs_nothing_but_the_voice(
    display: Browser,
    ctx: Context,
    entrance: Terminal,
    counsellor: Staff,
    voice: FakeVoice,
) -> None:
    seq = called(ctx, entrance, counsellor)
    voice.broken = True
    assert display.get(f"/display/calls/{seq}").status_code == 503
    assert "A 001" in display.get("/display/live").text


def test_where_there_is_no_voice_displays_only_chime_and_staff_are_told(
    ctx: Context, administrator: Browser, display: Browser
) -> None:
    assert "data-speaks" in display.get("/display").text
    assert "espeak-ng" not in administrator.get("/devices").text
    with served(an_app(ctx)) as silent:
        cookie = {"Cookie": f"{COOKIE}={display.cookies[COOKIE]}"}
        assert "data-speaks" not in silent.get("/display", headers=cookie).text
        assert silent.get("/display/calls/1", headers=cookie).status_code == 404


def test_sounds_are_kept_within_a_bound(
    app: Litestar,
    ctx: Context,
    entrance: Terminal,
    counsellor: Staff,
    voice: FakeVoice,
) -> None:
    kept: SpokenCalls = app.state.hub.spoken_calls
    for count in range(MOST_KEPT + 3):
        seq = called(ctx, entrance, counsellor, count + 1)
        kept._rendered(voice, seq)
        current = calling.current(ctx, counsellor)
        assert current is not None
        calling.no_show(ctx, counsellor, current.id)
    assert len(kept._kept) == MOST_KEPT


@pytest.mark.parametrize(
    ("reads", "spoken"),
    [
        ("ar", "ar"),
        ("de-simple", "de-simple"),
        ("hsb", "de"),
        ("vi", "de"),
        ("?", "de"),
    ],
)
def test_who_has_no_voice_hears_the_next_language_that_they_read(
    reads: str, spoken: str
) -> None:
    assert spoken_in(LanguageCode(reads), FakeVoice()).code == spoken
    with_english = FakeVoice(frozenset({"en", "de"}))
    assert spoken_in(LanguageCode("vi"), with_english).code == "en"


def test_its_stream_tells_of_a_call_and_ends_when_it_is_revoked(
    ctx: Context, display: Browser, entrance: Terminal, counsellor: Staff
) -> None:
    cookie = {"Cookie": f"{COOKIE}={display.cookies[COOKIE]}"}
    app = an_app(ctx)
    with (
        served(app) as client,
        client.stream("GET", "/display/events", headers=cookie) as stream,
    ):
        lines = stream.iter_lines()
        called(ctx, entrance, counsellor)
        assert any(line == "event: queue" for line in lines)
        [known] = displays.every(ctx)
        displays.revoke(ctx, known.id)
        app.state.hub.broadcast.refresh()
        assert "event: over" not in list(lines)
    with served(app) as client:
        assert client.get("/display/live", headers=cookie).status_code == 404


def test_administrators_see_and_revoke_displays(
    administrator: Browser, first: Browser, display: Browser, ctx: Context
) -> None:
    display.get("/display")
    page = " ".join(administrator.get("/devices").text.split())
    assert "Hall" in page
    assert "Last seen 0 min ago" in page
    [known] = displays.every(ctx)
    path = f"/devices/displays/{known.id}/revoke"
    assert first.get(path).status_code == 403
    assert "Revoke display Hall?" in administrator.get(path).text
    assert administrator.post(path).headers["location"] == path
    assert displays.every(ctx) == [known]
    answer = administrator.post(path, confirmed="yes")
    assert answer.headers["location"] == "/devices?notice=display-revoked"
    assert "shows a code" in administrator.get(answer.headers["location"]).text
    assert administrator.get(path).status_code == 404
    assert display.get("/display/live").status_code == 404
    assert re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", display.get("/display").text)


def test_administrators_pair_by_the_code(
    administrator: Browser, browser: Browser, ctx: Context
) -> None:
    code = code_on(browser)
    assert "A display asks from" in administrator.get("/devices").text
    assert "A terminal asks" not in administrator.get("/devices").text
    wrong = administrator.post("/devices/displays/pair", code="0000-0000", name="Hall")
    assert wrong.status_code == 422
    assert "No display shows" in wrong.text
    assert 'value="0000-0000"' in wrong.text
    assert 'value="Hall"' in wrong.text
    right = administrator.post("/devices/displays/pair", code=code, name="Hall")
    assert right.headers["location"] == "/devices?notice=display-paired"
    assert "data-board" in browser.get("/display").text


def test_guesses_of_codes_end(administrator: Browser) -> None:
    for _ in range(10):
        administrator.post("/devices/displays/pair", code="0000", name="x")
    answer = administrator.post("/devices/displays/pair", code="0000", name="x")
    assert "quarter of an hour" in answer.text
