"""Which targets a QR code may hold, and how a person reads each of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.domain.resources import ResourceKind
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath

LONGEST_TARGET = 300
"""Characters; nobody types a longer one, and few phones read its code."""

_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
PORT = (
    r":(?:[1-9][0-9]{1,3}|[1-5][0-9]{4}"
    r"|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])"
)
"""65535 is the last that there is."""
TARGETS = {
    ResourceKind.WEB: re.compile(
        rf"https://{_HOST}(?:{PORT})?(?:[/?#][!#-;=?-\[\]_a-z~]*)?"
    ),
    ResourceKind.PHONE: re.compile(r"tel:\+?[0-9]{3,15}"),
    ResourceKind.EMAIL: re.compile(rf"mailto:[A-Za-z0-9._+-]+@{_HOST}"),
}
_REMEDIES = {
    ResourceKind.WEB: sentence(
        'Write "https://www.example.de/path", other letters as %C3%BC.'
    ),
    ResourceKind.PHONE: sentence('Write "tel:" and 3 to 15 digits, without blanks.'),
    ResourceKind.EMAIL: sentence('Write "mailto:name@example.de".'),
}
PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{1,24}[0-9]")
"""As a person writes it down."""
_EMAIL = re.compile(rf"[A-Za-z0-9._+-]+@{_HOST}")


def resource_kind(file: TomlFile, path: KeyPath, kind: str) -> ResourceKind | None:
    try:
        return ResourceKind(kind)
    except ValueError:
        file.error(
            path,
            sentence("There is no kind {kind!r} of resource.", kind=kind),
            sentence("Allowed: {allowed}.", allowed=", ".join(ResourceKind)),
        )
        return None


def check_target(
    file: TomlFile, path: KeyPath, kind: ResourceKind, target: str
) -> None:
    if TARGETS[kind].fullmatch(target) is None:
        file.error(
            path,
            sentence("{target!r} is no {kind} target.", target=target[:80], kind=kind),
            _REMEDIES[kind],
        )
    elif len(target) > LONGEST_TARGET:
        file.error(
            path,
            sentence(
                "The target has more than {most} characters.", most=LONGEST_TARGET
            ),
            sentence("Link to a page further up."),
        )


def check_dials(file: TomlFile, path: KeyPath, address: str, target: str) -> None:
    """The grouping of a phone number is the editor's, its digits are not."""
    if not _dials(address, target):
        file.error(
            path,
            sentence("The address is not the same number as the target."),
            sentence("Write the digits of `target` with blanks."),
        )


def readable(kind: ResourceKind, target: str) -> str:
    """Without the scheme: `www.example.de/path`, `+49 3563340330`, `a@example.de`."""
    if kind is ResourceKind.WEB:
        return target.removeprefix("https://").rstrip("/")
    if kind is ResourceKind.PHONE:
        return target.removeprefix("tel:").replace("+49", "+49 ", 1)
    return target.removeprefix("mailto:")


def check_phone(file: TomlFile, path: KeyPath, number: str | None) -> None:
    if number is not None and PHONE.fullmatch(number) is None:
        file.error(
            path,
            sentence("{number!r} is no phone number.", number=number[:40]),
            sentence('Write "+49 3563 12345".'),
        )


def check_email(file: TomlFile, path: KeyPath, address: str | None) -> None:
    if address is not None and _EMAIL.fullmatch(address) is None:
        file.error(
            path,
            sentence("{address!r} is no e-mail address.", address=address[:40]),
            sentence('Write "name@example.de".'),
        )


def _dials(address: str, target: str) -> bool:
    """Whether a number read with blanks and `0` is what `tel:+49` dials too."""
    if PHONE.fullmatch(address) is None:
        return False
    digits = re.sub(r"[ ()/-]", "", address)
    dialled = target.removeprefix("tel:")
    return digits == dialled or f"+49{digits.removeprefix('0')}" == dialled
