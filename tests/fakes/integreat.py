"""An Integreat instance in the shape of its API, which a test can let misbehave."""

from __future__ import annotations

import gzip
import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Json = dict[str, Any]

INSTANCE = "https://cms.integreat.test"
REGION = "spree"


def a_region(**keys: Any) -> Json:
    languages = [
        {"id": 1, "code": "de", "native_name": "Deutsch", "dir": "LEFT_TO_RIGHT"},
        {"id": 2, "code": "en", "native_name": "English", "dir": "ltr"},
        {"id": 3, "code": "ar", "native_name": "العربية", "dir": "RIGHT_TO_LEFT"},
        {"id": 4, "code": "ku", "native_name": "Kurmancî", "dir": "ltr"},
    ]
    return {
        "id": 7,
        "name": "Spree",
        "path": REGION,
        "live": True,
        "events": True,
        "pois": True,
        "languages": languages,
        "push_notifications": False,
        **keys,
    }


def a_text(path: str, title: str, **keys: Any) -> Json:
    return {
        "id": 75,
        "url": f"https://integreat.test{path}",
        "path": path,
        "title": title,
        "modified_gmt": "2026-02-01T09:00:00.123Z",
        "last_updated": "2026-02-01T10:00:00.123+01:00",
        "excerpt": "",
        "content": "<p>Hier steht, was es gibt.</p><p>Und für wen.</p>",
        "available_languages": {},
        "thumbnail": None,
        "organization": None,
        "hash": None,
        **keys,
    }


def a_page(path: str, title: str, above: str | None = None, **keys: Any) -> Json:
    """A page's own id says nothing of the id its children name as parent."""
    parent = {"id": 1 if above else 0, "url": None, "path": above}
    return a_text(path, title, parent=parent, **{"order": 1, **keys})


def a_day(*slots: tuple[str, str], **keys: Any) -> Json:
    return {
        "allDay": False,
        "closed": not slots,
        "appointmentOnly": False,
        "timeSlots": [
            {"start": start, "end": end, "timezone": "Europe/Berlin"}
            for start, end in slots
        ],
        **keys,
    }


def a_place(path: str, title: str, **keys: Any) -> Json:
    location = {
        "id": 4,
        "name": title,
        "address": "Am Markt 1",
        "town": "Spremberg",
        "postcode": "03130",
        "country": "Deutschland",
        "latitude": 51.57,
        "longitude": 14.37,
    }
    return a_text(
        path,
        title,
        **{
            "location": location,
            "contacts": [],
            "category": {"id": 2, "name": "Behörde", "color": "#1DC6C6"},
            "temporarily_closed": False,
            "opening_hours": None,
            "barrier_free": True,
            **keys,
        },
    )


def an_event(path: str, title: str, start: str, end: str, **keys: Any) -> Json:
    """Every recurrence has the same id; the rule's start is in UTC and hides it."""
    return a_text(
        path,
        title,
        **{
            "event": {
                "id": 1,
                "start": start,
                "end": end,
                "all_day": False,
                "recurrence_id": 1,
                "timezone": "Europe/Berlin",
            },
            "location": {"id": 4, "name": "Bürgerhaus", "town": "Spremberg"},
            "location_path": None,
            "recurrence_rule": "DTSTART:20260324T120000\nRRULE:FREQ=WEEKLY;BYDAY=TU",
            **keys,
        },
    )


def linked(**paths: str | None) -> Json:
    """`available_languages`; None: that language shows another one's text."""
    return {
        code: {"id": 9 if path else None, "url": None, "path": path or f"/x/{code}/y/"}
        for code, path in paths.items()
    }


def an_answer(
    body: bytes, headers: dict[str, str] | None = None, status: int = 200
) -> httpx.Response:
    """Unread, as from a network."""
    return httpx.Response(status, headers=headers, stream=httpx.ByteStream(body))


