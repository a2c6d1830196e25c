from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from kiosk.cli import cli
from kiosk.cli.hub_context import hub_context
from kiosk.domain.releases import ReleaseAbout
from kiosk.operations import publishing, release_signing
from kiosk.releases.packing import pack_files
from kiosk.releases.trust import keys
from kiosk.releases.trust.roles import TrustRole
from kiosk.store import releases
from tests.fakes.waiting import until_now
from tests.hub_web import an_app, served

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.options import Setup
    from kiosk.operations.context import Context
    from tests.cli.conftest import Run


@pytest.fixture
def mine(run: Run, tmp_path: Path) -> Path:
    """The key of the publisher of a strict site, on a machine of their own."""
    said = run(
        *("content", "keys", "init", "--put-away", str(tmp_path / "stick")),
        *("--publisher-key", str(tmp_path / "mine")),
    )
    assert said.exit_code == 0, said.output
    [key] = (tmp_path / "mine").glob("targets-*.pem")
    return key


def wait(ctx: Context, version: int, text: str) -> None:
    about = ReleaseAbout(version, ctx.clock.now(), "olena", "new hours")
    packed = pack_files({"words/de.toml": text.encode()}, about)
    assert ctx.content is not None
    with ctx.database.begin() as connection:
        signed = ctx.content.signing.sign(connection, about, packed)
        releases.add(connection, about, packed, is_public=signed)


def link_shown_by(run: Run, address: str) -> str:
    said = run("content", "sign")
    assert said.exit_code == 0, said.output
    [line] = [line for line in said.output.splitlines() if "/api/v1/signing/" in line]
    return address + line.split()[3].partition(":8080")[2]


def sign(link: str, key: Path, answer: str = "y\n", *, let: str = "") -> Result:
    words = ["content", "sign", link, "--key", str(key)]
    words += ["--notices-key", let] if let else []
    return CliRunner().invoke(cli, words, input=answer)


def test_the_publisher_sees_the_difference_and_signs(
    run: Run, place: Setup, mine: Path
) -> None:
    with hub_context(place) as ctx, served(an_app(ctx)) as http:
        address = str(http.base_url).rstrip("/")
        until_now(lambda: bool(publishing.listed(ctx)))  # what a hub begins with
        wait(ctx, 2, 'open = "open at 8"\n')
        first = sign(link_shown_by(run, address), mine)
        assert first.exit_code == 0, first.output
        assert release_signing.newest_release(ctx) == 2
        wait(ctx, 3, 'open = "open at 9"\n')
        link = link_shown_by(run, address)
        no = sign(link, mine, "n\n")
        assert no.exit_code == 1
        assert release_signing.newest_release(ctx) == 2
        said = sign(link, mine)
        assert said.exit_code == 0, said.output
        assert release_signing.newest_release(ctx) == 3
        again = sign(link, mine)
    assert "Release 3, by olena: new hours" in said.output
    assert '- open = "open at 8"' in said.output
    assert '+ open = "open at 9"' in said.output
    assert "Release 3 is public." in said.output
    assert again.exit_code != 0


def test_a_key_of_somebody_else_signs_nothing(
    run: Run, place: Setup, mine: Path, tmp_path: Path
) -> None:
    other = keys.put_away(keys.new(TrustRole.TARGETS), tmp_path / "other").file
    assert other is not None
    with hub_context(place) as ctx, served(an_app(ctx)) as http:
        address = str(http.base_url).rstrip("/")
        until_now(lambda: bool(publishing.listed(ctx)))
        said = sign(link_shown_by(run, address), other)
        assert said.exit_code != 0
        assert release_signing.newest_release(ctx) is None


def test_a_link_without_a_key_is_a_mistake(run: Run) -> None:
    assert run("content", "sign", "http://hub.example/x").exit_code == 2


def test_a_strict_site_shows_notices_from_its_first_day(
    run: Run, place: Setup, mine: Path
) -> None:
    with hub_context(place) as ctx:
        assert ctx.content is not None
        with ctx.database.begin() as connection:
            assert ctx.content.signing.sign_notices(connection, 1, b"{}")
    said = run("content", "keys", "status")
    assert "notices: until" in said.output
    assert "not let" not in said.output


def test_the_publisher_lets_only_the_key_that_they_name(
    run: Run, place: Setup, mine: Path
) -> None:
    old = run("content", "keys", "status").output
    made = run("content", "keys", "notices")
    assert made.exit_code == 0, made.output
    short_id = made.output.split()[-1]
    status = run("content", "keys", "status").output
    assert short_id not in old
    assert f"the publisher has not let it sign yet\n    key {short_id}" in status
    with hub_context(place) as ctx, served(an_app(ctx)) as http:
        address = str(http.base_url).rstrip("/")
        link = link_shown_by(run, address)
        unasked = sign(link, mine)
        assert f"say --notices-key {short_id}" in unasked.output
        assert "not let it sign yet" in run("content", "keys", "status").output
        link = link_shown_by(run, address)
        for wrong in (short_id[:4], "f" * 8):
            assert sign(link, mine, let=wrong).exit_code != 0
        said = sign(link, mine, let=short_id)
        assert said.exit_code == 0, said.output
        assert "signs notices by itself" in said.output
        assert "not let it sign yet" not in run("content", "keys", "status").output
        ended = sign(link_shown_by(run, address), mine, let="none")
        assert ended.exit_code == 0, ended.output
        assert ctx.content is not None
        with ctx.database.begin() as connection:
            assert not ctx.content.signing.sign_notices(connection, 2, b"{}")


def test_a_hub_that_signs_everything_needs_no_key_of_notices(
    run: Run, tmp_path: Path
) -> None:
    run("content", "keys", "init", "--put-away", str(tmp_path / "stick"))
    said = run("content", "keys", "notices")
    assert said.exit_code != 0
    assert "needs no such key" in said.output


def test_a_site_that_becomes_strict_goes_on_with_notices(
    run: Run, place: Setup, tmp_path: Path
) -> None:
    run("content", "keys", "init", "--put-away", str(tmp_path / "stick"))
    root = str(next((tmp_path / "stick").glob("root-*.pem")))
    said = run(
        *("content", "keys", "rotate", "targets", "--root-key", root),
        *("--put-away", str(tmp_path / "mine")),
    )
    assert said.exit_code == 0, said.output
    with hub_context(place) as ctx:
        assert ctx.content is not None
        with ctx.database.begin() as connection:
            assert ctx.content.signing.sign_notices(connection, 1, b"{}")
