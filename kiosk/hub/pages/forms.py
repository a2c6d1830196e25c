"""How form fields reach a handler: as text, missing ones as nothing."""

from __future__ import annotations

import msgspec
from litestar.params import URLEncodedBody

Several = str | tuple[str, ...]
"""What ticked boxes send: one arrives as text, more as a list."""


def each(sent: Several) -> tuple[str, ...]:
    return (sent,) if isinstance(sent, str) else sent


class SignIn(msgspec.Struct, frozen=True):
    name: str = ""
    password: str = ""
    then: str = ""
    """Where they were going."""


class NewPassword(msgspec.Struct, frozen=True):
    password: str = ""
    again: str = ""


class DeskChoice(msgspec.Struct, frozen=True):
    desk: str = ""
    anyway: str = ""
    """Although somebody else sits there."""
    skills: str = ""
    """Sent by the page that shows the boxes: none ticked means everything there."""
    topics: Several = ()
    languages: Several = ()
    partner: str = ""
    """For whom they work; none: for any."""


class LeaveChoice(msgspec.Struct, frozen=True):
    visitor: str = ""
    """What becomes of the visitor at the desk: a move."""
    then: str = ""


class TransferChoice(msgspec.Struct, frozen=True):
    topic: str = ""
    partner: str = ""
    """None: everybody who takes the topic."""
    note: str = ""


class PauseChoice(msgspec.Struct, frozen=True):
    reason: str = ""


class PriorityChoice(msgspec.Struct, frozen=True):
    priority: str = ""


class StepBack(msgspec.Struct, frozen=True):
    delays: str = ""
    """How often they had done so before, as the page said that asked."""


class SlotChoice(msgspec.Struct, frozen=True):
    starts: str = ""
    """Local time, as `calendar_entries.stamped` reads it."""
    moves: str = ""
    """How often it had been moved before, as the page said that asked."""


class FirstSlotChoice(SlotChoice, frozen=True):
    topic: str = ""
    language: str = ""
    form: str = ""
    """Another one each time the page is shown."""


class FaceChoice(msgspec.Struct, frozen=True):
    face: str = ""


class SkillsChoice(msgspec.Struct, frozen=True):
    topics: Several = ()
    languages: Several = ()
    partner: str = ""


class RightsChoice(msgspec.Struct, frozen=True):
    roles: Several = ()
    areas: Several = ()
    """Where an editor may write; none ticked means everywhere."""


class Invitation(RightsChoice, frozen=True):
    name: str = ""


class PairingChoice(msgspec.Struct, frozen=True):
    code: str = ""
    series: str = ""
    name: str = ""
    renew: str = ""
    """Also where that stops a terminal."""


class DisplayPairing(msgspec.Struct, frozen=True):
    code: str = ""
    name: str = ""


class DeviceDescription(msgspec.Struct, frozen=True):
    name: str = ""
    group: str = ""


class CommandChoice(msgspec.Struct, frozen=True):
    kind: str = ""


class CodeTyped(msgspec.Struct, frozen=True):
    code: str = ""
    then: str = ""
    """Where they were going."""


class AppOff(msgspec.Struct, frozen=True):
    password: str = ""
    code: str = ""


class PasskeyAnswer(msgspec.Struct, frozen=True):
    answer: str = ""
    """What the browser made or signed, as JSON."""
    name: str = ""
    then: str = ""


class PasskeyChoice(msgspec.Struct, frozen=True):
    passkey: str = ""


class SessionChoice(msgspec.Struct, frozen=True):
    session: str = ""
    """As the list calls it; none: all but this one."""


class Confirmation(msgspec.Struct, frozen=True):
    confirmed: str = ""
    """Sent by the page that said what will happen, and by nothing else."""


SignInForm = URLEncodedBody[SignIn]
NewPasswordForm = URLEncodedBody[NewPassword]
DeskChoiceForm = URLEncodedBody[DeskChoice]
LeaveChoiceForm = URLEncodedBody[LeaveChoice]
TransferForm = URLEncodedBody[TransferChoice]
PauseForm = URLEncodedBody[PauseChoice]
PriorityForm = URLEncodedBody[PriorityChoice]
StepBackForm = URLEncodedBody[StepBack]
SlotForm = URLEncodedBody[SlotChoice]
FirstSlotForm = URLEncodedBody[FirstSlotChoice]
FaceForm = URLEncodedBody[FaceChoice]
SkillsForm = URLEncodedBody[SkillsChoice]
RightsForm = URLEncodedBody[RightsChoice]
InvitationForm = URLEncodedBody[Invitation]
PairingForm = URLEncodedBody[PairingChoice]
DisplayPairingForm = URLEncodedBody[DisplayPairing]
DeviceForm = URLEncodedBody[DeviceDescription]
CommandForm = URLEncodedBody[CommandChoice]
CodeForm = URLEncodedBody[CodeTyped]
AppOffForm = URLEncodedBody[AppOff]
PasskeyForm = URLEncodedBody[PasskeyAnswer]
PasskeyChoiceForm = URLEncodedBody[PasskeyChoice]
SessionForm = URLEncodedBody[SessionChoice]
ConfirmationForm = URLEncodedBody[Confirmation]
