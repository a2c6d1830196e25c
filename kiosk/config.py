"""Settings: which there are, where each may be said, and that a wrong one is refused.

Said later wins: the default, `kiosk.toml`, a `KIOSK_*` variable, the command line.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from ipaddress import ip_network
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from kiosk import texts, web_addresses
from kiosk.errors import BadSetting, guess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

PREFIX = "KIOSK_"
NOT_SETTINGS = ("KIOSK_DATA", "KIOSK_CONFIG")
"""Variables that say where settings and data are; read by the commands themselves."""
OF_THE_TESTS = "KIOSK_TESTS_"


@dataclass(frozen=True, slots=True)
class HubPart:
    host: str = "127.0.0.1"
    port: int | None = None
    """None: 8080, or the next free one where `kiosk up` chooses."""
    public_address: str | None = None
    proxies: tuple[str, ...] = ()
    """Who may say for whom they ask: the reverse proxies' addresses or networks."""
    database: str | None = field(default=None, repr=False)
    """The address of a PostgreSQL; None: the SQLite file in the data folder."""
    database_password_file: Path | None = None


@dataclass(frozen=True, slots=True)
class TerminalPart:
    series: str = "A"
    hub: str | None = None
    """The hub's address; `kiosk up` knows its own."""
    token_file: Path | None = None
    """None: in the data folder, where pairing puts it."""
    theme: str = "calm"
    quiet_seconds: int = 60
    warning_seconds: int = 20


@dataclass(frozen=True, slots=True)
class Settings:
    content: Path | None = None
    """None: the content that came with the program."""
    log_level: str = "info"
    hub: HubPart = field(default_factory=HubPart)
    terminal: TerminalPart = field(default_factory=TerminalPart)


@dataclass(frozen=True, slots=True)
class SettingKind:
    """What a setting may be: `read` answers None for anything else."""

    allowed: str
    read: Callable[[object], object | None]
    may_hold_password: bool = False
    """Such a value is in no message, and with a password in no settings file."""


def _whole(low: int, high: int) -> SettingKind:
    def read(said: object) -> int | None:
        if isinstance(said, bool):
            return None
        if isinstance(said, str) and re.fullmatch(r"[0-9]{1,9}", said):
            said = int(said)
        return said if isinstance(said, int) and low <= said <= high else None

    return SettingKind(f"a whole number from {low} to {high}", read)


def _text(allowed: str, pattern: str) -> SettingKind:
    def read(said: object) -> str | None:
        fits = isinstance(said, str) and re.fullmatch(pattern, said)
        return str(said) if fits else None

    return SettingKind(allowed, read)


def _one_of(*values: str) -> SettingKind:
    listed = ", ".join(f'"{value}"' for value in values)
    return SettingKind(
        f"one of {listed}", lambda said: said if said in values else None
    )


def _read_address(said: object) -> str | None:
    return web_addresses.normal(said) if isinstance(said, str) else None


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
PATH = SettingKind("the path of a file or folder", _read_path)

KINDS: Mapping[str, SettingKind] = MappingProxyType(
    {
        "content": PATH,
        "log_level": _one_of("debug", "info", "warning", "error"),
        "hub.host": _text(
            'an address to listen on, such as "0.0.0.0"', r"[A-Za-z0-9.:-]{1,253}"
        ),
        "hub.port": _whole(1, 65535),
        "hub.public_address": ADDRESS,
        "hub.proxies": NETWORKS,
        "hub.database": DATABASE,
        "hub.database_password_file": PATH,
        "terminal.series": _text('one or two letters, "A" to "ZZ"', r"[A-Z]{1,2}"),
        "terminal.hub": ADDRESS,
        "terminal.token_file": PATH,
        "terminal.theme": _one_of("calm", "contrast"),
        "terminal.quiet_seconds": _whole(5, 3600),
        "terminal.warning_seconds": _whole(20, 600),
    }
)
"""Every setting there is, by its key."""


def variable(key: str) -> str:
    """The name of a setting's variable; the token's is short, as it is used most."""
    if key == "terminal.token_file":
        return "KIOSK_TOKEN_FILE"
    return PREFIX + key.replace(".", "_").upper()


def load(
    file: Path | None,
    environment: Mapping[str, str],
    command_line: Mapping[str, object] = MappingProxyType({}),
) -> Settings:
    """Raises `BadSetting`. A `file` of None is no file; a missing one is an error."""
    said: dict[str, object] = {}
    if file is not None:
        said |= _from_file(file)
    said |= _from_environment(environment)
    for key, value in command_line.items():
        if value is not None:
            said[key] = _checked(key, value, f"the command line: {key}")
    return _built(said)


