"""How long requests take by route, and all figures as Prometheus reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from litestar.enums import ScopeType
from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily

from kiosk.clock import seconds_running

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from litestar.types import ASGIApp, Message, Receive, Scope, Send
    from prometheus_client import Metric

    from kiosk.operations.figures import HubFigures

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
METHODS = frozenset({"GET", "HEAD", "POST", "PUT"})
NO_ROUTE = "none"
STREAM = "/events"
"""The end of addresses that stay open: how long, says nothing."""
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class RequestTimes:
    """Of this process since its start; labels are routes, never addresses."""

    def __init__(self, running: Callable[[], float] = seconds_running) -> None:
        self._running = running
        self._registry = CollectorRegistry()
        self._seconds = Histogram(
            "kiosk_request_seconds",
            "Until the head of the answer, by route.",
            ("method", "route", "status"),
            registry=self._registry,
            buckets=BUCKETS,
        )

    def measured(self, app: ASGIApp) -> ASGIApp:
        async def handle(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != ScopeType.HTTP:
                await app(scope, receive, send)
                return
            begun = self._running()

            async def sent(message: Message) -> None:
                if message["type"] == "http.response.start":
                    self._note(scope, message["status"], self._running() - begun)
                await send(message)

            await app(scope, receive, sent)

        return handle

    def written(self, figures: HubFigures) -> bytes:
        registry = CollectorRegistry()
        registry.register(_Figures(figures))
        return generate_latest(registry) + generate_latest(self._registry)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        """A route that there is not, and an odd method, have one name for all."""
        route = str(scope.get("path_template") or NO_ROUTE)
        method = str(scope.get("method"))
        if route.endswith(STREAM):
            return
        known = method if method in METHODS else "other"
        self._seconds.labels(known, route, f"{status // 100}xx").observe(seconds)


class _Figures:
    """What `prometheus_client` calls a collector."""

    def __init__(self, figures: HubFigures) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        of = self._figures
        yield _by("tickets_today", "Tickets of today.", "state", of.tickets)
        yield _by(
            "devices", "Terminals, by whether they are heard.", "state", of.devices
        )
        yield _one("devices_in_trouble", "Terminals that need somebody.", of.troubled)
        yield _one("refused_tickets", "Tickets that were refused.", of.refused)
        if of.newest_release is not None:
            yield _one(
                "release", "The newest release of the content.", of.newest_release
            )
        for name, told, field in (
            ("device_release", "The release that it really shows.", "release"),
            ("device_undelivered", "Tickets not yet delivered.", "undelivered"),
            ("device_clock_offset_seconds", "Hub less device.", "clock_offset_seconds"),
            ("device_free_disk_mib", "Free room for its data.", "free_disk_mib"),
        ):
            said = {
                series: getattr(report, field)
                for series, report in of.reports.items()
                if getattr(report, field) is not None
            }
            yield _by(name, told, "series", said)


def _one(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(f"kiosk_{name}", told, value=value)


def _by(name: str, told: str, label: str, values: Mapping[Any, float]) -> Metric:
    family = GaugeMetricFamily(f"kiosk_{name}", told, labels=[label])
    for key, value in values.items():
        family.add_metric([str(key)], value)
    return family
