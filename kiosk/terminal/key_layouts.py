"""Which letter a scanner meant, when it types for another keyboard than ours.

A scanner presses keys, not letters. What a key means is said by the layout of the
machine; most scanners come with the American one, ours may have any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

AMERICAN = (
    r"""1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./"""
    r"""!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?"""
)
"""The keys row by row, without shift and with it; so are the others."""
OTHERS: Mapping[str, str] = {
    "German": (
        r"""1234567890ß´qwertzuiopü+asdfghjklöäyxcvbnm,.-"""
        r"""!"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄYXCVBNM;:_"""
    ),
    "French": (
        r"""&é"'(-è_çà)=azertyuiop^$qsdfghjklmùwxcvbn,;:!"""
        r"""1234567890°+AZERTYUIOP¨£QSDFGHJKLM%WXCVBN?./§"""
    ),
    "Turkish": (
        r"""1234567890*-qwertyuıopğüasdfghjklşizxcvbnmöç."""
        r"""!'^+%&/()=?_QWERTYUIOPĞÜASDFGHJKLŞİZXCVBNMÖÇ:"""
    ),
    "Czech": (
        r"""+ěščřžýáíé=´qwertzuiopú)asdfghjklů§yxcvbnm,.-"""
        r"""1234567890%ˇQWERTZUIOP/(ASDFGHJKL"!YXCVBNM?:_"""
    ),
}


def readings(text: str) -> Iterator[str]:
    """What may have been meant: first as it stands, then as other layouts have it."""
    yield text
    for other in OTHERS.values():
        yield text.translate(_table(other, AMERICAN))
        yield text.translate(_table(AMERICAN, other))


def _table(shown: str, meant: str) -> dict[int, str]:
    """From what the machine made of the keys to what the scanner meant by them."""
    table = {ord(one): other for one, other in zip(shown, meant, strict=True)}
    for one, other in zip(shown, meant, strict=True):
        inverted = one.swapcase()  # caps lock is on
        if len(inverted) == 1:
            table.setdefault(ord(inverted), other.swapcase())
    return table
