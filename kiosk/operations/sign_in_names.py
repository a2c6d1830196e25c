"""What an account may be called, and when two names are too alike to tell apart."""

from __future__ import annotations

import re
import unicodedata

from kiosk.errors import MixedAlphabets, NotAllowed

LONGEST_NAME = 64
SIGN_IN_NAME = re.compile(r"[\w.@+-]{1,64}")

LOOKALIKES = str.maketrans(
    {
        # Cyrillic
        **dict(
            zip("авекмнорстухіјѕԁһԛԝѵӏгѡԍьч", "abekmhopctyxijsdhqwvlrwgb4", strict=True)
        ),
        # Greek
        **dict(zip("αβγεικνορτυχωζηςϲϳ", "aβyeikvoptuxwznscj", strict=True)),
        # Armenian
        **dict(zip("օսոհցզյ", "ounhgqj", strict=True)),
        # Latin, and digits
        **dict(zip("ıɩɑɡʋ01", "iiagvol", strict=True)),
    }
)
"""Small letters that look the same in the usual fonts, each as one Latin letter. No
kept library knows them in fewer than thousands of lines; names of one alphabet can
be taken for one another only by these."""

EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO"})
"""Written together in one word."""


def normal_name(sign_in_name: str) -> str:
    """The same from every keyboard, in capitals or not; cut where no name goes on."""
    folded = unicodedata.normalize("NFKC", sign_in_name.strip()[:256]).casefold()
    return unicodedata.normalize("NFKC", folded)[:LONGEST_NAME]


def checked_name(sign_in_name: str) -> str:
    """The name as it is kept. Raises `NotAllowed`, or `MixedAlphabets`."""
    name = normal_name(sign_in_name)
    if len(sign_in_name.strip()) > LONGEST_NAME or not SIGN_IN_NAME.fullmatch(name):
        raise NotAllowed(
            f"{sign_in_name!r} is no sign-in name.",
            remedy="Use 1 to 64 letters, digits, dots, hyphens or an e-mail address.",
        )
    if len(_alphabets(name)) > 1:
        raise MixedAlphabets(
            f"{sign_in_name!r} mixes letters of several alphabets.",
            remedy="Write the name in one alphabet.",
        )
    return name


def is_written_as(sign_in_name: str, name: str) -> bool:
    """Whether this is the kept name but for capitals: what else folds to the same,
    as `ß` does to `ss`, may be meant for somebody else."""
    typed = unicodedata.normalize("NFC", sign_in_name.strip()).lower()
    return typed.replace("ς", "σ") == name


def skeleton(name: str) -> str:
    """The same for two names that look alike, of names as they are kept."""
    digits = "".join(str(unicodedata.decimal(letter, letter)) for letter in name)
    return digits.translate(LOOKALIKES)


def _alphabets(name: str) -> set[str]:
    found = {
        unicodedata.name(letter, "").split(" ")[0]
        for letter in name
        if letter.isalpha()
    }
    return found - EAST_ASIAN | ({"CJK"} if found & EAST_ASIAN else set())
