from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest

from kiosk.errors import KioskError, UnknownTopic
from kiosk.hub import problems
from kiosk.hub.open_streams import OpenStreams
from kiosk.hub.seldom import Seldom
from tests.each import each

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from tests.hub_web import Browser, Terminal

MEMBERS = {"type", "title", "status", "detail", "remedy"}
METHODS = ("GET", "PUT", "POST", "DELETE", "PATCH")


def routes(app: Litestar) -> list[str]:
    return sorted({route.path_format for route in app.routes})


def test_every_route_of_the_api_fails_in_one_shape(
    app: Litestar, client: TestClient[Litestar]
) -> None:
    paths = [path for path in each(routes(app)) if path.startswith("/api/")]
    assert paths
    for path in [*paths, "/api/v1", "/api/v1/nothing", "/health/x"]:
        for method in METHODS:
            answer = client.request(method, path, content=b"{")
            if answer.status_code < 400:
                continue
            assert answer.headers["content-type"] == problems.MEDIA_TYPE, path
            assert set(answer.json()) == MEMBERS, (method, path)
            assert answer.json()["status"] == answer.status_code


def test_every_page_fails_as_a_page(
    app: Litestar, browser: Browser, administrator: Browser
) -> None:
    for path in each(routes(app)):
        if path.startswith(("/api", "/static", "/health", "/metrics", "/ready")):
            continue
        for who in (browser, administrator):
            answer = who.post(path.replace("{", "").replace("}", ""))
            if answer.status_code >= 400:
                assert answer.headers["content-type"].startswith("text/html"), path
                assert "<main" in answer.text, path


def test_a_wrong_method_is_told_which_are_right(client: TestClient[Litestar]) -> None:
    answer = client.delete("/api/v1/terminal")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_an_unknown_page_says_so(browser: Browser) -> None:
    answer = browser.get("/nothing/here")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_an_unexpected_failure_tells_nothing_of_its_inside(
    app: Litestar, entrance: Terminal, caplog: pytest.LogCaptureFixture
) -> None:
    app.state.hub.ctx = None
    answer = entrance.get("/terminal")
    assert answer.status_code == 500
    assert answer.json()["detail"] == "The hub failed over this request."
    assert "AttributeError" in caplog.text


def test_a_bound_that_does_its_work_is_one_line_and_no_failure(
    app: Litestar, browser: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("kiosk.hub.refusals").filters[:] = [Seldom(by_arguments=True)]
    app.state.hub.streams = OpenStreams(most=0)
    for _ in range(5):
        assert browser.get("/t/abcdefghjkmn/events").status_code == 503
    (line,) = [r for r in caplog.records if r.name.startswith("kiosk.hub")]
    assert line.levelno == logging.WARNING
    assert line.exc_info is None
    assert "abcdefghjkmn" not in line.getMessage()


def every(kind: type[KioskError]) -> list[type[KioskError]]:
    return [kind, *(found for sub in kind.__subclasses__() for found in every(sub))]


@pytest.mark.parametrize("kind", sorted(problems.STATUSES, key=str))
def test_each_error_with_a_status_has_a_name_of_its_own(
    kind: type[KioskError],
) -> None:
    problem = problems.problem_of(kind("what happened", remedy="what to do"))
    assert problem.type.startswith("urn:nexus-kiosk:problem:")
    assert (problem.detail, problem.remedy) == ("what happened", "what to do")
    assert 400 <= problem.status < 600


def test_an_error_without_a_status_is_the_hubs_own_fault() -> None:
    rest = [k for k in every(KioskError) if not issubclass(k, tuple(problems.STATUSES))]
    assert KioskError in rest
    assert problems.status_of(KioskError("anything")) == 500


def test_names_of_problems_are_in_lower_case_with_hyphens() -> None:
    problem = problems.problem_of(UnknownTopic("no"))
    assert problem.type == "urn:nexus-kiosk:problem:unknown-topic"
