from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

import pytest

from kiosk.cli import release_keys
from kiosk.cli.hub_context import hub_context
from kiosk.domain.releases import ReleaseAbout
from kiosk.operations import release_signing
from kiosk.releases.trust.roles import TOP_ROLES
from kiosk.store import releases

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.options import Setup
    from tests.cli.conftest import Run
    from tests.fakes.command import Machine


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def publish(place: Setup, version: int) -> bool:
    """Whether the hub could sign it by itself."""
    signing = release_keys.signing(place)
    with hub_context(place) as ctx, ctx.database.begin() as connection:
        about = ReleaseAbout(version, ctx.clock.now(), "publisher")
        signed = signing.sign(connection, about, b"packed")
        releases.add(connection, about, b"packed", is_public=signed)
    return signed


def kept(machine: Machine) -> list[str]:
    folder = machine.data / "hub" / "keys"
    return sorted(path.name.partition("-")[0] for path in folder.glob("*.pem"))


def test_the_root_keys_are_put_away_and_the_others_stay(
    run: Run, machine: Machine, place: Setup, stick: Path
) -> None:
    said = run("content", "keys", "init", "--put-away", str(stick))
    assert said.exit_code == 0, said.output
    assert kept(machine) == ["snapshot", "targets", "timestamp"]
    roots = sorted(stick.glob("root-*.pem"))
    assert len(roots) == 2
    for root in roots:
        assert str(root) in said.output
        assert stat.S_IMODE(root.stat().st_mode) == 0o600
    assert "no part of this" in said.output
    assert publish(place, 1)


def test_keys_are_made_once(run: Run, stick: Path) -> None:
    assert run("content", "keys", "init", "--put-away", str(stick)).exit_code == 0
    again = run("content", "keys", "init", "--put-away", str(stick / "again"))
    assert again.exit_code != 0
    assert not (stick / "again").exists()


def test_more_root_keys_than_there_are_cannot_be_asked_for(
    run: Run, stick: Path
) -> None:
    said = run("content", "keys", "init", "--put-away", str(stick), "--threshold", "3")
    assert said.exit_code == 2
    assert not stick.exists()


def test_of_a_strict_site_the_hub_cannot_publish_by_itself(
    run: Run, machine: Machine, place: Setup, stick: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    run(
        *("content", "keys", "init", "--put-away", str(stick)),
        *("--publisher-key", str(mine)),
    )
    assert kept(machine) == ["notices", "snapshot", "timestamp"]
    assert len(list(mine.glob("targets-*.pem"))) == 1
    assert not publish(place, 1)


def test_a_hub_without_keys_makes_them_with_its_first_release(
    run: Run, machine: Machine, place: Setup
) -> None:
    assert "no keys yet" in run("content", "keys", "status").output
    assert publish(place, 1)
    assert kept(machine) == ["root", "root", "snapshot", "targets", "timestamp"]
    said = run("content", "keys", "status").output
    assert [line for line in said.splitlines() if line.startswith("targets: until")]
    assert str(machine.data / "hub" / "keys") in said


def test_a_start_that_broke_off_goes_on_with_the_keys_it_made(
    machine: Machine, place: Setup
) -> None:
    first = release_keys.signing(place).first
    assert first is not None
    made = first()
    again = first()
    for role in TOP_ROLES:
        assert {key.id for key in again[role]} == {key.id for key in made[role]}


def test_keys_of_systemd_are_taken(
    machine: Machine, place: Setup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert publish(place, 1)
    given = tmp_path / "credentials"
    given.mkdir()
    for file in (machine.data / "hub" / "keys").glob("t*.pem"):
        file.rename(given / f"kiosk-{file.name.partition('-')[0]}.pem")
    assert not publish(place, 2)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(given))
    assert publish(place, 3)


def test_status_says_where_keys_are_and_until_when_they_hold(
    run: Run, stick: Path
) -> None:
    run("content", "keys", "init", "--put-away", str(stick), "--threshold", "2")
    said = run("content", "keys", "status").output
    assert "not on this machine" in said
    assert "2 of them must sign" in said
    assert len(re.findall(r"until \d{4}-\d\d-\d\d \d\d:\d\d UTC", said)) == 4


def roots_of(stick: Path) -> list[str | Path]:
    return [
        word for root in sorted(stick.glob("root-*")) for word in ("--root-key", root)
    ]


def test_a_key_is_replaced_with_a_root_key_and_not_without(
    run: Run, machine: Machine, place: Setup, stick: Path
) -> None:
    run("content", "keys", "init", "--put-away", str(stick))
    refused = run("content", "keys", "rotate", "targets")
    assert refused.exit_code != 0
    before = {path.name for path in (machine.data / "hub" / "keys").glob("targets-*")}
    said = run("content", "keys", "rotate", "targets", *map(str, roots_of(stick)))
    assert said.exit_code == 0, said.output
    after = {path.name for path in (machine.data / "hub" / "keys").glob("targets-*")}
    assert len(after) == 1
    assert not after & before
    assert "counts no more" in said.output
    assert publish(place, 1)


def test_a_root_key_that_is_gone_is_replaced_by_the_other(
    run: Run, place: Setup, stick: Path, tmp_path: Path
) -> None:
    run("content", "keys", "init", "--put-away", str(stick))
    gone, left = sorted(stick.glob("root-*.pem"))
    key_id = gone.stem.removeprefix("root-")
    new = tmp_path / "new"
    said = run(
        *("content", "keys", "rotate", "root", "--old", key_id),
        *("--root-key", str(left), "--put-away", str(new)),
    )
    assert said.exit_code == 0, said.output
    assert len(list(new.glob("root-*.pem"))) == 1
    with hub_context(place) as ctx:
        assert release_signing.metadata(ctx, "2.root.json")
    unknown = run(
        *("content", "keys", "rotate", "root", "--old", "ffffffff"),
        *("--root-key", str(left), "--put-away", str(tmp_path / "never")),
    )
    assert unknown.exit_code != 0
    assert not (tmp_path / "never").exists()
    assert run("content", "keys", "rotate", "root").exit_code == 2


def test_what_can_be_signed_here_is_renewed(run: Run, stick: Path) -> None:
    run("content", "keys", "init", "--put-away", str(stick))
    said = run("content", "keys", "renew")
    assert said.exit_code == 0, said.output
    assert "targets: until" in said.output
    assert "root" not in said.output
    assert run("content", "keys", "renew", "root").exit_code != 0
    renewed = run("content", "keys", "renew", "root", *map(str, roots_of(stick)))
    assert "root: until" in renewed.output


def test_a_file_that_is_no_key_is_named(run: Run, stick: Path, tmp_path: Path) -> None:
    run("content", "keys", "init", "--put-away", str(stick))
    wrong = tmp_path / "holiday.jpg"
    wrong.write_bytes(b"\xff\xd8")
    said = run("content", "keys", "renew", "root", "--root-key", str(wrong))
    assert said.exit_code != 0
    assert "holiday.jpg" in f"{said.output} {said.exception}"
