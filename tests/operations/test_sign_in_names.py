"""What an account may be called: nobody is taken for somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.access import Rights, Role, Staff
from kiosk.errors import LookalikeName, MixedAlphabets, NotAllowed
from kiosk.ids import StaffId
from kiosk.operations import accounts
from kiosk.operations.sign_in_names import skeleton
from kiosk.store import staff as store
from tests.hub_context import sign_in
from tests.people import PASSWORD

if TYPE_CHECKING:
    from kiosk.operations.context import Context


def invite(ctx: Context, name: str) -> str:
    return accounts.invite(ctx, name, Rights.of(Role.COUNSELLOR))


def names(ctx: Context) -> list[str]:
    return [somebody.sign_in_name for somebody in accounts.list_staff(ctx)]


@pytest.mark.parametrize(
    ("here", "alike"),
    [
        ("gross", "groß"),
        ("gross", "Groß"),
        ("anna", "\uff41\uff4e\uff4e\uff41"),  # fullwidth
        ("fischer", "\ufb01scher"),  # a ligature
        ("copo", "\u0441\u043e\u0440\u043e"),  # Cyrillic
        ("\u0441\u043e\u0440\u043e", "copo"),
        ("voo", "\u03bd\u03bf\u03bf"),  # Greek
        ("\u0430\u0441", "ac"),
        ("anna1", "annal"),
        ("otto", "ott0"),
    ],
)
def test_a_name_that_cannot_be_told_from_another_is_refused(
    ctx: Context, here: str, alike: str
) -> None:
    first = invite(ctx, here)
    with pytest.raises(LookalikeName) as refusal:
        invite(ctx, alike)
    assert here in str(refusal.value)
    assert refusal.value.remedy
    assert names(ctx) == [here]
    accounts.invitation(ctx, first)  # it is still the newest one


@pytest.mark.parametrize("name", ["ann\u0430", "\u0430nna", "nik\u03bf", "a\u0561"])
def test_a_name_of_several_alphabets_is_refused(ctx: Context, name: str) -> None:
    with pytest.raises(MixedAlphabets) as refusal:
        invite(ctx, name)
    assert "one alphabet" in refusal.value.remedy
    assert names(ctx) == []


@pytest.mark.parametrize("name", ["an\u200bna", "an\u200dna", "an\u2060na", "\ufeffa"])
def test_a_name_with_what_nobody_sees_is_refused(ctx: Context, name: str) -> None:
    with pytest.raises(NotAllowed):
        invite(ctx, name)
    assert names(ctx) == []


@pytest.mark.parametrize(
    "name",
    ["müller", "жора", "γιώργος", "mustafa.öz", "x@y.de", "a-1_b", "やまだ山田", "علي"],
)
def test_names_of_one_alphabet_are_taken_and_invited_again(
    ctx: Context, name: str
) -> None:
    invite(ctx, name)
    invite(ctx, name)
    invite(ctx, name.upper())
    assert len(names(ctx)) == 1


@pytest.mark.parametrize(
    ("here", "other"), [("anna", "anne"), ("muller", "müller"), ("жора", "жана")]
)
def test_names_that_only_resemble_each_other_are_both_taken(
    ctx: Context, here: str, other: str
) -> None:
    for name in (here, other):
        invite(ctx, name)
    assert sorted(names(ctx)) == sorted([here, other])


@pytest.mark.parametrize("old", ["ann\u0430", "annа1", "gross"])
def test_accounts_of_before_sign_in_and_are_invited_as_ever(
    ctx: Context, old: str
) -> None:
    """Also two that look alike: both were made before anybody looked."""
    with ctx.database.begin() as connection:
        for number, name in enumerate([old, "anna"]):
            store.add(
                connection,
                Staff(StaffId(f"{number}"), name, Rights.of(Role.COUNSELLOR)),
            )
    secret = invite(ctx, old)
    somebody = accounts.accept_invitation(ctx, secret, PASSWORD)
    assert sign_in(ctx, old, PASSWORD) == somebody


def test_who_is_not_in_use_any_more_is_not_impersonated_either(ctx: Context) -> None:
    invite(ctx, "copo")
    (somebody,) = accounts.list_staff(ctx)
    accounts.deactivate(ctx, somebody.id)
    with pytest.raises(LookalikeName):
        invite(ctx, "\u0441\u043e\u0440\u043e")


def test_a_skeleton_is_the_same_for_itself() -> None:
    for name in ("anna", "жора", "γιώργος", "l1", "o0"):
        assert skeleton(skeleton(name)) == skeleton(name)
