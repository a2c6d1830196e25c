"""How a message about a terminal reads: what is, since when, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.dates import format_datetime

from kiosk.domain.alerts import AlertFailure, AlertKind

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from kiosk.domain.alerts import AlertMessage
    from kiosk.i18n.catalogs import Words


@dataclass(frozen=True, slots=True)
class AlertText:
    subject: str
    """One line."""
    body: str


def text(
    message: AlertMessage, words: Words, zone: ZoneInfo, address: str
) -> AlertText:
    """`address`: that of the hub, where more is said."""
    if message.kind is AlertKind.TEST:
        subject = words.gettext("NEXUS Kiosk: a test message")
        said = words.gettext(
            "Somebody tried whether messages of this hub arrive. They do."
        )
        return AlertText(subject, f"{said}\n\n{address}\n")
    subject = words.gettext("Terminal %(series)s: %(what)s") % {
        "series": message.series,
        "what": what(message, words),
    }
    at = format_datetime(
        message.since.astimezone(zone), "short", locale=words.language.formats
    )
    since = words.gettext("Since: %(time)s") % {"time": at}
    stands = words.gettext("It stands here: %(place)s") % {"place": message.name}
    more = words.gettext("All about it: %(address)s") % {
        "address": f"{address}/devices/{message.series}"
    }
    lines = [f"{subject}.", remedy(message, words), stands, since, more]
    return AlertText(subject, "\n".join(line for line in lines if line) + "\n")


def what(message: AlertMessage, words: Words) -> str:
    """The end of a sentence about the terminal, without a full stop."""
    gettext = words.gettext
    begun, over = {
        AlertKind.OFFLINE: (
            gettext("it is not heard any more"),
            gettext("it is heard again"),
        ),
        AlertKind.NOT_ISSUING: (
            gettext("it issues no numbers"),
            gettext("it issues numbers again"),
        ),
        AlertKind.CONTENT_REFUSED: (
            gettext("it does not take the newest content"),
            gettext("it takes the newest content again"),
        ),
        AlertKind.CONTENT_OLD: (
            gettext("its content has not been confirmed for long"),
            gettext("its content is confirmed again"),
        ),
        AlertKind.CLOCK: (
            gettext("its clock is wrong"),
            gettext("its clock is right again"),
        ),
        AlertKind.DISK: (
            gettext("its disk is nearly full"),
            gettext("its disk has room again"),
        ),
        AlertKind.TWO_DEVICES: (
            gettext("two devices use its token"),
            gettext("one device alone uses its token again"),
        ),
        AlertKind.TEST: ("", ""),
    }[message.kind]
    return over if message.is_over else begun


def remedy(message: AlertMessage, words: Words) -> str:
    """What to do; "" where it is over."""
    if message.is_over:
        return ""
    gettext = words.gettext
    said = {
        AlertKind.OFFLINE: gettext("Check its power and its network."),
        AlertKind.NOT_ISSUING: gettext("Its page says why, and what to do."),
        AlertKind.CONTENT_REFUSED: gettext("Its page says why, and what to do."),
        AlertKind.CONTENT_OLD: gettext(
            "Check the clocks of hub and terminal, and run kiosk doctor on the hub."
        ),
        AlertKind.CLOCK: gettext("Let it set its clock by the network."),
        AlertKind.DISK: gettext("Make room there."),
        AlertKind.TWO_DEVICES: gettext("Pair one of them as a series of its own."),
        AlertKind.TEST: "",
    }[message.kind]
    return f"{said} ({message.detail})" if message.detail else said


def failure(why: AlertFailure, words: Words) -> str:
    """What hinders messages, and what to do."""
    gettext = words.gettext
    return {
        AlertFailure.UNREACHABLE: gettext(
            "The other machine does not answer. Check its name, its port and the"
            " network."
        ),
        AlertFailure.TOO_SLOW: gettext("The other machine does not answer in time."),
        AlertFailure.CERTIFICATE: gettext(
            "The connection cannot be kept secret: the certificate of the other"
            " machine does not hold."
        ),
        AlertFailure.NO_TLS: gettext(
            "The mail server offers no encryption. Check the port, or the setting"
            " alerts.mail_security."
        ),
        AlertFailure.SIGN_IN: gettext(
            "The other machine does not let the hub in. Check user and password, or"
            " the secret."
        ),
        AlertFailure.REFUSED: gettext(
            "The other machine does not take the message. Its answer says why."
        ),
        AlertFailure.REDIRECTED: gettext(
            "The address leads on to another one, which is not followed. Write the"
            " last one into the settings."
        ),
        AlertFailure.NOT_UNDERSTOOD: gettext(
            "What answers there is not what was expected. Check name and port."
        ),
    }[why]
