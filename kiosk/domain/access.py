"""Who may do what on the hub."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.domain.arrivals import TerminalContact
from kiosk.domain.queues import Skills

if TYPE_CHECKING:
    from datetime import date, datetime

    from kiosk.domain.devices import DeviceReport
    from kiosk.ids import CategoryId, DeskId, StaffId, TerminalId

SILENT_AT_MOST = timedelta(minutes=90)
"""An open page shows every minute that somebody is there. One without script, or one
that the browser has put to sleep, is silent for as long as a counselling may last."""


class Pause(StrEnum):
    """Why somebody at a desk calls nobody for a while."""

    BREAK = "break"
    LUNCH = "lunch"
    PHONE = "phone"
    """On the phone, or busy with papers."""
    ERRAND = "errand"
    """Somewhere in the house."""


HELP_LASTS = timedelta(minutes=30)
"""An alarm that nobody ended is over by then."""


class Role(StrEnum):
    COUNSELLOR = "counsellor"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"


NEED_SECOND_FACTOR = frozenset({Role.PUBLISHER, Role.ADMINISTRATOR})
"""A stolen password of theirs would change what every visitor reads."""


@dataclass(frozen=True, slots=True)
class Rights:
    """What somebody may do: the roles they have, and where an editor may write.

    An administrator may do everything: who gives rights could take them all the same.
    """

    roles: frozenset[Role] = frozenset()
    areas: frozenset[CategoryId] | None = None
    """The life areas an editor may write in; None: all, and what belongs to none."""

    @classmethod
    def of(cls, *roles: Role, areas: frozenset[CategoryId] | None = None) -> Rights:
        """Without the role of an editor areas mean nothing, and are not kept."""
        return cls(frozenset(roles), areas if Role.EDITOR in roles else None)

    def may_counsel(self) -> bool:
        return self._is(Role.COUNSELLOR)

    def may_edit(self, category: CategoryId | None) -> bool:
        """None: what belongs to no life area, such as the opening hours of the site."""
        if not self._is(Role.EDITOR):
            return False
        bound = self.areas is not None and Role.ADMINISTRATOR not in self.roles
        return not bound or category in (self.areas or ())

    def may_see_drafts(self) -> bool:
        """Who writes somewhere, and who publishes what others wrote."""
        return self._is(Role.EDITOR) or self._is(Role.PUBLISHER)

    def may_publish(self) -> bool:
        return self._is(Role.PUBLISHER)

    def may_administer(self) -> bool:
        return self._is(Role.ADMINISTRATOR)

    def need_second_factor(self) -> bool:
        return bool(self.roles & NEED_SECOND_FACTOR)

    def in_order(self) -> list[Role]:
        return [role for role in Role if role in self.roles]

    def __str__(self) -> str:
        """For logs, commands and the audit log: `counsellor, editor (health)`."""
        areas = f" ({', '.join(sorted(self.areas))})" if self.areas is not None else ""
        return ", ".join(
            f"{role}{areas if role is Role.EDITOR else ''}" for role in self.in_order()
        )

    def _is(self, role: Role) -> bool:
        return role in self.roles or Role.ADMINISTRATOR in self.roles


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who signs in."""

    id: StaffId
    sign_in_name: str
    rights: Rights
    active: bool = True
    desk: DeskId | None = None
    """Where they sit; None until they choose, and once they have left."""
    last_desk: DeskId | None = None
    """Where they sat last: offered first the next time."""
    desk_day: date | None = None
    """The service day on which they chose the desk."""
    seen_at: datetime | None = None
    """The last sign of life of their pages since then, to a minute."""
    skills: Skills = field(default_factory=Skills)
    """Whom they can help, at whatever desk."""
    pause: Pause | None = None
    """They are there, and call nobody until they are back."""
    paused_at: datetime | None = None
    help_at: datetime | None = None
    """Since when they ask their colleagues for help."""
    helper: StaffId | None = None
    """Who said that they are coming."""
    has_second_factor: bool = field(default=False, compare=False)
    credentials: int = field(default=0, compare=False)
    """Rises with each new password and with leaving: sessions of before are closed."""

    @property
    def own_skills(self) -> Skills:
        """Whom they themselves call: a colleague of the same skills may call others."""
        return replace(self.skills, who=self.id)

    def may_counsel(self) -> bool:
        return self.rights.may_counsel()

    def may_edit(self, category: CategoryId | None) -> bool:
        return self.rights.may_edit(category)

    def may_see_drafts(self) -> bool:
        return self.rights.may_see_drafts()

    def may_publish(self) -> bool:
        return self.rights.may_publish()

    def may_administer(self) -> bool:
        return self.rights.may_administer()

    def must_prove(self) -> bool:
        """Whether their password alone opens nothing."""
        return self.rights.need_second_factor() or self.has_second_factor

    def on(self, day: date) -> Staff:
        """With a desk only if they chose it that day: nobody sits there over night."""
        if self.desk_day == day:
            return self
        return replace(self, desk=None, pause=None, help_at=None, helper=None)

    def needs_help(self, now: datetime) -> bool:
        return self.help_at is not None and now - self.help_at <= HELP_LASTS

    def is_present(self, now: datetime, day: date) -> bool:
        """Whether visitors can count on them now.

        Choosing a desk begins it. Leaving the desk, signing out, a deactivated account
        and the end of the service day end it, and so does a page that has been silent
        for `SILENT_AT_MOST`.
        """
        return (
            self.active
            and self.desk is not None
            and self.desk_day == day
            and self.seen_at is not None
            and now - self.seen_at <= SILENT_AT_MOST
        )


class DeviceKind(StrEnum):
    """What may be paired with the hub: who issues tickets, and who only shows them."""

    TERMINAL = "terminal"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class PairedTerminal:
    """A terminal the hub knows; its series letter is its alone."""

    id: TerminalId
    series: str
    name: str
    active: bool = True
    last_seen_at: datetime | None = None
    """The last sign of life, to half a minute; None if there was none yet."""
    group: str = ""
    """What those who look after it call the likes of it: a floor, a partner."""
    contact: TerminalContact = field(default_factory=TerminalContact)
    report: DeviceReport | None = None
    reported_at: datetime | None = None
    two_seen_at: datetime | None = None
    """When two devices were last seen that use its one token."""
    replaced_seen_at: datetime | None = None
    """When somebody last asked with the token that it had before."""
    token_since: datetime | None = None
    """From when on its token holds; None: longer than anybody knows."""
    renewed_at: datetime | None = None
    """When it renewed its token by itself, if it has since it was paired."""
