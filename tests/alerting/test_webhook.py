from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.alerting.webhook import SIGNATURE, WebhookChannel
from kiosk.domain.alerts import AlertFailure, AlertKind, AlertMessage
from kiosk.errors import AlertFailed
from kiosk.i18n.alert_texts import AlertText
from kiosk.ids import AlertId
from tests.fakes.clock import NOON
from tests.fakes.hook_receiver import HookReceiver, a_hook_receiver
from tests.fakes.mail_server import a_mail_server
from tests.fakes.rude_server import a_rude_server
from tests.free_ports import a_free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = "a secret of both"
MESSAGE = AlertMessage(
    AlertId("0123456789abcdef"),
    AlertKind.CONTENT_REFUSED,
    False,
    "A",
    "Foyer",
    NOON,
    NOON,
    "zip-bomb",
)


def words(message: AlertMessage) -> AlertText:
    return AlertText(f"Terminal {message.series}", "Größe\n")


@pytest.fixture
def box() -> Iterator[HookReceiver]:
    with a_hook_receiver() as made:
        yield made


def refusal(address: str, seconds: float = 20.0) -> AlertFailed:
    with pytest.raises(AlertFailed) as told:
        WebhookChannel(address, SECRET, words, seconds).send(MESSAGE)
    assert told.value.remedy
    assert "key=1" not in f"{told.value}{told.value.answer}", "it may be a secret"
    return told.value


def test_the_body_is_what_readme_says(box: HookReceiver) -> None:
    WebhookChannel(box.address, None, words).send(MESSAGE)
    ((path, headers, body),) = box.received
    assert path == "/hooks/nexus?key=1"
    assert headers["content-type"] == "application/json"
    assert SIGNATURE not in headers
    assert json.loads(body) == {
        "format": 1,
        "id": "0123456789abcdef",
        "event": "content-refused",
        "state": "begun",
        "terminal": {"series": "A", "name": "Foyer"},
        "since": "2026-03-02T11:00:00Z",
        "made": "2026-03-02T11:00:00Z",
        "detail": "zip-bomb",
        "subject": "Terminal A",
        "text": "Größe\n",
    }


def test_an_end_and_a_test_are_told_from_a_beginning(box: HookReceiver) -> None:
    channel = WebhookChannel(box.address, None, words)
    channel.send(replace(MESSAGE, is_over=True, detail=""))
    channel.send(replace(MESSAGE, kind=AlertKind.TEST, series="", name=""))
    over, test = (json.loads(body) for _, _, body in box.received)
    assert (over["state"], over["detail"]) == ("over", None)
    assert (test["event"], test["terminal"]) == ("test", None)


def test_whoever_has_the_secret_can_tell_that_it_came_from_the_hub(
    box: HookReceiver,
) -> None:
    WebhookChannel(box.address, SECRET, words).send(MESSAGE)
    ((_, headers, body),) = box.received
    made = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    assert headers[SIGNATURE] == f"sha256={made}"


@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (400, AlertFailure.REFUSED),
        (401, AlertFailure.SIGN_IN),
        (403, AlertFailure.SIGN_IN),
        (404, AlertFailure.REFUSED),
        (500, AlertFailure.REFUSED),
    ],
)
def test_a_refusal_is_told_with_its_status(
    box: HookReceiver, status: int, failure: AlertFailure
) -> None:
    box.status = status
    told = refusal(box.address)
    assert (told.failure, told.answer) == (failure, f"HTTP {status}")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(box: HookReceiver, status: int) -> None:
    box.status, box.leads_to = status, box.address
    assert refusal(box.address).failure is AlertFailure.REDIRECTED
    assert len(box.received) == 1


def test_silence_is_borne_for_a_while(box: HookReceiver) -> None:
    box.is_silent = True
    assert refusal(box.address, 0.3).failure is AlertFailure.TOO_SLOW


def test_an_answer_without_an_end_is_not_read(box: HookReceiver) -> None:
    box.status, box.is_endless = 200, True
    WebhookChannel(box.address, SECRET, words, 5.0).send(MESSAGE)


def test_where_nobody_listens_it_says_so() -> None:
    nobody = f"http://127.0.0.1:{a_free_port()}/hook"
    assert refusal(nobody).failure is AlertFailure.UNREACHABLE


def test_what_is_no_web_server_is_said() -> None:
    with a_mail_server() as other:
        told = refusal(f"http://127.0.0.1:{other.port}/hook")
    assert told.failure is AlertFailure.NOT_UNDERSTOOD


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize(
    ("hears_first", "is_polite"), [(False, False), (True, False), (True, True)]
)
def test_who_hangs_up_in_the_middle_is_no_web_server(
    scheme: str, *, hears_first: bool, is_polite: bool
) -> None:
    with a_rude_server(hears_first=hears_first, is_polite=is_polite) as port:
        told = refusal(f"{scheme}://127.0.0.1:{port}/hook")
    assert told.failure is AlertFailure.NOT_UNDERSTOOD


def test_who_speaks_in_the_clear_where_a_secret_was_expected_is_not_understood(
    box: HookReceiver,
) -> None:
    told = refusal(box.address.replace("http:", "https:"))
    assert told.failure is AlertFailure.NOT_UNDERSTOOD
