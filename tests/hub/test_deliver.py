from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest

from kiosk import wire
from kiosk.domain.arrivals import TicketMark
from kiosk.domain.refusals import RefusalReason
from kiosk.operations import calling, fleet, refusals
from tests.builders import a_ticket
from tests.fakes.clock import NOON
from tests.hub_context import statements

if TYPE_CHECKING:
    import httpx
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from tests.hub_web import Browser, Terminal


def the_body() -> dict[str, object]:
    body: dict[str, object] = msgspec.to_builtins(wire.TicketDelivery.of(a_ticket()))
    return body


def test_a_new_ticket_is_created(entrance: Terminal, ctx: Context) -> None:
    answer = entrance.deliver(a_ticket(17))
    assert answer.status_code == 201
    standing = msgspec.json.decode(answer.content, type=wire.TicketStanding)
    assert standing == wire.TicketStanding(
        state=a_ticket().state,
        people_before=0,
        desk=None,
        as_of=NOON,
        counsellors=0,
        at_desks=0,
        for_topic=0,
    )
    assert calling.queue(ctx) == [a_ticket(17)]


def test_the_same_ticket_again_is_fine_and_kept_once(
    entrance: Terminal, ctx: Context
) -> None:
    entrance.deliver(a_ticket(17))
    assert entrance.deliver(a_ticket(17)).status_code == 200
    assert len(calling.queue(ctx)) == 1


def test_the_answer_says_how_many_wait_before(entrance: Terminal) -> None:
    entrance.deliver(a_ticket(17))
    assert entrance.deliver(a_ticket(18)).json()["people_before"] == 1


def test_the_same_identity_with_other_data_is_a_conflict(entrance: Terminal) -> None:
    entrance.deliver(a_ticket(17))
    other = replace(a_ticket(17), topic=a_ticket(topic="work").topic)
    refused(entrance.deliver(other), 409, "urn:nexus-kiosk:problem:other-data")


def test_a_number_that_is_taken_has_a_second_holder(
    entrance: Terminal, browser: Browser
) -> None:
    entrance.deliver(a_ticket(17))
    twin = a_ticket(17, ticket_id="f" * 32, code="ZZZZZZZZZZZZ")
    answer = entrance.deliver(twin)
    assert (answer.status_code, answer.json()["people_before"]) == (201, 1)
    for ticket in (a_ticket(17), twin):
        assert "A 017" in browser.get(f"/t/{ticket.code}").text


def test_a_series_of_another_terminal_is_taken(
    entrance: Terminal, ctx: Context
) -> None:
    assert entrance.deliver(a_ticket(17, series="B")).status_code == 201
    (taken,) = calling.queue(ctx)
    assert taken.marks == {TicketMark.OTHER_SERIES}


def test_topics_and_languages_that_nobody_knows_are_taken(entrance: Terminal) -> None:
    for number, ticket in enumerate(
        (a_ticket(1, topic="astrology"), a_ticket(2, language="tlh"))
    ):
        answer = entrance.deliver(ticket)
        assert (answer.status_code, answer.json()["people_before"]) == (201, number)


@pytest.mark.parametrize(
    "told",
    ["2026-03-01T11:00:00Z", "1970-01-01T00:12:00Z", "2026-03-03T11:00:00+01:00"],
)
def test_a_ticket_of_a_wrong_clock_waits_and_has_its_page(
    entrance: Terminal, ctx: Context, first: Browser, told: str
) -> None:
    body = the_body() | {"issued_at": told, "service_day": told[:10]}
    assert entrance.put("a" * 32, json.dumps(body).encode()).status_code == 201
    (taken,) = calling.queue(ctx)
    assert taken.issued_at == NOON
    assert taken.marks == {TicketMark.RE_DATED}
    assert "You are next" in first.get(f"/t/{taken.code}").text


@pytest.mark.parametrize(
    "told",
    [
        {"issued_at": "9999-12-31T23:59:59Z"},
        {"issued_at": "9999-12-31T23:59:59-12:00"},
        {"issued_at": "0001-01-01T00:00:00+12:00"},
        {"service_day": "9999-12-31"},
        {"service_day": "2026-03-20"},
        {"service_day": "2025-12-31", "issued_at": "2026-01-31T12:00:00Z"},
    ],
    ids=str,
)
def test_nonsense_is_refused_and_said_to_staff(
    entrance: Terminal, ctx: Context, told: dict[str, str]
) -> None:
    answer = entrance.put("a" * 32, json.dumps(the_body() | told).encode())
    refused(answer, 422, "urn:nexus-kiosk:problem:impossible-moment")
    assert [r.number for r in refusals.recent(ctx).listed] == ["A 017"]
    assert calling.queue(ctx) == []


@pytest.mark.parametrize(
    ("body", "number"),
    [
        (b"{", ""),
        (b"[1]", ""),
        (b'{"series": "A", "count": 17, "wrong": 1}', "A 017"),
        (b'{"series": "A", "count": true}', ""),
        (b'{"series": "%s", "count": 1}' % (b"x" * 99), ""),
    ],
)
def test_what_cannot_be_read_is_said_to_staff_as_far_as_it_can(
    entrance: Terminal, ctx: Context, body: bytes, number: str
) -> None:
    assert entrance.put("a" * 32, body).status_code == 400
    (kept,) = refusals.recent(ctx).listed
    assert (kept.number, kept.reason) == (number, RefusalReason.NOT_UNDERSTOOD)
    assert kept.terminal == "Entrance A"


