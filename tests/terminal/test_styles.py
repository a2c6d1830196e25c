"""The styles speak of what there is: a selector that names nothing says so."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import TYPE_CHECKING

from textual.widget import Widget

from kiosk import terminal
from tests.fakes.command import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SELECTORS = re.compile(r"([^{};]+)\{")
TYPE = re.compile(r"(?<![\w#.-])[A-Z]\w*")


def every_widget(kind: type[Widget] = Widget) -> Iterator[type[Widget]]:
    yield kind
    for below in kind.__subclasses__():
        yield from every_widget(below)


def types_named_in(styles: str) -> set[str]:
    selectors = SELECTORS.findall(COMMENT.sub("", styles))
    return {name for selector in selectors for name in TYPE.findall(selector)}


def test_every_type_that_the_styles_name_is_a_widget() -> None:
    for module in pkgutil.walk_packages(terminal.__path__, f"{terminal.__name__}."):
        importlib.import_module(module.name)
    widgets = list(every_widget())
    ours = {kind for kind in widgets if kind.__module__.startswith("kiosk.")}
    styles = {kind.__name__: vars(kind).get("DEFAULT_CSS", "") for kind in ours}
    for file in sorted((PROJECT / "kiosk/terminal").glob("*.tcss")):
        styles[file.name] = file.read_text("utf-8")
    known = {kind.__name__ for kind in widgets}
    unknown = {place: types_named_in(said) - known for place, said in styles.items()}
    assert {place: names for place, names in unknown.items() if names} == {}


def test_the_types_in_styles_are_seen() -> None:
    styles = "/* Old { */ A, #b > C.-d { color: $E; &:focus .F { margin: 0 } G { } }"
    assert types_named_in(styles) == {"A", "C", "G"}
