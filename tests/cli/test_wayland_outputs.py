"""Reading the screens of a compositor, which is played here."""

from __future__ import annotations

import socket
import struct
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from kiosk.cli.wayland_outputs import OutputSize, WaylandOutputs
from kiosk.errors import BadSetting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OUTPUT = 3
"""The object that the reader makes for the first screen."""
CURRENT, PREFERRED = 1, 2


class Compositor:
    """The other end of the connection."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, sender: int, event: int, body: bytes) -> None:
        header = struct.pack("=II", sender, (8 + len(body)) << 16 | event)
        self._connection.sendall(header + body)

    def send_in_pieces(self, sender: int, event: int, body: bytes) -> list[bytes]:
        message = struct.pack("=II", sender, (8 + len(body)) << 16 | event) + body
        return [message[:5], message[5:]]

    def announces(self, name: int, interface: str, version: int = 4) -> None:
        said = struct.pack("=I", name) + text(interface) + struct.pack("=I", version)
        self.send(2, 0, said)

    def takes_away(self, name: int) -> None:
        self.send(2, 1, struct.pack("=I", name))

    def geometry(self, millimetres: tuple[int, int], transform: int = 0) -> None:
        where = struct.pack("=iiiii", 0, 0, *millimetres, 0)
        self.send(
            OUTPUT, 0, where + text("Maker") + text("M") + struct.pack("=i", transform)
        )

    def mode(self, width: int, height: int, flags: int = CURRENT) -> None:
        self.send(OUTPUT, 1, struct.pack("=Iiii", flags, width, height, 60_000))


def text(words: str) -> bytes:
    said = words.encode() + b"\0"
    return struct.pack("=I", len(said)) + said.ljust(-(-len(said) // 4) * 4, b"\0")


@pytest.fixture
def both() -> Iterator[tuple[Compositor, WaylandOutputs]]:
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        ours.settimeout(5)
        yield Compositor(theirs), WaylandOutputs(ours)


def test_a_screen_says_how_large_it_is(
    both: tuple[Compositor, WaylandOutputs],
) -> None:
    compositor, outputs = both
    compositor.announces(1, "wl_shm")
    compositor.announces(7, "wl_output")
    outputs.hear()
    compositor.geometry((531, 299))
    compositor.mode(1280, 720, PREFERRED)
    compositor.mode(1920, 1080)
    outputs.hear()
    assert outputs.newest() == OutputSize(1920, 1080, 299)


@pytest.mark.parametrize(("transform", "turned"), [(1, True), (2, False), (3, True)])
def test_a_turned_screen_is_as_the_visitor_sees_it(
    both: tuple[Compositor, WaylandOutputs], transform: int, *, turned: bool
) -> None:
    compositor, outputs = both
    compositor.announces(7, "wl_output")
    outputs.hear()
    compositor.geometry((531, 299), transform)
    compositor.mode(1920, 1080)
    outputs.hear()
    upright, on_its_side = OutputSize(1920, 1080, 299), OutputSize(1080, 1920, 531)
    assert outputs.newest() == (on_its_side if turned else upright)


def test_it_hears_of_another_size_and_of_a_screen_that_is_gone(
    both: tuple[Compositor, WaylandOutputs],
) -> None:
    compositor, outputs = both
    compositor.announces(7, "wl_output")
    outputs.hear()
    compositor.mode(1280, 720)
    assert outputs.hear() == [OUTPUT]
    compositor.mode(3840, 2160)
    outputs.hear()
    assert outputs.newest() == OutputSize(3840, 2160, 0)
    compositor.takes_away(7)
    outputs.hear()
    assert outputs.newest() is None


def test_a_message_may_come_in_pieces(
    both: tuple[Compositor, WaylandOutputs],
) -> None:
    compositor, outputs = both
    compositor.announces(7, "wl_output")
    outputs.hear()
    body = struct.pack("=Iiii", CURRENT, 1024, 768, 60_000)
    first, second = compositor.send_in_pieces(OUTPUT, 1, body)
    compositor._connection.sendall(first)
    assert outputs.hear() == []
    compositor._connection.sendall(second)
    assert outputs.hear() == [OUTPUT]
    assert outputs.newest() == OutputSize(1024, 768, 0)


def test_the_end_of_the_compositor_is_told(
    both: tuple[Compositor, WaylandOutputs],
) -> None:
    compositor, outputs = both
    compositor._connection.close()
    with pytest.raises(ConnectionError):
        outputs.hear()


def test_without_a_compositor_it_says_what_starts_one(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="no screen") as refused:
        WaylandOutputs.connect({"XDG_RUNTIME_DIR": str(tmp_path)})
    assert "kiosk-terminal@" in refused.value.remedy
