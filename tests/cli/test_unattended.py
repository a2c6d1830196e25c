"""What is refused names the token's own file, not the copy that the service has."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from kiosk.cli import unattended
from kiosk.cli.refusal_page import RefusalPage
from kiosk.errors import KioskError

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.cli.options import Setup

RESTART = "systemctl restart 'kiosk-terminal@*'"


@pytest.fixture
def service(place: Setup, tmp_path: Path) -> Setup:
    copy = tmp_path / "copy"
    copy.mkdir()
    terminal = dataclasses.replace(place.settings.terminal, token_file=copy / "token")
    settings = dataclasses.replace(place.settings, terminal=terminal)
    return dataclasses.replace(place, settings=settings)


@pytest.mark.parametrize(
    "copied", [None, b"", b"two words", "a".encode("utf-16")], ids=repr
)
def test_the_glass_names_the_file_that_staff_can_mend(
    service: Setup, monkeypatch: pytest.MonkeyPatch, copied: bytes | None
) -> None:
    monkeypatch.setenv(unattended.COPIED_FROM, "/etc/kiosk/token")
    copy = service.settings.terminal.token_file
    assert copy is not None
    if copied is not None:
        copy.write_bytes(copied)
    with pytest.raises(KioskError) as refused:
        unattended.read_token(service)
    lines = RefusalPage(refused.value, service.folder.settings).lines(100, 30)
    shown = " ".join(" ".join(lines).split())
    assert "/etc/kiosk/token" in shown
    assert str(copy) not in shown
    assert RESTART in shown
    assert "kiosk.toml" not in shown, "it is not there that it is to be corrected"


def test_without_a_copy_the_file_itself_is_named_and_nothing_restarted(
    service: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(unattended.COPIED_FROM, raising=False)
    with pytest.raises(KioskError) as refused:
        unattended.read_token(service)
    assert str(service.settings.terminal.token_file) in str(refused.value)
    assert RESTART not in refused.value.remedy


def test_a_token_in_the_copy_is_read(
    service: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(unattended.COPIED_FROM, "/etc/kiosk/token")
    copy = service.settings.terminal.token_file
    assert copy is not None
    copy.write_text("a-token\n")
    assert unattended.read_token(service) == "a-token"
