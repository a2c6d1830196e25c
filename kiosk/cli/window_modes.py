"""What the screen library asks of the terminal program: plain keys, touches in cells.

Both are settings of Textual, read when it is imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import MutableMapping

MODES = {
    # In the kitty keyboard protocol (foot has it) a shift key is a key of its own, and
    # what a scanner types in capitals is torn into pieces.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    # A size told in between the keys could be told by whoever types them.
    "TEXTUAL_SMOOTH_SCROLL": "0",
}


def choose(environment: MutableMapping[str, str]) -> None:
    """Before Textual is imported."""
    environment.update(MODES)
