"""How form fields reach a handler: as text, missing ones as nothing."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar.enums import RequestEncodingType
from litestar.params import Body


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


_FORM = Body(media_type=RequestEncodingType.URL_ENCODED)
SignInForm = Annotated[SignIn, _FORM]
NewPasswordForm = Annotated[NewPassword, _FORM]
DeskChoiceForm = Annotated[DeskChoice, _FORM]
InvitationForm = Annotated[Invitation, _FORM]
