from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from kiosk.alerting.mail import MailChannel, MailSecurity, MailServer
from kiosk.domain.alerts import AlertFailure, AlertKind, AlertMessage
from kiosk.errors import AlertFailed
from kiosk.i18n.alert_texts import AlertText
from kiosk.ids import AlertId
from tests.fakes import certificates
from tests.fakes.clock import NOON
from tests.fakes.mail_server import PASSWORD, USER, Postbox, a_mail_server
from tests.fakes.rude_server import a_rude_server
from tests.free_ports import a_free_port

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator
    from pathlib import Path

MESSAGE = AlertMessage(
    AlertId("0123456789abcdef"), AlertKind.DISK, False, "A", "Foyer", NOON, NOON
)


def words(message: AlertMessage) -> AlertText:
    return AlertText(f"Terminal {message.series}: schläft", "Größe\n.\nEnde\n")


@pytest.fixture
def box() -> Iterator[Postbox]:
    with a_mail_server() as made:
        yield made


def a_channel(
    box: Postbox,
    security: MailSecurity = MailSecurity.NONE,
    trusts: ssl.SSLContext | None = None,
    seconds: float = 20.0,
    **said: Any,
) -> MailChannel:
    server = MailServer(
        "127.0.0.1", box.port, security, "kiosk@hub.example", ["it@site.example"]
    )
    return MailChannel(replace(server, **said), words, trusts, seconds)


def refusal(channel: MailChannel) -> AlertFailed:
    with pytest.raises(AlertFailed) as told:
        channel.send(MESSAGE)
    assert told.value.remedy
    return told.value


def test_a_message_arrives_as_it_was_written(box: Postbox) -> None:
    both = ("it@site.example", "hall@site.example")
    a_channel(box, receivers=both).send(MESSAGE)
    ((receivers, mail),) = box.received
    assert receivers == [*both]
    assert mail["subject"] == "Terminal A: schläft"
    assert mail["from"] == "kiosk@hub.example"
    assert mail["to"] == ", ".join(both)
    assert mail["message-id"] == "<0123456789abcdef@hub.example>"
    assert mail["auto-submitted"] == "auto-generated"
    assert mail["date"].datetime == NOON
    assert mail.get_content() == "Größe\n.\nEnde\n"


@pytest.mark.parametrize("security", [MailSecurity.STARTTLS, MailSecurity.TLS])
def test_it_travels_encrypted_and_signed_in(
    box: Postbox, tmp_path: Path, security: MailSecurity
) -> None:
    box.tls, trusts = certificates.contexts(tmp_path)
    box.tls_from_the_start = security is MailSecurity.TLS
    a_channel(box, security, trusts, user=USER, password=PASSWORD).send(MESSAGE)
    assert box.was_secret == [True]
    assert box.signed_in == [USER]


@pytest.mark.parametrize("security", [MailSecurity.STARTTLS, MailSecurity.TLS])
def test_a_certificate_that_nobody_trusts_gets_no_message_and_no_password(
    box: Postbox, tmp_path: Path, security: MailSecurity
) -> None:
    box.tls, _ = certificates.contexts(tmp_path)
    box.tls_from_the_start = security is MailSecurity.TLS
    told = refusal(a_channel(box, security, user=USER, password=PASSWORD))
    assert told.failure is AlertFailure.CERTIFICATE
    assert (box.received, box.signed_in) == ([], [])


@pytest.mark.parametrize("security", [MailSecurity.STARTTLS, MailSecurity.TLS])
def test_a_certificate_of_another_machine_is_not_enough(
    box: Postbox, tmp_path: Path, security: MailSecurity
) -> None:
    box.tls, trusts = certificates.contexts(tmp_path, "mail.elsewhere.example")
    box.tls_from_the_start = security is MailSecurity.TLS
    told = refusal(a_channel(box, security, trusts))
    assert told.failure is AlertFailure.CERTIFICATE
    assert box.received == []


