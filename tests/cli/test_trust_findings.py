from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from kiosk.cli import release_keys
from kiosk.cli.findings import Verdict
from kiosk.cli.hub_context import look
from kiosk.cli.trust_findings import trust_findings
from kiosk.clock import SystemClock
from kiosk.releases.trust.roles import TOP_ROLES, RoleStanding
from tests.cli.test_content_keys import publish
from tests.each import each

if TYPE_CHECKING:
    from kiosk.cli.findings import Finding
    from kiosk.cli.options import Setup
    from tests.fakes.command import Machine


def found(place: Setup, later: timedelta = timedelta()) -> list[Finding]:
    now = SystemClock().now() + later
    return list(trust_findings(place, look(place).trust, now))


def said(findings: list[Finding], verdict: Verdict) -> str:
    return "\n".join(each.text for each in findings if each.verdict is verdict)


@pytest.fixture
def begun(place: Setup) -> Setup:
    assert publish(place, 1)
    return place


def test_a_hub_that_signed_nothing_yet_is_well(place: Setup) -> None:
    [only] = trust_findings(place, (), SystemClock().now())
    assert only.verdict is Verdict.NOTE


def test_root_keys_that_lie_on_the_hub_are_told(begun: Setup) -> None:
    findings = found(begun)
    assert said(findings, Verdict.NOTE).count("the root key") == 2
    assert said(findings, Verdict.WRONG) == ""
    assert said(findings, Verdict.WELL).count("holds until") == 4


def test_what_ends_soon_and_what_is_over_is_wrong_and_has_a_remedy(
    begun: Setup,
) -> None:
    soon = found(begun, timedelta(days=70))
    assert "targets holds until" in said(soon, Verdict.WRONG)
    assert "root holds until" not in said(soon, Verdict.WRONG)
    over = found(begun, timedelta(days=400))
    assert said(over, Verdict.WRONG).count("which is over") == 4
    assert all(each.remedy for each in over if each.verdict is Verdict.WRONG)


def test_a_key_that_is_missing_is_wrong_but_that_of_the_publisher(
    begun: Setup, machine: Machine
) -> None:
    folder = machine.data / "hub" / "keys"
    for role in ("targets", "timestamp"):
        for file in folder.glob(f"{role}-*"):
            file.unlink()
    findings = found(begun)
    assert "the role timestamp is not here" in said(findings, Verdict.WRONG)
    assert "key of the publisher is not here" in said(findings, Verdict.NOTE)


def test_a_key_that_others_can_read_or_that_is_none_is_wrong(
    begun: Setup, machine: Machine
) -> None:
    keys = each((machine.data / "hub" / "keys").glob("snapshot-*"))
    keys[0].chmod(0o644)
    assert "others on this machine can read" in said(found(begun), Verdict.WRONG)
    standings = look(begun).trust
    keys[0].write_text("nonsense")
    findings = list(trust_findings(begun, standings, SystemClock().now()))
    assert "is no key that signs" in said(findings, Verdict.WRONG)


def test_every_role_has_a_remedy(place: Setup) -> None:
    now = SystemClock().now()
    for role in each(TOP_ROLES):
        standing = RoleStanding(role, 1, now, ("a" * 64,), 1, can_sign=True)
        first = next(iter(trust_findings(place, [standing], now)))
        assert first.remedy


def test_keys_are_made_where_the_data_is(begun: Setup) -> None:
    folder = release_keys.key_folder(begun)
    assert folder.folder == begun.folder.signing_keys
    assert all(folder.of(role) for role in each(TOP_ROLES))
