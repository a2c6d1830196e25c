"""What brings a missing package brings it to this program."""

from __future__ import annotations

import shlex
import sys

from kiosk.installing import install_command


def test_it_is_the_own_python_and_a_shell_reads_it_as_it_is_meant() -> None:
    said = shlex.split(install_command("pillow>=11"))
    assert said == [sys.executable, "-m", "pip", "install", "pillow>=11"]
