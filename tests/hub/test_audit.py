"""The audit log as administrators read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.audit import AuditDeed
from kiosk.operations import accounts, audit
from tests.hub.test_staff import id_of
from tests.people import ADMINISTRATOR, COUNSELLOR_1

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.hub_web import Browser, Terminal

ME = ADMINISTRATOR.sign_in_name


def test_what_an_administrator_does_is_told_with_their_name(
    administrator: Browser, first: Browser, entrance: Terminal, ctx: Context
) -> None:
    somebody = id_of(ctx, COUNSELLOR_1.sign_in_name)
    administrator.post("/staff/invite", name="new", roles="editor")
    administrator.post(f"/staff/{somebody}/rights", roles="editor")
    administrator.post(f"/staff/{somebody}/deactivate", confirmed="yes")
    administrator.post("/devices/A/revoke", confirmed="yes")
    done = [(e.by, e.deed, e.about) for e in audit.look(ctx, by=ME).entries[:4]]
    assert done == [
        (ME, AuditDeed.TERMINAL_REVOKED, "A"),
        (ME, AuditDeed.DEACTIVATED, COUNSELLOR_1.sign_in_name),
        (ME, AuditDeed.RIGHTS_CHANGED, "counsellor-1: counsellor -> editor"),
        (ME, AuditDeed.INVITED, "new: editor"),
    ]
    page = administrator.get("/audit").text
    for told in ("Revoked a terminal", "Deactivated an account", "On the hub"):
        assert told in page


@pytest.mark.parametrize("deed", list(AuditDeed))
def test_every_deed_has_words(
    administrator: Browser, ctx: Context, deed: AuditDeed
) -> None:
    with ctx.database.begin() as connection:
        audit.note(ctx, connection, "somebody", deed, "this")
    page = administrator.get("/audit?by=somebody").text
    assert f"{deed}</" not in page


def test_it_is_read_by_person_and_deed_a_page_at_a_time(
    administrator: Browser, ctx: Context
) -> None:
    with ctx.database.begin() as connection:
        for number in range(60):
            about = f"release {number}"
            audit.note(ctx, connection, "mira", AuditDeed.PUBLISHED, about)
    page = administrator.get("/audit?by=mira&deed=published").text
    assert "Release 59<" in page
    assert "Release 9<" not in page
    assert 'value="mira" selected' in page
    (older,) = [
        part.partition('"')[0].replace("&amp;", "&")
        for part in page.split('href="')
        if part.startswith("/audit?by")
    ]
    second = administrator.get(older).text
    assert "Release 9<" in second
    assert "Release 10<" not in second
    assert "before=" not in second


@pytest.mark.parametrize("asked", ["before=x", "before=-1", f"before={9**40}"])
def test_nonsense_is_no_error(administrator: Browser, asked: str) -> None:
    assert administrator.get(f"/audit?{asked}").status_code == 200


def test_signing_in_is_no_deed(first: Browser, ctx: Context) -> None:
    """It would say when somebody works."""
    before = len(audit.look(ctx).entries)
    first.post("/sign-out")
    first.sign_in(COUNSELLOR_1)
    assert len(audit.look(ctx).entries) == before


def test_a_name_in_it_is_text(administrator: Browser, ctx: Context) -> None:
    with ctx.database.begin() as connection:
        audit.note(ctx, connection, "mira", AuditDeed.PUBLISHED, "<b>bold</b>")
    assert "<b>bold" not in administrator.get("/audit").text
    assert accounts.list_staff(ctx)


@pytest.mark.parametrize(
    ("deed", "about", "told"),
    [
        (AuditDeed.PUBLISHED, "release 5", "Release 5"),
        (
            AuditDeed.PUBLISHED,
            "release 5, which mira asked for",
            "Release 5, asked for by mira",
        ),
        (AuditDeed.INVITED, "editor: counsellor, editor", "editor: counsellor, editor"),
        (AuditDeed.COMMAND_SENT, "A: reload", "Terminal A: "),
        (AuditDeed.NOTICE_PUT_UP, "closed: Heute zu", "Closed: Heute zu"),
        (AuditDeed.TERMINAL_REVOKED, "A", "Terminal A"),
        (AuditDeed.PASSKEY_ADDED, "my phone", "my phone"),
    ],
)
def test_what_it_was_done_to_is_told_in_words(
    administrator: Browser, ctx: Context, deed: AuditDeed, about: str, told: str
) -> None:
    with ctx.database.begin() as connection:
        audit.note(ctx, connection, "somebody", deed, about)
    assert told in administrator.get("/audit?by=somebody").text
