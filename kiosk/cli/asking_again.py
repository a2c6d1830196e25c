"""What a revoked terminal does with its tokens, and where it asks for a new code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kiosk import paths
from kiosk.cli import token_files
from kiosk.ids import RandomIds

if TYPE_CHECKING:
    from kiosk.cli.late_desk import LateDesk
    from kiosk.cli.options import Setup
    from kiosk.cli.terminal_run import Wiring
    from kiosk.sync.pairing_again import PairingAgain


class TokenFolder(Struct, frozen=True):
    """Implements `kiosk.sync.pairing_again.TokensOfTerminal`, in the data folder."""

    place: Setup

    def asked(self) -> str:
        file = self.place.folder.asked_token
        known = paths.read_token(file)
        if known is None:
            known = RandomIds().secret()
            paths.write_private(file, known)
        return known

    def draw_another(self) -> None:
        self.place.folder.asked_token.unlink(missing_ok=True)

    def take_up(self) -> None:
        """A power cut between both steps leaves the old token, which is refused again,
        and the hub says once more that the asked one is good."""
        used = token_files.said_token(self.place)
        if used is not None:
            token_files.set_aside(self.place, used)
        folder = self.place.folder
        paths.put_in_place(folder.asked_token, folder.token)


class CodeOnGlass:
    """Implements `kiosk.terminal.ports.StaffCode`; asks from after the first paint."""

    def __init__(self) -> None:
        self._asking: PairingAgain | None = None

    def shown(self) -> str:
        return self._asking.code() if self._asking else ""

    async def run(self, wiring: Wiring, desk: LateDesk, program: str) -> None:
        from kiosk.sync.pairing import PairingDesk
        from kiosk.sync.pairing_again import PairingAgain

        hub = PairingDesk(wiring.hub)
        self._asking = PairingAgain(
            lambda: desk.is_revoked,
            lambda token: hub.ask(token, program[:32]),
            TokenFolder(wiring.place),
            wiring.clock.running,
        )
        try:
            await self._asking.run()
        finally:
            hub.close()
