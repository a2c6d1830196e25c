from __future__ import annotations

from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    positive_data_acceptance,
)

from kiosk.hub.problems import MEDIA_TYPE
from tests.hub_context import a_hub
from tests.hub_web import Terminal, an_app, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litestar import Litestar
    from litestar.testing import TestClient


@pytest.fixture
def description(client: TestClient[Litestar]) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return answer


def test_the_description_holds_the_api_and_nothing_else(
    description: dict[str, Any],
) -> None:
    assert set(description["paths"]) == {
        "/api/v1/appointments/{code}",
        "/api/v1/pairing",
        "/api/v1/releases/metadata/{name}",
        "/api/v1/releases/targets/{name}",
        "/api/v1/signing/{code}",
        "/api/v1/signing/{code}/archive",
        "/api/v1/signing/{code}/before",
        "/api/v1/terminal",
        "/api/v1/terminal/commands/{command_id}",
        "/api/v1/terminal/report",
        "/api/v1/terminal/token",
        "/api/v1/tickets/{ticket_id}",
    }


def test_every_error_is_described_as_a_problem(description: dict[str, Any]) -> None:
    for path in description["paths"].values():
        for operation in path.values():
            errors = {
                status: answer
                for status, answer in operation["responses"].items()
                if status >= "400"
            }
            assert {"401", "500", "503"} <= set(errors)
            for answer in errors.values():
                schema = answer["content"][MEDIA_TYPE]["schema"]
                assert schema["$ref"].endswith("/ProblemDetails")


def test_the_description_has_no_page_below_it(client: TestClient[Litestar]) -> None:
    for path in ("/swagger", "/redoc", "/x"):
        answer = client.get(f"/api/v1/openapi.json{path}")
        assert answer.status_code == 404
        assert answer.headers["content-type"] == MEDIA_TYPE


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The API's own description, with a token of a paired terminal."""
    folder = tmp_path_factory.mktemp("api")
    ctx = a_hub(folder)
    app = an_app(ctx)
    with served(app) as client:
        token = Terminal(client, ctx).token
        described = schemathesis.openapi.from_url(
            f"{client.base_url}/api/v1/openapi.json"
        )
        described.config.update(headers={"Authorization": f"Bearer {token}"})
        yield described
    ctx.database.close()


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@hypothesis.settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_sent_the_answer_is_one_that_is_described(
    case: schemathesis.Case[Any],
) -> None:
    case.call_and_validate(
        excluded_checks=[
            positive_data_acceptance,  # which topics there are is no matter of form
            allow_header_conformance,  # Litestar answers OPTIONS for one handler each
        ],
    )
