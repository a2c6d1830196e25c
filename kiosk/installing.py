"""Which command brings a package that the program can do without, for this very one."""

from __future__ import annotations

import shlex
import sys


def install_command(package: str) -> str:
    """By the program's own Python: a bare `pip` is another one's, or refuses."""
    return shlex.join([sys.executable, "-m", "pip", "install", package])
