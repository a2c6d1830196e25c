"""The small changes that a test must notice: mutmut's, and those of SQL in strings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_string

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SQL = re.compile(r"\b(SELECT|UPDATE|INSERT|DELETE|WHERE|ORDER BY|CREATE)\b")
IN_SQL = (
    (r"<=", "<"),
    (r">=", ">"),
    (r"(?<![<>])<(?![=>])", "<="),
    (r"(?<![<>])>(?!=)", ">="),
    (r"\bAND\b", "OR"),
    (r"\bOR\b", "AND"),
    (r"\bIS NULL\b", "IS NOT NULL"),
    (r"\bIS NOT NULL\b", "IS NULL"),
    (r"\bNOT IN\b", "IN"),
    (r"\bDESC\b", "ASC"),
    (r"\bmax\(", "min("),
    (r"\bMAX\(", "MIN("),
)
_NOWHERE = cst.Module([])
WORDS_FOR_PEOPLE = re.compile(r"log(ger)?|click|warnings")
"""What is said in them is read by people, not by a test."""

NEVER_CHANGED = cst.Annotation | cst.Import | cst.ImportFrom | cst.Decorator | cst.Raise
"""mypy and the linter look at these, and people at what an error says."""


@dataclass(frozen=True, slots=True)
class Change:
    """One changed place; `before` and `after` are the lines without their margin."""

    file: str
    line: int
    before: str
    after: str
    source: str
    """The whole file with the change in it."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}\n    - {self.before}\n    + {self.after}"


def changes(file: str, source: str) -> Iterator[Change]:
    """Every change of a file, in its order; none twice, none that changes nothing."""
    source = source if source.endswith("\n") else f"{source}\n"
    wrapper = MetadataWrapper(cst.parse_module(source))
    places = wrapper.resolve(PositionProvider)
    parents = wrapper.resolve(ParentNodeProvider)
    around = _around(wrapper.module, source)
    seen = {source}
    for node in sorted(places, key=lambda node: _place(places[node])):
        if _is_of_no_interest(node, parents):
            continue
        for other in _others(node):
            if _drops_a_promise(node, other):
                continue
            statement = _statement(node, parents)
            before, after = around[statement]
            changed = before + _code(statement.deep_replace(node, other)) + after
            if changed not in seen:
                seen.add(changed)
                yield _described(file, source, changed)


def _around(module: cst.Module, source: str) -> dict[cst.CSTNode, tuple[str, str]]:
    """What stands before and after each statement of the file: to write only the one
    that changes is ten times as quick as to write the file."""
    texts = [_code(statement) for statement in module.body]
    head, _, foot = source.partition("".join(texts))
    return {
        statement: (
            head + "".join(texts[:place]),
            "".join(texts[place + 1 :]) + foot,
        )
        for place, statement in enumerate(module.body)
    }


def _statement(
    node: cst.CSTNode, parents: Mapping[cst.CSTNode, cst.CSTNode]
) -> cst.CSTNode:
    """The one of the file, not of a function, in which it stands."""
    while not isinstance(parents[node], cst.Module):
        node = parents[node]
    return node


def _others(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    for kind, operator in mutation_operators:
        if operator is not operator_string and isinstance(node, kind):
            yield from operator(node)
    if isinstance(node, cst.SimpleString | cst.FormattedStringText):
        yield from _other_sql(node)


def _other_sql(
    node: cst.SimpleString | cst.FormattedStringText,
) -> Iterator[cst.CSTNode]:
    if SQL.search(node.value):
        for pattern, other in IN_SQL:
            for found in re.finditer(pattern, node.value):
                value = node.value[: found.start()] + other + node.value[found.end() :]
                yield node.with_changes(value=value)


def _is_of_no_interest(
    node: cst.CSTNode, parents: Mapping[cst.CSTNode, cst.CSTNode]
) -> bool:
    """Types, imports, decorators, texts, words for people; within them, too."""
    if isinstance(node, cst.Assign) and isinstance(node.value, cst.SimpleString):
        return True
    inner: cst.CSTNode | None = node
    while inner is not None:
        if isinstance(inner, NEVER_CHANGED):
            return True
        if isinstance(inner, cst.Arg) and _code(inner).startswith("strict="):
            return True
        if isinstance(inner, cst.Call) and _says_something(inner):
            return True
        if isinstance(inner, cst.If) and _code(inner.test) == "TYPE_CHECKING":
            return True
        inner = parents.get(inner)
    return False


def _drops_a_promise(node: cst.CSTNode, other: cst.CSTNode) -> bool:
    """That two things are as long, which fails nobody while it is kept."""
    if not isinstance(node, cst.Call) or _code(node.func) != "zip":
        return False
    return "strict=True" in _code(node) and "strict=True" not in _code(other)


def _says_something(call: cst.Call) -> bool:
    """An error, too, which is made in one place and raised in another."""
    called = _code(call.func)
    has_remedy = any(arg.keyword and arg.keyword.value == "remedy" for arg in call.args)
    is_for_people = WORDS_FOR_PEOPLE.match(called) or has_remedy
    return bool(is_for_people) or called in ("cast", "NewType")


def _code(node: cst.CSTNode) -> str:
    return node.code if isinstance(node, cst.Module) else _NOWHERE.code_for_node(node)


def _place(position: object) -> tuple[int, int]:
    start = position.start  # type: ignore[attr-defined]
    return start.line, start.column


def _described(file: str, source: str, changed: str) -> Change:
    """By the first line that differs, which is where the change is seen best."""
    before, after = source.splitlines(), changed.splitlines()
    at = next(
        (
            number
            for number, (one, other) in enumerate(zip(before, after, strict=False))
            if one != other
        ),
        min(len(before), len(after)) - 1,
    )
    return Change(file, at + 1, before[at].strip(), after[at].strip(), changed)
