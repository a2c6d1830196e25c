from __future__ import annotations

import pytest

from kiosk.releases.trust.roles import (
    LIFETIMES,
    TOLD_BEFORE,
    SignedTarget,
    TargetKind,
    TrustRole,
    named,
)
from tests.each import each


def test_a_target_is_known_by_its_name_again() -> None:
    for kind in each(TargetKind):
        target = SignedTarget.of(kind, 17, b"content")
        assert named(target.name) == (kind, 17)
        assert target.file_name == f"{target.sha256}.{target.name}"


@pytest.mark.parametrize(
    "name",
    [
        "release-0.zip",
        "release-01.zip",
        "release--1.zip",
        "release-1.json",
        "notices-1.zip",
        "release-1.zip\n",
        "release-1234567890.zip",
        "../release-1.zip",
        "other-1.zip",
        "",
    ],
)
def test_any_other_name_means_nothing(name: str) -> None:
    assert named(name) is None


def test_staff_are_told_of_each_role_before_it_ends() -> None:
    for role in each(TrustRole):
        assert TOLD_BEFORE[role] < LIFETIMES[role] / 2
