from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.clock import SystemClock
from kiosk.releases.trust.stick import StickSource
from tests.cli.test_content_keys import publish
from tests.fakes.trusting_terminal import TrustingTerminal

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.options import Setup
    from tests.cli.conftest import Run
    from tests.fakes.command import Machine


def test_the_newest_release_goes_onto_a_stick(
    run: Run, place: Setup, tmp_path: Path
) -> None:
    file = tmp_path / "stick.zip"
    assert run("content", "stick", str(file)).exit_code != 0
    assert not file.exists()
    assert publish(place, 1)
    said = run("content", "stick", str(file))
    assert said.exit_code == 0, said.output
    terminal = TrustingTerminal(tmp_path / "alone", StickSource(file), SystemClock())
    assert terminal.trust.look() is not None


def test_a_file_that_cannot_be_written_is_named(
    run: Run, place: Setup, tmp_path: Path
) -> None:
    assert publish(place, 1)
    said = run("content", "stick", str(tmp_path / "gone" / "stick.zip"))
    assert said.exit_code != 0
    assert "stick.zip" in f"{said.output} {said.exception}"


def test_a_terminal_forgets_whom_it_trusted_when_somebody_says_so(
    run: Run, machine: Machine, place: Setup
) -> None:
    folder = place.folder.release_trust
    folder.mkdir(parents=True)
    (folder / "first-root.json").write_text("{}")
    assert run("content", "trust").exit_code == 1
    assert folder.exists()
    assert run("content", "trust", "--yes").exit_code == 0
    assert not folder.exists()
    assert run("content", "trust", "--yes").exit_code == 0
