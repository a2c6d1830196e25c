from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.audit import AuditDeed
from kiosk.errors import Conflict, InvitationUsed, NotFound, NotSignedIn
from kiosk.operations import accounts, audit, sign_on
from tests.hub_context import join, sign_in
from tests.people import ADMINISTRATOR, COUNSELLOR_1, COUNSELLOR_2, PASSWORD

if TYPE_CHECKING:
    from kiosk.operations.context import Context

SUBJECT = "https://login.example somebody-1"


def invite(ctx: Context) -> str:
    return accounts.invite(ctx, COUNSELLOR_1.sign_in_name, COUNSELLOR_1.rights)


def test_an_invitation_links_a_subject_in_place_of_a_password(ctx: Context) -> None:
    secret = invite(ctx)
    linked = sign_on.link(ctx, secret, SUBJECT)
    assert linked.sign_in_name == COUNSELLOR_1.sign_in_name
    assert sign_on.sign_in(ctx, SUBJECT) == linked
    assert audit.look(ctx).entries[0].deed is AuditDeed.SIGN_ON_LINKED
    with pytest.raises(InvitationUsed):
        accounts.accept_invitation(ctx, secret, PASSWORD)
    with pytest.raises(NotSignedIn):
        sign_in(ctx, COUNSELLOR_1.sign_in_name, "")


def test_nobody_gets_an_account_by_being_known_elsewhere(ctx: Context) -> None:
    join(ctx, COUNSELLOR_1)
    with pytest.raises(NotSignedIn):
        sign_on.sign_in(ctx, SUBJECT)
    with pytest.raises(NotFound):
        sign_on.link(ctx, "made up", SUBJECT)


def test_a_password_stays_beside_it(ctx: Context) -> None:
    somebody = join(ctx, COUNSELLOR_1)
    sign_on.link(ctx, invite(ctx), SUBJECT)
    assert sign_in(ctx, somebody.sign_in_name).id == somebody.id
    assert sign_on.sign_in(ctx, SUBJECT).id == somebody.id


def test_one_subject_is_one_account(ctx: Context) -> None:
    sign_on.link(ctx, invite(ctx), SUBJECT)
    other = accounts.invite(ctx, COUNSELLOR_2.sign_in_name, COUNSELLOR_2.rights)
    with pytest.raises(Conflict):
        sign_on.link(ctx, other, SUBJECT)
    accounts.accept_invitation(ctx, other, PASSWORD)


def test_a_new_link_ends_the_old_one(ctx: Context) -> None:
    sign_on.link(ctx, invite(ctx), SUBJECT)
    sign_on.link(ctx, invite(ctx), f"{SUBJECT}0")
    with pytest.raises(NotSignedIn):
        sign_on.sign_in(ctx, SUBJECT)


def test_who_is_deactivated_is_unlinked(ctx: Context) -> None:
    somebody = sign_on.link(ctx, invite(ctx), SUBJECT)
    accounts.deactivate(ctx, somebody.id)
    with pytest.raises(NotSignedIn):
        sign_on.sign_in(ctx, SUBJECT)
    deeds = [entry.deed for entry in audit.look(ctx).entries[:2]]
    assert deeds == [AuditDeed.DEACTIVATED, AuditDeed.SIGN_ON_UNLINKED]


def test_a_linked_administrator_is_one_without_a_password(ctx: Context) -> None:
    secret = accounts.invite(ctx, ADMINISTRATOR.sign_in_name, ADMINISTRATOR.rights)
    assert not accounts.has_administrator(ctx)
    linked = sign_on.link(ctx, secret, SUBJECT)
    assert accounts.has_administrator(ctx)
    assert linked.must_prove()


def test_the_subject_itself_is_not_kept(ctx: Context) -> None:
    sign_on.link(ctx, invite(ctx), SUBJECT)
    with ctx.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM linked_sign_ons").all()
    assert "somebody-1" not in str(rows)
