"""What staff fill in for a notice, and the notice that it means."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.site_notices import NoticeFault, NoticeKind
from kiosk.domain.typed_times import day_typed, moment_typed, time_typed
from kiosk.errors import NoticeRefused
from kiosk.i18n import notice_texts
from kiosk.i18n.languages import LANGUAGES
from kiosk.i18n.notice_kinds import kind_word
from kiosk.i18n.notice_texts import FORMS, NoticeSlot, NoticeTemplate
from kiosk.operations.notices import WantedNotice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.domain.site_notices import SiteNotice
    from kiosk.hub.context import HubContext
    from kiosk.i18n.catalogs import Words
    from kiosk.ids import LanguageCode
    from kiosk.operations.context import Context

OWN_WORDS = "own-words"
"""In place of a template."""
ANYWAY = "anyway"
"""The step of who has seen what seemed odd."""
LONGEST_FIELD = 4096
"""Characters; what is too long for a notice is shown again, to be shortened."""


@dataclass(frozen=True, slots=True)
class NoticeFields:
    """As they were typed, whatever they mean."""

    slot: str = ""
    kind: str = NoticeKind.INFO.value
    begins: str = ""
    """As a browser says it, by the clock of the site: `2026-03-02T17:00`."""
    ends: str = ""
    offered: str = ""
    """The end that the form proposed: it follows what is picked until it is changed."""
    texts: Mapping[LanguageCode, str] = field(default_factory=dict)
    step: str = ""
    read_in: str = ""
    """Of the pictures: in which language somebody reads them, and on which screen."""
    grid: str = ""


def read(sent: Mapping[str, Any]) -> NoticeFields:
    said = {key: str(value)[:LONGEST_FIELD] for key, value in sent.items()}
    return NoticeFields(
        said.get("slot", ""),
        said.get("kind", NoticeKind.INFO.value),
        said.get("begins", ""),
        said.get("ends", ""),
        said.get("offered", ""),
        {code: said.get(f"text-{code}", "") for code in LANGUAGES},
        said.get("step", ""),
        said.get("read_in", ""),
        said.get("grid", ""),
    )


def empty(ctx: Context) -> NoticeFields:
    """From now until the day is over."""
    midnight = ctx.start_of(ctx.today() + timedelta(days=1))
    ends = _typed(midnight, ctx)
    return NoticeFields(begins=_typed(ctx.clock.now(), ctx), ends=ends, offered=ends)


def of(notice: SiteNotice, ctx: Context) -> NoticeFields:
    return NoticeFields(
        kind=notice.kind.value,
        begins=_typed(notice.begins, ctx),
        ends=_typed(notice.ends, ctx),
        texts=notice.texts,
    )


def only_times(fields: NoticeFields, notice: SiteNotice) -> NoticeFields:
    """What somebody changes who may not write."""
    return replace(fields, kind=notice.kind.value, texts=notice.texts)


def following(template: NoticeTemplate | None, fields: NoticeFields) -> NoticeFields:
    """Who opens at an hour or on a day tells so until then, unless another end was
    typed; nonsense is told later."""
    fields = replace(fields, slot=_spelled(template, fields.slot))
    if fields.ends != fields.offered:
        return fields
    ends = ""
    if template is NoticeTemplate.OPENS_LATER:
        begins = moment_typed(fields.begins)
        ends = f"{begins.date()}T{fields.slot}" if begins else ""
    elif template is NoticeTemplate.CLOSED_UNTIL:
        ends = f"{fields.slot}T00:00"
    try:
        datetime.fromisoformat(ends)
    except ValueError:
        return fields
    return replace(fields, ends=ends, offered=ends)


def _spelled(template: NoticeTemplate | None, typed: str) -> str:
    """A day or a time as a browser sends it, however it was typed."""
    slot = FORMS[template].slot if template else None
    if slot is NoticeSlot.TIME and (at := time_typed(typed)):
        return f"{at:%H:%M}"
    if slot is NoticeSlot.DAY and (day := day_typed(typed)):
        return day.isoformat()
    return typed


def is_past(template: NoticeTemplate, fields: NoticeFields, ctx: Context) -> bool:
    """Whether the hour that it names is over when it begins: a slip, or it is late."""
    if FORMS[template].slot is not NoticeSlot.TIME:
        return False
    begins = max(_moment(fields.begins, ctx), ctx.clock.now()).astimezone(ctx.zone())
    try:
        return time.fromisoformat(fields.slot) <= begins.time()
    except ValueError:
        return False


def wanted(
    hub: HubContext, template: NoticeTemplate | None, fields: NoticeFields
) -> WantedNotice:
    """Raises `NoticeRefused`."""
    kind, texts = _kind(fields.kind), fields.texts
    if template is not None:
        if fields.step != ANYWAY and is_past(template, fields, hub.ctx):
            raise NoticeRefused(NoticeFault.PAST_HOUR)
        kind = FORMS[template].kind
        texts = {
            code: notice_texts.text(template, fields.slot, hub.pages.words(code))
            for code in LANGUAGES.spoken()
        }
    return WantedNotice(
        kind, texts, _moment(fields.begins, hub.ctx), _moment(fields.ends, hub.ctx)
    )


def names(words: Words) -> list[tuple[NoticeTemplate, str]]:
    """Every template as it reads, with a gap."""
    return [(each, notice_texts.with_gap(each, words)) for each in NoticeTemplate]


def kinds(words: Words) -> dict[str, str]:
    return {kind.value: kind_word(kind, words) for kind in NoticeKind}


def in_order(ctx: Context) -> list[LanguageCode]:
    """German first, then what the site offers, then the others."""
    offered = ctx.catalogue().site.languages
    return list(dict.fromkeys([SOURCE_LANGUAGE, *offered, *LANGUAGES]))


def _kind(said: str) -> NoticeKind:
    return NoticeKind(said) if said in set(NoticeKind) else NoticeKind.INFO


def _typed(moment: datetime, ctx: Context) -> str:
    return moment.astimezone(ctx.zone()).strftime("%Y-%m-%dT%H:%M")


def _moment(said: str, ctx: Context) -> datetime:
    """Raises `NoticeRefused`."""
    moment = moment_typed(said)
    if moment is None:
        raise NoticeRefused(NoticeFault.BAD_TIME)
    try:
        there = moment.replace(tzinfo=ctx.zone()) if moment.tzinfo is None else moment
        return there.astimezone(ctx.clock.now().tzinfo)
    except (ValueError, OverflowError) as error:
        raise NoticeRefused(NoticeFault.BAD_TIME) from error
