"""Forms of the release pages, as a browser would send them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.cli.touring.forms import form
from kiosk.operations import publishing

if TYPE_CHECKING:
    import httpx

    from kiosk.operations.context import Context
    from tests.hub_web import Browser

NEW = "/releases/new"
LIST = "/releases"


def seen(browser: Browser, page: str = NEW) -> dict[str, str]:
    """What the form of the page would send untouched."""
    fields = dict(form(browser.get(page).text, page).fields)
    del fields["_csrf_token"]
    return fields


def publish(
    browser: Browser, fields: dict[str, str] | None = None, **said: str
) -> httpx.Response:
    return browser.post(NEW, **{**(fields or seen(browser)), **said})


def versions(ctx: Context) -> list[int]:
    """Of all releases, the newest first."""
    return [release.about.version for release in publishing.listed(ctx)]
