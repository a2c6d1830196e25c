"""Plates side by side say equally much: a detail stands on all of them or on none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.terminal.mirroring import FromStart, MirroredRow
from kiosk.terminal.widgets.face import Face

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.layout import ArrangeResult, Layout
    from textual.widget import Widget


class AlikeLayout(FromStart):
    name = "alike"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        placements = super().arrange(parent, children, size, greedy)
        faces = [
            (placed.widget, placed.region)
            for placed in placements
            if isinstance(placed.widget, Face)
        ]
        all_tell = all(
            face.tells_detail(region.width, region.height) for face, region in faces
        )
        for face, _ in faces:
            face.be_brief(brief=not all_tell)
        return placements


_ALIKE = AlikeLayout()


class AlikeRow(MirroredRow):
    @property
    def layout(self) -> Layout:
        return _ALIKE
