"""The rows of every day: starts, touches, check-ins, content, search, memory."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import httpx

from kiosk import paths
from kiosk.operations import calling
from tests.bench import check_ins, loading, painting, releasing, searching
from tests.bench.figures import Machine, Row, judged, p50, p99
from tests.bench.visit import CATALOGUE, TOPIC
from tests.system.hub_process import its_state

if TYPE_CHECKING:
    from tests.bench.setting import Setting
    from tests.system.hub_process import HubProcess

VISITS = 150
CHECK_INS = 2000
KEPT_OF_RAW = 0.3
MS = 1000.0


def first_paint(setting: Setting) -> list[Row]:
    """Tells how fast the machine is, too."""
    of_ours, of_bare = painting.first_paints(setting.ours)
    mine, bare = p50(of_ours), p50(of_bare)
    setting.machine = Machine(bare)
    row = Row(
        "first paint, p50",
        f"{mine * MS:.0f} ms",
        f"{bare * MS:.0f} ms",
        f"{mine / bare:.2f} x",
        "<= 1.4 x",
        judged(mine / bare <= 1.4),
    )
    return [row]


def hub_start(setting: Setting) -> list[Row]:
    seconds = p50(_starts_of(setting.hub))
    return [
        Row(
            "hub start to first 200",
            f"{seconds:.2f} s",
            "",
            "",
            "< 1.2 s",
            setting.machine.judged(seconds, 1.2),
        )
    ]


def _starts_of(hub: HubProcess) -> list[float]:
    """From the start of the process to the first 200; the database exists already."""
    took = []
    for _ in range(5):
        hub.stop()
        began = time.perf_counter()
        hub.start()
        while not _answers(hub):
            time.sleep(0.005)
        took.append(time.perf_counter() - began)
    return took


def _answers(hub: HubProcess) -> bool:
    try:
        return httpx.get(f"{hub.address}/health", timeout=1).status_code == 200
    except httpx.TransportError:
        return False


def touch_to_paint(setting: Setting) -> list[Row]:
    machine = setting.machine
    of_ours, of_bare = painting.touches(setting.ours, setting.visit)
    ratio = p50(of_ours) / p50(of_bare)
    slowest = p99(of_ours)
    return [
        Row(
            "touch to last painted byte, p50",
            f"{p50(of_ours) * MS:.1f} ms",
            f"{p50(of_bare) * MS:.1f} ms",
            f"{ratio:.2f} x",
            "<= 2 x",
            judged(ratio <= 2),
        ),
        Row(
            "touch to last painted byte, p99",
            f"{slowest * MS:.1f} ms",
            f"{p99(of_bare) * MS:.1f} ms",
            f"{slowest / p99(of_bare):.2f} x",
            "< 50 ms",
            machine.judged(slowest, 0.05),
        ),
    ]


def over_http(setting: Setting) -> list[Row]:
    machine = setting.machine
    raw = check_ins.raw_commits(setting.folder)
    load = check_ins.over_http(setting.hub.port, setting.tokens, TOPIC, CHECK_INS)
    ratio = load.per_second / raw.per_second
    return [
        Row(
            f"check-ins a second, {check_ins.CLIENTS} clients",
            f"{load.per_second:.0f}",
            f"{raw.per_second:.0f} raw commits",
            f"{ratio:.2f} x",
            f">= {KEPT_OF_RAW} x",
            judged(ratio >= KEPT_OF_RAW),
        ),
        _twice(setting),
        Row(
            "check-in over HTTP, p50 / p99",
            f"{p50(load.seconds) * MS:.1f} / {p99(load.seconds) * MS:.1f} ms",
            f"{p50(raw.seconds) * MS:.2f} / {p99(raw.seconds) * MS:.2f} ms",
            "",
            "p99 < 50 ms",
            machine.judged(p99(load.seconds), 0.05),
        ),
    ]


def _twice(setting: Setting) -> Row:
    with its_state(setting.hub) as context:
        numbers = [str(ticket.number) for ticket in calling.today(context)]
    twice = len(numbers) - len(set(numbers))
    return Row(
        f"of {len(numbers)} numbers, issued twice",
        str(twice),
        "",
        "",
        "none",
        judged(not twice and len(numbers) >= CHECK_INS),
    )


def content(setting: Setting) -> list[Row]:
    """A thousand services in fifteen languages, beside what is shipped."""
    machine = setting.machine
    folder = loading.enlarged(setting.folder / "content")
    large = loading.measure(folder)
    shipped = loading.measure(paths.shipped("content"))
    released = releasing.seconds(folder)
    as_shipped = releasing.seconds(paths.shipped("content"))
    slowest, usual = max(large.switch_seconds), max(shipped.switch_seconds)
    return [
        Row(
            f"load {loading.SERVICES} services, 15 languages",
            f"{large.load_seconds * MS:.0f} ms",
            f"{shipped.load_seconds * MS:.0f} ms as shipped",
            f"{large.load_seconds / shipped.load_seconds:.0f} x",
            "< 1 s",
            machine.judged(large.load_seconds, 1),
        ),
        Row(
            "memory with them, index and all",
            f"{large.memory_mib:.0f} MiB",
            f"{shipped.memory_mib:.0f} MiB as shipped",
            f"{large.memory_mib / shipped.memory_mib:.1f} x",
            "< 150 MiB",
            judged(large.memory_mib < 150),
        ),
        Row(
            "another language, the slowest of 15",
            f"{slowest * MS:.0f} ms",
            f"{usual * MS:.0f} ms as shipped",
            f"{slowest / usual:.1f} x",
            "< 50 ms",
            machine.judged(slowest, 0.05),
        ),
        Row(
            "pack and sign them as a release",
            f"{released:.1f} s",
            f"{as_shipped * MS:.0f} ms as shipped",
            f"{released / as_shipped:.0f} x",
            "< 10 s",
            machine.judged(released, 10),
        ),
    ]


def search(setting: Setting) -> list[Row]:
    """Each letter that is typed, in a catalogue of what a region might offer."""
    machine = setting.machine
    large = searching.typing(searching.enlarged(CATALOGUE))
    shipped = searching.typing(CATALOGUE)
    slowest = p99(large.seconds)
    return [
        Row(
            f"search per key, {searching.SERVICES} services, 15 languages, p99",
            f"{slowest * MS:.1f} ms",
            f"{p99(shipped.seconds) * MS:.1f} ms as shipped",
            f"{slowest / p99(shipped.seconds):.1f} x",
            "< 30 ms",
            machine.judged(slowest, 0.03),
        ),
        Row(
            "index of these services",
            f"{large.index_mib:.0f} MiB",
            f"{shipped.index_mib:.1f} MiB as shipped",
            f"{large.index_mib / shipped.index_mib:.0f} x",
            "< 30 MiB",
            judged(large.index_mib < 30),
        ),
    ]


def memory(setting: Setting) -> list[Row]:
    """Of both halves, after visits that all arrive at the hub."""
    before = setting.arrived()
    terminal = painting.memory_after(setting.ours, setting.visit, VISITS)
    assert setting.hub.process
    of_hub = painting.resident_mib(setting.hub.process.pid)
    made = setting.arrived() - before
    if made < VISITS * 0.95:
        raise RuntimeError(f"only {made} of {VISITS} visits ended with a ticket")
    return [
        Row(
            f"terminal's memory after {made} visits",
            f"{terminal:.0f} MiB",
            "",
            "",
            "< 100 MiB",
            judged(terminal < 100),
        ),
        Row(
            "hub's memory after them",
            f"{of_hub:.0f} MiB",
            "",
            "",
            "< 120 MiB",
            judged(of_hub < 120),
        ),
    ]
