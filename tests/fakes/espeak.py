"""A stand-in for the program espeak-ng: it notes what it says, and makes a tone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

VOICES = ("de", "en-gb", "uk", "ar")
_PROGRAM = """#!{python}
import array, math, sys, wave
if "--voices" in sys.argv:
    print("Pty Language Age/Gender VoiceName File")
    for voice in {voices!r}:
        print(f" 5  {{voice}}  --/M  Name  file")
    sys.exit()
text = sys.stdin.buffer.read().decode()
voice = sys.argv[sys.argv.index("-v") + 1]
with open({log!r}, "a", encoding="utf-8") as log:
    log.write(f"{{voice}}: {{text}}\\n")
tone = array.array("h", (int(9000 * math.sin(n / 9)) for n in range(2205)))
with wave.open(sys.stdout.buffer, "wb") as out:
    out.setnchannels(1)
    out.setsampwidth(2)
    out.setframerate(22050)
    out.writeframes(tone.tobytes())
"""


class FakeEspeak:
    """Put `folder` into the PATH of who should find it."""

    def __init__(self, folder: Path, program: str = _PROGRAM) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self._log = folder / "said.txt"
        path = folder / "espeak-ng"
        path.write_text(
            program.format(python=sys.executable, voices=VOICES, log=str(self._log))
        )
        path.chmod(0o755)

    @property
    def said(self) -> list[str]:
        """`voice: text`, in order."""
        return self._log.read_text().splitlines() if self._log.exists() else []
