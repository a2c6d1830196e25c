"""Which links of a foreign text may become a resource: https, phone, e-mail."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from kiosk.catalogue.addresses import LONGEST_TARGET, TARGETS
from kiosk.domain.resources import ResourceKind

LONGEST_ID = 40

_SAFE = "!$&'()*+,;=:@/?%-._~#"


class Target(NamedTuple):
    kind: str
    target: str

    @property
    def id(self) -> str:
        """The same for the same target wherever it stands."""
        if self.kind == "web":
            told = urlsplit(self.target).netloc.removeprefix("www.")
        else:
            told = self.target.partition(":")[2]
        digest = sha256(self.target.encode()).hexdigest()[:6]
        plain = re.sub(r"[^a-z0-9]+", "-", told.lower()).strip("-")
        start = f"{self.kind}-{plain}"[: LONGEST_ID - len(digest) - 1]
        return f"{start.rstrip('-')}-{digest}"


def target(href: str, page: str | None = None) -> Target | str:
    """What a link leads to, or why it is left out; `page` is where it stands."""
    href = "".join(href.split())
    try:
        parts = urlsplit(urljoin(page or "", href))
        scheme = parts.scheme.lower()
        if scheme == "https":
            return _web(parts.netloc, parts.path, parts.query, parts.fragment)
    except ValueError:  # brackets of an address that is none, a port beyond all
        return "its address is malformed"
    if scheme == "tel":
        return phone(parts.path)
    if scheme == "mailto":
        return email(unquote(parts.path))
    if scheme == "http":
        return "it is not encrypted (http)"
    return f"its kind is not allowed ({scheme[:20] or 'none'})"


def phone(number: str | None) -> Target | str:
    """Also of a number with brackets, blanks and strokes."""
    digits = re.sub(r"\(0\)|[\s()/.\u2010-\u2015-]", "", unquote(number or ""))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    return _checked(ResourceKind.PHONE, f"tel:{digits}", "this is no phone number")


def email(address: str | None) -> Target | str:
    found = f"mailto:{(address or '').strip()}"
    return _checked(ResourceKind.EMAIL, found, "this is no e-mail address")


def _web(netloc: str, path: str, query: str, fragment: str) -> Target | str:
    host, _, port = netloc.partition(":")
    if "@" in netloc:
        return "it hides a name in its address"
    try:
        host = host.encode("idna").decode().lower()
    except UnicodeError:
        return "its address is malformed"
    rest = path + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    found = (
        f"https://{host}{f':{port}' if port else ''}{quote(rest, safe=_SAFE) or '/'}"
    )
    return _checked(ResourceKind.WEB, found, "its address is malformed")


def _checked(kind: ResourceKind, found: str, why: str) -> Target | str:
    """What the content takes, or `why` it is none."""
    if len(found) > LONGEST_TARGET:
        return f"its address is longer than {LONGEST_TARGET} characters"
    return Target(kind, found) if TARGETS[kind].fullmatch(found) else why
