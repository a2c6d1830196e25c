from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec
import pytest

from kiosk import wire
from kiosk.operations import calling, fleet
from tests.builders import a_ticket
from tests.fakes.clock import NOON

if TYPE_CHECKING:
    import httpx
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from tests.hub_web import Terminal


def the_body() -> dict[str, object]:
    body: dict[str, object] = msgspec.to_builtins(wire.TicketDelivery.of(a_ticket()))
    return body


def test_a_new_ticket_is_created(entrance: Terminal, ctx: Context) -> None:
    answer = entrance.deliver(a_ticket(17))
    assert answer.status_code == 201
    standing = msgspec.json.decode(answer.content, type=wire.TicketStanding)
    assert standing == wire.TicketStanding(
        state=a_ticket().state, people_before=0, desk=None, as_of=NOON
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
    refused(entrance.deliver(other), 409, "urn:nexus-kiosk:problem:conflict")


def test_a_number_that_is_taken_is_a_conflict(entrance: Terminal) -> None:
    entrance.deliver(a_ticket(17))
    impostor = a_ticket(17, ticket_id="f" * 32, code="ZZZZZZZZZZZZ")
    refused(entrance.deliver(impostor), 409, "urn:nexus-kiosk:problem:conflict")


def test_a_series_of_another_terminal_is_a_conflict(entrance: Terminal) -> None:
    answer = entrance.deliver(a_ticket(17, series="B"))
    refused(answer, 409, "urn:nexus-kiosk:problem:conflict")


def test_an_unknown_topic_is_refused_with_a_remedy(entrance: Terminal) -> None:
    answer = entrance.deliver(a_ticket(topic="astrology"))
    refused(answer, 422, "urn:nexus-kiosk:problem:unknown-topic")
    assert "same release" in answer.json()["remedy"]


def test_an_unknown_language_is_refused(entrance: Terminal) -> None:
    answer = entrance.deliver(a_ticket(language="tlh"))
    refused(answer, 422, "urn:nexus-kiosk:problem:unknown-language")


def test_a_topic_that_is_not_offered_any_more_is_taken(entrance: Terminal) -> None:
    assert entrance.deliver(a_ticket(topic="tax")).status_code == 201


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("series", "a"),
        ("count", 0),
        ("service_day", "yesterday"),
        ("topic", ""),
        ("code", "IIIIIIIIIIII"),
        ("issued_at", None),
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


def test_a_revoked_token_is_refused(entrance: Terminal, ctx: Context) -> None:
    fleet.revoke(ctx, "A")
    answer = entrance.deliver(a_ticket())
    refused(answer, 401, "urn:nexus-kiosk:problem:not-signed-in")


def test_pairing_again_makes_the_old_token_worthless(
    entrance: Terminal, ctx: Context
) -> None:
    fleet.pair(ctx, "A", "Entrance A")
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
