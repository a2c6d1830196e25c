"""How form fields reach a handler: as text, missing ones as nothing."""

from __future__ import annotations

import msgspec
from litestar.params import URLEncodedBody


class SignIn(msgspec.Struct, frozen=True):
    name: str = ""
    password: str = ""


class NewPassword(msgspec.Struct, frozen=True):
    password: str = ""
    again: str = ""


class DeskChoice(msgspec.Struct, frozen=True):
    desk: str = ""
    topics: list[str] = []
    languages: list[str] = []


class Invitation(msgspec.Struct, frozen=True):
    name: str = ""
    role: str = ""


SignInForm = URLEncodedBody[SignIn]
NewPasswordForm = URLEncodedBody[NewPassword]
DeskChoiceForm = URLEncodedBody[DeskChoice]
InvitationForm = URLEncodedBody[Invitation]
