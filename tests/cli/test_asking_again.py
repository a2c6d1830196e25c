"""The tokens of a revoked terminal: the new one is used, the old one is kept aside."""

from __future__ import annotations

import dataclasses
import stat
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from kiosk import paths
from kiosk.cli import token_files
from kiosk.cli.asking_again import TokenFolder
from kiosk.cli.token_files import MOST_REVOKED, OwnToken
from kiosk.operations import fleet, pairing
from kiosk.operations.secrets import hashed
from kiosk.sync.pairing_again import PairingAgain
from kiosk.wire import PairingCode
from tests.hub_context import a_hub

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.options import Setup
    from kiosk.operations.context import Context


@pytest.fixture
def in_etc(place: Setup, tmp_path: Path) -> Setup:
    """Its settings name a file that the terminal does not write."""
    file = tmp_path / "etc" / "token"
    file.parent.mkdir()
    paths.write_private(file, "old")
    terminal = structs.replace(place.settings.terminal, token_file=file)
    settings = structs.replace(place.settings, terminal=terminal)
    return dataclasses.replace(place, settings=settings)


@pytest.fixture
def own(place: Setup) -> Setup:
    place.folder.token.parent.mkdir(parents=True, exist_ok=True)
    paths.write_private(place.folder.token, "old")
    return place


@pytest.mark.parametrize("kind", ["own", "in_etc"])
def test_the_asked_token_takes_the_place_of_the_old_one_which_is_kept(
    kind: str, request: pytest.FixtureRequest
) -> None:
    place: Setup = request.getfixturevalue(kind)
    place.folder.token.parent.mkdir(parents=True, exist_ok=True)
    tokens = TokenFolder(place)
    assert token_files.said_token(place) == "old"
    asked = tokens.asked()
    assert tokens.asked() == asked != "old"
    tokens.take_up()
    assert token_files.said_token(place) == asked
    assert not place.folder.asked_token.exists()
    kept = place.folder.revoked_tokens
    assert kept.read_text() == "old\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_token_that_staff_put_there_later_comes_first_again(in_etc: Setup) -> None:
    in_etc.folder.token.parent.mkdir(parents=True, exist_ok=True)
    tokens = TokenFolder(in_etc)
    tokens.asked()
    tokens.take_up()
    file = in_etc.settings.terminal.token_file
    assert file is not None
    assert file.read_text() == "old", "it is not ours to change"
    paths.write_private(file, "from-kiosk-pair")
    assert token_files.said_token(in_etc) == "from-kiosk-pair"


def test_the_new_token_can_be_renewed_in_the_data_folder(
    in_etc: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(token_files.COPIED_FROM, "/etc/kiosk/token")
    in_etc.folder.token.parent.mkdir(parents=True, exist_ok=True)
    tokens = TokenFolder(in_etc)
    asked = tokens.asked()
    tokens.take_up()
    drawn = OwnToken(in_etc).draw(asked)
    OwnToken(in_etc).keep(asked)
    assert token_files.said_token(in_etc) == drawn


def test_no_more_are_kept_than_anybody_looks_at(own: Setup) -> None:
    for number in range(2 * MOST_REVOKED):
        token_files.set_aside(own, f"token-{number}")
    assert len(own.folder.revoked_tokens.read_text().split()) == MOST_REVOKED


def asking(ctx: Context, token: str) -> PairingCode:
    said = pairing.ask(ctx, hashed(token), "127.0.0.1", "test")
    return PairingCode(
        paired=said.paired, code=said.code, seconds_left=said.seconds_left
    )


async def test_a_terminal_that_was_revoked_is_paired_by_its_code_and_goes_on(
    own: Setup, tmp_path: Path
) -> None:
    (tmp_path / "hub").mkdir()
    ctx = a_hub(tmp_path / "hub")
    _terminal, token = fleet.pair(ctx, "A", "Hall")
    paths.write_private(own.folder.token, token)
    fleet.revoke(ctx, "A")
    again = PairingAgain(
        lambda: token_files.said_token(own) == token,
        lambda asked: asking(ctx, asked),
        TokenFolder(own),
        iter(range(0, 600, 10)).__next__,
    )
    await again.step()
    pairing.pair(ctx, again.code(), "A", "Hall")
    await again.step()
    now = token_files.said_token(own)
    assert now not in {token, None}
    assert fleet.by_token(ctx, now or "").series == "A"
    ctx.database.close()
