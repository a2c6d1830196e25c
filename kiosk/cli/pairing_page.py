"""A terminal without a token asks its hub for a code, and shows it till it is typed."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.cli import glass_page
from kiosk.domain import pairing
from kiosk.errors import DeliveryRefused, HubUnreachable, NoToken
from kiosk.ids import RandomIds
from kiosk.sync.pairing import PairingDesk

if TYPE_CHECKING:
    from kiosk.i18n.catalogs import Words
    from kiosk.paths import DataFolder

log = logging.getLogger(__name__)

AGAIN_S = 3.0
"""How soon the terminal goes on once its code was typed."""


@dataclass(frozen=True, slots=True)
class PairingPage:
    devices: str
    """The page of the hub where the code is typed."""
    code: str = ""
    """As people read it; nothing as long as the hub has given none."""
    too_many: bool = False
    away: bool = False
    """Whether the hub did not answer the last time."""

    def paragraphs(self) -> list[str]:
        each = [self._told(words) for words in glass_page.spoken()]
        told = [one[0] for one in each]
        if self.code:
            told.append(" ".join(self.code))
        rest = [line for one in each for line in one[1:]]
        return [*told, *rest, self.devices, *glass_page.to_the_desk()]

    def _told(self, words: Words) -> list[str]:
        _ = words.gettext
        told = [_("This terminal is not connected to its hub yet.")]
        if self.away:
            told.append(_("The hub does not answer. It is asked again and again."))
        elif self.too_many:
            told.append(_("Too many terminals ask for a code. Please wait a little."))
        if self.code:
            told.append(_("An administrator types this code on the hub's page:"))
        return told


def paired(
    folder: DataFolder, hub: str, program: str, desk: PairingDesk | None = None
) -> str | None:
    """The token, once somebody has typed the code; None if the terminal is to end.

    A terminal that is started anew meanwhile has the same code.
    Raises `NoToken` where the hub gives none, and `DataFolderUnusable`.
    """
    desk = desk or PairingDesk(hub)
    token = _own_token(folder)
    page = PairingPage(f"{hub}/devices")
    try:
        with glass_page.heeding():
            while True:
                page, is_paired = _asked(desk, token, program, page)
                if is_paired:
                    _keep(folder, token)
                    return token
                if glass_page.stands(page, AGAIN_S):
                    return None
    finally:
        desk.close()


def _asked(
    desk: PairingDesk, token: str, program: str, page: PairingPage
) -> tuple[PairingPage, bool]:
    try:
        answer = desk.ask(token, program)
    except HubUnreachable as error:
        if not page.away:
            log.warning("%s %s", error, error.remedy)
        return replace(page, away=True), False
    except DeliveryRefused as error:
        if error.status == HTTPStatus.TOO_MANY_REQUESTS:
            return replace(page, code="", away=False, too_many=True), False
        raise NoToken(
            "This terminal is not paired, and the hub gives it no code.",
            remedy="On the hub: kiosk pair, then put the token into the token file.",
        ) from error
    shown = pairing.shown(answer.code) if answer.code else ""
    if shown and shown != page.code:
        log.info("asks the hub to be paired; the code is %s", shown)
    return replace(page, code=shown, away=False, too_many=False), answer.paired


def _own_token(folder: DataFolder) -> str:
    known = paths.read_token(folder.asked_token)
    if known:
        return known
    token = RandomIds().secret()
    paths.write_private(folder.asked_token, token)
    return token


def _keep(folder: DataFolder, token: str) -> None:
    paths.write_private(folder.token, token)
    folder.asked_token.unlink(missing_ok=True)
    log.info("the hub has paired this terminal")
