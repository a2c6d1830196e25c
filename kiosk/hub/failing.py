"""How an error is told, by who asked: a program, a visitor or staff."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from litestar.exceptions import HTTPException
from litestar.response import Redirect, Response
from litestar.status_codes import HTTP_303_SEE_OTHER

from kiosk.errors import BadContent, KioskError, NotSignedIn
from kiosk.hub import page_language, problems

if TYPE_CHECKING:
    from litestar import Request
    from litestar.types import ExceptionHandlersMap

    from kiosk.hub.rendering import Pages

FOR_PROGRAMS = ("/api/", "/health", "/ready", "/static/")
FOR_VISITORS = ("/t/", "/T/")
SIGN_IN = "/sign-in"


def handlers(pages: Pages) -> ExceptionHandlersMap:
    def fail(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
        problems.note(request, error)
        if request.url.path.startswith(FOR_PROGRAMS):
            return problems.answer(error)
        try:
            return _to_person(pages, request, error)
        except BadContent:  # no page can be written at all
            return problems.answer(error)

    return {KioskError: fail, HTTPException: fail, Exception: fail}


def _to_person(
    pages: Pages, request: Request[Any, Any, Any], error: Exception
) -> Response[Any]:
    if request.url.path.startswith(FOR_VISITORS):
        return _to_visitor(pages, request, error)
    if isinstance(error, NotSignedIn):
        return _to_sign_in(request)
    return _to_staff(pages, request, error)


def _to_sign_in(request: Request[Any, Any, Any]) -> Response[Any]:
    """A stream ends, a part of a page takes the whole page along."""
    if request.url.path == "/events":
        return Response("", status_code=HTTPStatus.UNAUTHORIZED)
    if "hx-request" in request.headers:
        return Response("", status_code=200, headers={"HX-Redirect": SIGN_IN})
    return Redirect(SIGN_IN, status_code=HTTP_303_SEE_OTHER)


def _to_visitor(
    pages: Pages, request: Request[Any, Any, Any], error: Exception
) -> Response[Any]:
    status = problems.status_of(error)
    answer = pages.html(
        request,
        "ticket/over.html" if status == HTTPStatus.NOT_FOUND else "ticket/trouble.html",
        page_language.for_visitor(request),
        status=status,
    )
    answer.headers.update(problems.headers_of(error))
    return answer


def _to_staff(
    pages: Pages, request: Request[Any, Any, Any], error: Exception
) -> Response[Any]:
    answer = pages.html(
        request,
        "error/page.html",
        page_language.for_staff(request),
        status=problems.status_of(error),
        problem=problems.problem_of(error),
    )
    answer.headers.update(problems.headers_of(error))
    return answer
