"""`kiosk alerts test`, and what the doctor says of messages that do not arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kiosk.domain.alerts import AlertFailure
from kiosk.operations import alerts
from kiosk.operations.alerts import send_next
from kiosk.store import alerts as store
from tests.fakes.alert_channel import FakeChannel
from tests.fakes.hook_receiver import HookReceiver, a_hook_receiver
from tests.fakes.mail_server import Postbox, a_mail_server
from tests.system.hub_process import HubProcess, its_state

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Run
    from tests.fakes.command import Machine


@pytest.fixture
def box() -> Iterator[Postbox]:
    with a_mail_server() as made:
        yield made


@pytest.fixture
def hook() -> Iterator[HookReceiver]:
    with a_hook_receiver() as made:
        yield made


def settings(machine: Machine, text: str) -> None:
    machine.data.mkdir(exist_ok=True)
    (machine.data / "kiosk.toml").write_text(f"[alerts]\n{text}", encoding="utf-8")


def both(box: Postbox, hook: HookReceiver) -> str:
    return (
        f'mail_host = "127.0.0.1"\nmail_port = {box.port}\nmail_security = "none"\n'
        'mail_from = "kiosk@hub.example"\nmail_to = ["it@site.example"]\n'
        f'webhook = "{hook.address}"\n'
    )


def test_a_test_arrives_by_every_way(
    run: Run, machine: Machine, box: Postbox, hook: HookReceiver
) -> None:
    settings(machine, both(box, hook))
    said = run("alerts", "test")
    assert said.exit_code == 0, said.output
    assert said.output == "mail: it was taken.\nwebhook: it was taken.\n"
    ((_, mail),) = box.received
    assert mail["subject"] == "NEXUS Kiosk: eine Probemeldung"
    assert len(hook.received) == 1


def test_what_went_wrong_is_said_in_words(
    run: Run, machine: Machine, box: Postbox, hook: HookReceiver
) -> None:
    settings(machine, both(box, hook))
    box.says["MAIL"] = "550 5.7.1 not from you"
    said = run("alerts", "test")
    assert said.exit_code == 1
    assert "did not arrive (refused): 550 5.7.1 not from you" in said.output
    assert "does not take the message. Its answer says why." in said.output
    assert "webhook: it was taken." in said.output, "one failure stops no other"


def test_without_any_way_it_says_what_to_set(run: Run, machine: Machine) -> None:
    settings(machine, "")
    said = run("alerts", "test")
    assert said.exit_code == 2
    assert "alerts.mail_host or alerts.webhook" in said.output


def test_the_doctor_names_what_does_not_arrive(
    run: Run, machine: Machine, box: Postbox, hook: HookReceiver
) -> None:
    settings(machine, both(box, hook))
    box.says["MAIL"] = "550 5.7.1 not from you"
    run("alerts", "test")
    assert "ok  alerts: by mail, nothing was sent yet" in run("doctor").output
    with its_state(HubProcess(machine.data)) as ctx:
        with ctx.database.begin() as connection:
            store.add(connection, "mail", alerts.a_test(ctx))
        mail = FakeChannel("mail")
        mail.fails_with = AlertFailure.REFUSED
        assert not send_next(ctx, mail)
    said = run("doctor")
    assert said.exit_code == 1
    assert "WRONG  alerts: by mail nothing arrives since" in said.output
    assert "(refused): 535 no; 1 message waiting" in said.output
    assert "kiosk alerts test" in said.output
