"""What a setting of each kind may be, and what its text means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from kiosk import web_addresses

if TYPE_CHECKING:
    from collections.abc import Callable

NEAR = frozenset({"127.0.0.1", "localhost", "::1"})
"""On this machine, where nobody listens on the way."""
MOST_MAILBOXES = 20
MAILBOX_PATTERN = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,252}"
)


@dataclass(frozen=True, slots=True)
class SettingKind:
    """What a setting may be: `read` answers None for anything else."""

    allowed: str
    read: Callable[[object], object | None]
    may_hold_password: bool = False
    """Such a value is in no message, and with a password in no settings file."""


def whole(low: int, high: int) -> SettingKind:
    def read(said: object) -> int | None:
        if isinstance(said, bool):
            return None
        if isinstance(said, str) and re.fullmatch(r"[0-9]{1,9}", said):
            said = int(said)
        return said if isinstance(said, int) and low <= said <= high else None

    return SettingKind(f"a whole number from {low} to {high}", read)


def text(allowed: str, pattern: str) -> SettingKind:
    def read(said: object) -> str | None:
        fits = isinstance(said, str) and re.fullmatch(pattern, said)
        return str(said) if fits else None

    return SettingKind(allowed, read)


def one_of(*values: str) -> SettingKind:
    listed = ", ".join(f'"{value}"' for value in values)
    return SettingKind(
        f"one of {listed}", lambda said: said if said in values else None
    )


def _read_yes_or_no(said: object) -> bool | None:
    """`true` and `false` of the file; a variable can only spell them."""
    if isinstance(said, bool):
        return said
    return {"true": True, "false": False}.get(said) if isinstance(said, str) else None


def _read_address(said: object) -> str | None:
    return web_addresses.normal(said) if isinstance(said, str) else None


def _read_issuer(said: object) -> str | None:
    """As the provider writes itself: every letter counts."""
    if not isinstance(said, str) or not re.fullmatch(r"[!-~]{1,512}", said):
        return None
    try:
        parts = urlsplit(said)
        host = parts.hostname
    except ValueError:
        return None
    near = host in NEAR
    kept = parts.scheme == "https" or (parts.scheme == "http" and near)
    return said if host and kept and not (parts.query or parts.fragment) else None


def _read_hook(said: object) -> str | None:
    """With a path and a query, in which some keep what makes it theirs alone."""
    if not isinstance(said, str) or not re.fullmatch(r"[!-~]{1,1024}", said):
        return None
    try:
        parts = urlsplit(said)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    near = host in NEAR
    kept = parts.scheme == "https" or (parts.scheme == "http" and near)
    return said if host and kept and not parts.fragment else None


def _read_mailbox(said: object) -> str | None:
    fits = isinstance(said, str) and MAILBOX_PATTERN.fullmatch(said)
    return str(said) if fits else None


def _read_mailboxes(said: object) -> tuple[str, ...] | None:
    """A list in the file, or one text with commas in a variable."""
    if isinstance(said, str):
        said = [part.strip() for part in said.split(",") if part.strip()]
    if not isinstance(said, list | tuple) or not 1 <= len(said) <= MOST_MAILBOXES:
        return None
    read = [_read_mailbox(one) for one in said]
    known = tuple(one for one in read if one is not None)
    return known if len(known) == len(said) else None


def _read_networks(said: object) -> tuple[str, ...] | None:
    """A list in the file, or one text with commas in a variable; never everybody."""
    if isinstance(said, str):
        said = [part.strip() for part in said.split(",") if part.strip()]
    if not isinstance(said, list | tuple) or not all(isinstance(s, str) for s in said):
        return None
    try:
        networks = [ip_network(one) for one in said]
    except ValueError:
        return None
    return tuple(map(str, networks)) if all(n.prefixlen for n in networks) else None


def _read_database(said: object) -> str | None:
    """libpq takes a password in the query too, where nobody would hide it."""
    if not isinstance(said, str) or re.search(r"\s", said):
        return None
    try:
        parts = urlsplit(said)
        asked = parse_qs(parts.query, strict_parsing=bool(parts.query))
        known = parts.scheme == "postgresql" and (parts.hostname or "host" in asked)
        _ = parts.port
    except ValueError:
        return None
    named = len(parts.path) > 1 and not parts.fragment
    hidden = any("password" in name for name in asked)
    return said if known and named and not hidden else None


def _read_path(said: object) -> Path | None:
    if not isinstance(said, str) or not said.strip() or "\0" in said:
        return None
    try:
        return Path(said).expanduser()
    except RuntimeError:  # ~somebody, whom this machine does not know
        return None


ADDRESS = SettingKind(
    'an address such as "https://hub.example.org" or "http://192.168.1.5:8080":'
    " without a path, and in the letters a to z",
    _read_address,
)
NETWORKS = SettingKind(
    'addresses or networks of reverse proxies, such as ["127.0.0.1", "10.0.0.0/24"]',
    _read_networks,
)
DATABASE = SettingKind(
    'the address of a PostgreSQL, such as "postgresql://kiosk@db.example.org/kiosk",'
    " or it is left out",
    _read_database,
    may_hold_password=True,
)
ISSUER = SettingKind(
    'the address of a provider of OpenID Connect, such as "https://login.example.org'
    '/realms/site": https, or http on this machine',
    _read_issuer,
)
HOOK = SettingKind(
    'an address such as "https://chat.example.org/hooks/nexus": https, or http on this'
    " machine",
    _read_hook,
    may_hold_password=True,
)
MAILBOX = SettingKind('an address such as "kiosk@example.org"', _read_mailbox)
MAILBOXES = SettingKind(
    f'1 to {MOST_MAILBOXES} addresses, such as ["it@example.org", "hall@example.org"]',
    _read_mailboxes,
)
YES_OR_NO = SettingKind("true or false", _read_yes_or_no)
PATH = SettingKind("the path of a file or folder", _read_path)
