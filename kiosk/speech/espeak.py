"""How espeak-ng renders a sentence: which voices it has, and within which bounds."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

from kiosk.errors import SpeechFailed

PROGRAM = "espeak-ng"
WORDS_A_MINUTE = 140
"""Slow enough for a hall; its own default is 175."""
PATIENCE_SECONDS = 10.0
LONGEST_TEXT = 400
LARGEST_SOUND = 2 * 1024 * 1024
"""Bytes: 45 seconds of what it makes."""
WAVE = b"RIFF"
INSTALL = "Install espeak-ng: apt-get install espeak-ng."


class Espeak:
    """One program at a time is for the caller to see to."""

    def __init__(self, program: str, voices: frozenset[str]) -> None:
        self._program = program
        self._voices = voices

    def has(self, voice: str) -> bool:
        return voice in self._voices

    def render(self, text: str, voice: str) -> bytes:
        """A WAVE file. Raises `SpeechFailed`; blocks, for ten seconds at most."""
        if not self.has(voice):
            raise SpeechFailed(f"{PROGRAM} has no voice {voice!r}.", remedy=INSTALL)
        command = [
            *(self._program, "-v", voice, "-s", str(WORDS_A_MINUTE)),
            *("-b", "1", "--stdin", "--stdout"),  # text in UTF-8, sound to the pipe
        ]
        said = _run(command, text[:LONGEST_TEXT].encode()).stdout
        if not said.startswith(WAVE) or len(said) > LARGEST_SOUND:
            raise SpeechFailed(f"{PROGRAM} made no sound of it.", remedy=INSTALL)
        return said


@cache
def installed(path: str | None = None) -> Espeak | None:
    """The one of this machine, asked once for its voices; None where there is none."""
    program = shutil.which(PROGRAM, path=path)
    if program is None:
        return None
    try:
        listed = _run([program, "--voices"]).stdout.decode(errors="replace")
    except SpeechFailed:
        return None
    rows = [line.split() for line in listed.splitlines()[1:]]
    spoken = {row[1] for row in rows if len(row) > 1}
    return Espeak(program, frozenset(spoken | {_main(voice) for voice in spoken}))


def _main(voice: str) -> str:
    """It takes `en` for `en-gb` and its other kinds."""
    return voice.partition("-")[0]


def _run(command: list[str], said: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell, and nothing of the text in it
            command,
            input=said,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=True,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except (OSError, subprocess.SubprocessError) as trouble:
        raise SpeechFailed(
            f"{PROGRAM} failed: {type(trouble).__name__}.", remedy=INSTALL
        ) from trouble
