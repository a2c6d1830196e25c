from __future__ import annotations

import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import HubUnreachable, NotFound, UpdateRefused
from kiosk.operations import release_signing
from kiosk.releases.trust.roles import TrustRole
from kiosk.releases.trust.stick import StickSource, stick
from tests.fakes.metadata_store import at_hand
from tests.fakes.trusting_terminal import TrustingTerminal
from tests.operations.test_release_signing import publish
from tests.releases.archives_of import an_archive_of

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.fakes.lying_hub import LyingHub


@pytest.fixture
def written(tmp_path: Path, hub: LyingHub, clock: FixedClock) -> Path:
    """What an honest hub wrote, that rotated a root key once."""
    signing = release_signing.HubSigning(at_hand(hub.ring), clock)
    with hub.repository() as repository:
        repository.renew(TrustRole.ROOT)
    publish(hub.ctx, signing, 1, an_archive_of(1))
    file = tmp_path / "stick.zip"
    file.write_bytes(stick(release_signing.everything(hub.ctx)))
    return file


def test_a_terminal_without_a_network_takes_it_through_the_same_door(
    tmp_path: Path, written: Path, clock: FixedClock
) -> None:
    terminal = TrustingTerminal(tmp_path / "alone", StickSource(written), clock)
    assert terminal.update()
    assert terminal.shows == "version 1"


def test_a_stick_of_last_week_is_refused(
    tmp_path: Path, written: Path, clock: FixedClock
) -> None:
    clock.advance(days=7)
    terminal = TrustingTerminal(tmp_path / "alone", StickSource(written), clock)
    with pytest.raises(UpdateRefused) as refusal:
        terminal.update()
    assert refusal.value.reason == UpdateRefusal.EXPIRED


def test_a_stick_that_somebody_changed_is_refused(
    tmp_path: Path, written: Path, clock: FixedClock
) -> None:
    changed = written.read_bytes().replace(b"version 1", b"version 9")
    changed = changed.replace(b'"version":', b'"versiom":')
    written.write_bytes(changed)
    terminal = TrustingTerminal(tmp_path / "alone", StickSource(written), clock)
    with pytest.raises(UpdateRefused):
        terminal.update()
    assert terminal.shows == "shipped"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive at all"])
def test_what_is_no_stick_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "stick.zip"
    file.write_bytes(content)
    with pytest.raises(HubUnreachable, match="cannot be read"):
        list(StickSource(file).read("metadata/timestamp.json"))


def test_a_stick_whose_bits_turned_is_named(tmp_path: Path) -> None:
    """Somebody packed it anew, smaller; then it lay in a pocket."""
    file = tmp_path / "stick.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("metadata/timestamp.json", b"signed " * 100)
    data = bytearray(file.read_bytes())
    begin = data.index(b"timestamp.json") + len(b"timestamp.json")
    data[begin : begin + 8] = b"\xff" * 8
    file.write_bytes(data)
    with pytest.raises(HubUnreachable, match="cannot be read"):
        list(StickSource(file).read("metadata/timestamp.json"))


def test_a_stick_that_holds_less_than_it_says_is_named(tmp_path: Path) -> None:
    file = tmp_path / "stick.zip"
    name = "metadata/timestamp.json"
    data = bytearray(stick({name: b"signed"}))
    sizes, more = struct.Struct("<II"), 5000
    sizes.pack_into(data, 18, more, more)
    sizes.pack_into(data, data.rindex(b"PK\x01\x02") + 20, more, more)
    file.write_bytes(data)
    with pytest.raises(HubUnreachable, match="it ends too early"):
        list(StickSource(file).read(name))


def test_what_is_not_on_it_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "stick.zip"
    file.write_bytes(stick({"metadata/timestamp.json": b"{}"}))
    with pytest.raises(NotFound):
        list(StickSource(file).read("../timestamp.json"))
    with pytest.raises(HubUnreachable):
        list(StickSource(tmp_path / "gone").read("metadata/timestamp.json"))


def test_before_the_first_release_there_is_nothing_to_bring(ctx: Context) -> None:
    with pytest.raises(NotFound):
        release_signing.everything(ctx)
