"""What of Textual a terminal does without: the palette where one types a command.

It brings lists, trees and fields for typing, a twelfth of a start and 2 MiB that no
visitor ever sees. Who asks for more than is named here gets the real one.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

PALETTE = "textual.command"
NAMED = (
    "CommandListItem",
    "CommandPalette",
    "DiscoveryHit",
    "Hit",
    "Hits",
    "Provider",
    "SimpleProvider",
)
"""What Textual's app and themes name of it; they use it when it is opened."""


def leave_out_palette() -> None:
    """Before Textual's app is imported; afterwards nothing happens."""
    sys.modules.setdefault(PALETTE, NoPalette(PALETTE))


class NoPalette(ModuleType):
    """Stands for the module until somebody asks for what it has not."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.__dict__.update((named, type(named, (), {})) for named in NAMED)

    def __getattr__(self, asked: str) -> Any:
        if asked.startswith("__"):
            raise AttributeError(asked)
        if sys.modules.get(PALETTE) is self:
            del sys.modules[PALETTE]
        real = importlib.import_module(PALETTE)
        self.__dict__.update(vars(real))
        return getattr(real, asked)
