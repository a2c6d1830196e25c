"""Runs the hub in this process: alone, or as the child of `kiosk up`."""

from __future__ import annotations

import logging
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.cli import addresses, first_run
from kiosk.cli.hub_context import hub_context
from kiosk.cli.parent import Parent, Ready
from kiosk.cli.preview_process import previews
from kiosk.cli.site_alerts import site_alerting
from kiosk.cli.site_sign_on import site_sign_on
from kiosk.errors import BadSetting, KioskError, UpdateRefused
from kiosk.hub.app import create_app
from kiosk.hub.serving import HubServer, may_open_enough
from kiosk.hub.settings import HubSettings
from kiosk.i18n.catalogs import EDITORS, Catalogs
from kiosk.operations import accounts, publishing
from kiosk.operations.release_probing import PAGE_SECONDS
from kiosk.speech import espeak

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator
    from types import FrameType

    from kiosk.cli.options import Setup
    from kiosk.operations.context import Context

log = logging.getLogger("kiosk.hub")


class Server(HubServer):
    """Says when it answers, and can be stopped from another thread."""

    on_ready: Callable[[], None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.on_ready and not self.should_exit:
            self.on_ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self._captured_signals.clear()  # to be told to stop is no failure

    def stop(self) -> None:
        self.end_streams()
        self.should_exit = True


@dataclass(frozen=True, slots=True)
class Prepared:
    ctx: Context
    server: Server
    listener: socket.socket
    port: int
    public_address: str

    def run(self, on_ready: Callable[[], None]) -> None:
        self.server.on_ready = on_ready
        self.server.run(sockets=[self.listener])


@contextmanager
def prepared(place: Setup, *, or_next: bool) -> Iterator[Prepared]:
    """A hub that is ready to run. Raises every `KioskError` of a start."""
    place.folder.make()
    wished = place.settings.hub
    with (
        paths.held(place.folder.hub_lock, "A hub"),
        addresses.listen(wished.host, wished.port, or_next=or_next) as listener,
        hub_context(place, patience=PAGE_SECONDS) as ctx,
    ):
        _show_newest(ctx)
        ctx.catalogue()  # what is wrong with the content is said now
        port = int(listener.getsockname()[1])
        public = addresses.public_address(wished.public_address, wished.host, port)
        paths.write_private(place.folder.hub_address, public)
        shutil.rmtree(place.folder.old_sessions, ignore_errors=True)
        settings = HubSettings(
            public_address=public,
            secret=first_run.form_secret(ctx, place.folder.form_secret),
            secure_cookies=public.startswith("https:"),
            four_eyes=wished.four_eyes,
            metrics_token=_metrics_token(place),
        )
        vocabulary = Catalogs(paths.shipped("locales"), also=EDITORS)
        drawn, sign_on = previews(ctx.clock, public), site_sign_on(place, ctx.clock)
        alerting = site_alerting(place, ctx, public)
        app = create_app(
            *(ctx, vocabulary, settings, drawn, sign_on, alerting),
            voice=espeak.installed(),
        )
        if not may_open_enough():
            log.warning(
                "the system allows this program too few open files for all the"
                " connections it may get: raise LimitNOFILE, or ulimit -n"
            )
        server = Server(app, host=wished.host, port=port, proxies=wished.proxies)
        yield Prepared(ctx, server, listener, port, public)


def _metrics_token(place: Setup) -> str | None:
    """Raises `BadSetting` where the file holds none."""
    file = place.settings.hub.metrics_token_file
    if file is None:
        return None
    token = paths.read_token(file)
    if token is None:
        raise BadSetting(
            f"There is no token in {file}.",
            remedy="Write one long word there, or correct hub.metrics_token_file.",
        )
    return token


def _show_newest(ctx: Context) -> None:
    """Before the first page: another process, or a command, may have published it."""
    try:
        publishing.install_newest(ctx)
    except UpdateRefused as error:
        log.error("A release was refused (%s): %s", error.reason, error)


def alone(place: Setup) -> None:
    with prepared(place, or_next=False) as hub:
        if not accounts.has_administrator(hub.ctx):
            log.warning(
                "nobody administers this hub yet:"
                " kiosk staff invite NAME --administrator"
            )
        if addresses.for_phones(hub.public_address) is None:
            log.warning(
                "phones do not get to %s: set hub.public_address", hub.public_address
            )
        hub.run(lambda: log.info("the hub answers at %s", hub.public_address))


REFUSED = 2
"""As any command ends that refuses; `kiosk up` says why, once."""


def beside(place: Setup, descriptor: int) -> None:
    """Report to `kiosk up`, and end when it does, however it ends."""
    parent = Parent(descriptor)
    has_begun = False

    def begun(ready: Ready) -> None:
        nonlocal has_begun
        has_begun = True
        parent.report(ready)

    try:
        with prepared(place, or_next=True) as hub:
            first_run.pair_own_terminal(hub.ctx, place)
            welcome = first_run.welcome(hub.ctx, hub.public_address)
            ready = Ready(hub.port, hub.public_address, welcome)
            _stop_with(parent, hub.server)
            hub.run(lambda: begun(ready))
    except KioskError as error:
        if has_begun:  # nobody listens any more
            raise
        parent.report(error)
        raise SystemExit(REFUSED) from error


def _stop_with(parent: Parent, server: Server) -> None:
    def watch() -> None:
        parent.wait_for_its_end()
        server.stop()

    threading.Thread(target=watch, name="parent", daemon=True).start()
