"""Short addresses of the hub that lead to a long one, the same on hub and terminal.

The code follows from the address alone: nothing is stored, and a terminal that has the
same content makes the same code without asking.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from kiosk import web_addresses
from kiosk.domain.resources import ResourceKind
from kiosk.ids import CODE_ALPHABET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.catalogue import Catalogue

PATH = "/S/"
"""Upper case, so that a QR code stays in its small mode; `/s/` is answered too."""
LENGTH = 6
"""Characters: a billion codes; that two of a thousand addresses share one is a chance
of one in two thousand, and `kiosk content check` would say so."""


def has_short_addresses(public_address: str | None) -> bool:
    """Whether phones get to the hub at that address: not to this machine alone."""
    return web_addresses.reaches_phones(public_address)


def code_of(target: str) -> str:
    number = int.from_bytes(sha256(target.encode()).digest()[:8])
    digits = []
    for _ in range(LENGTH):
        number, digit = divmod(number, len(CODE_ALPHABET))
        digits.append(CODE_ALPHABET[digit])
    return "".join(digits)


def short_address(public_address: str, target: str) -> str | None:
    """What the hub answers for the target; None where phones do not get to the hub."""
    if not has_short_addresses(public_address):
        return None
    return f"{public_address.rstrip('/')}{PATH}".upper() + code_of(target)


def targets(catalogue: Catalogue) -> Iterator[str]:
    """Every web address that visitors can be sent to."""
    for resource in catalogue.resources:
        if resource.kind is ResourceKind.WEB:
            yield resource.pointer.target
            yield from (pointer.target for pointer in resource.own.values())


def target_of(catalogue: Catalogue, code: str) -> str | None:
    """Where a code leads; None for one that the content does not have (any more)."""
    wanted = code.upper()
    return next((t for t in targets(catalogue) if code_of(t) == wanted), None)
