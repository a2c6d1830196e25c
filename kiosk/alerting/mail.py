"""How a message goes out as an e-mail: over TLS, in half a minute or not at all."""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC
from email.message import EmailMessage
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from kiosk.domain.alerts import AlertFailure
from kiosk.errors import AlertFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kiosk.domain.alerts import AlertMessage
    from kiosk.i18n.alert_texts import AlertText

PATIENCE_SECONDS = 10.0
"""For each answer."""
WHOLE_SECONDS = 30.0
LARGEST_ANSWERS = 64 * 1024
"""Bytes of all that a mail server says."""
LONGEST_SAID = 200
SEE_SETTINGS = "See the settings of [alerts], and try: kiosk alerts test."


class MailSecurity(StrEnum):
    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


USUAL_PORTS = {
    MailSecurity.STARTTLS: 587,
    MailSecurity.TLS: 465,
    MailSecurity.NONE: 25,
}


@dataclass(frozen=True, slots=True)
class MailServer:
    """As the settings name it."""

    host: str
    port: int
    security: MailSecurity
    sender: str
    receivers: Sequence[str]
    user: str | None = None
    password: str | None = None


class MailChannel:
    """An `AlertChannel`."""

    name = "mail"

    def __init__(
        self,
        server: MailServer,
        words: Callable[[AlertMessage], AlertText],
        trusts: ssl.SSLContext | None = None,
        whole_seconds: float = WHOLE_SECONDS,
    ) -> None:
        """`trusts`: None for the certificates that this system trusts."""
        self._server = server
        self._words = words
        self._trusts = trusts
        self._whole_seconds = whole_seconds

    def send(self, message: AlertMessage) -> None:
        mail = self._mail(message)
        with _told(), self._opened() as connection:
            refused = connection.send_message(mail)
        if refused:
            code, said = next(iter(refused.values()))
            raise _failed(AlertFailure.REFUSED, code, said, reached_some=True)

    def _mail(self, message: AlertMessage) -> EmailMessage:
        text = self._words(message)
        mail = EmailMessage()
        mail["Subject"] = text.subject
        mail["From"] = self._server.sender
        mail["To"] = ", ".join(self._server.receivers)
        mail["Date"] = message.made_at.astimezone(UTC)
        mail["Message-ID"] = f"<{message.id}@{self._domain()}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(text.body)
        return mail

    @contextmanager
    def _opened(self) -> Iterator[BoundedSmtp]:
        server, trusts = self._server, self._trusts or ssl.create_default_context()
        first = trusts if server.security is MailSecurity.TLS else None
        connection = BoundedSmtp(server.host, self._domain(), first)
        ended = threading.Timer(self._whole_seconds, connection.break_off)
        ended.daemon = True
        ended.start()
        try:
            connection.connect(server.host, server.port)
            if server.security is MailSecurity.STARTTLS:
                connection.starttls(context=trusts)
            if server.user is not None:
                connection.login(server.user, server.password or "")
            yield connection
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()  # it has taken the message: what follows is manners
        except (OSError, smtplib.SMTPException) as error:
            if connection.broken_off:
                raise _failed(AlertFailure.TOO_SLOW) from error
            raise
        finally:
            ended.cancel()
            connection.close()

    def _domain(self) -> str:
        return self._server.sender.rpartition("@")[2]


class BoundedSmtp(smtplib.SMTP):
    """Over TLS from the first byte where there is a context."""

    def __init__(
        self, host: str, local_hostname: str, context: ssl.SSLContext | None
    ) -> None:
        super().__init__(local_hostname=local_hostname, timeout=PATIENCE_SECONDS)
        self._host = host  # against which `starttls` holds the certificate
        self._context = context
        self._line: socket.socket | None = None
        self._left = LARGEST_ANSWERS
        self.broken_off = False

    def break_off(self) -> None:
        """From another thread, whatever this one waits for."""
        self.broken_off = True
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        super().close()
        if self._line is not None:
            self._line.close()

    def connect(self, *args: Any, **named: Any) -> tuple[int, bytes]:
        said = super().connect(*args, **named)
        if said[0] != 220:
            raise smtplib.SMTPConnectError(*said)
        return said

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = _Counted(self.sock.makefile("rb"), self)
        return super().getreply()

    def count(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise smtplib.SMTPServerDisconnected("it says too much")

    def _get_socket(self, host: str, port: int, timeout: float) -> Any:
        plain = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self._line = plain.dup()  # TLS takes the other one away
        if self._context is None:
            return plain
        return self._context.wrap_socket(plain, server_hostname=host)


class _Counted:
    """A file of answers of which only so much is read."""

    def __init__(self, file: Any, smtp: BoundedSmtp) -> None:
        self._file = file
        self._smtp = smtp

    def readline(self, most: int) -> bytes:
        line: bytes = self._file.readline(most)
        self._smtp.count(len(line))
        return line

    def close(self) -> None:
        self._file.close()


@contextmanager
def _told() -> Iterator[None]:
    """In words, whatever went wrong."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise _failed(AlertFailure.REFUSED, code, said) from error
    except smtplib.SMTPResponseException as error:
        raise _failed(_why_no(error), error.smtp_code, error.smtp_error) from error
    except (OSError, smtplib.SMTPException) as error:
        raise _failed(_kind(error), said=_reason(error)) from error


def _why_no(error: smtplib.SMTPResponseException) -> AlertFailure:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return AlertFailure.SIGN_IN
    no = 400 <= error.smtp_code < 600  # of RFC 5321
    return AlertFailure.REFUSED if no else AlertFailure.NOT_UNDERSTOOD


def _kind(error: OSError) -> AlertFailure:
    """Of what was no answer; `SMTPException` is an `OSError`, too."""
    kinds: dict[type[OSError], AlertFailure] = {
        ssl.SSLCertVerificationError: AlertFailure.CERTIFICATE,
        smtplib.SMTPNotSupportedError: AlertFailure.NO_TLS,
        ssl.SSLError: AlertFailure.NOT_UNDERSTOOD,
        smtplib.SMTPException: AlertFailure.NOT_UNDERSTOOD,
        TimeoutError: AlertFailure.TOO_SLOW,
        ConnectionRefusedError: AlertFailure.UNREACHABLE,
        ConnectionError: AlertFailure.NOT_UNDERSTOOD,  # somebody was there, and left
    }
    for kind, failure in kinds.items():
        if isinstance(error, kind):
            return failure
    return AlertFailure.UNREACHABLE


def _reason(error: OSError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    return error.strerror or str(error)


def _failed(
    failure: AlertFailure,
    code: int | None = None,
    said: bytes | str = "",
    *,
    reached_some: bool = False,
) -> AlertFailed:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    answer = f"{code or ''} {shown}".strip()[:LONGEST_SAID]
    return AlertFailed(
        f"The e-mail did not arrive ({failure}){': ' if answer else '.'}{answer}",
        SEE_SETTINGS,
        failure=failure,
        answer=answer,
        reached_some=reached_some,
    )
