"""What strangers on the network may do to a hub, each as a process that goes on until
it is ended: `python -m tests.system.attacks NAME PORT CODE TOKEN`."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_SECONDS = 60
READY = "under way"
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Target:
    port: int
    code: str
    """Of a ticket that waits, as a visitor's phone knows it."""
    token: str
    """Of a paired terminal: one that was stolen."""

    async def line(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection(HOST, self.port)


Attack = Callable[[Target], Awaitable[None]]


async def endless_header(target: Target) -> None:
    _reader, writer = await target.line()
    writer.write(b"GET /health HTTP/1.1\r\nHost: x\r\nX-Endless: ")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


async def idle(target: Target) -> None:
    reader, _writer = await target.line()
    await reader.read()


async def dripping_body(target: Target) -> None:
    _reader, writer = await target.line()
    writer.write(
        b"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.2)


async def stream(target: Target) -> None:
    reader, writer = await target.line()
    path = f"/t/{target.code}/events"
    writer.write(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    while await reader.read(65536):
        pass


async def sign_in(target: Target) -> None:
    """With a form's token, as a browser has it."""
    reader, writer = await target.line()
    writer.write(b"GET /sign-in HTTP/1.1\r\nHost: x\r\n\r\n")
    page = await _answer(reader)
    token = re.findall(rb"kiosk-form=([0-9a-f]+)", page)[0].decode()
    fields = {"name": "admin", "password": "wrong", "_csrf_token": token}
    body = urlencode(fields).encode()
    head = (
        f"POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Cookie: kiosk-form={token}\r\n\r\n"
    )
    writer.write(head.encode() + body)
    await _answer(reader)
    writer.close()


async def guest(target: Target) -> None:
    reader, writer = await target.line()
    while True:
        writer.write(b"GET /sign-in?lang=en HTTP/1.1\r\nHost: x\r\n\r\n")
        await _answer(reader)


async def nested_json(target: Target) -> None:
    reader, writer = await target.line()
    body = b'{"series":' + b"[" * 30_000 + b"]" * 30_000 + b"}"
    head = (
        f"PUT /api/v1/tickets/{'a' * 32} HTTP/1.1\r\nHost: x\r\n"
        f"Authorization: Bearer {target.token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    while True:
        writer.write(head.encode() + body)
        await _answer(reader)


ATTACKS: dict[str, tuple[Attack, int]] = {
    "endless headers": (endless_header, 8),
    "idle connections": (idle, 1000),
    "dripping bodies": (dripping_body, 200),
    "streams of one ticket": (stream, 2000),
    "sign-ins at once": (sign_in, 80),
    "guests on pages": (guest, 4),
    "nested JSON": (nested_json, 4),
}
"""What each of them does, and how many of them at the same time."""


@contextmanager
def under_way(name: str, target: Target) -> Iterator[None]:
    """The attack goes on within; in a process of its own, which ends with it."""
    command = [sys.executable, "-m", "tests.system.attacks", name]
    said = [str(target.port), target.code, target.token]
    process = subprocess.Popen(
        [*command, *said], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().decode().strip() == READY
        yield
    finally:
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


async def _again_and_again(attack: Attack, target: Target) -> None:
    """Whoever is thrown out comes back."""
    while True:
        with suppress(OSError, asyncio.IncompleteReadError, IndexError):
            await attack(target)
        await asyncio.sleep(0.05)


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head.lower())
    return head + await reader.readexactly(int(length[1]) if length else 0)


async def _attack(name: str, target: Target) -> None:
    attack, at_once = ATTACKS[name]
    crowd = [
        asyncio.create_task(_again_and_again(attack, target)) for _ in range(at_once)
    ]
    await asyncio.sleep(0.5)
    sys.stdout.write(f"{READY}\n")
    sys.stdout.flush()
    await asyncio.wait(crowd, timeout=LONGEST_SECONDS)


if __name__ == "__main__":
    asyncio.run(_attack(sys.argv[1], Target(int(sys.argv[2]), *sys.argv[3:5])))
