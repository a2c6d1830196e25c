"""The page of one terminal: what is asked of it, and what became of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.commands import CommandDetails, CommandKind, CommandOutcome
from kiosk.operations import device_commands, fleet
from kiosk.operations.device_commands import CommandAnswer
from tests.operations.test_device_commands import PICTURE

if TYPE_CHECKING:
    from kiosk.operations.context import Context
    from tests.fakes.clock import FixedClock
    from tests.hub_web import Browser, Terminal

PAGE = "/devices/A"


@pytest.fixture(autouse=True)
def paired(entrance: Terminal) -> Terminal:
    return entrance


def seen_by(browser: Browser, path: str = PAGE) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def answered(ctx: Context, command: str, said: CommandAnswer) -> None:
    (terminal,) = fleet.terminals(ctx)
    device_commands.fetch(ctx, terminal)
    device_commands.answer(ctx, terminal, command, said)


def test_only_administrators_send_commands(first: Browser, ctx: Context) -> None:
    assert first.post(f"{PAGE}/commands", kind="reload").status_code == 403
    assert first.post(f"{PAGE}/out-of-order", template="worked-on").status_code == 403
    for path in ("commands", "out-of-order", "commands/x", "commands/x/screen.svg"):
        assert first.get(f"{PAGE}/{path}").status_code == 403
    assert device_commands.listed(ctx, "A") == []


@pytest.mark.parametrize(
    "kind", ["reload", "restart", "test-picture", "in-order", "diagnostics", "screen"]
)
def test_a_button_sends_a_command_that_stands_in_the_list(
    administrator: Browser, ctx: Context, kind: str
) -> None:
    assert f'value="{kind}"' in seen_by(administrator)
    said = administrator.post(f"{PAGE}/commands", kind=kind)
    assert said.headers["location"] == f"{PAGE}?notice=asked"
    (asked,) = device_commands.listed(ctx, "A")
    assert (asked.kind, asked.asked_by) == (kind, "administrator")
    page = seen_by(administrator, said.headers["location"])
    assert "The command was sent." in page
    assert "Not fetched yet" in page


@pytest.mark.parametrize("kind", ["", "shell", "out-of-order; reboot", "RELOAD"])
def test_what_is_not_on_the_list_is_not_sent(
    administrator: Browser, ctx: Context, kind: str
) -> None:
    said = administrator.post(f"{PAGE}/commands", kind=kind)
    assert said.headers["location"] == PAGE
    assert device_commands.listed(ctx, "A") == []


def test_a_form_without_its_token_sends_nothing(
    administrator: Browser, ctx: Context
) -> None:
    said = administrator.post_without_token(f"{PAGE}/commands", kind="restart")
    assert said.status_code == 403
    assert device_commands.listed(ctx, "A") == []


def test_the_list_follows_by_itself_as_long_as_something_is_open(
    administrator: Browser, ctx: Context, clock: FixedClock
) -> None:
    asked = device_commands.ask(ctx, "A", CommandKind.RELOAD)
    assert "hx-get" in seen_by(administrator, f"{PAGE}/commands")
    answered(ctx, asked.id, CommandAnswer(CommandOutcome.DONE))
    part = seen_by(administrator, f"{PAGE}/commands")
    assert "hx-get" not in part
    assert "Done" in part
    assert "<html" not in part


def test_each_outcome_has_its_words(
    administrator: Browser, ctx: Context, clock: FixedClock
) -> None:
    for kind, said, told in (
        ("screen", CommandAnswer(CommandOutcome.REFUSED, "somebody-is-there"), "no p"),
        ("restart", CommandAnswer(CommandOutcome.REFUSED, "not-a-service"), "service"),
        ("reload", CommandAnswer(CommandOutcome.FAILED, "broken-content"), "errors"),
        ("in-order", CommandAnswer(CommandOutcome.FAILED, "of-tomorrow"), "of-tomor"),
    ):
        asked = device_commands.ask(ctx, "A", CommandKind(kind))
        answered(ctx, asked.id, said)
        assert told in seen_by(administrator)
    device_commands.ask(ctx, "A", CommandKind.RELOAD)
    clock.advance(minutes=15)
    assert "within a quarter of an hour" in seen_by(administrator)


def test_out_of_order_in_a_ready_text_goes_in_every_language(
    administrator: Browser, ctx: Context
) -> None:
    said = administrator.post(f"{PAGE}/commands", kind="out-of-order")
    form = said.headers["location"]
    assert form == f"{PAGE}/out-of-order"
    assert "We are working on this terminal." in seen_by(administrator, form)
    said = administrator.post(form, template="worked-on")
    assert said.headers["location"] == f"{PAGE}?notice=asked"
    (asked,) = device_commands.listed(ctx, "A")
    assert {"de", "en", "ar", "hsb"} <= set(asked.texts)


def test_own_words_need_german_and_are_shown_again_when_they_do_not_fit(
    administrator: Browser, ctx: Context
) -> None:
    fields = {"template": "own-words", "text-en": "Back at noon."}
    said = administrator.post(f"{PAGE}/out-of-order", **fields)
    assert said.status_code == 422
    assert "The German text is missing." in said.text
    assert "Back at noon." in said.text
    fields["text-de"] = "Um zwölf zurück."
    said = administrator.post(f"{PAGE}/out-of-order", **fields)
    assert said.status_code == 303
    (asked,) = device_commands.listed(ctx, "A")
    assert asked.texts == {"de": "Um zwölf zurück.", "en": "Back at noon."}


def test_a_terminal_that_is_out_of_order_says_so_to_everybody_on_the_staff(
    administrator: Browser, first: Browser, entrance: Terminal
) -> None:
    entrance.get("/terminal")
    entrance.report(program="1.0", complaints=["out-of-order"])
    assert "It is out of order" in seen_by(first, "/queue")
    page = seen_by(administrator)
    assert "Out of order" in page
    assert "Change the text" in page


def test_a_picture_is_an_image_under_the_strictest_rules(
    administrator: Browser, ctx: Context
) -> None:
    asked = device_commands.ask(ctx, "A", CommandKind.SCREEN)
    answered(ctx, asked.id, CommandAnswer(CommandOutcome.DONE, picture=PICTURE))
    address = f"{PAGE}/commands/{asked.id}/screen.svg"
    page = seen_by(administrator)
    assert f'<img src="{address}"' in page
    assert "<svg" not in page
    image = administrator.get(address)
    assert image.text == PICTURE
    assert image.headers["content-type"].startswith("image/svg+xml")
    rules = image.headers["content-security-policy"]
    assert rules == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert image.headers["x-content-type-options"] == "nosniff"
    assert image.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("command", ["x", "f" * 32])
def test_what_was_never_asked_is_not_there(
    administrator: Browser, command: str
) -> None:
    for path in (f"commands/{command}", f"commands/{command}/screen.svg"):
        assert administrator.get(f"{PAGE}/{path}").status_code == 404
    assert administrator.get("/devices/ZZ/commands").status_code == 404


def test_diagnostics_are_a_page_in_which_nothing_is_markup(
    administrator: Browser, ctx: Context
) -> None:
    asked = device_commands.ask(ctx, "A", CommandKind.DIAGNOSTICS)
    details = CommandDetails(
        {"program": "1.0", "of-tomorrow": "x"}, ("journal: fine",), ("<b>a line</b>",)
    )
    answered(ctx, asked.id, CommandAnswer(CommandOutcome.DONE, details=details))
    address = f"{PAGE}/commands/{asked.id}"
    assert f'href="{address}"' in seen_by(administrator)
    page = seen_by(administrator, address)
    for told in ("Version of the program", "of-tomorrow", "journal: fine"):
        assert told in page
    assert "&lt;b&gt;a line" in page


def test_nothing_is_sent_to_a_revoked_terminal(
    administrator: Browser, ctx: Context
) -> None:
    fleet.revoke(ctx, "A")
    assert 'value="restart"' not in seen_by(administrator)
    said = administrator.post(f"{PAGE}/commands", kind="restart")
    assert "fetches no commands" in seen_by(administrator, said.headers["location"])
    said = administrator.post(f"{PAGE}/out-of-order", template="worked-on")
    assert said.headers["location"] == f"{PAGE}?notice=revoked"
    assert device_commands.listed(ctx, "A") == []
