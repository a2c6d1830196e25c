"""Runs `kiosk` as a person does: as a process, with a home of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests import content_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECT = Path(__file__).parents[2]
PATIENCE = 600.0
"""Seconds until it counts as hanging; a tour takes thirty on a quiet machine."""


@dataclass(frozen=True)
class Machine:
    """A home folder, a small content folder, and nothing else."""

    home: Path

    @classmethod
    def make(cls, home: Path) -> Machine:
        content_folder.write(home / "content")
        return cls(home)

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def content(self) -> Path:
        return self.home / "content"

    def environment(self, **more: str) -> dict[str, str]:
        return {
            **{k: v for k, v in os.environ.items() if not k.startswith("KIOSK_")},
            "HOME": str(self.home),
            "PYTHONPATH": str(PROJECT),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "KIOSK_DATA": str(self.data),
            "KIOSK_CONTENT": str(self.content),
            **more,
        }

    def run(
        self, *arguments: str, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*arguments),
            env=self.environment(**environment),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def start(
        self, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command(*arguments),
            env={**self.environment(), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kiosk", *arguments]