def test_a_stranger_says_nothing_to_staff(
    client: TestClient[Litestar], ctx: Context
) -> None:
    client.put(f"/api/v1/tickets/{'a' * 32}", content=b"{")
    assert refusals.recent(ctx).listed == ()


def test_a_topic_that_is_not_offered_any_more_is_taken(entrance: Terminal) -> None:
    assert entrance.deliver(a_ticket(topic="tax")).status_code == 201


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("series", "a"),
        ("count", 0),
        ("service_day", "yesterday"),
        ("topic", ""),
        ("topic", "with\0nothing"),
        ("language", "x" * 65),
        ("code", "IIIIIIIIIIII"),
        ("count", "17"),
        ("issued_at", None),
        ("issued_at", 0),
        ("issued_at", "0"),
        ("issued_at", "2026-03-02T09:00:00"),
    ],
)
def test_a_wrong_field_is_named(entrance: Terminal, field: str, value: object) -> None:
    body = the_body() | {field: value}
    answer = entrance.put("a" * 32, json.dumps(body).encode())
    refused(answer, 400, "about:blank")
    assert field in answer.json()["detail"]


def test_an_unknown_field_is_refused(entrance: Terminal) -> None:
    body = the_body() | {"name": "somebody"}
    answer = entrance.put("a" * 32, json.dumps(body).encode())
    refused(answer, 400, "about:blank")
    assert "name" in answer.json()["detail"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'"text"'])
def test_what_is_no_ticket_at_all_is_refused(entrance: Terminal, body: bytes) -> None:
    refused(entrance.put("a" * 32, body), 400, "about:blank")


@pytest.mark.parametrize("ticket_id", ["short", "A" * 32, "g" * 32, "a" * 33])
def test_an_identity_of_another_form_is_refused(
    entrance: Terminal, ticket_id: str
) -> None:
    answer = entrance.put(ticket_id, json.dumps(the_body()).encode())
    refused(answer, 400, "about:blank")


def test_a_huge_body_is_refused_unread(entrance: Terminal) -> None:
    refused(entrance.put("a" * 32, b" " * 70_000), 413, "about:blank")


def test_without_a_token_nothing_is_taken(
    client: TestClient[Litestar], ctx: Context
) -> None:
    answer = client.put(f"/api/v1/tickets/{'a' * 32}", json=the_body())
    refused(answer, 401, "urn:nexus-kiosk:problem:not-signed-in")
    assert answer.headers["www-authenticate"] == "Bearer"
    assert calling.queue(ctx) == []


@pytest.mark.parametrize("header", ["Basic abc", "Bearer", "Bearer wrong", "secret-1"])
def test_a_wrong_token_is_refused(client: TestClient[Litestar], header: str) -> None:
    answer = client.put(
        f"/api/v1/tickets/{'a' * 32}",
        json=the_body(),
        headers={"Authorization": header},
    )
    refused(answer, 401, "urn:nexus-kiosk:problem:not-signed-in")


def test_a_right_token_counts_by_its_own_scheme_only(
    client: TestClient[Litestar], entrance: Terminal
) -> None:
    for scheme, status in (("Basic", 401), ("", 401), ("bearer", 200)):
        said = {"Authorization": f"{scheme} {entrance.token}"}
        answer = client.get("/api/v1/terminal", headers=said)
        assert answer.status_code == status, scheme


def test_blanks_around_a_token_are_no_part_of_it(
    client: TestClient[Litestar], entrance: Terminal
) -> None:
    said = {"Authorization": f"Bearer  {entrance.token}"}
    assert client.get("/api/v1/terminal", headers=said).status_code == 200


def test_a_token_that_was_just_known_is_not_looked_up_again(
    entrance: Terminal, ctx: Context
) -> None:
    entrance.get("/terminal")
    with statements(ctx.database) as asked:
        entrance.get("/terminal")
    assert not any("devices.token_hash = " in statement for statement in asked)


def test_a_revoked_token_is_refused(entrance: Terminal, ctx: Context) -> None:
    fleet.revoke(ctx, "A")
    answer = entrance.deliver(a_ticket())
    refused(answer, 401, "urn:nexus-kiosk:problem:not-signed-in")


def test_pairing_again_makes_the_old_token_worthless(
    entrance: Terminal, ctx: Context
) -> None:
    fleet.pair(ctx, "A", "Entrance A", renew=True)
    assert entrance.deliver(a_ticket()).status_code == 401


def test_a_delivery_is_a_sign_of_life(entrance: Terminal, ctx: Context) -> None:
    entrance.deliver(a_ticket())
    assert fleet.terminals(ctx)[0].last_seen_at == NOON


def refused(answer: httpx.Response, status: int, kind: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == kind
    assert answer.json()["status"] == status
    assert answer.json()["remedy"]
