"""What is refused names the token's own file, not the copy that the service has."""

from __future__ import annotations

import dataclasses
import stat
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from kiosk import paths
from kiosk.cli import glass_page, token_files
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
    terminal = structs.replace(place.settings.terminal, token_file=copy / "token")
    settings = structs.replace(place.settings, terminal=terminal)
    return dataclasses.replace(place, settings=settings)


@pytest.mark.parametrize(
    "copied", [None, b"", b"two words", "a".encode("utf-16")], ids=repr
)
def test_the_glass_names_the_file_that_staff_can_mend(
    service: Setup, monkeypatch: pytest.MonkeyPatch, copied: bytes | None
) -> None:
    monkeypatch.setenv(token_files.COPIED_FROM, "/etc/kiosk/token")
    copy = service.settings.terminal.token_file
    assert copy is not None
    if copied is not None:
        copy.write_bytes(copied)
    with pytest.raises(KioskError) as refused:
        token_files.needed_token(service)
    lines = glass_page.lines(
        RefusalPage(refused.value, service.folder.settings), 100, 30
    )
    shown = " ".join(" ".join(lines).split())
    assert "/etc/kiosk/token" in shown
    assert str(copy) not in shown
    assert RESTART in shown
    assert "kiosk.toml" not in shown, "it is not there that it is to be corrected"


def test_without_a_copy_the_file_itself_is_named_and_nothing_restarted(
    service: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(token_files.COPIED_FROM, raising=False)
    with pytest.raises(KioskError) as refused:
        token_files.needed_token(service)
    assert str(service.settings.terminal.token_file) in str(refused.value)
    assert RESTART not in refused.value.remedy


def test_a_token_in_the_copy_is_read(
    service: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(token_files.COPIED_FROM, "/etc/kiosk/token")
    copy = service.settings.terminal.token_file
    assert copy is not None
    copy.write_text("a-token\n")
    assert token_files.needed_token(service) == "a-token"


def test_the_next_token_lies_beside_and_takes_the_place_at_once(place: Setup) -> None:
    place.folder.make()
    file = place.folder.token
    paths.write_private(file, "old")
    own = token_files.OwnToken(place)
    coming = own.draw("old")
    assert own.draw("old") == coming, "drawn once, until it is used"
    assert file.read_text("utf-8") == "old"
    own.keep("old")
    assert token_files.said_token(place) == coming
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not file.with_name("token.next").exists()
    assert own.draw(coming) != coming


def test_a_named_file_is_renewed_where_it_lies(service: Setup) -> None:
    file = service.settings.terminal.token_file
    assert file is not None
    paths.write_private(file, "old")
    link = file.with_name("link")
    link.symlink_to(file)
    terminal = structs.replace(service.settings.terminal, token_file=link)
    settings = structs.replace(service.settings, terminal=terminal)
    linked = dataclasses.replace(service, settings=settings)
    own = token_files.OwnToken(linked)
    coming = own.draw("old")
    own.keep("old")
    assert link.is_symlink()
    assert file.read_text("utf-8") == coming


def test_a_copy_is_never_written_it_is_made_anew_at_each_start(
    service: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(token_files.COPIED_FROM, "/etc/kiosk/token")
    copy = service.settings.terminal.token_file
    assert copy is not None
    paths.write_private(copy, "old")
    with pytest.raises(KioskError, match="/etc/kiosk/token") as refused:
        token_files.OwnToken(service).draw("old")
    assert "code" in refused.value.remedy
    assert [path.name for path in copy.parent.iterdir()] == ["token"]


def test_a_service_with_an_empty_copy_renews_what_it_was_paired_with(
    service: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(token_files.COPIED_FROM, "/etc/kiosk/token")
    copy = service.settings.terminal.token_file
    assert copy is not None
    copy.write_text("", encoding="utf-8")
    service.folder.make()
    paths.write_private(service.folder.token, "old")
    own = token_files.OwnToken(service)
    coming = own.draw("old")
    own.keep("old")
    assert token_files.said_token(service) == coming


def test_what_somebody_has_put_in_meanwhile_is_not_written_over(place: Setup) -> None:
    place.folder.make()
    paths.write_private(place.folder.token, "old")
    own = token_files.OwnToken(place)
    own.draw("old")
    paths.write_private(place.folder.token, "of-kiosk-pair")
    with pytest.raises(KioskError, match="another token"):
        own.keep("old")
    assert token_files.said_token(place) == "of-kiosk-pair"


def test_a_folder_that_may_not_be_written_leaves_the_old_one(place: Setup) -> None:
    place.folder.make()
    paths.write_private(place.folder.token, "old")
    coming = place.folder.token.with_name("token.next")
    coming.mkdir()  # not even the administrator writes there
    with pytest.raises(KioskError):
        token_files.OwnToken(place).draw("old")
    assert token_files.said_token(place) == "old"


def test_a_terminal_without_a_token_is_told_of_the_code_too(place: Setup) -> None:
    with pytest.raises(KioskError) as refused:
        token_files.needed_token(place)
    assert "kiosk pair --series A" in refused.value.remedy
    assert "--stay" in refused.value.remedy
