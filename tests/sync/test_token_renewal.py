"""The terminal's side of renewing its token: broken off anywhere, it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.errors import DataFolderUnusable, DeliveryRefused, HubUnreachable
from kiosk.sync.client import HubClient
from kiosk.sync.notes import ScreenNotes
from kiosk.sync.token_renewal import NOT_RENEWED, TokenRenewal
from tests.fakes.hub import TOKEN, FakeHub

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FRESH = "a-fresh-token"


class Dies(Exception):  # noqa: N818
    """As by kill -9."""


class TokenOnDisk:
    """Implements `KeepsToken`; what is in it outlives the program."""

    def __init__(self) -> None:
        self.token, self.coming = TOKEN, ""
        self.writable = True
        self.dies_at = ""

    def draw(self, used: str) -> str:
        self._step("draw")
        assert used == self.token
        self.coming = self.coming or FRESH
        return self.coming

    def keep(self, used: str) -> None:
        self._step("keep")
        assert used == self.token
        self.token, self.coming = self.coming, ""
        self._step("kept")

    def _step(self, name: str) -> None:
        if self.dies_at == name:
            raise Dies
        if not self.writable:
            raise DataFolderUnusable("token cannot be written.", "Make it writable.")


@pytest.fixture
def hub() -> FakeHub:
    hub = FakeHub()
    hub.renew_token = True
    return hub


@pytest.fixture
def disk() -> TokenOnDisk:
    return TokenOnDisk()


@pytest.fixture
async def client(hub: FakeHub, disk: TokenOnDisk) -> AsyncIterator[HubClient]:
    client = HubClient("http://hub.test", TOKEN, hub.transport, lambda: disk.token)
    yield client
    await client.close()


@pytest.fixture
def notes() -> ScreenNotes:
    return ScreenNotes()


async def heartbeat(client: HubClient, disk: TokenOnDisk, notes: ScreenNotes) -> None:
    greeting = await client.greet()
    due = greeting.renew_token is True
    await TokenRenewal(disk, notes).heed(client, due=due)


async def test_it_keeps_the_new_one_uses_it_and_lays_the_old_one_down(
    hub: FakeHub, client: HubClient, disk: TokenOnDisk, notes: ScreenNotes
) -> None:
    await heartbeat(client, disk, notes)
    assert (disk.token, client.token, hub.token) == (FRESH, FRESH, TOKEN)
    await heartbeat(client, disk, notes)
    assert (hub.token, hub.renewals, notes.complaints) == (FRESH, 1, ())


async def test_it_is_left_alone_while_it_is_young(
    hub: FakeHub, client: HubClient, disk: TokenOnDisk, notes: ScreenNotes
) -> None:
    hub.renew_token = None
    await heartbeat(client, disk, notes)
    assert (disk.token, disk.coming) == (TOKEN, "")


@pytest.mark.parametrize("step", ["draw", "keep", "kept"])
async def test_killed_at_any_step_it_speaks_with_the_hub_again_and_ends_it(
    hub: FakeHub, client: HubClient, disk: TokenOnDisk, notes: ScreenNotes, step: str
) -> None:
    disk.dies_at = step
    with pytest.raises(Dies):
        await heartbeat(client, disk, notes)
    disk.dies_at = ""
    again = HubClient("http://hub.test", disk.token, hub.transport, lambda: disk.token)
    for _ in range(2):
        await heartbeat(again, disk, notes)
    await again.close()
    assert (hub.token, hub.renewals) == (FRESH, 1)


async def test_an_answer_that_is_lost_costs_nothing(
    hub: FakeHub, client: HubClient, disk: TokenOnDisk, notes: ScreenNotes
) -> None:
    renewal = TokenRenewal(disk, notes)
    hub.losing_answers = True
    with pytest.raises(HubUnreachable):
        await renewal.heed(client, due=True)
    assert (disk.token, client.token, notes.complaints) == (TOKEN, TOKEN, ())
    hub.losing_answers = False
    for _ in range(2):
        await heartbeat(client, disk, notes)
    assert (hub.token, hub.renewals) == (FRESH, 1)


async def test_a_file_that_cannot_be_written_is_told_and_the_old_one_goes_on(
    hub: FakeHub, client: HubClient, disk: TokenOnDisk, notes: ScreenNotes
) -> None:
    disk.writable = False
    await heartbeat(client, disk, notes)
    assert notes.complaints == (NOT_RENEWED,)
    assert (hub.next_token, client.token) == (None, TOKEN)
    disk.writable = True
    for _ in range(2):
        await heartbeat(client, disk, notes)
    assert hub.token == FRESH
    assert list(notes.complaints) == []


async def test_a_hub_that_does_not_know_it_is_told_to_staff_once_it_asks(
    hub: FakeHub, client: HubClient, disk: TokenOnDisk, notes: ScreenNotes
) -> None:
    hub.problem = (409, "Another token waits.")
    await TokenRenewal(disk, notes).heed(client, due=True)
    assert notes.complaints == (NOT_RENEWED,)
    assert disk.token == TOKEN


async def test_a_token_that_opens_nothing_concerns_more_than_its_renewal(
    hub: FakeHub, client: HubClient, disk: TokenOnDisk, notes: ScreenNotes
) -> None:
    hub.problem = (401, "This terminal was revoked.")
    with pytest.raises(DeliveryRefused):
        await TokenRenewal(disk, notes).heed(client, due=True)


async def test_what_was_asked_with_the_old_one_meanwhile_is_asked_once_more(
    hub: FakeHub, client: HubClient, disk: TokenOnDisk, notes: ScreenNotes
) -> None:
    late = HubClient("http://hub.test", TOKEN, hub.transport, lambda: disk.token)
    for _ in range(2):
        await heartbeat(client, disk, notes)
    assert (await late.greet()).name == "Tor 1"
    await late.close()
