"""When an answer of Integreat is one: strict JSON, each key once, of its type."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import msgspec

from kiosk.errors import ImportFailed
from kiosk.integreat.shapes import Region, Shape

S = TypeVar("S", bound=Shape)

MOST_ITEMS = 5000
"""Of one list; the largest regions have a third of it."""
REMEDY = (
    "Try again later. If it stays so, tell the operator of the instance;"
    " the draft is as it was."
)


class TwiceError(ValueError):
    """A key that stands twice in one object: two readers may see two values."""


def read_region(data: bytes) -> Region:
    """Raises `ImportFailed`."""
    return _shaped("region", _parsed("region", data), Region)


def read_list(name: str, data: bytes, kind: type[S]) -> list[S]:
    """All items of an answer, in its order. Raises `ImportFailed` for the first fault.

    One wrong item spoils the whole: leaving it out would look as if it had ended.
    """
    found = _parsed(name, data)
    if not isinstance(found, list):
        raise _refusal(name, f"is no list but {_kind_of(found)}")
    if len(found) > MOST_ITEMS:
        raise ImportFailed(
            f"{name}: {len(found)} items, more than {MOST_ITEMS}.",
            remedy="Choose a smaller region; the draft is as it was.",
        )
    return [_shaped(f"{name}[{at}]", item, kind) for at, item in enumerate(found)]


def _parsed(name: str, data: bytes) -> Any:
    """Read twice: msgspec refuses NaN and depth; json what is double."""
    try:
        data.decode()
        msgspec.json.decode(data)
        return json.loads(data, object_pairs_hook=_once)
    except TwiceError as error:
        raise _refusal(name, f"has the key {error} twice") from error
    except RecursionError as error:
        raise _refusal(name, "is nested too deep") from error
    except UnicodeError as error:
        raise _refusal(name, "is not UTF-8") from error
    except (msgspec.MsgspecError, ValueError) as error:
        raise _refusal(name, f"is no valid JSON: {error}") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _value in pairs:
            if key in seen:
                raise TwiceError(repr(key[:40]))
            seen.add(key)
    return found


def _shaped(name: str, raw: Any, kind: type[S]) -> S:
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        said = str(error).replace(" - at `$", " at `")
        raise _refusal(name, f"is not as Integreat delivers it: {said}") from error


def _refusal(name: str, what: str) -> ImportFailed:
    return ImportFailed(f"{name} {what}.", remedy=REMEDY)


def _kind_of(value: object) -> str:
    return {dict: "an object", str: "a text", type(None): "null"}.get(
        type(value), "a number"
    )
