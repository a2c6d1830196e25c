"""Numbers to call at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.services import Block, BlockKind
from kiosk.terminal.visitor_screen import VisitorScreen
from kiosk.terminal.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from kiosk.domain.catalogue import EmergencyNumber


class EmergencyScreen(VisitorScreen):
    """Large enough to dial from; nobody has to be asked first."""

    def compose_content(self) -> ComposeResult:
        yield self.heading(self.words.gettext("Emergency numbers"))
        blocks = [
            block
            for entry in self.catalogue.emergency
            for block in self._blocks(entry)
        ]
        yield Prose(blocks, self.turner_words(), id="numbers")

    def _blocks(self, entry: EmergencyNumber) -> Iterator[Block]:
        code = self.session.code
        yield Block(BlockKind.HEADING, f"{entry.number} · {entry.title[code]}")
        if entry.note is not None:
            yield Block(BlockKind.PARAGRAPH, entry.note[code])
