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


class LeaveChoice(msgspec.Struct, frozen=True):
    visitor: str = ""
    """What becomes of the visitor at the desk: a move."""
    then: str = ""


class SkillsChoice(msgspec.Struct, frozen=True):
    topics: Several = ()
    languages: Several = ()


class Invitation(msgspec.Struct, frozen=True):
    name: str = ""
    role: str = ""


class Confirmation(msgspec.Struct, frozen=True):
    confirmed: str = ""
    """Sent by the page that said what will happen, and by nothing else."""


SignInForm = URLEncodedBody[SignIn]
NewPasswordForm = URLEncodedBody[NewPassword]
DeskChoiceForm = URLEncodedBody[DeskChoice]
LeaveChoiceForm = URLEncodedBody[LeaveChoice]
SkillsForm = URLEncodedBody[SkillsChoice]
InvitationForm = URLEncodedBody[Invitation]
ConfirmationForm = URLEncodedBody[Confirmation]
