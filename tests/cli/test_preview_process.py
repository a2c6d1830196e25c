from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.cli import COMMANDS, HIDDEN, cli
from kiosk.cli.preview_process import COMMAND, HubProbe, SparingProbe, environment
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import UpdateRefused
from tests.fakes.clock import FixedClock


def test_the_worker_knows_no_setting_and_no_secret_of_ours() -> None:
    ours = {
        "PATH": "/usr/bin",
        "PYTHONPATH": "/program",
        "KIOSK_HUB_DATABASE": "postgresql://kiosk:hunter2@db/kiosk",
        "CREDENTIALS_DIRECTORY": "/run/credentials/kiosk",
        "HOME": "/home/somebody",
        "LANG": "de_DE",
        "TEXTUAL_DEBUG": "1",
    }
    told = environment(ours)
    assert told["PATH"] == "/usr/bin"
    assert told["PYTHONPATH"] == "/program"
    assert told["LANG"] == "C.UTF-8"
    assert not {"KIOSK_HUB_DATABASE", "CREDENTIALS_DIRECTORY", "HOME"} & set(told)
    assert not any("hunter2" in value for value in told.values())
    assert "TEXTUAL_DEBUG" not in told


def test_the_worker_is_a_command_that_no_help_shows() -> None:
    name = COMMAND[-1]
    assert name in HIDDEN
    assert name not in COMMANDS
    with cli.make_context("kiosk", ["--version"], resilient_parsing=True) as context:
        command = cli.get_command(context, name)
    assert command is not None
    assert command.hidden


def test_a_release_is_built_beside_the_last_that_was_good() -> None:
    asked: list[tuple[str, float, Path | None]] = []
    bad = Path("third")

    def build(folder: Path, seconds: float, *, beside: Path | None) -> None:
        asked.append((folder.name, seconds, beside))
        if folder == bad:
            reason = UpdateRefusal.PROBE_FAILED
            raise UpdateRefused("It cannot be shown.", reason=reason)

    probe = SparingProbe(60, build)
    probe(Path("first"))
    probe(Path("second"))
    with pytest.raises(UpdateRefused):
        probe(bad)
    probe(Path("fourth"))
    assert asked == [
        ("first", 60, None),
        ("second", 60, Path("first")),
        ("third", 60, Path("second")),
        ("fourth", 60, Path("second")),
    ]


def test_the_first_release_is_built_beside_what_came_with_the_program() -> None:
    asked: list[Path | None] = []

    def build(_folder: Path, _seconds: float, *, beside: Path | None) -> None:
        asked.append(beside)

    probe = SparingProbe(60, build, built=Path("shipped"))
    probe(Path("first"))
    probe(Path("second"))
    assert asked == [Path("shipped"), Path("first")]


def test_the_hub_draws_beside_a_copy_of_what_it_drew_before(tmp_path: Path) -> None:
    asked: list[tuple[str, str | None]] = []
    draft = tmp_path / "draft"
    draft.mkdir()

    def draw(_process: object, _clock: object, new: Path, built: Path | None) -> None:
        before = None if built is None else (built / "site.toml").read_text()
        asked.append(((new / "site.toml").read_text(), before))
        if asked[-1][0] == "bad":
            reason = UpdateRefusal.PROBE_FAILED
            raise UpdateRefused("It cannot be shown.", reason=reason)

    probe = HubProbe(FixedClock(), draw)
    for text in ("first", "second", "bad", "third"):
        (draft / "site.toml").write_text(text)
        with suppress(UpdateRefused):
            probe(draft)
    probe.close()
    assert asked == [
        ("first", None),
        ("second", "first"),
        ("bad", "second"),
        ("third", "second"),
    ]


def test_a_hub_draws_first_beside_what_came_with_the_program(tmp_path: Path) -> None:
    asked: list[Path | None] = []
    draft, shipped = tmp_path / "draft", tmp_path / "shipped"
    draft.mkdir()

    def draw(_process: object, _clock: object, _new: Path, built: Path | None) -> None:
        asked.append(built)

    probe = HubProbe(FixedClock(), draw, built=shipped)
    probe(draft)
    probe(draft)
    probe.close()
    assert asked[0] == shipped
    assert asked[1] not in (None, shipped)


def test_a_hub_that_ends_leaves_no_copy_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "draft").mkdir()
    probe = HubProbe(FixedClock(), lambda *_: None)
    probe(tmp_path / "draft")
    assert len(list(tmp_path.glob("kiosk-drawn-*"))) == 1
    probe.close()
    assert list(tmp_path.glob("kiosk-drawn-*")) == []
