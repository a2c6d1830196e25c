"""The forms of a page, as a browser sees them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from kiosk.cli.touring.steps import TourFailed


@dataclass
class Form:
    action: str
    fields: dict[str, str] = field(default_factory=dict)
    """What is sent untouched: hidden fields, and the choice made beforehand."""


def forms(page: str) -> list[Form]:
    reader = _FormReader()
    reader.feed(page)
    return reader.found


def form(page: str, ending: str) -> Form:
    """The first whose action ends like this. Raises `TourFailed`."""
    for found in forms(page):
        if found.action.endswith(ending):
            return found
    raise TourFailed(f"The page has no form for {ending!r}.")


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(said.get("action", "")))
            self._open = True
        elif tag == "input" and self._open and self._is_sent(said):
            self.found[-1].fields[said.get("name", "")] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False

    @staticmethod
    def _is_sent(said: dict[str, str]) -> bool:
        kind = said.get("type", "text")
        return kind == "hidden" or (kind == "radio" and "checked" in said)
