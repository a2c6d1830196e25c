"""`make bench`: ratios against baselines of the same run, in one table."""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

import httpx

from kiosk import paths
from kiosk.operations import calling, fleet
from tests.bench import check_ins, loading, long_line, painting, searching
from tests.bench.figures import Machine, Row, Verdict, judged, p50, p99, table
from tests.bench.visit import CATALOGUE, TOPIC, spots
from tests.hub_context import join
from tests.people import COUNSELLOR_1
from tests.system.hub_process import HubProcess, its_state

VISITS = 1000
CHECK_INS = 2000
SERIES = "ABCDEFGH"
MS = 1000.0


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        machine, rows = measured(Path(name))
    sys.stdout.write(f"{machine}\n\n{table(rows)}\n")
    return 1 if any(row.verdict is Verdict.MISSED for row in rows) else 0


def measured(folder: Path) -> tuple[Machine, list[Row]]:
    hub = HubProcess(folder / "hub-data")
    hub.folder.mkdir()
    with its_state(hub) as context:
        tokens = [fleet.pair(context, series, series)[1] for series in SERIES]
        terminal_token = fleet.pair(context, "T", "the bench")[1]
        join(
            context, COUNSELLOR_1
        )  # numbers are given out only while somebody counsels
    token_file = folder / "token"
    token_file.write_text(terminal_token)
    try:
        hub_starts = starts_of_hub(hub)
        ours = [
            *(sys.executable, "-m", "kiosk", "terminal", "--series", "T"),
            *("--data", str(folder / "terminal-data"), "--hub", hub.address),
            *("--token-file", str(token_file)),
        ]
        visit = asyncio.run(spots())
        paints = painting.first_paints(ours)
        machine = Machine(p50(paints[1]))
        rows = [
            hub_start(hub_starts, machine),
            first_paint(*paints),
            *touch_to_paint(ours, visit, machine),
            *content(folder, machine),
            *search(machine),
            *over_http(folder, hub, tokens, machine),
            *long_line.rows(folder),
            *memory(ours, visit, hub),
        ]
    finally:
        hub.stop()
    return machine, rows


def starts_of_hub(hub: HubProcess) -> list[float]:
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


def hub_start(took: list[float], machine: Machine) -> Row:
    seconds = p50(took)
    return Row(
        "hub start to first 200",
        f"{seconds:.2f} s",
        "",
        "",
        "< 1.2 s",
        machine.judged(seconds, 1.2),
    )


def _answers(hub: HubProcess) -> bool:
    try:
        return httpx.get(f"{hub.address}/health", timeout=1).status_code == 200
    except httpx.TransportError:
        return False


def first_paint(of_ours: list[float], of_bare: list[float]) -> Row:
    mine, bare = p50(of_ours), p50(of_bare)
    return Row(
        "first paint, p50",
        f"{mine * MS:.0f} ms",
        f"{bare * MS:.0f} ms",
        f"{mine / bare:.2f} x",
        "<= 1.5 x",
        judged(mine / bare <= 1.5),
    )


def touch_to_paint(
    ours: list[str], visit: list[tuple[int, int]], machine: Machine
) -> list[Row]:
    of_ours, of_bare = painting.touches(ours, visit)
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


def over_http(
    folder: Path, hub: HubProcess, tokens: list[str], machine: Machine
) -> list[Row]:
    raw = check_ins.raw_commits(folder)
    load = check_ins.over_http(hub.port, tokens, TOPIC, CHECK_INS)
    ratio = load.per_second / raw.per_second
    return [
        Row(
            f"check-ins a second, {check_ins.CLIENTS} clients",
            f"{load.per_second:.0f}",
            f"{raw.per_second:.0f} raw commits",
            f"{ratio:.2f} x",
            ">= 0.2 x",
            judged(ratio >= 0.2),
        ),
        Row(
            "check-in over HTTP, p50 / p99",
            f"{p50(load.seconds) * MS:.1f} / {p99(load.seconds) * MS:.1f} ms",
            f"{p50(raw.seconds) * MS:.2f} / {p99(raw.seconds) * MS:.2f} ms",
            "",
            "p99 < 50 ms",
            machine.judged(p99(load.seconds), 0.05),
        ),
    ]


def content(folder: Path, machine: Machine) -> list[Row]:
    """A thousand services in fifteen languages, beside what is shipped."""
    large = loading.measure(loading.enlarged(folder / "content"))
    shipped = loading.measure(paths.shipped("content"))
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
    ]


def search(machine: Machine) -> list[Row]:
    """Each letter that is typed, in a catalogue of what a region might offer."""
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


def memory(ours: list[str], visit: list[tuple[int, int]], hub: HubProcess) -> list[Row]:
    """Of both halves, after visits that all arrive at the hub."""
    before = _arrived(hub)
    terminal = painting.memory_after(ours, visit, VISITS)
    assert hub.process
    of_hub = painting.resident_mib(hub.process.pid)
    made = _arrived(hub) - before
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


def _arrived(hub: HubProcess) -> int:
    with its_state(hub) as context:
        return len(calling.today(context))


if __name__ == "__main__":
    sys.exit(main())
