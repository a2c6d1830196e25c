"""How far a release has come: publishing is finished when every terminal shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kiosk.domain.access import PairedTerminal
    from kiosk.domain.releases import ReleaseVersion


@dataclass(frozen=True, slots=True)
class ReleaseProgress:
    version: ReleaseVersion
    """The one that all shall show."""
    showing: tuple[PairedTerminal, ...]
    behind: tuple[PairedTerminal, ...]
    """They show another one, or have not said which."""
    series_by_release: Mapping[ReleaseVersion, tuple[str, ...]]
    """Which terminals show which release, as they said themselves."""

    @property
    def count(self) -> int:
        return len(self.showing) + len(self.behind)

    @property
    def is_finished(self) -> bool:
        return not self.behind


def progress(
    version: ReleaseVersion, terminals: Iterable[PairedTerminal]
) -> ReleaseProgress:
    """Of those in use; one that was revoked shows what it likes."""
    showing: list[PairedTerminal] = []
    behind: list[PairedTerminal] = []
    by_release: dict[ReleaseVersion, tuple[str, ...]] = {}
    for terminal in terminals:
        if not terminal.active:
            continue
        shown = terminal.report.release if terminal.report else None
        (showing if shown == version else behind).append(terminal)
        if shown is not None:
            by_release[shown] = (*by_release.get(shown, ()), terminal.series)
    return ReleaseProgress(version, tuple(showing), tuple(behind), by_release)