def _built(said: Mapping[str, object]) -> Settings:
    def part(name: str) -> dict[str, object]:
        start = f"{name}."
        return {
            key.removeprefix(start): value
            for key, value in said.items()
            if key.startswith(start)
        }

    top = {key: value for key, value in said.items() if "." not in key}
    return Settings(
        hub=replace(HubPart(), **part("hub")),  # type: ignore[arg-type]
        terminal=replace(TerminalPart(), **part("terminal")),  # type: ignore[arg-type]
        **top,  # type: ignore[arg-type]
    )


def _from_file(file: Path) -> dict[str, object]:
    text = _text_of(file)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(
            f"{file} is not TOML: {error}.", remedy="Correct that place of the file."
        ) from error
    here = file.parent
    return {
        key: _from_here(here, _open(key, value, _place(file, text, key)))
        for key, value in _flat(tables)
    }


def _open(key: str, value: object, place: str) -> object:
    """For all who may read the file: a password has a file of its own."""
    read = _checked(key, value, place)
    if KINDS[key].may_hold_password and urlsplit(str(read)).password is not None:
        raise BadSetting(
            f"{place} holds a password.",
            remedy="Put it alone into a file that only the hub can read, and name that"
            f" as {key}_password_file; or set the variable {variable(key)}.",
        )
    return read


def _text_of(file: Path) -> str:
    try:
        return texts.read(file)
    except FileNotFoundError as error:
        raise BadSetting(
            f"There is no settings file {file}.",
            remedy="Write it, or correct --config or KIOSK_CONFIG.",
        ) from error
    except IsADirectoryError as error:
        raise BadSetting(
            f"The settings file {file} cannot be read: it is a folder.",
            remedy="Name the file itself, such as kiosk.toml in that folder.",
        ) from error
    except OSError as error:
        raise BadSetting(
            f"The settings file {file} cannot be read: {error.strerror}.",
            remedy="Let the user who runs kiosk read it.",
        ) from error
    except texts.NotUtf8 as error:
        raise BadSetting(
            f"{file} is not TOML: {error}.", remedy=texts.SAVE_AS_UTF_8
        ) from error


def _from_here(folder: Path, value: object) -> object:
    """A relative path in a file counts from the file's folder."""
    return folder / value if isinstance(value, Path) else value


def _flat(tables: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in tables.items():
        if isinstance(value, dict) and name not in KINDS:
            yield from ((f"{name}.{key}", inner) for key, inner in value.items())
            if not value:
                yield from _empty_table(name)
        else:
            yield name, value


def _empty_table(name: str) -> Iterator[tuple[str, object]]:
    """An empty [hub] says nothing; an empty [hbu] is a mistake all the same."""
    if not any(key.startswith(f"{name}.") for key in KINDS):
        yield name, {}


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    names = {variable(key): key for key in KINDS}
    said: dict[str, object] = {}
    for name, value in environment.items():
        foreign = not name.startswith(PREFIX) or name.startswith(OF_THE_TESTS)
        if foreign or name in NOT_SETTINGS:
            continue
        if name not in names:
            raise BadSetting(
                f"There is no setting {name}.",
                remedy=_nearest(name, [*names, *NOT_SETTINGS]),
            )
        said[names[name]] = _checked(names[name], value, f"the variable {name}")
    return said


def _checked(key: str, value: object, place: str) -> object:
    if key not in KINDS:
        raise BadSetting(
            f"{place} is no setting there is.", remedy=_nearest(key, list(KINDS))
        )
    read = KINDS[key].read(value)
    if read is None:
        said = "what it is" if KINDS[key].may_hold_password else repr(value)
        raise BadSetting(
            f"{place} cannot be {said}.", remedy=f"It is {KINDS[key].allowed}."
        )
    return read


def _nearest(name: str, known: list[str]) -> str:
    return f"{guess(name, known)}Known are: {', '.join(known)}."


def _place(file: Path, text: str, key: str) -> str:
    """The file, and the line of the key where a light look at the text finds it."""
    table, _, name = key.rpartition(".")
    here = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[\s*([^\[\]]+?)\s*\]", line):
            here = header[1]
        said = line.split("=", 1)[0].strip().strip("\"'")
        if (here == table and said == name) or (not here and said == key):
            return f"{file}:{number}: {key}"
    return f"{file}: {key}"
