"""Check-ins per second over HTTP, against what this disk can commit at all."""

from __future__ import annotations

import http.client
import sqlite3
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from kiosk import wire
from kiosk.ids import RandomIds

if TYPE_CHECKING:
    from pathlib import Path

CLIENTS = 8
RAW_COMMITS = 1000


@dataclass(frozen=True, slots=True)
class Load:
    """What a load measured: how many a second, and each one's seconds."""

    per_second: float
    seconds: list[float]


def raw_commits(folder: Path) -> Load:
    """One small row a commit, write-ahead log, synchronous=FULL."""
    connection = sqlite3.connect(folder / "raw.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE raw (id INTEGER PRIMARY KEY, body TEXT)")
    seconds = []
    began = time.perf_counter()
    for _ in range(RAW_COMMITS):
        before = time.perf_counter()
        connection.execute("INSERT INTO raw (body) VALUES (?)", ("x" * 200,))
        seconds.append(time.perf_counter() - before)
    total = time.perf_counter() - began
    connection.close()
    return Load(RAW_COMMITS / total, seconds)


def over_http(
    port: int, tokens: list[str], topic: str, check_ins: int, *, issued: int = 0
) -> Load:
    """`CLIENTS` terminals at once, each with its own series and connection.

    `issued` says how many each of them has issued today already.
    """
    seconds: list[float] = []
    clients = [
        threading.Thread(
            target=_client,
            args=(
                *(port, token, chr(ord("A") + i), topic),
                *(issued, check_ins // CLIENTS, seconds),
            ),
        )
        for i, token in enumerate(tokens)
    ]
    began = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    total = time.perf_counter() - began
    if len(seconds) < check_ins // CLIENTS * CLIENTS:
        raise RuntimeError("the hub refused check-ins")
    return Load(len(seconds) / total, seconds)


def a_delivery(series: str, count: int, topic: str) -> wire.TicketDelivery:
    now = datetime.now(UTC)  # noqa: TID251 - a stopwatch's clock
    return wire.TicketDelivery(
        series=series,
        count=count,
        service_day=now.date(),
        topic=topic,
        language="uk",
        screen_language="uk",
        code=RandomIds().ticket_code(),
        issued_at=now,
    )


def _client(
    port: int,
    token: str,
    series: str,
    topic: str,
    issued: int,
    count: int,
    seconds: list[float],
) -> None:
    ids = RandomIds()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    heads = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    for number in range(issued + 1, issued + count + 1):
        body = msgspec.json.encode(a_delivery(series, number, topic))
        before = time.perf_counter()
        line.request("PUT", f"/api/v1/tickets/{ids.ticket_id()}", body, heads)
        answer = line.getresponse()
        answer.read()
        if answer.status != 201:
            return
        seconds.append(time.perf_counter() - before)
    line.close()
