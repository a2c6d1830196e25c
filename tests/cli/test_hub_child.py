from __future__ import annotations

import logging
import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import httpx
import psutil
import pytest
from msgspec import structs

from kiosk.cli import hub_child
from kiosk.cli.hub_child import HubChild
from kiosk.config import HubPart
from kiosk.errors import KioskError
from tests.each import each
from tests.free_ports import a_free_port
from tests.plain_http import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.cli.options import Setup
    from tests.fakes.command import Machine

pytestmark = pytest.mark.real
PATIENCE = 30.0


@pytest.fixture
def there(place: Setup) -> Setup:
    place.folder.make()
    settings = structs.replace(place.settings, hub=HubPart(port=a_free_port()))
    return replace(place, settings=settings)


@pytest.fixture
def child(there: Setup, machine: Machine) -> Iterator[HubChild]:
    child = HubChild(there, quiet=True, environment=machine.environment())
    yield child
    child.stop()


def the_process() -> psutil.Process:
    [found] = [p for p in psutil.Process().children() if "--beside" in p.cmdline()]
    return found


def test_it_reports_where_it_answers_and_how_to_begin(
    child: HubChild, there: Setup
) -> None:
    child.start()
    ready = child.ready()
    assert ready.port == there.settings.hub.port
    assert ready.public_address == f"http://127.0.0.1:{ready.port}"
    assert ready.welcome
    assert ready.welcome.startswith(f"{ready.public_address}/welcome/")
    assert there.folder.token.read_text()
    assert httpx.get(f"{ready.public_address}/ready").status_code == 200


def test_it_is_in_a_session_of_its_own_and_ends_when_stopped(child: HubChild) -> None:
    child.start()
    child.ready()
    process = the_process()
    assert os.getsid(process.pid) != os.getsid(0)
    child.stop()
    assert not process.is_running()
    child.stop()


def test_stopping_what_never_started_does_no_harm(child: HubChild) -> None:
    child.stop()


def test_a_refusal_to_start_is_raised_here(child: HubChild, machine: Machine) -> None:
    (machine.content / "site.toml").write_text("[site\n")
    child.start()
    with pytest.raises(KioskError, match=r"site\.toml") as refused:
        child.ready()
    assert refused.value.remedy


def test_a_hub_that_ends_without_a_word_is_told(there: Setup, machine: Machine) -> None:
    nonsense = machine.environment(PYTHONPATH="/nowhere", PYTHONHOME="/nowhere")
    child = HubChild(there, quiet=True, environment=nonsense)
    child.start()
    with pytest.raises(KioskError, match="did not start"):
        child.ready()
    child.stop()
    assert (there.folder.logs / "hub.stderr").read_text()


def test_it_logs_into_files_and_not_over_the_screen(
    child: HubChild, there: Setup, capfd: pytest.CaptureFixture[str]
) -> None:
    child.start()
    child.ready()
    child.stop()
    assert capfd.readouterr() == ("", "")
    assert "paired this machine's terminal" in (
        there.folder.logs / "hub.log"
    ).read_text("utf-8")


def test_one_that_dies_comes_back_on_the_same_port(
    child: HubChild, caplog: pytest.LogCaptureFixture
) -> None:
    child.start()
    first = child.ready()
    child.keep_alive()
    the_process().kill()
    ended = time.monotonic() + PATIENCE
    while True:
        try:
            httpx.get(f"{first.public_address}/health", timeout=2, verify=PLAIN)
            break
        except httpx.TransportError:
            assert time.monotonic() < ended
            time.sleep(0.1)
    assert "ended with -9" in caplog.text


def test_one_that_cannot_start_is_tried_more_and_more_seldom(
    child: HubChild,
    machine: Machine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(hub_child, "FIRST_PAUSE", 0.05)
    child.start()
    child.ready()
    (machine.content / "site.toml").write_text("[site\n")
    child.keep_alive()
    the_process().kill()
    ended = time.monotonic() + PATIENCE
    while caplog.text.count("does not start") < 2:
        assert time.monotonic() < ended
        time.sleep(0.05)
    child.stop()
    assert "site.toml" in caplog.text
    assert all(r.levelno == logging.ERROR for r in each(caplog.records))
