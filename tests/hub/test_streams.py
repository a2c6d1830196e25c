from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import accounts, check_in, presence
from tests.builders import a_ticket
from tests.hub_web import Browser, Terminal, served, signed_in
from tests.people import COUNSELLOR_1

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx
    from litestar import Litestar

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock

TICKET = a_ticket(17, screen_language="en")


@pytest.fixture
def client(app: Litestar) -> Iterator[httpx.Client]:
    """The real server: streams stay open."""
    with served(app) as opened:
        yield opened


@pytest.fixture
def first(client: httpx.Client, ctx: Context) -> Browser:
    return signed_in(client, ctx, COUNSELLOR_1)


@pytest.fixture
def entrance(client: httpx.Client, ctx: Context) -> Terminal:
    return Terminal(client, ctx)


def events(answer: httpx.Response) -> Iterator[dict[str, str]]:
    """Each message with its fields; comments alone are skipped."""
    fields: dict[str, str] = {}
    for line in answer.iter_lines():
        if line:
            name, _, value = line.partition(": ")
            fields[name] = value
        elif "event" in fields:
            yield fields
            fields = {}


def cookies(browser: Browser) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{k}={v}" for k, v in browser.cookies.items())}


def test_a_new_ticket_is_told_at_once(
    client: httpx.Client, first: Browser, entrance: Terminal
) -> None:
    with client.stream("GET", "/events", headers=cookies(first)) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        entrance.deliver(TICKET)
        told = next(events(answer))
    assert told == {"": "open", "retry": "2000", **told}
    assert (told["event"], told["id"]) == ("queue", "1")


def test_the_message_says_nothing_but_its_number(
    client: httpx.Client, first: Browser, entrance: Terminal
) -> None:
    with client.stream("GET", "/events", headers=cookies(first)) as answer:
        entrance.deliver(TICKET)
        told = next(events(answer))
    assert json.loads(told["data"]) == {"seq": 1}


