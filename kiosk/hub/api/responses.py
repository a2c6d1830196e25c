"""How the API's description names the errors that a route can answer with."""

from __future__ import annotations

from http import HTTPStatus

from litestar.openapi import ResponseSpec

from kiosk.hub.problems import MEDIA_TYPE, ProblemDetails


def problems(*statuses: HTTPStatus) -> dict[int, ResponseSpec]:
    """These, and what every route behind a token can answer."""
    every = (
        *statuses,
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.SERVICE_UNAVAILABLE,
    )
    return {
        status: ResponseSpec(
            ProblemDetails,
            generate_examples=False,
            description=status.phrase,
            media_type=MEDIA_TYPE,
        )
        for status in every
    }
