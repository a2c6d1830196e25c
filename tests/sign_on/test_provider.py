"""A provider of OpenID Connect is believed what it signed for us, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import ECKey, OctKey

from kiosk.errors import SignOnFailed
from kiosk.sign_on.provider import LARGEST_ANSWER, OpenIdProvider
from tests.fakes.clock import FixedClock
from tests.fakes.oidc_provider import CLIENT, SECRET, Provider, running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.operations.sign_on import SignOnBegun

BACK = "https://hub.example/sign-on/back"
ABOUT = "/.well-known/openid-configuration"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def provider(clock: FixedClock) -> Iterator[Provider]:
    with running(clock) as started:
        yield started


@pytest.fixture
def hub(provider: Provider, clock: FixedClock) -> OpenIdProvider:
    return OpenIdProvider(provider.address, CLIENT, SECRET, clock)


def go(begun: SignOnBegun) -> str:
    """As a browser: the code with which it comes back."""
    answer = httpx.get(begun.address, trust_env=False)
    said = parse_qs(urlsplit(answer.headers["location"]).query)
    assert said["state"] == [begun.state]
    return said["code"][0]


def whole(hub: OpenIdProvider) -> str:
    begun = hub.begin(BACK)
    return hub.finish(BACK, go(begun), begun)


def test_whoever_was_there_comes_back_as_a_subject(
    hub: OpenIdProvider, provider: Provider
) -> None:
    assert whole(hub) == f"{provider.address} somebody-1"
    provider.subject = "somebody-2"
    assert whole(hub).endswith(" somebody-2")
    assert provider.asked.count(ABOUT) == 1


def test_each_try_has_secrets_of_its_own(hub: OpenIdProvider) -> None:
    one, two = hub.begin(BACK), hub.begin(BACK)
    assert len({one.state, one.nonce, one.verifier, two.state, two.nonce}) == 5
    asked = parse_qs(urlsplit(one.address).query)
    assert asked["scope"] == ["openid"]
    assert asked["redirect_uri"] == [BACK]
    assert one.verifier not in one.address


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another-hub"},
        {"aud": None},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"exp": 1},
        {"exp": None},
        {"exp": "soon"},
        {"sub": None},
        {"sub": ""},
        {"sub": 5},
        {"sub": "x" * 256},
        {"iat": None},
        {"nbf": 99_999_999_999},
        {"azp": "another-hub"},
    ],
    ids=str,
)
def test_a_token_that_says_anything_else_is_refused(
    hub: OpenIdProvider, provider: Provider, changes: dict[str, Any]
) -> None:
    provider.changes = changes
    with pytest.raises(SignOnFailed):
        whole(hub)


def test_a_token_signed_by_somebody_else_is_refused(
    hub: OpenIdProvider, provider: Provider
) -> None:
    provider.signs_with = ECKey.generate_key("P-256", {"kid": "1"})
    with pytest.raises(SignOnFailed):
        whole(hub)


def test_a_token_signed_with_what_both_know_is_refused(
    hub: OpenIdProvider, provider: Provider
) -> None:
    provider.signs_with = OctKey.import_key(SECRET, {"kid": "1"})
    provider.algorithm = "HS256"
    with pytest.raises(SignOnFailed):
        whole(hub)


@pytest.mark.parametrize("token", ["", "a.b.c", "e30.e30.", 5])
def test_what_is_no_token_is_refused(
    hub: OpenIdProvider, provider: Provider, token: object
) -> None:
    begun = hub.begin(BACK)
    code = go(begun)
    provider.answers["/token"] = (200, json.dumps({"id_token": token}).encode())
    with pytest.raises(SignOnFailed):
        hub.finish(BACK, code, begun)


def test_a_code_works_once_and_for_who_began(hub: OpenIdProvider) -> None:
    begun, other = hub.begin(BACK), hub.begin(BACK)
    code = go(begun)
    with pytest.raises(SignOnFailed):
        hub.finish(BACK, code, other)
    with pytest.raises(SignOnFailed):
        hub.finish(BACK, code, begun)


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://evil.example"},
        {"token_endpoint": None},
        {"token_endpoint": "ftp://127.0.0.1/"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": 5},
    ],
    ids=str,
)
def test_what_it_says_of_itself_must_fit(
    hub: OpenIdProvider, provider: Provider, changes: dict[str, Any]
) -> None:
    provider.about_changes = changes
    with pytest.raises(SignOnFailed):
        hub.begin(BACK)


@pytest.mark.parametrize(
    "answer",
    [
        (500, b"{}"),
        (302, b""),
        (200, b"no JSON"),
        (200, b"[]"),
        (200, b" " * (LARGEST_ANSWER + 1)),
        (200, b"[" * 100_000),
    ],
    ids=["broken", "elsewhere", "no-json", "a-list", "too-large", "too-deep"],
)
@pytest.mark.parametrize("path", [ABOUT, "/token", "/keys"])
def test_a_broken_answer_is_told_and_the_next_try_works(
    hub: OpenIdProvider, provider: Provider, path: str, answer: tuple[int, bytes]
) -> None:
    provider.answers[path] = answer
    with pytest.raises(SignOnFailed) as refusal:
        whole(hub)
    assert "name and password" in refusal.value.remedy
    provider.answers.clear()
    assert whole(hub)


def test_one_that_is_away_is_told(clock: FixedClock) -> None:
    def away(_request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nobody there")

    away_one = OpenIdProvider(
        "https://x.example", CLIENT, None, clock, httpx.MockTransport(away)
    )
    with pytest.raises(SignOnFailed, match="does not answer"):
        away_one.begin(BACK)
