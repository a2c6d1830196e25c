"""When somebody is told that a terminal needs them, and that it is well again.

Once per edge: a state must last before it is told, and be gone for a while before it is
told to be over; the longer, the more often it came back on that day.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.devices import (
    SILENT_AFTER,
    TOLD_FOR,
    TerminalTrouble,
    is_heard,
    rests,
    troubles,
)
from kiosk.domain.releases import UpdateRefusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zoneinfo import ZoneInfo

    from kiosk.domain.access import PairedTerminal
    from kiosk.ids import AlertId

LASTS = timedelta(minutes=2)
"""How long a state must last, but for silence, which has a time of its own."""
CALM_AFTER = timedelta(minutes=5)
"""How long the first of a day must be gone; the next ones twice as long each."""
LONGEST_CALM = timedelta(hours=4)
COUNTED_FOR = timedelta(days=1)
LOOKS_APART = timedelta(minutes=1)
"""Whoever looked less often cannot say that a terminal was silent meanwhile."""


class AlertKind(StrEnum):
    """Each has words in `kiosk.i18n.alert_texts`, and is a word of the webhook."""

    OFFLINE = "offline"
    NOT_ISSUING = "not-issuing"
    CONTENT_REFUSED = "content-refused"
    CONTENT_OLD = "content-old"
    CLOCK = "clock"
    DISK = "disk"
    TWO_DEVICES = "two-devices"
    TEST = "test"
    """Of no terminal: somebody tries whether messages arrive."""


AS_ON_THE_PAGES = {
    AlertKind.CLOCK: TerminalTrouble.CLOCK,
    AlertKind.DISK: TerminalTrouble.DISK,
    AlertKind.NOT_ISSUING: TerminalTrouble.NOT_ISSUING,
}


class AlertFailure(StrEnum):
    """Why a message did not arrive; each has words on the staff's page."""

    UNREACHABLE = "unreachable"
    TOO_SLOW = "too-slow"
    CERTIFICATE = "certificate"
    NO_TLS = "no-tls"
    SIGN_IN = "sign-in"
    REFUSED = "refused"
    REDIRECTED = "redirected"
    NOT_UNDERSTOOD = "not-understood"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Local hours in which terminals are switched off, past midnight or not."""

    begins: time
    ends: time

    def cover(self, local: datetime) -> bool:
        now = local.time()
        if self.begins <= self.ends:
            return self.begins <= now < self.ends
        return now >= self.begins or now < self.ends

    def last_end(self, local: datetime) -> datetime:
        """The newest that was over by then."""
        today = datetime.combine(local.date(), self.ends, local.tzinfo)
        return today if today <= local else today - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AlertRules:
    """As the settings of a site say."""

    offline_after: timedelta = SILENT_AFTER
    content_old_after: timedelta = timedelta(hours=48)
    quiet: QuietHours | None = None


@dataclass(frozen=True, slots=True)
class AlertState:
    """What was told of one thing of one terminal, and what is seen of it."""

    is_told: bool = False
    """Whether the last message said that it is so."""
    turned_at: datetime | None = None
    """Since when it is otherwise than was told."""
    times: int = 0
    """How often it was told since `counted_from`."""
    counted_from: datetime | None = None

    def calm_after(self) -> timedelta:
        doubled: timedelta = CALM_AFTER * 2 ** max(0, min(self.times, 16) - 1)
        return min(doubled, LONGEST_CALM)


@dataclass(frozen=True, slots=True)
class AlertMessage:
    """One edge of one thing of one terminal, as it is told."""

    id: AlertId
    kind: AlertKind
    is_over: bool
    series: str
    name: str
    since: datetime
    """When it began, or ended."""
    made_at: datetime
    detail: str = ""
    """A word that both machines know: an `UpdateRefusal` or a `NotIssuing`."""


def seen(
    terminal: PairedTerminal,
    rules: AlertRules,
    now: datetime,
    watched_since: datetime,
    zone: ZoneInfo,
) -> Mapping[AlertKind, bool | None]:
    """Whether each thing is so now; None where nobody can know at this moment.

    `watched_since`: from when on the hub would have heard a terminal.
    """
    said = terminal.report if is_heard(terminal, now) else None
    found: dict[AlertKind, bool | None] = dict.fromkeys(AlertKind)
    del found[AlertKind.TEST]
    found[AlertKind.OFFLINE] = _is_offline(terminal, rules, now, watched_since, zone)
    found[AlertKind.TWO_DEVICES] = (
        terminal.two_seen_at is not None and now - terminal.two_seen_at < TOLD_FOR
    )
    if said is None:
        return found
    amiss = troubles(terminal, now)
    for kind, trouble in AS_ON_THE_PAGES.items():
        found[kind] = trouble in amiss
    if rests(terminal, now) is not None:
        found[AlertKind.NOT_ISSUING] = False
    found[AlertKind.CONTENT_REFUSED] = (
        said.update_refused is not None
        and said.update_refused != UpdateRefusal.EXPIRED  # told once it is old enough
    )
    found[AlertKind.CONTENT_OLD] = (
        said.content_as_of is not None
        and now - said.content_as_of > rules.content_old_after
    )
    return found


def step(
    kind: AlertKind, known: AlertState, is_so: bool | None, now: datetime
) -> tuple[AlertState, bool]:
    """The state from now on, and whether its change is told at this moment."""
    if is_so is None:
        return known, False
    if is_so == known.is_told:
        return replace(known, turned_at=None), False
    turned = known.turned_at or now
    lasts = timedelta() if kind is AlertKind.OFFLINE else LASTS
    patience = known.calm_after() if known.is_told else lasts
    if now - turned < patience:
        return replace(known, turned_at=turned), False
    if known.is_told:
        return replace(known, is_told=False, turned_at=None), True
    since, times = known.counted_from, known.times
    if since is None or not timedelta() <= now - since < COUNTED_FOR:
        since, times = now, 0
    return AlertState(True, None, times + 1, since), True


def detail(kind: AlertKind, terminal: PairedTerminal) -> str:
    """What the terminal says of it in one word; "" where nothing more is known."""
    said = terminal.report
    if said is None:
        return ""
    if kind is AlertKind.CONTENT_REFUSED:
        return said.update_refused or ""
    return (said.not_issuing or "") if kind is AlertKind.NOT_ISSUING else ""


def _is_offline(
    terminal: PairedTerminal,
    rules: AlertRules,
    now: datetime,
    watched_since: datetime,
    zone: ZoneInfo,
) -> bool | None:
    last = terminal.last_seen_at
    if last is None:
        return None
    if now - last < rules.offline_after:
        return False
    awaited = max(last, watched_since)
    if rules.quiet is not None:
        local = now.astimezone(zone)
        if rules.quiet.cover(local):
            return None
        awaited = max(awaited, rules.quiet.last_end(local))
    return True if now - awaited >= rules.offline_after else None
