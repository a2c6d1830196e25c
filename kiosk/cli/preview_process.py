"""How hub and terminal start the process that draws, and what it may know of them."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from kiosk.clock import SystemClock
from kiosk.preview.drawing import Preview
from kiosk.preview.process import PreviewProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from kiosk.clock import Clock
    from kiosk.domain.previews import ProbeResult
    from kiosk.hub.previews import Previews
    from kiosk.ids import LanguageCode

    Draws = Callable[[PreviewProcess, Clock, Path, Path | None], object]
    """Every screen of a folder, beside another; raises `UpdateRefused`."""

COMMAND = (sys.executable, "-m", "kiosk", "preview-worker")
PASSED_ON = ("PATH", "PYTHONPATH", "PYTHONHOME", "LD_LIBRARY_PATH")
"""What a program needs to be found; no setting, and nothing secret."""
SAID = {
    "LANG": "C.UTF-8",
    "PYTHONUTF8": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "MALLOC_ARENA_MAX": "2",
    "COLORTERM": "truecolor",
}
BEHIND_A_VISITOR = 19
"""How nice a probe is on a terminal: whoever stands there must not notice."""
PROBE_SECONDS = 600.0
"""Some 25 for what is shipped; a slow machine has as long as a fetch may take."""


def environment(ours: Mapping[str, str]) -> dict[str, str]:
    return {**{name: ours[name] for name in PASSED_ON if name in ours}, **SAID}


def preview_process(*options: str) -> PreviewProcess:
    """Not started yet: the first who asks starts it."""
    return PreviewProcess((*COMMAND, *options), environment(os.environ))


def previews(clock: Clock, public_address: str) -> Previews:
    """The hub's port; the process begins with the first picture that is wanted."""
    from kiosk.hub.previews import Previews  # a terminal probes without the hub

    process = preview_process()
    return Previews(Preview(process, clock, public_address), clock)


class HubProbe:
    """Draws every screen of what is to be published, one content at a time.

    Beside the one before, of which it keeps a copy, only what can differ; beside what
    came with the program at first, of which its own tests drew every screen.
    """

    def __init__(
        self, clock: Clock, draw: Draws | None = None, *, built: Path | None = None
    ) -> None:
        """`built`: a folder that this version drew before; it stays where it is."""
        self._clock = clock
        self._built = built
        self._draw = draw or _draw
        self._process: PreviewProcess | None = None
        self._drawn: TemporaryDirectory[str] | None = None
        self._closed = False

    def __call__(self, folder: Path) -> None:
        """Raises `UpdateRefused`."""
        process = self._process = _behind_others()
        if self._closed:
            process.close()
        beside = self._built if self._drawn is None else Path(self._drawn.name)
        try:
            self._draw(process, self._clock, folder, beside)
        finally:
            process.close()
        self._keep(folder)

    def close(self) -> None:
        """Also what is drawn at this moment."""
        self._closed = True
        if self._process is not None:
            self._process.close()
        self._forget()

    def _keep(self, folder: Path) -> None:
        self._forget()
        if self._closed:
            return
        kept = TemporaryDirectory(prefix="kiosk-drawn-")
        try:
            shutil.copytree(folder, kept.name, dirs_exist_ok=True)
        except OSError:  # as on a full disk: the next is drawn whole
            kept.cleanup()
        else:
            self._drawn = kept

    def _forget(self) -> None:
        if self._drawn is not None:
            self._drawn.cleanup()
            self._drawn = None


def _draw(
    process: PreviewProcess, clock: Clock, folder: Path, beside: Path | None
) -> object:
    from kiosk.preview.probing import probe

    return probe(process, clock, folder, beside=beside, seconds=PROBE_SECONDS)


def _behind_others() -> PreviewProcess:
    return preview_process("--nice", str(BEHIND_A_VISITOR))


def probe_in_process(
    folder: Path,
    deadline: float,
    languages: Iterable[LanguageCode] | None = None,
    clock: Clock | None = None,
    beside: Path | None = None,
) -> ProbeResult:
    """Build every screen of the release in this folder; `deadline` in seconds.

    Of what is the same in the folder `beside`, which was built before, nothing.

    Blocks: call it in a thread. Raises `UpdateRefused`, probe-failed or
    probe-timed-out, naming screen and language.
    """
    from kiosk.preview.probing import probe

    process = _behind_others()
    try:
        return probe(
            *(process, clock or SystemClock(), folder, languages),
            beside=beside,
            seconds=deadline,
        )
    finally:
        process.close()


class SparingProbe:
    """Builds of each release what differs from the one that it built before.

    It remembers while the program runs: another version of it builds all anew, but for
    what came with it, of which its own tests built every screen.
    """

    def __init__(
        self,
        deadline: float,
        build: Callable[..., object] = probe_in_process,
        *,
        built: Path | None = None,
    ) -> None:
        """`deadline` in seconds; `built`: a folder that this version built before."""
        self._deadline = deadline
        self._build = build
        self._built = built

    def __call__(self, folder: Path) -> None:
        """Blocks: call it in a thread. Raises `UpdateRefused`."""
        self._build(folder, self._deadline, beside=self._built)
        self._built = folder
