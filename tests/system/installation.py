"""The terminal as README installs it, in a folder: units, settings, foot's settings."""

from __future__ import annotations

import atexit
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.system.hub_process import PROJECT
from tests.system.unprivileged import give

SHIPPED = PROJECT / "systemd"
UNIT = SHIPPED / "kiosk-terminal@.service"


def _a_short_folder() -> Path:
    """A socket's path has 108 bytes at most, and a test's own folder lies deep."""
    made = Path(tempfile.mkdtemp(prefix="kiosk-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@dataclass(frozen=True)
class Installation:
    """`/etc/kiosk` and `/var/lib` are folders of this one, `/run` lies elsewhere."""

    folder: Path
    run: Path = field(default_factory=_a_short_folder)

    @classmethod
    def made(cls, folder: Path, settings: str, token: str | None = "") -> Installation:
        """`settings` is what the administrator wrote into kiosk.toml."""
        here = cls(folder)
        for path in (here.etc, here.state):
            path.mkdir(parents=True, exist_ok=True)
        here.write_settings(settings)
        (here.etc / "foot.ini").write_text((SHIPPED / "foot.ini").read_text("utf-8"))
        if token is not None:
            here.credentials.mkdir(exist_ok=True)
            (here.credentials / "token").write_text(token)
        give(folder)
        here.runtime.mkdir(mode=0o700)
        give(here.run)
        return here

    @property
    def etc(self) -> Path:
        return self.folder / "etc"

    @property
    def credentials(self) -> Path:
        return self.folder / "credentials"

    @property
    def runtime(self) -> Path:
        return self.run / "kiosk-terminal"

    @property
    def state(self) -> Path:
        return self.folder / "lib" / "kiosk-terminal"

    @property
    def foot_ini(self) -> Path:
        return self.etc / "foot.ini"

    def write_settings(self, settings: str) -> None:
        (self.etc / "kiosk.toml").write_text(settings, "utf-8")

    def command(self) -> list[str]:
        """The unit's own ExecStart: only the paths of the installation differ."""
        return self._line("ExecStart")

    def counts_as_failed(self) -> bool:
        """What the unit's ExecStopPost says once the command has ended."""
        return subprocess.run(self._line("ExecStopPost"), check=False).returncode != 0

    def _line(self, name: str) -> list[str]:
        [line] = re.findall(rf"^{name}=(.*)$", UNIT.read_text("utf-8"), re.MULTILINE)
        return [self._here(word) for word in shlex.split(line)]

    def environment(self) -> dict[str, str]:
        """What the unit sets, and nothing else that a kiosk would read."""
        said = re.findall(
            r"^Environment=(\w+)=(.*)$", UNIT.read_text("utf-8"), re.MULTILINE
        )
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.state),
            **{name: self._here(value) for name, value in said},
        }

    def _here(self, word: str) -> str:
        places = {
            "/opt/kiosk/.venv/bin": str(Path(sys.executable).parent),
            "/etc/kiosk": str(self.etc),
            "%S": str(self.folder / "lib"),
            "%t": str(self.run),
            "%d": str(self.credentials),
        }
        for installed, path in places.items():
            word = word.replace(installed, path)
        return word
