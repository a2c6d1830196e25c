from __future__ import annotations

import signal
from datetime import date
from typing import TYPE_CHECKING

import httpx
import pytest

from kiosk.catalogue.loader import load
from kiosk.cli.content_links import ask, keep, web_addresses
from kiosk.sync.links import LinkFinding, LinkVerdict, polite_client
from tests import content_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.fakes.command import Machine

TODAY = date(2026, 12, 1)


def test_pages_and_sources_are_asked_and_nothing_else(machine: Machine) -> None:
    facts = machine.content / "services" / "doctor" / "service.toml"
    content_folder.change(
        facts,
        'source = "BMG § 17"',
        'source = "BMG § 17"\nurl = "https://law.example.de"',
    )
    content_folder.change(
        machine.content / "resources.toml",
        'target = "https://www.example.de/a"',
        'target = "https://www.example.de/a"\npages.pl = "https://www.example.de/pl"',
    )
    assert sorted(web_addresses(load(machine.content))) == [
        "https://law.example.de",
        "https://www.example.de/a",
        "https://www.example.de/pl",
    ]


def test_the_addresses_can_be_listed_without_asking(run: Run) -> None:
    said = run("content", "links", "--dry-run")
    assert said.exit_code == 0, said.output
    assert said.output == "https://www.example.de/a\n"


def test_a_broken_address_fails_the_command_and_is_kept(
    run: Run, machine: Machine
) -> None:
    nowhere = "https://nobody.invalid/"  # a name that nobody ever has
    content_folder.change(
        machine.content / "resources.toml", "https://www.example.de/a", nowhere
    )
    said = run("content", "links")
    assert said.exit_code == 1, said.output
    assert f"broken  {nowhere}" in said.output
    assert f"\tbroken\t{nowhere}\t" in (machine.data / "links.tsv").read_text()


def test_results_are_kept_by_address_with_the_day_of_the_last_look(
    tmp_path: Path,
) -> None:
    file = tmp_path / "links.tsv"
    first = [
        LinkFinding("https://b.de", LinkVerdict.OPENS, "status 200"),
        LinkFinding("https://a.de", LinkVerdict.BROKEN, "no\nanswer\there"),
    ]
    keep(file, first, date(2026, 11, 1))
    keep(
        file,
        [LinkFinding("https://b.de", LinkVerdict.MOVED, "https://c.de")],
        date(2026, 12, 1),
    )
    assert file.read_text().splitlines() == [
        "2026-11-01\tbroken\thttps://a.de\tno answer here",
        "2026-12-01\tmoved\thttps://b.de\thttps://c.de",
    ]


def test_what_was_found_is_said_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200 if request.url.host == "a.de" else 410)

    client = polite_client(httpx.MockTransport(answer))
    found = ask(["https://a.de", "https://b.de"], tmp_path / "links.tsv", TODAY, client)
    assert [finding.verdict for finding in found] == [
        LinkVerdict.OPENS,
        LinkVerdict.BROKEN,
    ]
    assert capsys.readouterr().out.splitlines() == [
        "opens   https://a.de  status 200",
        "broken  https://b.de  status 410",
    ]
    assert (tmp_path / "links.tsv").read_text().splitlines() == [
        "2026-12-01\topens\thttps://a.de\tstatus 200",
        "2026-12-01\tbroken\thttps://b.de\tstatus 410",
    ]


def test_who_interrupts_keeps_what_came_so_far(tmp_path: Path) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "b.de":
            signal.raise_signal(signal.SIGINT)
        return httpx.Response(200)

    client = polite_client(httpx.MockTransport(answer))
    kept = tmp_path / "links.tsv"
    with pytest.raises(KeyboardInterrupt):
        ask(["https://a.de", "https://b.de", "https://c.de"], kept, TODAY, client)
    lines = kept.read_text().splitlines()
    assert "2026-12-01\topens\thttps://a.de\tstatus 200" in lines
    assert len(lines) < 3


@pytest.mark.parametrize("spoilt", ["", "half a line", "a\tb\tc", "\xe4\xff\t\t"])
def test_a_line_that_somebody_spoilt_is_left_out(spoilt: str, tmp_path: Path) -> None:
    file = tmp_path / "links.tsv"
    good = "2026-11-01\topens\thttps://a.de\tstatus 200"
    file.write_bytes(f"{spoilt}\n{good}\n".encode("latin-1"))
    keep(file, [], TODAY)
    assert file.read_text() == f"{good}\n"


def test_without_internet_nothing_is_held_against_an_address(
    tmp_path: Path, run: Run, machine: Machine
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("Name or service not known", request=request)

    kept = tmp_path / "links.tsv"
    kept.write_text("2026-11-01\topens\thttps://a.de\tstatus 200\n")
    client = polite_client(httpx.MockTransport(answer))
    ask(["https://a.de", "https://b.de"], kept, TODAY, client)
    assert kept.read_text() == "2026-11-01\topens\thttps://a.de\tstatus 200\n"

    content_folder.change(
        machine.content / "resources.toml",
        'target = "https://www.example.de/a"',
        'target = "https://a.invalid/"\npages.pl = "https://b.invalid/"',
    )
    said = run("content", "links")
    assert said.exit_code == 2
    assert "None of 2 addresses answered" in said.output
    assert "a machine with internet" in said.output
