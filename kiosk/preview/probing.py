"""Whether every screen of a release can be built, before anybody is shown it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import UpdateRefused
from kiosk.preview.messages import ProbedAnswer, ProbeRequest, WorkerFailed
from kiosk.preview.process import WorkerLate, WorkerLost

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kiosk.clock import Clock
    from kiosk.domain.previews import ProbeResult
    from kiosk.ids import LanguageCode
    from kiosk.preview.messages import ProbingAt
    from kiosk.preview.process import AsksWorker

REMEDY = "Correct the text that is named, and publish again; see it in the preview."
SLOW_REMEDY = "Shorten the text that is named, or give the terminal more time."


def probe(
    process: AsksWorker,
    clock: Clock,
    folder: Path,
    languages: Iterable[LanguageCode] | None = None,
    *,
    beside: Path | None = None,
    seconds: float,
) -> ProbeResult:
    """Blocks, for so many seconds and a start at most.

    `beside` holds content that was built whole by this very program: what is the same
    is not built again.

    Raises `UpdateRefused`: probe-failed or probe-timed-out, naming screen and language.
    """
    asked = ProbeRequest(
        folder=str(folder.absolute()),
        now=clock.now(),
        languages=None if languages is None else tuple(languages),
        beside=None if beside is None else str(beside.absolute()),
        seconds=seconds,
    )
    try:
        answer = process.ask(asked, seconds)
    except WorkerLate as late:
        raise UpdateRefused(
            f"The screens could not be built in {seconds:g} s{_place(late.at)}.",
            SLOW_REMEDY,
            reason=UpdateRefusal.PROBE_TIMED_OUT,
        ) from late
    except WorkerLost as lost:
        what = f"The screens could not be built{_place(lost.at)}: {lost}"
        raise _refused(what) from lost
    if isinstance(answer, ProbedAnswer):
        return answer.result
    if isinstance(answer, WorkerFailed):
        raise _refused(answer.reason, answer.remedy)
    raise _refused("The probe answered something else.")


def _refused(what: str, remedy: str = "") -> UpdateRefused:
    reason = UpdateRefusal.PROBE_FAILED
    return UpdateRefused(what, remedy or REMEDY, reason=reason)


def _place(at: ProbingAt | None) -> str:
    return "" if at is None else f" (at {at.screen}, {at.language})"
