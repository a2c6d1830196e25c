"""A hub draws every screen before it publishes: with the real process that draws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.cli.hub_context import hub_context
from kiosk.cli.preview_process import HubProbe
from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import UpdateRefused
from kiosk.operations import publishing
from kiosk.operations.publishing import Wish
from tests.fakes.clock import FixedClock

if TYPE_CHECKING:
    from kiosk.cli.options import Setup
    from tests.cli.conftest import Run
    from tests.fakes.command import Machine

pytestmark = pytest.mark.real


def test_what_is_published_was_drawn(place: Setup, machine: Machine) -> None:
    with hub_context(place) as ctx:
        publishing.begin(ctx, machine.content)
        words = machine.content / "site.toml"
        words.write_text(f"# changed\n{words.read_text('utf-8')}", "utf-8")
        release = publishing.publish(ctx, Wish("anna"), machine.content)
    assert release.about.version == 2


def test_a_probe_that_was_closed_says_no(machine: Machine) -> None:
    probe = HubProbe(FixedClock())
    probe.close()
    with pytest.raises(UpdateRefused) as refused:
        probe(machine.content)
    assert refused.value.reason == UpdateRefusal.PROBE_FAILED


def test_whoever_is_in_a_hurry_leaves_it_to_the_terminals(
    run: Run, machine: Machine
) -> None:
    said = run("content", "publish", "--no-probe")
    assert said.exit_code == 0, said.output
    assert "Release 1 is published" in said.output
