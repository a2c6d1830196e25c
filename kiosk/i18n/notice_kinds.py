"""How each kind of notice is told from the others: by its word and its symbol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.site_notices import NoticeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.i18n.catalogs import Words

SYMBOLS: Mapping[NoticeKind, str] = {
    NoticeKind.INFO: "●",
    NoticeKind.CLOSED: "■",
    NoticeKind.MOVED: "◆",
    NoticeKind.WARNING: "▲",
}
"""One cell wide, different by shape, and the same in both directions."""


def kind_word(kind: NoticeKind, words: Words) -> str:
    """What stands before a notice: nobody has to tell kinds by their colour."""
    pgettext = words.pgettext
    return {
        NoticeKind.INFO: pgettext("notice", "Please note"),
        NoticeKind.CLOSED: pgettext("notice", "Closed"),
        NoticeKind.MOVED: pgettext("notice", "Other place"),
        NoticeKind.WARNING: pgettext("notice", "Warning"),
    }[kind]


def kind_words(words: Words) -> dict[NoticeKind, str]:
    """Of each kind its symbol and its word."""
    return {kind: f"{SYMBOLS[kind]} {kind_word(kind, words)}" for kind in NoticeKind}
