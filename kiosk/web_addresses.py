"""Which web address a hub can have, and whether phones get there."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
NAME = re.compile(rf"(?:{LABEL}\.)*(?=[a-z0-9-]*[a-z]){LABEL}")
"""Its last part has a letter: somewhere `127.1` would be read as a number."""
LONGEST_NAME = 253


def normal(said: str) -> str | None:
    """`https://hub.example.org` or `http://192.168.1.5:8080`, in one way of writing.

    None for anything else. Pages stand at the root of a host, so there is no path; a
    wildcard is where a hub listens, and no address of anything; a name in letters of
    its own is written as `xn--...`, since two rules exist of how to write it.
    """
    if not said.isascii() or not said.isprintable() or re.search(r"[\s?#@\\%]", said):
        return None
    try:
        parts = urlsplit(said)
        port = parts.port
    except ValueError:
        return None
    host = _host(parts.hostname or "")
    if parts.scheme not in DEFAULT_PORTS or host is None or port == 0:
        return None
    if parts.path not in {"", "/"}:
        return None
    named = port is not None and port != DEFAULT_PORTS[parts.scheme]
    return f"{parts.scheme}://{host}:{port}" if named else f"{parts.scheme}://{host}"


def reaches_phones(address: str | None) -> bool:
    """Whether others than this machine itself get to the address."""
    host = (urlsplit(address or "").hostname or "").rstrip(".")
    if not host or host == "localhost" or host.endswith(".localhost"):
        return False
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return True
    if isinstance(number, ipaddress.IPv6Address) and number.ipv4_mapped:
        number = number.ipv4_mapped
    return not (number.is_loopback or number.is_unspecified)


def _host(said: str) -> str | None:
    try:
        number = ipaddress.ip_address(said)
    except ValueError:
        fits = len(said) <= LONGEST_NAME and NAME.fullmatch(said)
        return said if fits else None
    if number.is_unspecified or number.is_multicast:
        return None
    return f"[{number.compressed}]" if number.version == 6 else str(number)
