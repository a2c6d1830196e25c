"""Which user runs what must not be root in a test, and what that user may reach."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import sys
from pathlib import Path

NOBODY = "nobody"
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2


def as_nobody(*command: str) -> list[str]:
    """The command as a user without rights, where the tests run as root."""
    if os.getuid() != 0:
        return list(command)
    user = pwd.getpwnam(NOBODY)
    ids = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return ["setpriv", *ids, *_may_read(), "--", *command]


def give(folder: Path) -> None:
    """All of this folder becomes that user's."""
    if os.getuid() == 0:
        for path in (folder, *folder.rglob("*")):
            if not path.is_symlink():
                shutil.chown(path, NOBODY, pwd.getpwnam(NOBODY).pw_gid)


def _may_read() -> list[str]:
    """A Python below root's own folder can still be run; nothing else is allowed."""
    if all(
        _anybody_enters(Path(path).resolve()) for path in (sys.executable, *_ours())
    ):
        return []
    held = int(Path("/proc/self/status").read_text().split("CapEff:")[1].split()[0], 16)
    name = "dac_read_search" if held >> CAP_DAC_READ_SEARCH & 1 else "dac_override"
    return [f"--inh-caps=-all,+{name}", f"--ambient-caps=-all,+{name}"]


def _ours() -> list[str]:
    return [__file__]


def _anybody_enters(path: Path) -> bool:
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.parents)
