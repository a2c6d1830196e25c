"""A terminal nobody looks after: what it starts with, and what it does not heed."""

from __future__ import annotations

import logging
import os
import signal
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.cli import addresses, logging_to
from kiosk.errors import BadSetting, DataFolderUnusable, KioskError, NoToken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.cli.options import Setup

log = logging.getLogger(__name__)

COPIED_FROM = "NEXUS_KIOSK_TOKEN_COPIED_FROM"
"""A variable of the environment: the file whose copy the service was given."""
COPIED_AT_START = " Then: systemctl restart 'kiosk-terminal@*'"
UNHEEDED = tuple(
    getattr(signal, name)
    for name in (
        *("SIGINT", "SIGQUIT", "SIGTSTP", "SIGHUP", "SIGCONT", "SIGTTIN", "SIGTTOU"),
        *("SIGUSR1", "SIGUSR2", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGPIPE"),
    )
    if hasattr(signal, name)
)
"""All that a key, a closed lid or a slip of the hand could send; TERM is heeded."""


def check_window() -> None:
    """Raises `BadSetting` where there is no screen to fill."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise BadSetting(
            "The terminal needs a terminal window, and this is none.",
            remedy="Start it in a window, or as the service kiosk-terminal@.",
        )


def ignore_signals() -> None:
    """Again after the first paint: the screen library sets some of them itself."""
    for number in UNHEEDED:
        with suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)


def run(place: Setup) -> int:
    """Raises `BadSetting`, `BadContent` or `NewerDatabase`."""
    check_window()
    ignore_signals()
    from kiosk.cli import terminal_run

    hub = hub_address(place)
    wiring = terminal_run.Wiring(
        place,
        hub=hub,
        token=read_token(place),
        public_address=addresses.for_phones(place.settings.hub.public_address or hub),
        on_first_paint=ignore_signals,
    )
    with _own_folder(place):
        return terminal_run.run(wiring)


@contextmanager
def _own_folder(place: Setup) -> Iterator[None]:
    """For this terminal alone; without a folder people can still read."""
    unusable: DataFolderUnusable | None = None
    try:
        place.folder.make()
    except DataFolderUnusable as error:
        unusable = error
    logs = place.folder.logs / "terminal.log"
    logging_to.beside_the_screen(logs, place.settings.log_level)
    if unusable is not None:
        log.error("%s %s", unusable, unusable.remedy)
        yield
        return
    with paths.held(place.folder.terminal_lock, "A terminal"):
        yield


def hub_address(place: Setup) -> str:
    """As told, or the hub of this machine. Raises `BadSetting`."""
    said = place.settings.terminal.hub or paths.read_private(place.folder.hub_address)
    if not said:
        raise BadSetting(
            "Which hub does this terminal belong to?",
            remedy="Say it with --hub, or KIOSK_TERMINAL_HUB, or in kiosk.toml.",
        )
    return said


def read_token(place: Setup) -> str:
    """Raises `NoToken` or `DataFolderUnusable`, with the file that staff know."""
    file = place.settings.terminal.token_file or place.folder.token
    original = os.environ.get(COPIED_FROM)
    if original is None:
        return _token_in(file, file, place)
    try:
        return _token_in(file, Path(original), place)
    except KioskError as error:
        error.remedy += COPIED_AT_START
        raise


def _token_in(file: Path, called: Path, place: Setup) -> str:
    token = paths.read_token(file, called)
    if not token:
        raise NoToken(
            f"There is no token in {called}: this terminal is not paired.",
            remedy=f"On the hub: kiosk pair --series {place.settings.terminal.series},"
            " then put the token into that file.",
        )
    return token
