"""Settings: which there are, where each may be said, and that a wrong one is refused.

Said later wins: the default, `kiosk.toml`, a `KIOSK_*` variable, the command line.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import replace

from kiosk import setting_kinds as kinds
from kiosk import texts
from kiosk.errors import BadSetting, guess

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.setting_kinds import SettingKind

PREFIX = "KIOSK_"
NOT_SETTINGS = ("KIOSK_DATA", "KIOSK_CONFIG")
"""Variables that say where settings and data are; read by the commands themselves."""
OF_THE_TESTS = "KIOSK_TESTS_"


class HubPart(Struct, frozen=True):
    host: str = "127.0.0.1"
    port: int | None = None
    """None: 8080, or the next free one where `kiosk up` chooses."""
    public_address: str | None = None
    proxies: tuple[str, ...] = ()
    """Who may say for whom they ask: the reverse proxies' addresses or networks."""
    database: str | None = None
    """The address of a PostgreSQL; None: the SQLite file in the data folder."""
    database_password_file: Path | None = None
    metrics_token_file: Path | None = None
    """Holds what a monitor on another machine must send."""
    oidc_issuer: str | None = None
    """The site's own sign-on; None: there is none."""
    oidc_client_id: str | None = None
    oidc_client_secret_file: Path | None = None
    four_eyes: bool = False
    """Whether whoever publishes needs somebody else who agrees."""
    sooner_minutes: int = 15
    """How much earlier a visitor counts as having come who waits with trouble."""
    urgent_minutes: int = 45
    appointment_minutes: int = 30
    """How long one appointment is."""
    appointment_weeks: int = 4
    """How far ahead can be booked."""
    appointments_at_once: int = 1

    def __repr__(self) -> str:
        """Without the database's address, which may hold a password."""
        return f"HubPart(host={self.host!r}, port={self.port!r})"


class TerminalPart(Struct, frozen=True):
    series: str = "A"
    hub: str | None = None
    """The hub's address; `kiosk up` knows its own."""
    token_file: Path | None = None
    """None: in the data folder, where pairing puts it."""
    first_root_file: Path | None = None
    """None: the first root that the hub shows is believed."""
    theme: str = "calm"
    motion: bool = True
    """Whether the greeting says welcome in one language after the other."""
    quiet_seconds: int = 60
    warning_seconds: int = 20


class PrinterPart(Struct, frozen=True):
    """Nothing is printed without `device`."""

    device: str | None = None
    """Such as /dev/usb/lp0 or tcp://printer:9100."""
    dots: int = 576
    """Across the paper: 576 for 80 mm, 384 for 58 mm."""
    cut: bool = True


class AlertsPart(Struct, frozen=True):
    """Nobody is told of anything without `mail_host` or `webhook`."""

    language: str = "de"
    offline_minutes: int | None = None
    """None: as soon as the pages of staff show it."""
    old_content_hours: int = 48
    quiet_hours: str | None = None
    """Local hours such as "20:00-06:00", in which no silence is told."""
    mail_host: str | None = None
    mail_port: int | None = None
    """None: what is usual for `mail_security`."""
    mail_security: str = "starttls"
    mail_user: str | None = None
    mail_password_file: Path | None = None
    mail_from: str | None = None
    mail_to: tuple[str, ...] = ()
    webhook: str | None = None
    webhook_secret_file: Path | None = None


class Settings(Struct, frozen=True):
    content: Path | None = None
    """None: the content that came with the program."""
    log_level: str = "info"
    hub: HubPart = field(default_factory=HubPart)
    terminal: TerminalPart = field(default_factory=TerminalPart)
    alerts: AlertsPart = field(default_factory=AlertsPart)
    printer: PrinterPart = field(default_factory=PrinterPart)
    said: frozenset[str] = frozenset()
    """The keys that somebody has set; all others are as they are by default."""


KINDS: Mapping[str, SettingKind] = MappingProxyType(
    {
        "content": kinds.PATH,
        "log_level": kinds.one_of("debug", "info", "warning", "error"),
        "hub.host": kinds.text(
            'an address to listen on, such as "0.0.0.0"', r"[A-Za-z0-9.:-]{1,253}"
        ),
        "hub.port": kinds.whole(1, 65535),
        "hub.public_address": kinds.ADDRESS,
        "hub.proxies": kinds.NETWORKS,
        "hub.database": kinds.DATABASE,
        "hub.database_password_file": kinds.PATH,
        "hub.metrics_token_file": kinds.PATH,
        "hub.four_eyes": kinds.YES_OR_NO,
        "hub.sooner_minutes": kinds.whole(0, 120),
        "hub.urgent_minutes": kinds.whole(0, 120),
        "hub.appointment_minutes": kinds.whole(10, 180),
        "hub.appointment_weeks": kinds.whole(1, 26),
        "hub.appointments_at_once": kinds.whole(1, 30),
        "hub.oidc_issuer": kinds.ISSUER,
        "hub.oidc_client_id": kinds.text("the name of this hub there", r"[!-~]{1,255}"),
        "hub.oidc_client_secret_file": kinds.PATH,
        "terminal.series": kinds.text('one or two letters, "A" to "ZZ"', r"[A-Z]{1,2}"),
        "terminal.hub": kinds.ADDRESS,
        "terminal.token_file": kinds.PATH,
        "terminal.first_root_file": kinds.PATH,
        "terminal.theme": kinds.one_of("calm", "contrast"),
        "terminal.motion": kinds.YES_OR_NO,
        "terminal.quiet_seconds": kinds.whole(5, 3600),
        "terminal.warning_seconds": kinds.whole(20, 600),
        "printer.device": kinds.text(
            'a device or an address, such as "/dev/usb/lp0" or "tcp://printer:9100"',
            r"/dev/[A-Za-z0-9_./-]{1,200}|tcp://[A-Za-z0-9.-]{1,253}:[0-9]{1,5}",
        ),
        "printer.dots": kinds.whole(256, 832),
        "printer.cut": kinds.YES_OR_NO,
        "alerts.language": kinds.one_of("de", "en"),
        "alerts.offline_minutes": kinds.whole(1, 1440),
        "alerts.old_content_hours": kinds.whole(1, 8760),
        "alerts.quiet_hours": kinds.text(
            'hours of the night, such as "20:00-06:00"',
            "(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:[01][0-9]|2[0-3]):[0-5][0-9]",
        ),
        "alerts.mail_host": kinds.text(
            "the name or address of a mail server", r"[A-Za-z0-9.:-]{1,253}"
        ),
        "alerts.mail_port": kinds.whole(1, 65535),
        "alerts.mail_security": kinds.one_of("starttls", "tls", "none"),
        "alerts.mail_user": kinds.text("the name of an account there", r"[!-~]{1,255}"),
        "alerts.mail_password_file": kinds.PATH,
        "alerts.mail_from": kinds.MAILBOX,
        "alerts.mail_to": kinds.MAILBOXES,
        "alerts.webhook": kinds.HOOK,
        "alerts.webhook_secret_file": kinds.PATH,
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
        hub=replace(HubPart(), **part("hub")),
        terminal=replace(TerminalPart(), **part("terminal")),
        alerts=replace(AlertsPart(), **part("alerts")),
        printer=replace(PrinterPart(), **part("printer")),
        said=frozenset(said),
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
