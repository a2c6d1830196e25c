from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from kiosk import paths
from kiosk.cli import first_run
from kiosk.config import HubPart, Settings, TerminalPart
from kiosk.domain.access import Rights, Role
from kiosk.errors import NotSignedIn
from kiosk.ids import RandomIds
from kiosk.operations import accounts, fleet
from kiosk.store.database import Database
from tests import hub_context
from tests.people import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.cli.options import Setup
    from kiosk.operations.context import Context

ADDRESS = "http://127.0.0.1:8080"


@pytest.fixture
def ctx(tmp_path: Path, place: Setup) -> Iterator[Context]:
    place.folder.make()
    ctx = hub_context.a_hub(tmp_path)
    yield ctx
    ctx.database.close()


def token(place: Setup) -> str:
    return paths.read_private(place.folder.token) or ""


def test_this_machines_terminal_is_paired_and_gets_its_token(
    ctx: Context, place: Setup
) -> None:
    first_run.pair_own_terminal(ctx, place)
    assert fleet.by_token(ctx, token(place)).series == "A"
    assert place.folder.token.stat().st_mode & 0o777 == 0o600


def test_a_second_run_leaves_it_as_it_is(ctx: Context, place: Setup) -> None:
    first_run.pair_own_terminal(ctx, place)
    first = token(place)
    first_run.pair_own_terminal(ctx, place)
    assert token(place) == first


def test_a_token_that_the_hub_does_not_take_any_more_is_renewed(
    ctx: Context, place: Setup
) -> None:
    first_run.pair_own_terminal(ctx, place)
    first = token(place)
    fleet.revoke(ctx, "A")
    first_run.pair_own_terminal(ctx, place)
    assert fleet.by_token(ctx, token(place)).series == "A"
    with pytest.raises(NotSignedIn):
        fleet.by_token(ctx, first)


def test_another_series_is_paired_anew(ctx: Context, place: Setup) -> None:
    first_run.pair_own_terminal(ctx, place)
    settings = structs.replace(place.settings, terminal=TerminalPart(series="B"))
    first_run.pair_own_terminal(ctx, replace(place, settings=settings))
    assert fleet.by_token(ctx, token(place)).series == "B"


def test_the_first_administrator_gets_a_link_that_works(ctx: Context) -> None:
    link = first_run.welcome(ctx, ADDRESS)
    assert link
    start, secret = link.rsplit("/", 1)
    assert start == f"{ADDRESS}/welcome"
    staff = accounts.accept_invitation(ctx, secret, PASSWORD)
    assert staff.sign_in_name == "admin"
    assert staff.rights == Rights.of(Role.ADMINISTRATOR)


def test_until_a_password_is_set_each_start_gives_a_fresh_link(ctx: Context) -> None:
    first, second = first_run.welcome(ctx, ADDRESS), first_run.welcome(ctx, ADDRESS)
    assert second
    assert first != second
    accounts.accept_invitation(ctx, second.rsplit("/", 1)[1], PASSWORD)
    assert first_run.welcome(ctx, ADDRESS) is None


def test_the_secret_of_forms_is_kept(ctx: Context, place: Setup) -> None:
    first = first_run.form_secret(ctx, place.folder.form_secret)
    assert first
    assert first_run.form_secret(ctx, place.folder.form_secret) == first


def test_links_lead_where_the_hub_is_said_to_be_or_was_last(
    ctx: Context, place: Setup
) -> None:
    del ctx
    assert first_run.known_address(place) == ADDRESS
    paths.write_private(place.folder.hub_address, "http://127.0.0.1:8085")
    assert first_run.known_address(place) == "http://127.0.0.1:8085"
    said = Settings(hub=HubPart(public_address="https://hub.example.org"))
    assert (
        first_run.known_address(replace(place, settings=said))
        == "https://hub.example.org"
    )


def test_hubs_that_share_a_database_share_the_secret_of_forms(
    place: Setup, tmp_path: Path
) -> None:
    shared = hub_context.a_hub(tmp_path, engine="postgresql", ids=RandomIds())
    other = replace(shared, database=Database(shared.database.url))
    both = [
        first_run.form_secret(ctx, place.folder.form_secret) for ctx in (shared, other)
    ]
    other.database.close()
    hub_context.gone(shared.database)
    assert both[0] == both[1]
    assert not place.folder.form_secret.exists()
