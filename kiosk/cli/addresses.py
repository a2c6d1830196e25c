"""Under which address the hub is reached, and on which port it listens."""

from __future__ import annotations

import fcntl
import ipaddress
import socket
import struct
from contextlib import closing, suppress
from errno import EADDRINUSE

from kiosk.errors import BadSetting, PortTaken
from kiosk.web_addresses import reaches_phones

FIRST_PORT = 8080
LAST_PORT = 8179
ADMINISTRATOR = "admin"
"""The sign-in name of the first administrator, who invites the others."""
ADDRESS_OF_INTERFACE = 0x8915
"""SIOCGIFADDR of Linux; elsewhere it is refused, and the way out is enough."""
SOMEWHERE = ("192.0.2.1", 9)
"""A documentation address: naming it finds the way out, and sends nothing."""


def listen(host: str, port: int | None, *, or_next: bool = False) -> socket.socket:
    """A socket that listens already: between a look and a bind others could come.

    Without a port 8080 is taken; `or_next` takes the next free one instead.
    Raises `PortTaken` or `BadSetting`.
    """
    if port is not None or not or_next:
        return _bound(host, port or FIRST_PORT)
    for candidate in range(FIRST_PORT, LAST_PORT + 1):
        try:
            return _bound(host, candidate)
        except PortTaken:
            continue
    raise PortTaken(
        f"All ports from {FIRST_PORT} to {LAST_PORT} are taken.",
        remedy="Name a free one with --port.",
    )


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(512)
    except (OSError, UnicodeError) as error:
        listener.close()
        if isinstance(error, OSError) and error.errno == EADDRINUSE:
            raise PortTaken(
                f"Port {port} on {host} is taken by another program.",
                remedy="End that program, or choose another port with --port.",
            ) from error
        why = getattr(error, "strerror", None) or error
        raise BadSetting(
            f"The hub cannot listen on {host}, port {port}: {why}.",
            remedy="Correct hub.host and hub.port (--host, --port).",
        ) from error
    return listener


def public_address(said: str | None, host: str, port: int) -> str:
    """Where others reach the hub: as the settings say, or as well as can be known."""
    if said:
        return said
    name = host
    if _is_everywhere(host):
        name = own_address()
    if ":" in name:
        name = f"[{name}]"
    return f"http://{name}:{port}"


def for_phones(public_address: str) -> str | None:
    """The address that codes lead to; None where phones do not get there."""
    return public_address if reaches_phones(public_address) else None


def listens_to_others(host: str) -> bool:
    """Whether a hub that listens there is reached from other machines."""
    return _is_everywhere(host) or reaches_phones(local_address(host, FIRST_PORT))


def in_network(wished: str, found: list[str]) -> str:
    """The address of this machine to listen on: as wished, or the first.

    Raises `BadSetting`.
    """
    if not found:
        raise BadSetting(
            "This machine has no address in a network.",
            remedy="Connect it to a network, or start without --lan.",
        )
    if wished and wished not in found:
        raise BadSetting(
            f"{wished} is no address of this machine in a network.",
            remedy=f"It has {', '.join(found)}.",
        )
    return wished or found[0]


def network_addresses() -> list[str]:
    """This machine's addresses (IPv4), the one it goes out by first; asks nobody."""
    first = own_address()
    found = [first, *sorted(_of_interfaces())]
    usable = dict.fromkeys(found)  # each once, in this order
    return [each for each in usable if reaches_phones(f"http://{each}")]


def _of_interfaces() -> set[str]:
    addresses = set()
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as asking:
        for _number, name in socket.if_nameindex():
            request = struct.pack("256s", name.encode()[:15])
            with suppress(OSError):  # an interface without an address
                answer = fcntl.ioctl(asking.fileno(), ADDRESS_OF_INTERFACE, request)
                addresses.add(socket.inet_ntoa(answer[20:24]))
    return addresses


def own_address() -> str:
    """This machine's address in its network; loopback when it has no network."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            probe.connect(SOMEWHERE)
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def local_address(host: str, port: int) -> str:
    """Where this machine itself reaches the hub."""
    name = "127.0.0.1" if _is_everywhere(host) else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _is_everywhere(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False
