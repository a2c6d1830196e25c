"""Which name inside Textual has moved, when Textual comes in another version."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual._styles_cache import StylesCache
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget

import kiosk.terminal

FOLDER = Path(kiosk.terminal.__file__).parent
METHODS: dict[type, dict[str, list[str]]] = {
    MessagePump: {"_dispatch_message": ["message"], "_flush_next_callbacks": []},
    App: {"_handle_exception": ["error"]},
    Widget: {
        "_size_updated": ["size", "virtual_size", "container_size", "layout"],
        "_on_mouse_down": ["event"],
    },
    Screen: {
        "_on_idle": ["event"],
        "_on_timer_update": [],
        "_on_screen_resume": ["event"],
        "_compositor_refresh": [],
    },
    Compositor: {"update_widgets": ["widgets"]},
    XTermParser: {"feed": ["data"], "tick": []},
    LinuxDriver: {
        "run_input_thread": [],
        "process_message": ["message"],
        "_get_terminal_size": [],
    },
}
"""What is called or overridden, and what it is given."""
ATTRIBUTES: dict[type, list[str]] = {
    App: ["_batch_count"],
    Screen: ["_compositor", "_layout_required", "_repaint_required"],
    Compositor: ["_dirty_regions"],
    Driver: ["_app"],
}
"""What is read or set; each must be set by the class or one above it."""
OF_TEXTUAL = (MessagePump, App, Widget, Screen, Compositor, Driver, LinuxDriver)


@pytest.mark.parametrize(
    ("kind", "name", "given"),
    [(kind, *method) for kind, all_ in METHODS.items() for method in all_.items()],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_what_is_called_or_overridden_is_still_there(
    kind: type, name: str, given: list[str]
) -> None:
    method = getattr(kind, name, None)
    assert method is not None, f"{kind.__name__}.{name} has gone"
    parameters = [p for p in inspect.signature(method).parameters if p != "self"]
    assert [*parameters, *given][: len(given)] == given, f"{name} takes {parameters}"


@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, name) for kind, names in ATTRIBUTES.items() for name in names],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_what_is_read_or_set_is_still_set_by_textual(kind: type, name: str) -> None:
    sources = "".join(
        inspect.getsource(one) for one in kind.__mro__ if one is not object
    )
    assert re.search(rf"self\.{name}\b\s*(?::[^=]+)?=|^    {name}\b", sources, re.M), (
        f"{kind.__name__}.{name} has gone"
    )


def test_the_cache_that_is_emptied_is_still_a_cache() -> None:
    assert callable(StylesCache.get_inner_outer.cache_clear)


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.py")), ids=lambda path: path.stem
)
def test_no_other_file_knows_the_inside_of_textual(path: Path) -> None:
    if path.name == "textual_inside.py":
        return
    tree = ast.parse(path.read_text("utf-8"))
    own = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    own |= {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and re.match(r"_[a-z]", node.attr)
    }
    textual = {name for kind in OF_TEXTUAL for name in dir(kind)}
    assert not (used - own) & textual
    assert "textual._" not in path.read_text("utf-8")
