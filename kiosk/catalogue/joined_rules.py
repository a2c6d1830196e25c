"""How the events into which breaks part a rule of hours become one rule again."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_OUTER = ("opens", "closes", "breaks")


def joined(rules: list[tuple[str, dict[str, Any]]]) -> Iterator[dict[str, Any]]:
    """Parts of one rule of ours become one again, as long as they say the same."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for at, (of, rule) in enumerate(rules):
        rest = {key: value for key, value in rule.items() if key not in _OUTER}
        groups.setdefault((of or f"alone {at}", repr(rest)), []).append(rule)
    for parts in groups.values():
        parts.sort(key=lambda rule: rule["opens"])
        gaps = [(one["closes"], other["opens"]) for one, other in pairwise(parts)]
        if any(begins >= ends for begins, ends in gaps):
            yield from parts
            continue
        breaks = [{"from": begins, "until": ends} for begins, ends in gaps]
        whole = parts[0] | {"closes": parts[-1]["closes"]}
        yield whole | ({"breaks": breaks} if breaks else {})
