from __future__ import annotations

from kiosk.domain.access import PairedTerminal
from kiosk.domain.devices import DeviceReport
from kiosk.domain.release_progress import progress
from kiosk.ids import TerminalId


def a_terminal(
    series: str, release: int | None = None, *, active: bool = True
) -> PairedTerminal:
    report = DeviceReport("0.1.0", release=release)
    return PairedTerminal(
        TerminalId(series), series, "Hall", active=active, report=report
    )


SILENT = PairedTerminal(TerminalId("S"), "S", "New")


def test_it_is_finished_when_every_terminal_shows_it() -> None:
    found = progress(7, [a_terminal("A", 7), a_terminal("B", 7)])
    assert (len(found.showing), found.count, found.is_finished) == (2, 2, True)
    assert found.version == 7


def test_who_shows_another_or_says_nothing_is_behind() -> None:
    terminals = [a_terminal("A", 7), a_terminal("B", 6), a_terminal("C"), SILENT]
    found = progress(7, terminals)
    assert [terminal.series for terminal in found.behind] == ["B", "C", "S"]
    assert not found.is_finished
    assert found.series_by_release == {7: ("A",), 6: ("B",)}


def test_a_revoked_terminal_holds_nothing_up() -> None:
    found = progress(7, [a_terminal("A", 7), a_terminal("B", 2, active=False)])
    assert found.is_finished
    assert found.count == 1


def test_without_terminals_nothing_is_waited_for() -> None:
    assert progress(7, []).is_finished