def test_each_change_is_told(
    client: httpx.Client, first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(TICKET)
    with client.stream("GET", "/events", headers=cookies(first)) as answer:
        stream = events(answer)
        first.post("/queue/next")
        assert next(stream)["id"] == "2"
        first.post(f"/tickets/{TICKET.id}/at-desk")
        assert next(stream)["id"] == "3"


def test_who_was_away_hears_of_it_at_once(
    client: httpx.Client, first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(TICKET)
    entrance.deliver(a_ticket(18))
    resumed = {**cookies(first), "Last-Event-ID": "1"}
    with client.stream("GET", "/events", headers=resumed) as answer:
        assert next(events(answer))["id"] == "2"


def test_a_page_that_comes_again_says_what_it_has_seen(
    client: httpx.Client, first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(TICKET)
    with client.stream("GET", "/events?since=0", headers=cookies(first)) as answer:
        assert next(events(answer))["id"] == "1"


def test_a_number_from_an_older_record_counts_as_missed(
    client: httpx.Client, first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(TICKET)
    resumed = {**cookies(first), "Last-Event-ID": "900"}
    with client.stream("GET", "/events", headers=resumed) as answer:
        assert next(events(answer))["id"] == "1"


@pytest.mark.parametrize("nonsense", ["x", "-1", "9" * 40, "1.5", "²"])
def test_a_number_that_is_none_is_ignored(
    client: httpx.Client, first: Browser, entrance: Terminal, nonsense: str
) -> None:
    path = f"/events?since={nonsense}"
    with client.stream("GET", path, headers=cookies(first)) as answer:
        assert answer.status_code == 200
        entrance.deliver(TICKET)
        assert next(events(answer))["id"] == "1"


def test_silence_is_broken_by_beats(
    client: httpx.Client, first: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.hub.streams.BEAT_SECONDS", 0.05)
    with client.stream("GET", "/events", headers=cookies(first)) as answer:
        stream = events(answer)
        assert [next(stream)["event"] for _ in range(3)] == ["beat"] * 3


def test_an_open_page_shows_that_its_counsellor_is_there_while_they_may_be(
    client: httpx.Client,
    first: Browser,
    ctx: Context,
    clock: FixedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kiosk.hub.streams.BEAT_SECONDS", 0.05)
    with client.stream("GET", "/events", headers=cookies(first)) as answer:
        stream = events(answer)
        for _ in range(3):
            clock.advance(minutes=80)
            next(stream)
            next(stream)  # the first may have been on its way
            assert presence.somebody_counsels(ctx)
        secret = accounts.invite(ctx, COUNSELLOR_1.sign_in_name, COUNSELLOR_1.rights)
        accounts.accept_invitation(ctx, secret, "another six quiet birds")
        assert len(list(stream)) <= 2
    clock.advance(minutes=80)
    assert client.get("/events", headers=cookies(first)).status_code == 401
    clock.advance(minutes=20)
    assert not presence.somebody_counsels(ctx)


def test_a_change_by_another_process_is_told_too(
    client: httpx.Client, first: Browser, entrance: Terminal, ctx: Context
) -> None:
    """A command writes into the same database without telling this process."""
    with client.stream("GET", "/events", headers=cookies(first)) as answer:
        check_in.accept(ctx, entrance.paired, TICKET)
        assert next(events(answer))["id"] == "1"


def test_a_visitor_hears_of_the_own_call(
    client: httpx.Client, first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(TICKET)
    with client.stream("GET", f"/t/{TICKET.code}/events") as answer:
        first.post("/queue/next")
        assert next(events(answer))["event"] == "queue"


def test_a_visitor_does_not_hear_what_changes_nothing_for_them(
    client: httpx.Client, first: Browser, entrance: Terminal
) -> None:
    entrance.deliver(TICKET)
    with client.stream("GET", f"/t/{TICKET.code}/events?since=0") as answer:
        stream = events(answer)
        assert next(stream)["id"] == "1"
        entrance.deliver(a_ticket(18))  # stands behind
        first.post("/queue/next")
        assert next(stream)["id"] == "3"


def test_the_stream_of_a_finished_visit_ends_when_it_cannot_be_undone_any_more(
    client: httpx.Client, first: Browser, entrance: Terminal, clock: FixedClock
) -> None:
    entrance.deliver(TICKET)
    with client.stream("GET", f"/t/{TICKET.code}/events") as answer:
        stream = events(answer)
        first.post("/queue/next")
        next(stream)
        first.post(f"/tickets/{TICKET.id}/no-show")
        assert next(stream)["event"] == "queue"
        first.post(f"/tickets/{TICKET.id}/undo")
        assert next(stream)["event"] == "queue"
        first.post(f"/tickets/{TICKET.id}/no-show")
        assert next(stream)["event"] == "queue"
        clock.advance(minutes=3)
        entrance.deliver(a_ticket(18))
        assert [told["event"] for told in stream] == ["over"]


def test_a_stream_for_an_invented_code_never_opens(client: httpx.Client) -> None:
    assert client.get("/t/ZZZZZZZZZZZZ/events").status_code == 404


def test_streams_of_strangers_never_open(client: httpx.Client) -> None:
    assert client.get("/events").status_code == 401


def test_streams_are_not_kept_on_the_way(client: httpx.Client, first: Browser) -> None:
    with client.stream("GET", "/events", headers=cookies(first)) as answer:
        assert answer.headers["x-accel-buffering"] == "no"
        assert answer.headers["cache-control"] in ("no-cache", "no-store")


def test_who_leaves_is_forgotten(
    app: Litestar, client: httpx.Client, first: Browser, entrance: Terminal
) -> None:
    with client.stream("GET", "/events", headers=cookies(first)) as answer:
        entrance.deliver(TICKET)
        told = events(answer)  # kept: the line closes with whoever reads from it
        next(told)
        assert listened_to(app, client, True)
    with client.stream("GET", "/events?since=1", headers=cookies(first)):
        pass
    assert listened_to(app, client, False)


def listened_to(app: Litestar, client: httpx.Client, expected: bool) -> bool:
    """Whether it comes to that, while the hub has other things to do."""
    for _ in range(200):
        if app.state.hub.broadcast.has_listeners is expected:
            return True
        client.get("/health")
    return False
