"""Which passwords are too easy to guess to be set."""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations
from typing import TYPE_CHECKING

from kiosk.errors import WeakPassword
from kiosk.operations.passwords import prepared

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST_LENGTH = 10
LEAST_SCORE = 3
"""Of zxcvbn's 0 to 4: fewer than 10^8 guesses are too few."""
ANALYSED = 32
"""Its time grows with the square of the length, and worse for letters as signs."""
USUAL_WORDS = (
    *("passwort", "kennwort", "willkommen", "hallo", "geheim", "sonnenschein"),
    *("frühling", "sommer", "herbst", "winter", "januar", "montag", "freitag"),
    *("brandenburg", "sachsen", "lausitz", "cottbus", "spremberg", "berlin"),
    *("beratung", "energie", "dynamo", "schalke", "bayern", "deutschland"),
    *("пароль", "парола", "привет", "hasło", "heslo", "parola", "şifre", "witam"),
)
"""First tries of this region, which zxcvbn's English lists lack."""
OF_THE_PROGRAM = ("nexus-kiosk", "NEXUS-HUB", "Welcome Center")
"""Everybody who reads its pages tries these."""
ROWS_OF_KEYS = (
    *("qwertzuiop", "asdfghjklöä", "yxcvbnm", "azertyuiop", "qsdfghjklm"),
    *("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "явертъуиопшщ"),
)
"""Of the keyboards that it does not know; any piece of one is as bad as all of it."""
SHORTEST_PIECE = 4


def check_strength(password: str, sign_in_name: str, place: Iterable[str] = ()) -> None:
    """`place`: what the site is called. Raises `WeakPassword`."""
    password = prepared(password)
    if len(password) < LEAST_LENGTH:
        raise WeakPassword(
            f"The password has fewer than {LEAST_LENGTH} characters.",
            remedy="Take three or four words that do not belong together.",
        )
    if _is_guessed_early(password, sign_in_name, place):
        raise WeakPassword(
            "The password is one of those that are tried first.",
            remedy="Take three or four words that do not belong together.",
        )


def _is_guessed_early(password: str, sign_in_name: str, place: Iterable[str]) -> bool:
    from zxcvbn import zxcvbn  # its lists cost more to load than a start may

    known = [*_words(sign_in_name, *place, *OF_THE_PROGRAM), *USUAL_WORDS]
    known += _pieces_of_rows()
    start = unicodedata.normalize("NFC", password.casefold())[:ANALYSED]
    if len(set(start)) < 4:
        return True
    return bool(zxcvbn(start, user_inputs=known)["score"] < LEAST_SCORE)


def _words(*names: str) -> list[str]:
    """Each name whole, its parts, and parts that stand together without a blank."""
    found = []
    for name in names:
        parts = [part for part in re.split(r"[\W_]+", name.casefold()) if part]
        found.append(name.casefold())
        found += [part for part in parts if len(part) > 2]
        found += [
            "".join(parts[i:j]) for i, j in combinations(range(len(parts) + 1), 2)
        ]
    return found


def _pieces_of_rows() -> list[str]:
    return [
        row[i:j]
        for row in (*ROWS_OF_KEYS, *(row[::-1] for row in ROWS_OF_KEYS))
        for i, j in combinations(range(len(row) + 1), 2)
        if j - i >= SHORTEST_PIECE
    ]
