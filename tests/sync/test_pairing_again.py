"""A revoked terminal asks for a code by itself, and goes on once it is typed."""

from __future__ import annotations

import pytest

from kiosk.errors import DataFolderUnusable, DeliveryRefused, HubUnreachable, KioskError
from kiosk.sync.pairing_again import ASK_SECONDS, NO_CODE_SECONDS, PairingAgain
from kiosk.wire import PairingCode

SHOWN = "K7QM-2XR0"


class Revoked:
    """A terminal, and a hub that answers as a test says."""

    def __init__(self) -> None:
        self.refused = True
        self.seconds = 0.0
        self.answer: PairingCode | KioskError = PairingCode(
            code="K7QM2XR0", seconds_left=600
        )
        self.asked_with: list[str] = []
        self.drawn = 1
        self.taken_up = 0
        self.disk_fails = False
        self.again = PairingAgain(
            lambda: self.refused, self.ask, self, lambda: self.seconds
        )

    def ask(self, token: str) -> PairingCode:
        self.asked_with.append(token)
        if isinstance(self.answer, KioskError):
            raise self.answer
        return self.answer

    def asked(self) -> str:
        return f"token {self.drawn}"

    def draw_another(self) -> None:
        self.drawn += 1

    def take_up(self) -> None:
        if self.disk_fails:
            raise DataFolderUnusable("It is full.", "Make room.")
        self.taken_up += 1
        self.refused = False

    async def after(self, seconds: float) -> str:
        self.seconds += seconds
        await self.again.step()
        return self.again.code()


@pytest.fixture
def terminal() -> Revoked:
    return Revoked()


async def test_a_terminal_that_the_hub_takes_asks_for_nothing(
    terminal: Revoked,
) -> None:
    terminal.refused = False
    assert await terminal.after(60) == ""
    assert terminal.asked_with == []


async def test_a_revoked_one_shows_the_code_until_it_is_typed(
    terminal: Revoked,
) -> None:
    assert await terminal.after(0) == SHOWN
    assert await terminal.after(ASK_SECONDS / 2) == SHOWN
    assert terminal.asked_with == ["token 1"]
    terminal.answer = PairingCode(paired=True)
    assert await terminal.after(ASK_SECONDS) == ""
    assert terminal.taken_up == 1
    terminal.answer = HubUnreachable("away")
    await terminal.after(ASK_SECONDS)
    assert terminal.asked_with == ["token 1"] * 2


async def test_a_code_is_shown_no_longer_than_it_is_good(terminal: Revoked) -> None:
    assert await terminal.after(0) == SHOWN
    terminal.answer = HubUnreachable("away")
    assert await terminal.after(599) == SHOWN
    assert await terminal.after(1) == ""


async def test_one_that_was_refused_by_mistake_shows_none_any_more(
    terminal: Revoked,
) -> None:
    assert await terminal.after(0) == SHOWN
    terminal.refused = False
    assert await terminal.after(1) == ""
    assert terminal.taken_up == 0


async def test_an_asked_token_that_was_revoked_too_makes_room_for_another(
    terminal: Revoked,
) -> None:
    terminal.answer = DeliveryRefused("revoked", status=401)
    await terminal.after(0)
    terminal.answer = PairingCode(code="K7QM2XR0", seconds_left=600)
    assert await terminal.after(ASK_SECONDS) == SHOWN
    assert terminal.asked_with == ["token 1", "token 2"]


@pytest.mark.parametrize("status", [404, 429])
async def test_a_hub_that_gives_no_code_is_left_in_peace(
    terminal: Revoked, status: int
) -> None:
    terminal.answer = DeliveryRefused("none", status=status)
    await terminal.after(0)
    await terminal.after(NO_CODE_SECONDS - 1)
    assert len(terminal.asked_with) == 1
    terminal.answer = PairingCode(code="K7QM2XR0", seconds_left=600)
    assert await terminal.after(1) == SHOWN


async def test_a_disk_that_fails_is_tried_again(terminal: Revoked) -> None:
    terminal.disk_fails = True
    terminal.answer = PairingCode(paired=True)
    await terminal.after(0)
    terminal.disk_fails = False
    await terminal.after(NO_CODE_SECONDS)
    assert terminal.taken_up == 1
