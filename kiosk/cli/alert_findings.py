"""What `kiosk doctor` says of messages about terminals, and by which ways they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.counting import counted
from kiosk.cli.findings import well, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.cli.findings import Finding
    from kiosk.cli.options import Setup
    from kiosk.operations.alerts import ChannelReport


def channel_names(place: Setup) -> list[str]:
    """Those that are set up, for who only looks."""
    said = place.settings.alerts
    named = {"mail": said.mail_host, "webhook": said.webhook}
    return [name for name, where in named.items() if where is not None]


def alert_findings(reports: Sequence[ChannelReport]) -> Iterator[Finding]:
    for report in reports:
        state = report.state
        told = f"alerts: by {state.name}"
        if state.failing_since is not None:
            answer = f": {state.answer}" if state.answer else ""
            lost = ""
            if state.given_up:
                lost = f", {counted(state.given_up, 'message')} given up"
            yield wrong(
                f"{told} nothing arrives since {state.failing_since:%Y-%m-%d %H:%M} UTC"
                f" ({state.failure}){answer}; {counted(report.waiting, 'message')}"
                f" waiting{lost}",
                "Try it, and read what to do: kiosk alerts test",
            )
        elif state.sent_at is not None:
            yield well(f"{told}, last sent {state.sent_at:%Y-%m-%d %H:%M} UTC")
        else:
            yield well(f"{told}, nothing was sent yet")
