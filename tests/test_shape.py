"""The shape of the code: the rules no off-the-shelf linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.each import each

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKAGE = Path(__file__).parent.parent / "kiosk"
MODULES = sorted(PACKAGE.rglob("*.py"))
TESTS = sorted(Path(__file__).parent.rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@cache
def _trees() -> list[tuple[str, ast.Module]]:
    """What each module says, by its name: read once for all that is asked of it."""
    return [(_name(path), ast.parse(path.read_text())) for path in each(MODULES)]


def _nodes() -> Iterator[tuple[str, ast.AST]]:
    return ((name, node) for name, tree in _trees() for node in ast.walk(tree))


def test_files_and_functions_stay_small() -> None:
    for path in [*each(MODULES), *each(TESTS)]:
        assert len(path.read_text().splitlines()) <= 400, path
    for name, node in _nodes():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 60, f"{name}: {node.name}"


SAFE_IN_A_THREAD = {"post_message", "call_from_thread", "notify"}


def _runs_in_a_thread(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(
        isinstance(decorator, ast.Call)
        and getattr(decorator.func, "id", "") == "work"
        and any(
            keyword.arg == "thread" and getattr(keyword.value, "value", None) is True
            for keyword in decorator.keywords
        )
        for decorator in function.decorator_list
    )


def test_thread_workers_never_touch_widgets() -> None:
    for name, function in _nodes():
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if not _runs_in_a_thread(function):
            continue
        for node in ast.walk(function):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "self"
            ):
                called = node.func.attr  # in capitals: a message being made
                safe = called in SAFE_IN_A_THREAD or called[0].isupper()
                assert safe, f"{name}:{node.lineno}"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.tcss")), ids=_name)
def test_colours_live_in_themes_only(path: Path) -> None:
    assert not re.search(r"#[0-9a-fA-F]{6}\b", path.read_text())


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("kiosk", ("textual", "litestar", "sqlalchemy", "httpx", "babel")),
        ("kiosk.domain.tickets", ("textual", "litestar", "sqlalchemy", "asyncio")),
        ("kiosk.hub.app", ("tuf", "securesystemslib")),
        ("kiosk.cli.hub_context", ("tuf", "securesystemslib")),
        ("kiosk.sync.releases", ("tuf", "securesystemslib")),
        ("kiosk.terminal.app", ("litestar", "jinja2", "sqlalchemy", "httpx")),
    ],
)
def test_importing_one_part_loads_no_other(
    module: str, forbidden: tuple[str, ...]
) -> None:
    script = (
        f"import {module}, sys; print(*[m for m in {forbidden!r} if m in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=PACKAGE.parent,
    )
    assert out.stdout.split() == []


def test_no_words_hide_in_an_f_string() -> None:
    """There the collector of words does not find them."""
    for name, text in _nodes():
        if isinstance(text, ast.JoinedStr):
            called = {n.attr for n in ast.walk(text) if isinstance(n, ast.Attribute)}
            hidden = called & {"gettext", "ngettext", "pgettext"}
            assert not hidden, f"{name}:{text.lineno}"


def test_every_module_says_in_one_sentence_what_it_decides() -> None:
    for name, tree in _trees():
        docstring = ast.get_docstring(tree)
        assert docstring, name
        first = docstring.split("\n\n")[0]
        assert first.endswith((".", "!", "?", ":")) or "\n" in docstring, name
        assert not re.search(r"\.\s+[A-Z]", first), f"{name}: one sentence"


def test_a_class_name_stands_for_one_thing_in_the_whole_program() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for name, tree in _trees():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                places[node.name].append(name)
    assert len(places) > 100
    assert {what: where for what, where in places.items() if len(where) > 1} == {}


def test_there_are_at_least_as_many_lines_of_tests_as_of_source() -> None:
    tests = (PACKAGE.parent / "tests").rglob("*.py")
    assert _lines(tests) >= _lines(MODULES)


def test_no_test_stands_on_a_patch() -> None:
    word = "unittest" + ".mock"
    for path in (PACKAGE.parent / "tests").rglob("*.py"):
        assert word not in path.read_text(), path


def _lines(paths: Iterable[Path]) -> int:
    return sum(len(path.read_text().splitlines()) for path in paths)
