"""Which links of a foreign text may become a resource: https, phone, e-mail."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

LONGEST_TARGET = 300
LONGEST_ID = 40

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}")
_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@([A-Za-z0-9.-]+)")
_PHONE = re.compile(r"\+?[0-9]{3,15}")
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
    if _PHONE.fullmatch(digits) is None:
        return "this is no phone number"
    return Target("phone", f"tel:{digits}")


def email(address: str | None) -> Target | str:
    found = _EMAIL.fullmatch((address or "").strip())
    if found is None or _HOST.fullmatch(found[1].lower()) is None:
        return "this is no e-mail address"
    return Target("email", f"mailto:{found[0]}")


def _web(netloc: str, path: str, query: str, fragment: str) -> Target | str:
    host, _, port = netloc.partition(":")
    if "@" in netloc:
        return "it hides a name in its address"
    try:
        host = host.encode("idna").decode().lower()
    except UnicodeError:
        return "its address is malformed"
    if _HOST.fullmatch(host) is None or (port and not port.isascii()):
        return "its address is malformed"
    if port and not re.fullmatch("[0-9]{2,5}", port):
        return "its address is malformed"
    rest = path + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    found = (
        f"https://{host}{f':{port}' if port else ''}{quote(rest, safe=_SAFE) or '/'}"
    )
    if len(found) > LONGEST_TARGET:
        return f"its address is longer than {LONGEST_TARGET} characters"
    return Target("web", found)
