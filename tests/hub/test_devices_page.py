"""The page of devices: how each is, and how a new one comes to it."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from kiosk.operations import fleet, pairing

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser, Terminal

HASH = sha256(b"own token").hexdigest()


def seen_by(browser: Browser, path: str = "/devices") -> str:
    return " ".join(browser.get(path).text.split())


def a_code(ctx: Context) -> str:
    return pairing.ask(ctx, HASH, "192.0.2.7", "1.0").code


def test_only_administrators_see_it(first: Browser, administrator: Browser) -> None:
    assert first.get("/devices").status_code == 403
    assert first.post("/devices/pair", code="x", series="B").status_code == 403
    assert 'href="/devices"' not in first.get("/queue").text
    assert 'href="/devices"' in administrator.get("/staff").text


def test_a_terminal_is_paired_by_the_code_on_its_screen(
    administrator: Browser, ctx: Context
) -> None:
    code = a_code(ctx)
    page = seen_by(administrator)
    assert "A terminal asks from 192.0.2.7." in page
    assert code not in page, "only who stands before the terminal knows it"
    said = administrator.post(
        "/devices/pair", code=code.lower(), series="b", name="Side door"
    )
    assert said.headers["location"] == "/devices?notice=paired"
    assert fleet.by_token(ctx, "own token").name == "Side door"
    page = seen_by(administrator, said.headers["location"])
    assert "goes on by itself" in page
    assert "A terminal asks" not in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"code": "0000-0000", "series": "B"}, "No terminal shows"),
        ({"code": "", "series": "B"}, "No terminal shows"),
        ({"series": "B2"}, "one or two letters"),
        ({"series": "A"}, "runs at this moment"),
    ],
)
def test_what_is_wrong_is_said_pairs_nothing_and_stays_in_the_form(
    administrator: Browser,
    ctx: Context,
    entrance: Terminal,
    fields: dict[str, str],
    told: str,
) -> None:
    entrance.get("/terminal")
    sent = {"code": a_code(ctx), "name": "Side door"} | fields
    answer = administrator.post("/devices/pair", **sent)
    assert answer.status_code == 422
    assert told in answer.text
    for typed in filter(None, sent.values()):
        assert f'value="{typed}"' in answer.text
    assert [each.series for each in fleet.terminals(ctx)] == ["A"]


def test_a_terminal_that_runs_is_replaced_where_that_is_ticked(
    administrator: Browser, ctx: Context, entrance: Terminal
) -> None:
    entrance.get("/terminal")
    administrator.post(
        "/devices/pair", code=a_code(ctx), series="A", name="Hall", renew="yes"
    )
    assert entrance.get("/terminal").status_code == 401
    assert fleet.by_token(ctx, "own token").series == "A"


def test_guessing_ends(administrator: Browser) -> None:
    for _ in range(10):
        administrator.post("/devices/pair", code="0000-0000", series="B", name="x")
    answer = administrator.post("/devices/pair", code="0000-0000", series="B", name="x")
    assert "quarter of an hour" in answer.text


def test_one_word_says_whether_a_terminal_is_there(
    administrator: Browser, entrance: Terminal, clock: FixedClock
) -> None:
    assert "Not seen yet" in seen_by(administrator)
    entrance.get("/terminal")
    assert ">Online<" in seen_by(administrator)
    clock.advance(seconds=80)
    assert ">Late<" in seen_by(administrator)
    clock.advance(minutes=2)
    assert ">Offline<" in seen_by(administrator)
    administrator.post("/devices/A/revoke", confirmed="yes")
    assert ">Revoked<" in seen_by(administrator)


def test_what_it_says_of_its_machine_is_listed(
    administrator: Browser, entrance: Terminal
) -> None:
    entrance.get("/terminal")
    touched = datetime(2026, 3, 2, 9, tzinfo=UTC).isoformat()
    answer = entrance.report(
        program="1.0",
        grid="83x24",
        undelivered=2,
        clock_offset_seconds=-4.0,
        free_disk_mib=2048,
        running_hours=30,
        touched_at=touched,
    )
    assert answer.status_code == 204
    page = seen_by(administrator)
    for told in (
        *("Version 1.0", "Screen 83x24", "Not yet delivered: 2"),
        *("Clock off by 4 s", "Free on its disk: 2048 MiB", "Running for 30 h"),
        "in the hour from 10:00",
    ):
        assert told in page
    assert "nearly full" not in page


def test_a_disk_that_is_nearly_full_is_a_trouble(
    administrator: Browser, first: Browser, entrance: Terminal
) -> None:
    entrance.get("/terminal")
    entrance.report(program="1.0", free_disk_mib=192)
    assert "192 MiB are free" in seen_by(administrator)
    assert "192 MiB are free" in seen_by(first, "/queue")


@pytest.mark.parametrize("wrong", [{"free_disk_mib": -1}, {"running_hours": 2**31}])
def test_a_report_that_cannot_be_is_refused(
    entrance: Terminal, wrong: dict[str, int]
) -> None:
    assert entrance.report(program="1.0", **wrong).status_code == 400


def test_name_and_group_are_changed_and_the_list_is_shown_by_group(
    administrator: Browser, ctx: Context, entrance: Terminal
) -> None:
    fleet.pair(ctx, "B", "Side door")
    assert 'name="group"' not in administrator.get("/devices").text
    answer = administrator.post("/devices/A", name="Hall", group="Ground floor")
    assert answer.headers["location"] == "/devices/A?notice=saved"
    one = seen_by(administrator, "/devices/A?notice=saved")
    assert "Saved." in one
    assert 'value="Ground floor"' in one
    page = seen_by(administrator, "/devices?group=Ground+floor")
    assert "Hall" in page
    assert "Side door" not in page
    assert "Side door" in seen_by(administrator, "/devices?group=nonsense")


def test_a_name_is_one_line_and_never_empty(
    administrator: Browser, ctx: Context, entrance: Terminal
) -> None:
    administrator.post("/devices/A", name="Ha\x00ll\n" + "x" * 99, group="\t")
    known = fleet.by_series(ctx, "A")
    assert (known.name, known.group) == ("Hall" + "x" * 60, "")
    administrator.post("/devices/A", name=" ", group="")
    assert fleet.by_series(ctx, "A").name == "A"


def test_pairing_again_keeps_the_group(ctx: Context, entrance: Terminal) -> None:
    fleet.describe(ctx, "A", "Hall", "Ground floor")
    fleet.pair(ctx, "A", "Hall")
    assert fleet.by_series(ctx, "A").group == "Ground floor"


@pytest.mark.parametrize("path", ["/devices/Q", "/devices/Q/revoke", "/devices/%2e"])
def test_a_terminal_that_is_not_there_is_not_found(
    administrator: Browser, path: str
) -> None:
    assert administrator.get(path).status_code == 404


def test_the_page_speaks_german(administrator: Browser) -> None:
    administrator.language = "de"
    assert 'lang="de"' in administrator.get("/devices").text


def test_terminals_are_listed_with_their_last_sign_of_life(
    administrator: Browser, entrance: Terminal, clock: FixedClock
) -> None:
    assert "Not seen yet" in administrator.get("/devices").text
    entrance.get("/terminal")
    clock.advance(minutes=7)
    text = administrator.get("/devices").text
    assert "Entrance A" in text
    assert "Last seen 7 min ago" in text


def test_a_terminal_can_be_revoked(
    administrator: Browser, entrance: Terminal, ctx: Context
) -> None:
    administrator.post("/devices/A/revoke", confirmed="yes")
    assert not fleet.terminals(ctx)[0].active
    assert entrance.get("/terminal").status_code == 401
    assert "Revoked" in administrator.get("/devices").text


def test_a_terminal_that_is_not_there_cannot_be_revoked(administrator: Browser) -> None:
    assert administrator.post("/devices/Q/revoke").status_code == 404
