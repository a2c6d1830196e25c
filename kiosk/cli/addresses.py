"""Under which address the hub is reached, and on which port it listens."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import closing
from errno import EADDRINUSE

from kiosk.errors import BadSetting, PortTaken

FIRST_PORT = 8080
LAST_PORT = 8179
ADMINISTRATOR = "admin"
"""The sign-in name of the first administrator, who invites the others."""
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
    except OSError as error:
        listener.close()
        if error.errno == EADDRINUSE:
            raise PortTaken(
                f"Port {port} on {host} is taken by another program.",
                remedy="End that program, or choose another port with --port.",
            ) from error
        raise BadSetting(
            f"The hub cannot listen on {host}, port {port}: {error.strerror}.",
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
