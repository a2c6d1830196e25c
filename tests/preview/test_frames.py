from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, NamedTuple

import pytest

from kiosk.preview import frames
from kiosk.preview.frames import FrameLate, FrameLost, FrameReader

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pipe(NamedTuple):
    out: int
    into: int


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    ends = Pipe(*os.pipe())
    yield ends
    for descriptor in ends:
        try:
            os.close(descriptor)
        except OSError:
            continue


def test_messages_come_out_as_they_went_in_whatever_is_in_them(pipe: Pipe) -> None:
    said = [b"one", b"", b"\x00\x00\x00\x09", "zwei ü".encode(), b"x" * 40_000]
    for message in said:
        frames.write(pipe.into, message)
    reader = FrameReader(pipe.out)
    assert [reader.next() for _ in said] == said


def test_a_message_that_comes_in_pieces_is_whole(pipe: Pipe) -> None:
    reader = FrameReader(pipe.out)
    framed = frames.framed(b"in pieces")
    os.write(pipe.into, framed[:2])
    with pytest.raises(FrameLate):
        reader.next(time.monotonic() + 0.01)
    os.write(pipe.into, framed[2:7])
    with pytest.raises(FrameLate):
        reader.next(time.monotonic() + 0.01)


def test_what_is_late_is_late_and_not_lost_for_ever(pipe: Pipe) -> None:
    with pytest.raises(FrameLate):
        FrameReader(pipe.out).next(time.monotonic())


@pytest.mark.parametrize("said", [b"", b"\x00\x00", b"\x00\x00\x00\x05four"])
def test_an_end_before_a_message_is_whole_is_told(pipe: Pipe, said: bytes) -> None:
    os.write(pipe.into, said)
    os.close(pipe.into)
    with pytest.raises(FrameLost, match="gone"):
        FrameReader(pipe.out).next()


def test_a_length_that_no_message_has_is_not_waited_for(pipe: Pipe) -> None:
    os.write(pipe.into, b"GET / HTTP/1.1\r\n\r\n")
    with pytest.raises(FrameLost, match="larger"):
        FrameReader(pipe.out).next()


def test_a_pipe_that_cannot_be_read_is_told(pipe: Pipe) -> None:
    os.close(pipe.out)
    with pytest.raises(FrameLost):
        FrameReader(pipe.out).next(time.monotonic() + 1)
