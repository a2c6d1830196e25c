"""What the check tells can be said in another language, wherever it is found."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOM = Path(__file__).parents[2] / "kiosk" / "catalogue"
TELLING = {"error", "warning"}


def _told(tree: ast.AST) -> Iterator[ast.expr]:
    """Messages and remedies of all findings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_log = (
                isinstance(node.func.value, ast.Name) and node.func.value.id == "log"
            )
            if node.func.attr in TELLING and not of_log:
                yield from node.args[-2:]


@pytest.mark.parametrize("file", sorted(ROOM.rglob("*.py")), ids=lambda f: f.stem)
def test_no_finding_is_told_in_english_alone(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    plain = [
        ast.unparse(told)
        for told in _told(tree)
        if isinstance(told, ast.JoinedStr)
        or (isinstance(told, ast.Constant) and isinstance(told.value, str))
    ]
    assert plain == [], "kiosk.sentences.sentence"
