"""Whatever is sent, no route answers with an error of the hub."""

from __future__ import annotations

import logging
import re
from itertools import cycle
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.each import each
from tests.hub_context import join
from tests.hub_web import FORM_COOKIE, Browser, Terminal, served
from tests.people import ADMINISTRATOR

if TYPE_CHECKING:
    import httpx
    from litestar import Litestar

    from kiosk.operations.context import Context

VALUES = (
    *("%00", "a%00b", "%FF%FE", "%", "%zz", "%C0%AF", "..%2f..%2fetc%2fpasswd"),
    *("x" * 3000, "%F0%9F%98%80", "%ED%A0%80", "%0d%0aSet-Cookie:x=y", "%5c", "-1"),
)
BODIES = (
    *(b"", b"{", b"null", b"\xff\xfe", b'"' + b"\\u0000" * 5000 + b'"'),
    *(b"[" * 30_000, b"[" * 30_000 + b"]" * 30_000, b'{"a":' * 10_000),
    b'{"series":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    b'{"unknown":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    b'{"count":' + b"9" * 5000 + b"}",
)
FORMS = (
    *(b"%00=%00", b"name=%00&password=%00", b"=&=&=", b"&" * 5000, b"%", b"\xff=\xfe"),
    *(b"name=" + b"x" * 60_000, b"a=b&" * 10_000, b"topics=%00&desk=%00"),
    *(b"confirmed=%00", b"role=%00&name=a%00b"),
)
HOSTS = (
    *(b"a:abc", b"a:99999", b"a:-1", b"a b", b"[", b"[::1", b"[x]:1", b"]", b""),
    *(b"a:", b"\xff\xfe", b"\xc3\xa4.example", b"a/b", b"a@b:c", b"a?b#c", b"x" * 3000),
)
PART = b'--x\r\nContent-Disposition: form-data; name="%b"%b\r\n%b\r\n%b\r\n--x--\r\n'
PARTS = (
    PART % (b"_csrf_token", b'; filename="a"', b"", b"a"),
    PART % (b"name", b'; filename="a"', b"", b"a"),
    *(
        PART % (b"name", b"", b"Content-Type: text/plain; charset=%b\r\n" % each, text)
        for each in (b"nope", b"hex", b"idna", b"utf-16", b"unicode_escape", b"")
        for text in (b"a", b"\\ud800", b"\xff")
    ),
)
TOKENS = ("\u00e4" * 128, "a" * 127 + "\u00ff", "\u00ff", "")
KINDS = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x")


@pytest.fixture
def app(app: Litestar) -> Litestar:
    """Who tries wrong codes of appointments is slowed down; here hundreds are tried."""

    async def at_once(_seconds: float) -> None:
        pass

    app.state.hub.code_turns.wait = at_once
    return app


def paths(app: Litestar) -> list[str]:
    return sorted({route.path_format for route in app.routes})


def addresses(app: Litestar) -> set[str]:
    """Every route with every value in its path, and in what is asked of it."""
    found = set()
    for path in paths(app):
        for value in VALUES:
            filled = re.sub(r"\{[^}]*\}", value, path)
            found |= {filled, f"{filled}?lang={value}&since={value}"}
    return found


def sent(client: httpx.Client, method: str, path: str, **more: object) -> int:
    """The status; streams are not read to their end, which never comes."""
    with client.stream(method, path, follow_redirects=False, **more) as answer:  # type: ignore[arg-type]
        return answer.status_code


def failures(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR]


def signed_in(client: httpx.Client, ctx: Context) -> dict[str, str]:
    """The headers of an administrator's browser, who may open every page."""
    join(ctx, ADMINISTRATOR)
    browser = Browser(client)
    browser.sign_in(ADMINISTRATOR)
    browser.get("/queue")
    said = "; ".join(f"{k}={v}" for k, v in browser.cookies.items())
    return {"Cookie": said, "x-csrftoken": browser.cookies[FORM_COOKIE]}


def test_no_address_is_an_error_of_the_hub(
    app: Litestar, ctx: Context, caplog: pytest.LogCaptureFixture
) -> None:
    with served(app) as client:
        cookies = signed_in(client, ctx)
        for address in each(sorted(addresses(app))):
            assert sent(client, "GET", address, headers=cookies) < 500, address
    assert failures(caplog) == []


@pytest.mark.parametrize(
    "address",
    [
        *("/static/%00", "/static/" + "x" * 3000, "/static/%2e%2e/app.py", "/static/"),
        *("/" + "x" * 3000, "/t/" + "x" * 3000, "/%00", "/s/%00", "/?a=%00", "/%"),
    ],
)
def test_strange_files_and_pages_are_not_there(app: Litestar, address: str) -> None:
    with served(app) as client:
        assert sent(client, "GET", address) in (303, 400, 404)


def test_no_body_is_an_error_of_the_hub(
    app: Litestar, ctx: Context, caplog: pytest.LogCaptureFixture
) -> None:
    with served(app) as client:
        terminal = Terminal(client, ctx)
        headers = {**terminal.headers, "Content-Type": "application/json"}
        for path in (p for p in paths(app) if p.startswith("/api/")):
            for body in BODIES:
                filled = re.sub(r"\{[^}]*\}", "a" * 32, path)
                status = sent(client, "PUT", filled, headers=headers, content=body)
                assert status < 500, (path, body[:40])
        assert client.get("/health").status_code == 200
    assert failures(caplog) == []


def test_no_form_is_an_error_of_the_hub(
    app: Litestar, ctx: Context, caplog: pytest.LogCaptureFixture
) -> None:
    assert len(FORMS) % len(KINDS), "else each form would always be of one kind"
    kinds = cycle(KINDS)
    with served(app) as client:
        cookies = signed_in(client, ctx)
        for path in (p for p in paths(app) if not p.startswith(("/api", "/static"))):
            if path == "/sign-out":
                continue  # the others must be asked signed in
            filled = re.sub(r"\{[^}]*\}", "x", path)
            for body, kind in zip(FORMS, kinds, strict=False):
                headers = {**cookies, "Content-Type": kind}
                status = sent(client, "POST", filled, headers=headers, content=body)
                assert status < 500, (path, body[:40], kind)
    assert failures(caplog) == []


def test_no_host_is_an_error_of_the_hub(
    app: Litestar, ctx: Context, caplog: pytest.LogCaptureFixture
) -> None:
    methods = cycle(("GET", "GET", "POST"))
    assert len(HOSTS) % 3, "else each host would always be asked in one way"
    with served(app) as client:
        known = signed_in(client, ctx).items()
        for path in (p for p in paths(app) if not p.startswith("/static")):
            filled = re.sub(r"\{[^}]*\}", "x", path)
            for host, method in zip(HOSTS, methods, strict=False):
                headers = {b"Host": host}
                status = sent(client, method, filled, headers=headers)
                assert status < 500, (method, path, host)
        for host in HOSTS:
            headers = {b"Host": host, **{k.encode(): v.encode() for k, v in known}}
            assert sent(client, "GET", "/staff", headers=headers) in (200, 400)
    assert failures(caplog) == []


def test_no_form_in_parts_is_an_error_of_the_hub(
    app: Litestar, ctx: Context, caplog: pytest.LogCaptureFixture
) -> None:
    """A token that is a file, an encoding that nobody knows, half a letter."""
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    with served(app) as client:
        known = signed_in(client, ctx)
        for at, path in enumerate(paths(app)):
            if path.startswith(("/api", "/static")) or path == "/sign-out":
                continue
            filled = re.sub(r"\{[^}]*\}", "x", path)
            for body in PARTS[at % 2 :: 2]:
                headers = {**known, **kind}
                status = sent(client, "POST", filled, headers=headers, content=body)
                assert status < 500, (path, body)
        for body in PARTS:
            for method in ("POST", "GET"):  # of a guest, who has no token
                status = sent(client, method, "/sign-in", headers=kind, content=body)
                assert status == 415, (method, body)
    assert failures(caplog) == []


@pytest.mark.parametrize("token", TOKENS, ids=range(len(TOKENS)))
def test_no_token_is_an_error_of_the_hub(
    app: Litestar, token: str, caplog: pytest.LogCaptureFixture
) -> None:
    with served(app) as client:
        as_cookie = {b"Cookie": f"{FORM_COOKIE}={quote(token)}".encode()}
        for method in ("GET", "POST"):
            status = sent(client, method, "/sign-in", headers=as_cookie)
            assert status == (200 if method == "GET" else 403)
        as_header = {b"x-csrftoken": token.encode("latin-1")}
        as_field = {"_csrf_token": token, "name": "a", "password": "b"}
        client.get("/sign-in")  # sets the cookie of a guest
        assert sent(client, "POST", "/sign-in", headers=as_header) == 403
        assert sent(client, "POST", "/sign-in", data=as_field) == 403
    assert failures(caplog) == []


@pytest.mark.parametrize(
    "path",
    ["//evil.example/", "/%5cevil.example/", "/\\evil.example"],
)
def test_no_address_leads_to_another_host(app: Litestar, path: str) -> None:
    with served(app) as client:
        for query in ("", "?lang=en"):
            answer = client.get(f"{client.base_url}".rstrip("/") + path + query)
            links = re.findall(r'(?:href|action|src)="([^"]*)"', answer.text)
            assert answer.status_code == 404
            assert links
            assert not [link for link in links if "evil" in link and link[0] == "/"]
            assert not [
                link for link in links if link.startswith(("//", "/\\", "http"))
            ]
            assert "location" not in answer.headers
