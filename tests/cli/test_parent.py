from __future__ import annotations

import socket
import threading
from contextlib import closing

import pytest

from kiosk.cli.parent import Parent, Ready, hear
from kiosk.errors import KioskError, PortTaken

READY = Ready(8081, "http://127.0.0.1:8081", "http://127.0.0.1:8081/welcome/x")


def both_ends() -> tuple[socket.socket, Parent]:
    ours, theirs = socket.socketpair()
    return ours, Parent(theirs.detach())


@pytest.mark.parametrize("ready", [READY, Ready(80, "https://hub", None)])
def test_what_a_hub_reports_is_heard(ready: Ready) -> None:
    ours, parent = both_ends()
    with ours, closing(parent):
        parent.report(ready)
        assert hear(ours.recv(4096)) == ready


def test_a_refusal_comes_with_its_remedy() -> None:
    ours, parent = both_ends()
    with ours, closing(parent):
        parent.report(PortTaken("Port 1 is taken.", remedy="Choose another."))
        with pytest.raises(KioskError, match="Port 1 is taken") as refused:
            hear(ours.recv(4096))
    assert refused.value.remedy == "Choose another."


@pytest.mark.parametrize("said", [b"", b'{"port": 1'])
def test_a_hub_that_says_nothing_whole_did_not_start(said: bytes) -> None:
    with pytest.raises(KioskError, match="did not start"):
        hear(said)


def test_a_report_that_nobody_hears_does_no_harm() -> None:
    ours, parent = both_ends()
    ours.close()
    with closing(parent):
        parent.report(READY)


def test_the_hub_notices_when_the_other_end_closes() -> None:
    ours, parent = both_ends()
    with closing(parent):
        waiting = threading.Thread(target=parent.wait_for_its_end)
        waiting.start()
        ours.sendall(b"a word, though none is expected")
        waiting.join(0.1)
        assert waiting.is_alive()
        ours.close()
        waiting.join(5)
        assert not waiting.is_alive()
