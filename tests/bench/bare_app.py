"""The baseline: the smallest Textual app that paints one label and answers a touch."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Label


class BareApp(App[None]):
    touches = 0

    def compose(self) -> ComposeResult:
        yield Label("one label")

    def on_click(self) -> None:
        self.touches += 1
        self.query_one(Label).update(f"touched {self.touches} times")


if __name__ == "__main__":
    BareApp().run()
