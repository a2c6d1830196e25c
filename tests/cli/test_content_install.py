from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.cli.hub_context import hub_context
from kiosk.cli.late_notices import notice_bringer
from kiosk.cli.terminal_run import Wiring
from kiosk.domain.site_notices import NoticeKind
from kiosk.operations import notices
from kiosk.operations.notices import WantedNotice
from kiosk.releases.installed import InstalledReleases
from tests.builders import DE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from kiosk.cli.options import Setup
    from tests.fakes.command import Machine

    Run = Callable[..., Result]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick.kiosk"


@pytest.fixture
def root(run: Run, tmp_path: Path) -> Path:
    """Of a hub that has published something."""
    run("content", "publish", "--no-probe", "--comment", "The first")
    file = tmp_path / "root.json"
    run("content", "stick", str(tmp_path / "first.kiosk"), "--root", str(file))
    return file


def _installed(place: Setup) -> InstalledReleases:
    return InstalledReleases(place.folder.terminal_releases, place.content)


def _edit(machine: Machine, new: str) -> None:
    path = machine.content / "words" / "de.toml"
    path.write_text(path.read_text().replace('name = "Willkommen"', f'name = "{new}"'))


@pytest.mark.real
def test_a_release_travels_on_a_stick_and_the_terminal_shows_it(
    run: Run, root: Path, stick: Path, place: Setup, machine: Machine
) -> None:
    _edit(machine, "Not published")
    run("content", "stick", str(stick))

    told = run("content", "install", str(stick), "--root", str(root))

    assert told.output == "Release 1 is installed: The first\n"
    assert _installed(place).current().version == 1
    wiring = Wiring(place, "", "", None, attended=True)
    assert wiring.contents.current().site.name[DE] == "Willkommen"
    again = run("content", "install", str(stick))
    assert again.exit_code == 0


@pytest.mark.real
def test_an_older_stick_is_refused(
    run: Run, root: Path, stick: Path, place: Setup, tmp_path: Path
) -> None:
    run("content", "stick", str(stick))
    run("content", "publish", "--no-probe")
    newer = tmp_path / "newer.kiosk"
    run("content", "stick", str(newer))
    assert run("content", "install", str(newer), "--root", str(root)).exit_code == 0

    refused = run("content", "install", str(stick))
    assert refused.exit_code == 2
    assert _installed(place).current().version == 2


def test_a_stick_of_somebody_else_is_refused(
    run: Run, root: Path, stick: Path, place: Setup
) -> None:
    run("content", "stick", str(stick))
    said = root.read_text()
    root.write_text(said.replace('"threshold":1', '"threshold":2'))

    refused = run("content", "install", str(stick), "--root", str(root))
    assert refused.exit_code == 2
    assert _installed(place).current().is_shipped


@pytest.mark.real
def test_notices_travel_with_it(
    run: Run, root: Path, stick: Path, place: Setup
) -> None:
    with hub_context(place) as ctx:
        now = ctx.clock.now()
        texts = {DE: "Heute geschlossen"}
        ends = now + timedelta(hours=1)
        wanted = WantedNotice(NoticeKind.CLOSED, texts, now, ends)
        notices.put_up(ctx, "mira", wanted)
    run("content", "stick", str(stick))

    told = run("content", "install", str(stick), "--root", str(root))

    assert told.output == "Release 1 is installed: The first\n"
    bringer = notice_bringer(place.folder.release_trust, lambda: None)
    kept = bringer.kept()
    assert kept is not None
    assert [said.texts["de"] for said in kept.notices] == ["Heute geschlossen"]


def test_a_root_in_the_settings_says_whom_to_believe(
    run: Run, root: Path, stick: Path, tmp_path: Path, machine: Machine
) -> None:
    """As `kiosk content keys export` writes it."""
    exported = tmp_path / "exported.json"
    said = run("content", "keys", "export", str(exported))
    assert said.exit_code == 0, said.output
    assert exported.read_bytes() == root.read_bytes()
    run("content", "stick", str(stick))
    settings = machine.data / "kiosk.toml"
    settings.write_text('[terminal]\nfirst_root_file = "nowhere.json"\n')
    refused = run("content", "install", str(stick))
    assert refused.exit_code == 2
    assert "no hub is believed" in refused.output
    assert "kiosk content keys export FILE" in refused.output
    settings.write_text(f'[terminal]\nfirst_root_file = "{exported}"\n')
    said = run("content", "install", str(stick))
    assert said.exit_code == 0, said.output


def test_a_root_that_cannot_be_written_is_named(run: Run, root: Path) -> None:
    refused = run("content", "keys", "export", str(root / "below"))
    assert refused.exit_code == 2
    assert "cannot be written" in refused.output


def test_whom_to_believe_is_said_before_the_first_stick(
    run: Run, root: Path, stick: Path, place: Setup
) -> None:
    run("content", "stick", str(stick))

    refused = run("content", "install", str(stick))
    assert refused.exit_code == 2
    assert "--root FILE" in refused.output
    assert _installed(place).current().is_shipped


def test_what_is_no_stick_is_refused(run: Run, root: Path, stick: Path) -> None:
    stick.write_bytes(b"holiday pictures")
    refused = run("content", "install", str(stick), "--root", str(root))
    assert refused.exit_code == 2
    assert str(stick) in refused.output
    assert "kiosk content stick" in refused.output
    assert "tried again" not in refused.output  # as it is of the hub

    missing = run("content", "install", str(stick) + "x", "--root", str(root))
    assert missing.exit_code == 2
    assert "There is no file" in missing.output


def test_a_file_of_any_size_is_refused_before_it_is_read(
    run: Run, root: Path, stick: Path
) -> None:
    with stick.open("wb") as file:
        file.truncate(100 * 1024 * 1024)

    refused = run("content", "install", str(stick), "--root", str(root))
    assert refused.exit_code == 2
    assert "more than" in refused.output
