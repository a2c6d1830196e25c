"""A test over nothing proves nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")


def each(items: Iterable[T]) -> list[T]:
    """All of them; fails where there is none."""
    found = list(items)
    assert found, "there is nothing to look at"
    return found
