"""Which characters of a foreign text are kept: those that the content format allows."""

from __future__ import annotations

import re
import unicodedata

from kiosk.catalogue.wording import LONGEST_WORD, is_seen

_KEPT = frozenset("\u200c\u200d\u200e\u200f\u061c")
"""Joiners and single marks of direction, which real spelling needs."""
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_BLANKS = re.compile(r"\s+")
_SCHEME = re.compile(r"\b(?:https?|ftp|file)://|\bmailto:", re.IGNORECASE)
_PHONE = re.compile(r"\btel:\s*", re.IGNORECASE)
_CODE = re.compile(r"\b(javascript|data):", re.IGNORECASE)
_HOST = re.compile(r"[\w.-]+\.[a-z]{2,}(?=[/?#])", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?؟。])\s+(?=\S)")


def clean(text: str | None) -> str:
    """One line, composed, without what is invisible; addresses without scheme. Empty
    where nothing of it would be seen, such as an accent that has lost its letter.

    Runs of one direction within another are never kept: they may be left open, and the
    terminal orders its lines itself.
    """
    spaced = _BLANKS.sub(" ", unicodedata.normalize("NFC", text or ""))
    seen = "".join(c for c in spaced if _is_kept(c)).strip()
    seen = _SCHEME.sub("", seen).replace("://", " ")
    seen = _CODE.sub(r"\1 -", _PHONE.sub("Tel. ", seen))
    words = " ".join(word for long in seen.split() if (word := _fitting(long)))
    return words if is_seen(words) else ""


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut between words."""
    if len(text) <= most:
        return text
    words, _blank, _rest = text[:most].rpartition(" ")
    return f"{words.rstrip(' ,;:-–') or text[: most - 1]}…"


def opening(text: str, most: int) -> tuple[str, str]:
    """As many whole first sentences as fit, and the rest; no sentence: nothing."""
    end = 0
    for found in _SENTENCE.finditer(f"{text} ."):
        if found.start() > most:
            break
        end = found.start()
    return text[:end], text[end:].strip()


def _is_kept(character: str) -> bool:
    if character in _KEPT or (character.isprintable() and character != "\ufffd"):
        return True
    return character != "\ufffd" and unicodedata.category(character) not in _UNSEEN


def _fitting(word: str) -> str:
    """A word that no line can hold goes, but of an address its host stays."""
    if len(word) <= LONGEST_WORD:
        return word
    host = _HOST.search(word[:300])
    return host[0] if host and len(host[0]) <= LONGEST_WORD else ""