def test_a_server_without_encryption_gets_nothing(box: Postbox) -> None:
    told = refusal(a_channel(box, MailSecurity.STARTTLS, user=USER, password=PASSWORD))
    assert told.failure is AlertFailure.NO_TLS
    assert (box.received, box.signed_in) == ([], [])


def test_a_wrong_password_is_said_and_never_shown(box: Postbox) -> None:
    told = refusal(a_channel(box, user=USER, password="guessed"))
    assert told.failure is AlertFailure.SIGN_IN
    assert told.answer == "535 5.7.8 no such account"
    assert "guessed" not in f"{told}{told.remedy}{told.answer}"


def test_where_nobody_listens_it_says_so(box: Postbox) -> None:
    told = refusal(a_channel(box, port=a_free_port()))
    assert told.failure is AlertFailure.UNREACHABLE
    assert "refused" in told.answer


def test_a_name_that_nobody_knows_is_unreachable(box: Postbox) -> None:
    told = refusal(a_channel(box, host="nowhere.invalid"))
    assert told.failure is AlertFailure.UNREACHABLE


@pytest.mark.parametrize("word", ["MAIL", "DATA", ""])
def test_what_the_server_says_is_told(box: Postbox, word: str) -> None:
    box.says[word] = "451 4.7.1 come again later"
    told = refusal(a_channel(box))
    assert told.failure is AlertFailure.REFUSED
    assert told.answer == "451 4.7.1 come again later"


def test_nobody_of_that_name_is_told(box: Postbox) -> None:
    box.refuses = frozenset({"it@site.example"})
    told = refusal(a_channel(box))
    assert told.failure is AlertFailure.REFUSED
    assert not told.reached_some


def test_where_one_of_two_is_refused_the_other_has_it(box: Postbox) -> None:
    box.refuses = frozenset({"it@site.example"})
    both = ("it@site.example", "hall@site.example")
    told = refusal(a_channel(box, receivers=both))
    assert told.reached_some
    assert "550" in told.answer
    assert len(box.received) == 1


def test_a_message_that_was_taken_counts_however_the_server_leaves(
    box: Postbox,
) -> None:
    box.says["QUIT"] = "500 never"
    a_channel(box).send(MESSAGE)
    assert len(box.received) == 1


@pytest.mark.parametrize("word", ["EHLO", "MAIL", "DATA"])
def test_a_server_that_falls_silent_is_left(box: Postbox, word: str) -> None:
    box.says[word] = "silence"
    assert refusal(a_channel(box, seconds=0.3)).failure is AlertFailure.TOO_SLOW


def test_a_server_that_never_ends_is_left(box: Postbox) -> None:
    box.endless = True
    told = refusal(a_channel(box))
    assert told.failure is AlertFailure.NOT_UNDERSTOOD
    assert "too much" in told.answer


def test_what_is_no_mail_server_is_said(box: Postbox) -> None:
    box.says[""] = "SSH-2.0-OpenSSH_9.2"
    assert refusal(a_channel(box)).failure is AlertFailure.NOT_UNDERSTOOD


def test_an_answer_is_one_short_printable_line(box: Postbox) -> None:
    box.says["MAIL"] = "451 \x1b[31mred" + "x" * 900
    answer = refusal(a_channel(box)).answer
    assert answer.isprintable()
    assert len(answer) <= 200


@pytest.mark.parametrize(
    ("security", "hears_first"),
    [(MailSecurity.NONE, False), (MailSecurity.TLS, False), (MailSecurity.TLS, True)],
)
def test_who_hangs_up_in_the_middle_is_no_mail_server(
    box: Postbox, security: MailSecurity, *, hears_first: bool
) -> None:
    with a_rude_server(hears_first=hears_first) as port:
        told = refusal(a_channel(box, port=port, security=security))
    assert told.failure is AlertFailure.NOT_UNDERSTOOD
