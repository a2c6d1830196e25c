"""What `kiosk doctor` says of call displays: which there are, whether they speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.findings import Finding, note, well
from kiosk.i18n.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.domain.displays import PairedDisplay
    from kiosk.speech.espeak import Espeak


def display_findings(
    displays: Sequence[PairedDisplay], voice: Espeak | None
) -> Iterator[Finding]:
    """Of a voice nothing is said where nothing would speak."""
    for display in displays:
        last = display.last_seen_at
        seen = f"last seen {last:%Y-%m-%d %H:%M} UTC" if last else "never seen"
        yield well(f"hub: call display {display.name}, {seen}")
    if displays:
        yield _voice(voice)


def _voice(voice: Espeak | None) -> Finding:
    if voice is None:
        return note(
            "hub: calls are chimed and not spoken: there is no espeak-ng",
            "apt-get install espeak-ng, then start the hub anew.",
        )
    wished = {row.voice for row in LANGUAGES.values() if row.voice}
    missing = sorted(each for each in wished if not voice.has(each))
    if missing:
        return note(
            f"hub: espeak-ng has no voice for {', '.join(missing)}",
            "Those calls are spoken in another language; install a newer espeak-ng.",
        )
    return well("hub: calls are spoken by espeak-ng")
