"""Where the head of an article ends and its text begins: between two lines of `+++`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.origins import Provenance, provenance
from kiosk.catalogue.schema import ArticleHead
from kiosk.catalogue.tables import TomlFile
from kiosk.catalogue.texts import plain
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from kiosk.catalogue.problems import Findings
    from kiosk.ids import LanguageCode

FENCE = "+++"
MOST_KEYWORDS = 12


class Fronted(NamedTuple):
    told: Provenance
    keywords: tuple[str, ...]
    text: str
    """What follows, with an empty line for each line of the head: lines keep their
    numbers."""


def fronted(
    name: str, text: str, language: LanguageCode, findings: Findings
) -> Fronted | None:
    """The parts of a file; None when its head says too little."""
    parts = divided(text)
    if parts is None:
        findings.error(
            name,
            1,
            sentence(
                "The head between two lines of `{fence}` is missing.", fence=FENCE
            ),
            sentence(
                "Begin with `{fence}`, `version` or `of` and `made`, and `{fence}`.",
                fence=FENCE,
            ),
        )
        return None
    head, body = parts
    file = TomlFile(name, head, findings)
    raw = file.parsed()
    table = None if raw is None else file.decode(raw, ArticleHead, ())
    told = None if table is None else provenance(file, table, language)
    if table is None or told is None:
        return None
    lines = head.count("\n") + 1
    return Fronted(told, _keywords(file, table), "\n" * lines + body)


def divided(text: str) -> tuple[str, str] | None:
    """Head, from the line of its opening fence on, and text; None without a head."""
    opening, _, rest = text.partition("\n")
    if opening.rstrip() != FENCE:
        return None
    head, fence, body = f"\n{rest}".partition(f"\n{FENCE}\n")
    return (f"{head}\n", body) if fence else None


def _keywords(file: TomlFile, table: ArticleHead) -> tuple[str, ...]:
    if len(table.keywords) > MOST_KEYWORDS:
        file.error(
            ("keywords",),
            sentence("There are more than {most} keywords.", most=MOST_KEYWORDS),
            sentence("Keep those that a visitor would really type."),
        )
    return tuple(plain(file, ("keywords",), word) for word in table.keywords)
