"""What an error is outside: one table of statuses, one shape for programs."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import msgspec
from litestar.exceptions import HTTPException, ValidationException
from litestar.response import Response

from kiosk import errors
from kiosk.errors import KioskError
from kiosk.hub.seldom import Seldom

if TYPE_CHECKING:
    from collections.abc import Mapping

    from litestar import Request

log = logging.getLogger("kiosk.hub.failures")
log.addFilter(Seldom(100, by_arguments=True))
refusals = logging.getLogger("kiosk.hub.refusals")
refusals.addFilter(Seldom(by_arguments=True))

MEDIA_TYPE = "application/problem+json"

STATUSES: dict[type[KioskError], HTTPStatus] = {
    errors.NotSignedIn: HTTPStatus.UNAUTHORIZED,
    errors.NotAllowed: HTTPStatus.FORBIDDEN,
    errors.NotFound: HTTPStatus.NOT_FOUND,
    errors.Conflict: HTTPStatus.CONFLICT,
    errors.IllegalMove: HTTPStatus.CONFLICT,
    errors.BadPeriod: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.UnknownTopic: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.UnknownLanguage: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.ImpossibleMoment: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.WeakPassword: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.NoteTooLong: HTTPStatus.UNPROCESSABLE_ENTITY,
    errors.TooManyTries: HTTPStatus.TOO_MANY_REQUESTS,
    errors.TooBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.DataFolderUnusable: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.DatabaseAway: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.SpeechFailed: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.PreviewFailed: HTTPStatus.SERVICE_UNAVAILABLE,
    errors.NewerDatabase: HTTPStatus.SERVICE_UNAVAILABLE,
}
"""Every other error is the hub's own fault: 500."""

REMEDIES = {
    HTTPStatus.BAD_REQUEST: "Send what /api/v1/openapi.json describes.",
    HTTPStatus.FORBIDDEN: "Load the page again, then send it once more.",
    HTTPStatus.NOT_FOUND: "Check the address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Use a method that the Allow header names.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Send less at once.",
    HTTPStatus.TOO_MANY_REQUESTS: "Wait a minute, then try again.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Try again; if it stays so, read the hub's log.",
}
READERS = ("litestar.serialization", "kiosk.hub.api")
WENT_AWAY = "client disconnected prematurely"
"""What Litestar raises, as an error of the server, when half a body has come."""
COME_AGAIN = {"Retry-After": "5", "Connection": "close"}
CHALLENGE = {"WWW-Authenticate": "Bearer"}


class ProblemDetails(msgspec.Struct, frozen=True):
    """RFC 9457, and how to get out of it."""

    type: str
    title: str
    status: int
    detail: str
    remedy: str


def status_of(error: Exception) -> HTTPStatus:
    if _is_nested_too_deep(error):
        return HTTPStatus.BAD_REQUEST
    if isinstance(error, HTTPException):
        went_away = error.detail == WENT_AWAY
        return HTTPStatus(400 if went_away else error.status_code)
    for kind in type(error).__mro__:
        if kind in STATUSES:
            return STATUSES[kind]
    return HTTPStatus.INTERNAL_SERVER_ERROR


def problem_of(error: Exception) -> ProblemDetails:
    status = status_of(error)
    if isinstance(error, KioskError):
        return ProblemDetails(
            _urn(error), status.phrase, status, str(error), error.remedy
        )
    return ProblemDetails(
        "about:blank", status.phrase, status, _detail(error), REMEDIES.get(status, "")
    )


def answer(error: Exception) -> Response[ProblemDetails]:
    problem = problem_of(error)
    return Response(
        problem,
        status_code=problem.status,
        media_type=MEDIA_TYPE,
        headers=headers_of(error),
    )


def headers_of(error: Exception) -> Mapping[str, str]:
    if isinstance(error, errors.NotSignedIn):
        return CHALLENGE
    if isinstance(error, errors.TooBusy):
        return COME_AGAIN
    if isinstance(error, HTTPException):
        return error.headers or {}
    return {}


def note(request: Request[Any, Any, Any], error: Exception) -> None:
    """Into the log, if it is the hub's fault; the address stays out: it has codes."""
    route = request.scope.get("path_template") or "an unknown route"
    if isinstance(error, errors.TooBusy):  # a bound that did its work
        refusals.warning("%s %s was refused: %s", request.method, route, error)
    elif status_of(error) >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s %s failed", request.method, route, exc_info=error)


def _is_nested_too_deep(error: Exception) -> bool:
    """What was sent, so that reading it went deeper than Python goes."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    reader = frame.tb_frame.f_globals.get("__name__", "") if frame else ""
    return isinstance(error, RecursionError) and reader.startswith(READERS)


def _urn(error: KioskError) -> str:
    """A name that programs can rely on: `urn:nexus-kiosk:problem:unknown-topic`."""
    words = re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()
    return f"urn:nexus-kiosk:problem:{words}"


def _detail(error: Exception) -> str:
    if isinstance(error, ValidationException) and isinstance(error.extra, list):
        return "; ".join(_slip(slip) for slip in error.extra)
    if isinstance(error, HTTPException) and error.status_code < 500:
        return error.detail
    if _is_nested_too_deep(error):
        return "This is nested too deep to be read."
    return "The hub failed over this request."


def _slip(slip: Any) -> str:
    if not isinstance(slip, dict):
        return str(slip)
    where = slip.get("key")
    return f"{where}: {slip.get('message')}" if where else str(slip.get("message"))
