from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.hub.problems import MEDIA_TYPE
from kiosk.operations.release_signing import HubSigning
from tests.fakes.metadata_store import a_key_ring, at_hand
from tests.operations.test_release_signing import publish

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from kiosk.operations.context import Context
    from kiosk.releases.trust.roles import SignedTarget
    from tests.hub_web import Terminal

METADATA = "/releases/metadata"
TARGETS = "/releases/targets"


@pytest.fixture
def target(ctx: Context) -> SignedTarget:
    """The first release, published and signed."""
    ring = a_key_ring()
    signing = HubSigning(at_hand(ring), ctx.clock, first=lambda: ring)
    return publish(ctx, signing, 1, b"the archive of release 1")


def test_a_terminal_gets_what_vouches_for_a_release(
    entrance: Terminal, target: SignedTarget
) -> None:
    answer = entrance.get(f"{METADATA}/timestamp.json")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.json()["signed"]["_type"] == "timestamp"


def test_what_has_a_version_in_its_name_may_be_kept(
    entrance: Terminal, target: SignedTarget
) -> None:
    for path in (f"{METADATA}/1.root.json", f"{TARGETS}/{target.file_name}"):
        answer = entrance.get(path)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        assert "private" in answer.headers["cache-control"]


def test_a_terminal_gets_the_archive_byte_for_byte(
    entrance: Terminal, target: SignedTarget
) -> None:
    answer = entrance.get(f"{TARGETS}/{target.file_name}")
    assert answer.content == b"the archive of release 1"
    assert answer.headers["content-type"] == "application/octet-stream"


def test_its_head_says_how_long_it_is(
    client: TestClient[Litestar], entrance: Terminal, target: SignedTarget
) -> None:
    answer = client.head(
        f"/api/v1{TARGETS}/{target.file_name}", headers=entrance.headers
    )
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(target.length)


def test_who_is_no_terminal_gets_nothing(
    client: TestClient[Litestar], target: SignedTarget
) -> None:
    for path in (f"{METADATA}/timestamp.json", f"{TARGETS}/{target.file_name}"):
        answer = client.get(f"/api/v1{path}")
        assert answer.status_code == 401
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "name",
    ["2.root.json", "5.targets.json"],
)
def test_what_is_not_there_is_said_as_a_hub_says_it(
    entrance: Terminal, target: SignedTarget, name: str
) -> None:
    answer = entrance.get(f"{METADATA}/{name}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        f"{METADATA}/{'9' * 300}.root.json",
        f"{METADATA}/root.json",
        f"{METADATA}/1.root.json%0A",
        f"{METADATA}/..%2f..%2fhub.sqlite",
        f"{TARGETS}/release-1.zip",
        f"{TARGETS}/{'a' * 64}.release-1.exe",
        f"{TARGETS}/{'A' * 64}.release-1.zip",
    ],
)
def test_a_name_that_no_file_has_is_refused(
    entrance: Terminal, target: SignedTarget, path: str
) -> None:
    assert entrance.get(path).status_code in {400, 404}


def test_the_greeting_hints_at_the_newest_release(
    entrance: Terminal, ctx: Context
) -> None:
    assert "release" not in entrance.get("/terminal").json()
    ring = a_key_ring()
    publish(ctx, HubSigning(at_hand(ring), ctx.clock, lambda: ring), 1, b"one")
    assert entrance.get("/terminal").json()["release"] == 1
