"""A hub's web side in tests: the app, people with browsers, terminals with tokens."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import httpx
import msgspec

from kiosk import wire
from kiosk.hub.app import create_app
from kiosk.hub.serving import HubServer
from kiosk.hub.settings import HubSettings
from kiosk.operations import fleet
from tests import pocket
from tests.fakes.words import SourceVocabulary
from tests.hub_context import join
from tests.people import PASSWORD, Person
from tests.plain_http import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litestar import Litestar

    from kiosk.domain.tickets import Ticket
    from kiosk.hub.spoken_calls import Voice
    from kiosk.operations.alerts import Alerting
    from kiosk.operations.context import Context
    from kiosk.operations.sign_on import SignOn

ADDRESS = "http://hub.example"
FORM_COOKIE = "kiosk-form"
SESSION_COOKIE = "kiosk"


def an_app(
    ctx: Context,
    *,
    secure: bool = False,
    four_eyes: bool = False,
    sign_on: SignOn | None = None,
    alerting: Alerting | None = None,
    routes: Litestar | None = None,
    voice: Voice | None = None,
) -> Litestar:
    settings = HubSettings(
        public_address=ADDRESS.replace("http:", "https:") if secure else ADDRESS,
        secret="a secret for the tests, long enough",
        secure_cookies=secure,
        four_eyes=four_eyes,
    )
    return create_app(
        *(ctx, SourceVocabulary(), settings),
        sign_on=sign_on,
        alerting=alerting,
        routes=routes,
        voice=voice,
    )


@contextmanager
def an_app_alone(
    ctx: Context, *, four_eyes: bool = False, voice: Voice | None = None
) -> Iterator[Litestar]:
    """For a test that opens no other: it takes the routes of the one before."""
    routes = _free.pop() if _free else None
    app = an_app(ctx, four_eyes=four_eyes, routes=routes, voice=voice)
    yield app
    _free.append(app)


_free: list[Litestar] = []
"""Routes of apps that nobody uses any more."""


def signed_in(client: httpx.Client, ctx: Context, person: Person) -> Browser:
    """Their account is made, too."""
    join(ctx, person)
    browser = Browser(client)
    assert browser.sign_in(person).status_code == 303
    return browser


class Browser:
    """One person's browser: cookies of its own, and no redirect is followed unasked."""

    def __init__(self, client: httpx.Client, language: str = "en") -> None:
        self._client = client
        self.language = language
        self.cookies: dict[str, str] = {}
        self.user_agent = ""

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self._request("GET", path, headers)

    def post(self, path: str, **fields: str | list[str]) -> httpx.Response:
        """A form of a page that was loaded before, with its token."""
        if FORM_COOKIE not in self.cookies:
            self.get("/sign-in")
        token = self.cookies[FORM_COOKIE]
        return self.post_without_token(path, _csrf_token=token, **fields)

    def post_without_token(
        self, path: str, **fields: str | list[str]
    ) -> httpx.Response:
        return self._request("POST", path, {}, data=fields)

    def sign_in(self, person: Person, password: str = PASSWORD) -> httpx.Response:
        """With a recovery code too, where one is asked for."""
        answer = self.give_password(person, password)
        if answer.headers.get("location") != "/second-factor":
            return answer
        return self.post("/second-factor", code=pocket.take(person.sign_in_name))

    def give_password(self, person: Person, password: str = PASSWORD) -> httpx.Response:
        return self.post("/sign-in", name=person.sign_in_name, password=password)

    def _request(
        self, method: str, path: str, headers: dict[str, str], **more: Any
    ) -> httpx.Response:
        self._client.cookies.clear()
        sent = {
            "Accept-Language": self.language,
            "User-Agent": self.user_agent,
            "Cookie": "; ".join(f"{name}={v}" for name, v in self.cookies.items()),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        answer = self._client.request(
            method, path, headers=sent, follow_redirects=False, **more
        )
        self._client.cookies.clear()
        self._keep(answer)
        return answer

    def _keep(self, answer: httpx.Response) -> None:
        for line in answer.headers.get_list("set-cookie"):
            name, _, value = line.split(";")[0].partition("=")
            if value == "null":
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
            if name == SESSION_COOKIE:  # the forms of before belong to nobody
                self.cookies.pop(FORM_COOKIE, None)


class Terminal:
    """A paired terminal, speaking HTTP."""

    def __init__(self, client: httpx.Client, ctx: Context, series: str = "A") -> None:
        self._client = client
        self.paired, self.token = fleet.pair(ctx, series, f"Entrance {series}")
        self.format: str | None = wire.FORMAT
        """None: a terminal of the first format, which said none."""

    @property
    def headers(self) -> dict[str, str]:
        said = {"Authorization": f"Bearer {self.token}"}
        return said | ({wire.FORMAT_HEADER: self.format} if self.format else {})

    def deliver(self, ticket: Ticket) -> httpx.Response:
        return self.put(ticket.id, msgspec.json.encode(wire.TicketDelivery.of(ticket)))

    def put(self, ticket_id: str, body: bytes) -> httpx.Response:
        return self._client.put(
            f"/api/v1/tickets/{ticket_id}",
            content=body,
            headers={**self.headers, "Content-Type": "application/json"},
        )

    def report(self, **said: Any) -> httpx.Response:
        return self._client.put(
            "/api/v1/terminal/report", json=said, headers=self.headers
        )

    def get(self, path: str) -> httpx.Response:
        return self._client.get(f"/api/v1{path}", headers=self.headers)


@contextmanager
def served(app: Litestar, **settings: Any) -> Iterator[httpx.Client]:
    """The app behind the real server, for what needs open connections."""
    started = threading.Event()
    server = _Server(app, started, **settings)
    thread = threading.Thread(target=asyncio.run, args=(server.serve(),))
    thread.start()
    try:
        assert started.wait(10)
        port = server.servers[0].sockets[0].getsockname()[1]
        address = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=address, timeout=10, verify=PLAIN) as client:
            yield client
    finally:
        server.end_streams()
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive()


class _Server(HubServer):
    def __init__(
        self, app: Litestar, started: threading.Event, **settings: Any
    ) -> None:
        super().__init__(app, host="127.0.0.1", port=0, **settings)
        self._started = started

    async def startup(self, sockets: Any = None) -> None:
        await super().startup(sockets)
        self._started.set()