class FakeIntegreat:
    """Answers as long as it is asked properly; `answers` holds what it has."""

    def __init__(self) -> None:
        self.region = a_region()
        self.texts: dict[str, list[Json]] = {}
        """By `de/pages`, `en/locations` and so on."""
        self.raw: dict[str, httpx.Response] = {}
        """What is answered instead, by the end of the path."""
        self.packed = False
        self.asked: list[str] = []
        self.headers: list[httpx.Headers] = []

    def add(self, where: str, texts: Iterable[Json]) -> None:
        self.texts.setdefault(where, []).extend(texts)

    @contextmanager
    def served(self) -> Iterator[str]:
        """Over a real connection, at the address handed out."""
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                url = f"http://here{self.path}"
                answer = fake._answer(
                    httpx.Request("GET", url, headers=dict(self.headers))
                )
                body = answer.read()
                self.send_response(answer.status_code)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Nobody reads it."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            thread = Thread(target=server.serve_forever, args=(0.01,))
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_port}"
            finally:
                server.shutdown()
                thread.join()

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._answer)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        self.asked.append(path)
        self.headers.append(request.headers)
        for end, answer in self.raw.items():
            if path.endswith(end):
                return answer
        if not path.startswith("/api/v3/") or not path.endswith("/"):
            return httpx.Response(301, headers={"Location": f"{request.url.path}/"})
        return self._found(path.removeprefix("/api/v3/").strip("/"))

    def _found(self, path: str) -> httpx.Response:
        if path == f"regions/{REGION}":
            return self._json(self.region)
        region, _, rest = path.partition("/")
        code, _, what = rest.partition("/")
        if region != REGION or code not in {
            told["code"] for told in self.region["languages"]
        }:
            return httpx.Response(404)
        if what == "imprint":
            return self._json(a_text(f"/{REGION}/{code}/imprint/", "Impressum"))
        if what in {"pages", "locations", "events"}:
            return self._json(self.texts.get(rest, []))
        return httpx.Response(404)

    def _json(self, value: object) -> httpx.Response:
        body = json.dumps(value, ensure_ascii=False).encode()
        if not self.packed:
            return an_answer(body)
        return an_answer(gzip.compress(body), {"Content-Encoding": "gzip"})


def a_usual_region() -> FakeIntegreat:
    """Three pages, a place and two recurrences of one event, partly translated."""
    fake = FakeIntegreat()
    top, course = f"/{REGION}/de/willkommen/", f"/{REGION}/de/willkommen/kurse/"
    english = f"/{REGION}/en/welcome/courses/"
    arabic = f"/{REGION}/ar/%D8%AF%D9%88%D8%B1%D8%A7%D8%AA/"
    fake.add(
        "de/pages",
        [
            a_page(course, "Kurse", top, available_languages=linked(en=english)),
            a_page(top, "Willkommen", available_languages=linked(en=None)),
            a_page(f"{top}arbeit/", "Arbeit", top, order=2),
        ],
    )
    fake.add(
        "en/pages",
        [
            a_page(
                english,
                "Courses",
                available_languages=linked(de=course, ar=arabic),
                content="<p>This is what there is.</p><p>And for whom.</p>",
            )
        ],
    )
    fake.add(
        "ar/pages", [a_page("/spree/ar/دورات/", "دورات", content="<p>هنا ما يوجد.</p>")]
    )
    week = [a_day(("10:00", "13:00")), *[a_day() for _ in range(6)]]
    fake.add(
        "de/locations",
        [a_place(f"/{REGION}/de/locations/amt/", "Amt", opening_hours=week)],
    )
    fake.add(
        "de/events",
        [
            an_event(
                f"/{REGION}/de/events/treffen${day}/",
                "Treffen",
                f"{day}T13:00:00{offset}",
                f"{day}T15:00:00{offset}",
            )
            for day, offset in (("2026-03-24", "+01:00"), ("2026-03-31", "+02:00"))
        ],
    )
    return fake
