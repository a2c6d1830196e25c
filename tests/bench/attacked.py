"""Deliveries while strangers attack the hub, against the same hub left in peace."""

from __future__ import annotations

import http.client
import time
from typing import TYPE_CHECKING

import msgspec

from kiosk.ids import RandomIds
from kiosk.operations import fleet
from tests.bench.check_ins import a_delivery
from tests.bench.figures import Row, judged, p99
from tests.bench.painting import resident_mib
from tests.bench.visit import TOPIC
from tests.system.attacks import ATTACKS, Target, under_way
from tests.system.hub_process import a_running_hub, its_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bench.setting import Setting

SECONDS = 1.0
"""So long each attack is looked at, on a kept connection and on new ones. Each of the
attackers comes back 50 ms after it was thrown out."""
BOUND = 0.1
TRIES = 5
CALM_SECONDS = 10.0
LARGEST_MIB = 250
MS = 1000.0


class Delivering:
    """A terminal that delivers tickets, one after the other, again when it is cut."""

    def __init__(self, port: int, token: str) -> None:
        self._port = port
        self._headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/json",
        }
        self._line: http.client.HTTPConnection | None = None
        self._count = 0
        self.code = ""

    def for_a_while(self, *, kept: bool = True) -> list[float]:
        """How long each took, in seconds; on a kept connection, as terminals have it,
        or on a new one each time."""
        took: list[float] = []
        ends = time.perf_counter() + SECONDS
        while not took or time.perf_counter() < ends:
            before = time.perf_counter()
            self._deliver()
            if not kept:
                self._hang_up()
            took.append(time.perf_counter() - before)
        return took

    def until_calm(self, seconds: float) -> float:
        """How long it took, after an attack, until five in a row were as in peace."""
        began, calm = time.perf_counter(), 0
        while calm < 5 and time.perf_counter() - began < CALM_SECONDS:
            before = time.perf_counter()
            self._deliver()
            calm = calm + 1 if time.perf_counter() - before <= seconds else 0
        return time.perf_counter() - began

    def _deliver(self) -> None:
        self._count += 1
        delivery = a_delivery("A", self._count, TOPIC)
        self.code = delivery.code
        path = f"/api/v1/tickets/{RandomIds().ticket_id()}"
        body = msgspec.json.encode(delivery)
        for _ in range(TRIES):
            if self._line is None:
                self._line = http.client.HTTPConnection(
                    "127.0.0.1", self._port, timeout=10
                )
            try:
                self._line.request("PUT", path, body, self._headers)
                answer = self._line.getresponse()
                answer.read()
                if answer.status in (200, 201):
                    return
            except (OSError, http.client.HTTPException):
                self._hang_up()
        raise RuntimeError(f"the hub took no delivery in {TRIES} tries")

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None


def rows(setting: Setting) -> Iterator[Row]:
    """On a hub of its own: the others must not feel it."""
    folder = setting.folder / "attacked"
    folder.mkdir()
    with a_running_hub(folder) as hub:
        with its_state(hub) as context:
            token = fleet.pair(context, "A", "Entrance")[1]
        terminal = Delivering(hub.port, token)
        in_peace = p99(terminal.for_a_while())
        target = Target(hub.port, terminal.code, token)
        largest = calm_after = 0.0
        for name, (_attack, at_once) in ATTACKS.items():
            with under_way(name, target):
                slowest = p99(terminal.for_a_while())
                on_new_lines = p99(terminal.for_a_while(kept=False))
                assert hub.process
                largest = max(largest, resident_mib(hub.process.pid))
            calm_after = max(calm_after, terminal.until_calm(in_peace))
            yield Row(
                f"delivery while {at_once} {name}, p99"
                f" (on a new connection each: {on_new_lines * MS:.0f} ms)",
                f"{slowest * MS:.0f} ms",
                f"{in_peace * MS:.0f} ms in peace",
                f"{slowest / in_peace:.1f} x",
                "< 100 ms",
                setting.machine.judged(slowest, BOUND),
            )
        yield Row(
            "deliveries as in peace after them, at most",
            f"{calm_after:.1f} s",
            "",
            "",
            f"< {CALM_SECONDS:.0f} s",
            judged(calm_after < CALM_SECONDS),
        )
        yield Row(
            "hub's memory under them, at most",
            f"{largest:.0f} MiB",
            "",
            "",
            f"< {LARGEST_MIB} MiB",
            judged(largest < LARGEST_MIB),
        )
