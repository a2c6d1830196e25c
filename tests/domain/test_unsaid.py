"""What holds of whatever nobody said: nothing is claimed, and nothing is counted.

An older terminal, an older row and a form that was left empty say less than today's
program knows, and must not be taken to have said something.
"""

from __future__ import annotations

import dataclasses
import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

import kiosk.domain

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTHING: dict[str, object] = {
    "bool": False,
    "str": "",
    "int": 0,
    "float": 0.0,
    "tuple": (),
    "frozenset": frozenset(),
}
SOMETHING = {
    "Staff.active": True,
    "PairedTerminal.active": True,
    "Topic.active": True,
    "Ticket.holder": 1,
    "BookingRules.weeks": 4,
    "BookingRules.at_once": 1,
}
"""Where what is usual holds until somebody says otherwise."""


class Unsaid(NamedTuple):
    name: str
    kind: str
    default: object


def _unsaid() -> Iterator[Unsaid]:
    """Of each value of the domain: what it may leave out."""
    for module in pkgutil.walk_packages(kiosk.domain.__path__, "kiosk.domain."):
        for found in vars(import_module(module.name)).values():
            if isinstance(found, type) and found.__module__ == module.name:
                yield from _of(found)


def _of(value: type) -> Iterator[Unsaid]:
    if issubclass(value, Struct):
        names, defaults = value.__struct_fields__, value.__struct_defaults__
        for name, default in zip(
            names[len(names) - len(defaults) :], defaults, strict=True
        ):
            kind = str(value.__annotations__[name]).partition("[")[0]
            kind = "None" if kind.endswith("| None") else kind
            yield Unsaid(f"{value.__name__}.{name}", kind, default)
    if not dataclasses.is_dataclass(value):
        return
    for field in dataclasses.fields(value):
        if field.default is not dataclasses.MISSING:
            kind = str(field.type).partition("[")[0]
            kind = "None" if str(field.type).endswith("| None") else kind
            yield Unsaid(f"{value.__name__}.{field.name}", kind, field.default)


ALL = {each.name: each for each in _unsaid()}


def test_what_may_be_unknown_is_unknown() -> None:
    claimed = [u for u in ALL.values() if u.kind == "None" and u.default is not None]
    assert claimed == []


def test_what_may_be_left_out_claims_nothing_and_what_is_usual_holds() -> None:
    wanted = {u.name: NOTHING[u.kind] for u in ALL.values() if u.kind in NOTHING}
    wanted |= SOMETHING
    found = {name: ALL[name].default for name in wanted}
    assert found == wanted
    assert {n: type(d) for n, d in found.items()} == {
        n: type(d) for n, d in wanted.items()
    }
