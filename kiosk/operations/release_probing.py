"""Whether every screen of a release was drawn before it is published: once for the same
content, and begun before somebody presses the button.

It takes about half a minute, in a process that gives way to everything else.
"""

from __future__ import annotations

import logging
import tempfile
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kiosk.errors import KioskError, TooBusy, UpdateRefused
from kiosk.releases.packing import read_folder
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.operations.context import Context

    Files = Mapping[str, bytes]

PAGE_SECONDS = 40.0
"""How long a page waits: a proxy before the hub may give it up after a minute."""
MOST_KEPT = 8
"""Contents whose outcome is known."""

log = logging.getLogger("kiosk.hub")


class BuildsScreens(Protocol):
    """The slow part, by another process."""

    def __call__(self, folder: Path) -> None:
        """Raises `UpdateRefused`."""
        ...

    def close(self) -> None: ...


class KeptProbe:
    """A `Probe` for many threads. It tries one content after the other, first what
    somebody waits for."""

    def __init__(self, draws: BuildsScreens, patience: float | None = None) -> None:
        """`patience`: in seconds, None for a command, which waits to the end."""
        self._draws = draws
        self._patience = patience
        self._looking = threading.Lock()
        self._outcomes: dict[str, Future[None]] = {}
        self._to_do: dict[str, Files] = {}
        """Of those, what nobody has begun; what was looked at last stands last."""
        self._waited_for: set[str] = set()
        """Of what is to do, what somebody has pressed a button for."""
        self._works = False

    def begin(self, files: Files) -> None:
        """In the background; nothing where it is known, or too much is to be done."""
        with self._looking:
            busy = sum(not outcome.done() for outcome in self._outcomes.values())
        if busy < MOST_KEPT // 2:
            self._outcome(_key(files), files)

    def __call__(self, folder: Path) -> None:
        """Raises `UpdateRefused`, and `TooBusy` where it is not known in time."""
        files = read_folder(folder)
        key = _key(files)
        outcome = self._outcome(key, files, waits=True)
        try:
            outcome.result(self._patience)
        except NotYet as error:
            raise TooBusy(
                sentence("The screens of this content are still being drawn."),
                sentence(
                    "Nothing was published yet. They are drawn on meanwhile: press the "
                    "button again, and it waits for them once more."
                ),
            ) from error
        except UpdateRefused as error:
            with self._looking:  # told: the next who asks has it tried anew
                self._outcomes.pop(key, None)
            raise UpdateRefused(
                sentence("A terminal could not show it: {what}", what=str(error)),
                sentence("Correct the text that is named; see it in the preview."),
                reason=error.reason,
            ) from error

    def close(self) -> None:
        self._draws.close()

    def _outcome(self, key: str, files: Files, *, waits: bool = False) -> Future[None]:
        with self._looking:
            outcome = self._outcomes.get(key)
            if outcome is None:
                outcome = self._outcomes[key] = Future()
                self._to_do[key] = files
                self._forget_old()
            elif key in self._to_do:
                self._to_do[key] = self._to_do.pop(key)
            if waits and key in self._to_do:
                self._waited_for.add(key)
            must_start = bool(self._to_do) and not self._works
            self._works = self._works or must_start
        if must_start:
            threading.Thread(target=self._work, name="probe", daemon=True).start()
        return outcome

    def _forget_old(self) -> None:
        done = [each for each, kept in self._outcomes.items() if kept.done()]
        for old in done[: max(0, len(self._outcomes) - MOST_KEPT)]:
            del self._outcomes[old]

    def _work(self) -> None:
        while (turn := self._next()) is not None:
            key, outcome, files = turn
            try:
                self._try(files)
            except (KioskError, OSError) as error:
                outcome.set_exception(error)
            except Exception as error:  # the outermost loop of a thread
                log.exception("the screens of a release could not be drawn")
                with self._looking:
                    self._outcomes.pop(key, None)
                outcome.set_exception(error)
            else:
                outcome.set_result(None)

    def _next(self) -> tuple[str, Future[None], Files] | None:
        """What somebody waits for comes first, then what was looked at last."""
        with self._looking:
            pressed = (key for key in self._to_do if key in self._waited_for)
            key = next(pressed, None) or next(reversed(self._to_do), None)
            if key is None:
                self._works = False
                return None
            self._waited_for.discard(key)
            return key, self._outcomes[key], self._to_do.pop(key)

    def _try(self, files: Files) -> None:
        with tempfile.TemporaryDirectory(prefix="kiosk-probe-") as name:
            folder = Path(name)
            for file, data in files.items():
                path = folder / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            self._draws(folder)


def begin(ctx: Context, files: Files) -> None:
    """Somebody looks at what they may publish soon: by then its screens are drawn."""
    probe = ctx.content.probe if ctx.content else None
    if isinstance(probe, KeptProbe):
        probe.begin(files)


def _key(files: Files) -> str:
    whole = sha256()
    for name in sorted(files):
        whole.update(f"{len(name)} {name} {len(files[name])} ".encode())
        whole.update(files[name])
    return whole.hexdigest()
