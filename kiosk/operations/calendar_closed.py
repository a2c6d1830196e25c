"""Which closed ranges of a calendar file the draft gets, and with which reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue import skeletons
from kiosk.catalogue.closed_ranges import closed_beside
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.operations import typed_reasons

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kiosk.catalogue.closed_ranges import ClosedBeside, Raw
    from kiosk.ids import LanguageCode
    from kiosk.operations.context import Context
    from kiosk.operations.typed_reasons import OfferedReasons


@dataclass(frozen=True, slots=True)
class TakenClosed:
    ranges: ClosedBeside
    words: OfferedReasons
    """Reasons that the centre has no text for yet."""


def taken_closed(
    ctx: Context,
    kept: Sequence[Raw],
    coming: Iterable[Raw],
    offered: OfferedReasons,
    *,
    replacing: bool,
) -> TakenClosed:
    """`kept`: what stands in the draft. Where a file of others names none, its range
    keeps the reason that ours of the same days has."""
    words: dict[str, Mapping[LanguageCode, str]] = {}
    known = typed_reasons.reasons(ctx)
    rows = [_with_reason(row, known, words, offered) for row in coming]
    if replacing:
        ours = {(one.get("from"), one.get("until")): one for one in kept}
        rows = [{**ours.get((row["from"], row["until"]), {}), **row} for row in rows]
    ranges = closed_beside([] if replacing else kept, rows)
    return TakenClosed(ranges, words)


def _with_reason(
    row: Raw,
    known: Mapping[str, str],
    words: dict[str, Mapping[LanguageCode, str]],
    offered: OfferedReasons,
) -> Raw:
    """Its key where we have it, or that of the same text; else new words."""
    key, told = row.get("reason", ""), row.get("told", "")
    span = {"from": row["from"], "until": row["until"]}
    if not key and not told:
        return span
    texts = {**known, **{new: of[SOURCE_LANGUAGE] for new, of in words.items()}}
    if key not in texts and key in offered:
        words[key] = offered[key]
    elif key not in texts:
        same = next((one for one, text in texts.items() if text == told), "")
        new = key or skeletons.proposed_slug(told, list(texts))
        if told and not same:
            words[new] = {SOURCE_LANGUAGE: told}
        key = same or (new if told else "")
    return {**span, "reason": key} if key else span
