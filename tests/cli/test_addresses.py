from __future__ import annotations

import socket
from contextlib import ExitStack, closing

import pytest

from kiosk.cli import addresses
from kiosk.errors import BadSetting, PortTaken

HERE = "127.0.0.1"


def port_of(listener: socket.socket) -> int:
    return int(listener.getsockname()[1])


def a_taken_port(stack: ExitStack) -> int:
    taken = stack.enter_context(closing(socket.socket()))
    taken.bind((HERE, 0))
    taken.listen()
    return port_of(taken)


def test_the_port_that_was_named_is_listened_on() -> None:
    with ExitStack() as stack:
        port = a_taken_port(stack)
    with addresses.listen(HERE, port) as listener:
        assert port_of(listener) == port
        with socket.create_connection((HERE, port), timeout=5):
            pass


@pytest.mark.parametrize("or_next", [True, False])
def test_a_taken_port_that_was_named_is_told_and_no_other_taken(
    *, or_next: bool
) -> None:
    with ExitStack() as stack:
        port = a_taken_port(stack)
        with pytest.raises(PortTaken, match=str(port)) as refused:
            addresses.listen(HERE, port, or_next=or_next)
    assert "--port" in refused.value.remedy


def test_the_next_free_one_is_taken_where_none_was_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with ExitStack() as stack:
        port = a_taken_port(stack)
        monkeypatch.setattr(addresses, "FIRST_PORT", port)
        monkeypatch.setattr(addresses, "LAST_PORT", port + 20)
        listener = stack.enter_context(addresses.listen(HERE, None, or_next=True))
        assert port < port_of(listener) <= port + 20


def test_where_all_are_taken_that_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with ExitStack() as stack:
        port = a_taken_port(stack)
        monkeypatch.setattr(addresses, "FIRST_PORT", port)
        monkeypatch.setattr(addresses, "LAST_PORT", port)
        with pytest.raises(PortTaken, match="All ports"):
            addresses.listen(HERE, None, or_next=True)


@pytest.mark.parametrize("host", ["192.0.2.7", "no-such-host.invalid"])
def test_a_host_that_is_not_this_machine_is_a_bad_setting(host: str) -> None:
    with pytest.raises(BadSetting, match="cannot listen") as refused:
        addresses.listen(host, 4711)
    assert "hub.host" in refused.value.remedy


@pytest.mark.parametrize(
    ("said", "host", "address"),
    [
        ("https://hub.example.org", "0.0.0.0", "https://hub.example.org"),
        (None, "127.0.0.1", "http://127.0.0.1:8080"),
        (None, "192.168.1.5", "http://192.168.1.5:8080"),
        (None, "::1", "http://[::1]:8080"),
        (None, "hub.local", "http://hub.local:8080"),
    ],
)
def test_the_public_address_is_the_one_said_or_the_one_listened_on(
    said: str | None, host: str, address: str
) -> None:
    assert addresses.public_address(said, host, 8080) == address


@pytest.mark.parametrize("everywhere", ["0.0.0.0", "::"])
def test_a_hub_that_listens_everywhere_is_reached_by_the_machines_own_address(
    everywhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "own_address", lambda: "192.168.1.5")
    told = addresses.public_address(None, everywhere, 8080)
    assert told == "http://192.168.1.5:8080"
    assert addresses.local_address(everywhere, 8080) == "http://127.0.0.1:8080"


def test_the_own_address_is_an_address() -> None:
    assert socket.inet_aton(addresses.own_address())


def test_the_own_address_without_a_network_is_loopback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(addresses, "SOMEWHERE", ("255.255.255.255", 9))
    assert addresses.own_address() == "127.0.0.1"


def test_this_machine_reaches_its_hub_where_it_listens() -> None:
    assert addresses.local_address("127.0.0.1", 81) == "http://127.0.0.1:81"
    assert addresses.local_address("::1", 81) == "http://[::1]:81"
    assert addresses.local_address("hub.local", 81) == "http://hub.local:81"


def test_codes_lead_only_where_phones_get_to() -> None:
    assert addresses.for_phones("http://192.168.1.5:8080") == "http://192.168.1.5:8080"
    assert addresses.for_phones("http://127.0.0.1:8080") is None
    assert addresses.for_phones("http://localhost:8080") is None


@pytest.mark.parametrize(
    ("host", "others"),
    [
        ("127.0.0.1", False),
        ("localhost", False),
        ("::1", False),
        ("0.0.0.0", True),
        ("::", True),
        ("192.168.1.5", True),
        ("hub.local", True),
    ],
)
def test_who_gets_to_where_a_hub_listens(host: str, *, others: bool) -> None:
    assert addresses.listens_to_others(host) is others


def test_the_addresses_in_networks_are_this_machines_and_loopback_is_none() -> None:
    found = addresses.network_addresses()
    assert len(set(found)) == len(found)
    for address in found:
        assert not address.startswith("127.")
        with closing(socket.socket()) as listener:
            listener.bind((address, 0))


def test_of_several_the_first_is_taken_unless_one_is_named() -> None:
    found = ["192.168.1.5", "10.0.0.3"]
    assert addresses.in_network("", found) == "192.168.1.5"
    assert addresses.in_network("10.0.0.3", found) == "10.0.0.3"


def test_an_address_of_another_machine_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadSetting, match=r"10\.9\.9\.9") as refused:
        addresses.in_network("10.9.9.9", ["192.168.1.5", "10.0.0.3"])
    assert "192.168.1.5, 10.0.0.3" in refused.value.remedy


def test_without_a_network_there_is_none_to_listen_on() -> None:
    with pytest.raises(BadSetting, match="no address in a network") as refused:
        addresses.in_network("", [])
    assert "--lan" in refused.value.remedy


@pytest.mark.parametrize("host", ["x" * 64, "a..b", "256.1.1.1"])
def test_a_host_that_cannot_even_be_asked_for_is_a_bad_setting(host: str) -> None:
    with pytest.raises(BadSetting, match="cannot listen"):
        addresses.listen(host, 4711)
