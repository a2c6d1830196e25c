"""A terminal nobody looks after: what it starts with, and what it does not heed."""

from __future__ import annotations

import logging
import signal
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.cli import addresses, logging_to, token_files
from kiosk.errors import BadSetting, DataFolderUnusable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.cli.options import Setup

log = logging.getLogger(__name__)

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


def run(place: Setup, *, pairs: bool = False) -> int:
    """`pairs`: without a token it shows a code on the glass until it is paired.

    Raises `BadSetting`, `BadContent` or `NewerDatabase`.
    """
    check_window()
    ignore_signals()
    hub = hub_address(place)
    token = token_files.said_token(place) if pairs else token_files.needed_token(place)
    with _own_folder(place):
        token = token or _paired(place, hub)
        return _run(place, hub, token) if token else 0


def _run(place: Setup, hub: str, token: str) -> int:
    from kiosk.cli import terminal_run

    wiring = terminal_run.Wiring(
        place,
        hub=hub,
        token=token,
        public_address=addresses.for_phones(place.settings.hub.public_address or hub),
        on_first_paint=ignore_signals,
    )
    return terminal_run.run(wiring)


def _paired(place: Setup, hub: str) -> str | None:
    from kiosk.cli import pairing_page, terminal_run

    token = pairing_page.paired(place.folder, hub, terminal_run.program()[:32])
    ignore_signals()
    return token


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
