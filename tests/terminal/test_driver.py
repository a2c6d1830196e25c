"""What is read from a terminal program, whatever bytes it sends."""

from __future__ import annotations

import fcntl
import os
import pty
import random
import struct
import subprocess
import sys
import termios
from typing import TYPE_CHECKING

import pytest
from textual import events

from kiosk.terminal.driver import LONGEST_SILENCE, KeyReader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message

TOUCH = b"\x1b[<0;5;7M"
SIGNS = b"0123456789;:<?>=~uMmtyRIOABC$ "
BREAKS = {
    "no UTF-8": b"\x80\xff\xc0",
    "a release of the kitty protocol": b"\x1b[97;1:3u",
    "a letter beyond all letters": b"\x1b[99999999999u",
    "colons": b"\x1b[1;1;:::u",
    "a surrogate": b"\x1b[55296u",
    "a touch beyond all screens": b"\x1b[<0;99999999999999999999;5M",
    "a touch below zero": b"\x1b[<0;-5;-5M",
    "an old touch": b"\x1b[M\x20\xff\xff",
    "another size": b"\x1b[48;0;0;0;0t",
    "a huge size": b"\x1b[48;99999;99999;1;1t",
    "sizes are told in between": b"\x1b[?2048;2$y",
    "focus": b"\x1b[I\x1b[O",
    "a paste": b"\x1b[200~rm -rf /\r\x1b[201~",
    "an endless sequence": b"\x1b[" + b"1;" * 5000,
    "escapes": b"\x1b" * 500,
    "a cursor": b"\x1b[99999;99999R",
    "half a letter": b"\xf0\x9f",
}


class Moments:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def touches(messages: Iterable[Message]) -> list[tuple[int, int]]:
    return [(m.x, m.y) for m in messages if isinstance(m, events.MouseDown)]


@pytest.mark.parametrize("data", BREAKS.values(), ids=BREAKS.keys())
def test_after_whatever_came_a_touch_is_a_touch(data: bytes) -> None:
    reader = KeyReader()
    before = [*reader.read(data), *reader.tick()]
    assert not any(isinstance(message, events.Resize) for message in before)
    list(reader.read(b"\x1b[I"))  # ends what the bytes may have left open
    assert touches(reader.read(TOUCH)) == [(4, 6)]


@pytest.mark.parametrize("data", BREAKS.values(), ids=BREAKS.keys())
def test_it_may_come_in_pieces(data: bytes) -> None:
    reader = KeyReader()
    for at in range(len(data)):
        list(reader.read(data[at : at + 1]))
    list(reader.read(b"\x1b[I"))
    assert touches(reader.read(TOUCH)) == [(4, 6)]


def test_a_paste_whose_end_got_lost_ends_by_itself() -> None:
    now = Moments()
    reader = KeyReader(now)
    assert list(reader.read(b"\x1b[200~hello")) == []
    assert touches(reader.read(TOUCH)) == []
    now.now += LONGEST_SILENCE * 1.1
    assert touches(reader.read(TOUCH)) == [(4, 6)]


def test_a_pause_between_two_keys_is_no_silence() -> None:
    now = Moments()
    reader = KeyReader(now)
    for _ in range(3):
        now.now += 10 * LONGEST_SILENCE
        assert touches(reader.read(TOUCH)) == [(4, 6)]


def test_letters_of_every_script_are_keys() -> None:
    reader = KeyReader()
    text = "aÄжعệ"
    found = [
        m.character for m in reader.read(text.encode()) if isinstance(m, events.Key)
    ]
    assert "".join(filter(None, found)) == text


@pytest.mark.parametrize("key", [b"\x1b[1;5z", b"\x1b[?9;9k", b"\x1bO9Z"])
def test_a_key_that_nobody_knows_types_no_letters(key: bytes) -> None:
    reader = KeyReader()
    heard = [*reader.read(key + TOUCH + b"a")]
    assert touches(heard) == [(4, 6)]
    typed = [m.character for m in heard if isinstance(m, events.Key)]
    assert typed == ["a"]


@pytest.mark.parametrize("seed", range(20))
def test_no_bytes_at_all_break_it(seed: int) -> None:
    chance = random.Random(seed)
    reader = KeyReader()
    for _ in range(300):
        signs = bytes(
            chance.choices(b"0123456789;:<?>=~uMmtyRIOABC$ ", k=chance.randrange(9))
        )
        piece = chance.choice([chance.randbytes(20), b"\x1b[" + signs, b"\x1b"])
        for message in (*reader.read(piece), *reader.tick()):
            assert not isinstance(message, events.Resize)


def test_the_window_is_measured_though_the_output_leads_into_a_file() -> None:
    """A child of its own: it reads, as in service, from the window it was born in."""
    ours, window = pty.openpty()
    fcntl.ioctl(window, termios.TIOCSWINSZ, struct.pack("HHHH", 19, 66, 0, 0))
    measure = (
        "import asyncio\n"
        "from kiosk.terminal.driver import SturdyDriver\n"
        "from textual.app import App\n"
        "async def measure():\n"
        "    print(SturdyDriver(App())._get_terminal_size())\n"
        "asyncio.run(measure())\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", measure],
        env={**os.environ, "COLUMNS": "200", "LINES": "50"},
        stdin=window,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    os.close(window)
    os.close(ours)
    assert told.stdout == "(66, 19)\n"
