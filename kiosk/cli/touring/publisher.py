"""A counsellor's browser in the hands of somebody who publishes, too."""

from __future__ import annotations

import asyncio
import html
import re
import time
from typing import TYPE_CHECKING

import httpx

from kiosk.cli.touring.browser import LOOK_AGAIN, PATIENCE
from kiosk.cli.touring.counsellor import Counsellor
from kiosk.cli.touring.forms import form
from kiosk.cli.touring.steps import TourFailed, check

if TYPE_CHECKING:
    from kiosk.cli.touring.forms import Form
    from kiosk.domain.services import Article
    from kiosk.i18n.languages import Language
    from kiosk.ids import LanguageCode, Slug

TEXT = re.compile(r'<textarea[^>]*name="text"[^>]*>\n?(.*?)</textarea>', re.DOTALL)
TYPED = re.compile(r'name="(begins|ends)"[^>]* value="([^"]*)"')
DRAWN_WITHIN = 300.0
"""Seconds where nothing else runs; on a slow machine as long as this."""
MARK = " *"
"""Put behind the title of a text: a change that no content has."""


class Publisher(Counsellor):
    async def change_title(self, slug: Slug, article: Article) -> str:
        """In the draft; answers the title it has then."""
        path = f"/content/files/services/{slug}/{article.language}.md"
        page = await self._get(path)
        found = TEXT.search(page)
        check(found, f"{path} shows no text.")
        text = html.unescape(found[1] if found else "")
        heading = f"# {article.title}"
        check(heading in text, f"{path} has no title {article.title!r}.")
        changed = text.replace(heading, heading + MARK, 1)
        await self._send(form(page, path), {"text": changed})
        return article.title + MARK

    async def publish(self, title: str) -> None:
        """The draft, which must say this and is not public yet."""
        page = await self._get("/releases/new")
        check(html.escape(title) in page, "The change is not offered.")
        await self._publish(page, "/releases/new")

    async def go_back(self, version: int) -> None:
        where = f"/releases/{version}/roll-back"
        await self._publish(await self._get(where), where)

    async def newest_release(self) -> int:
        found = re.search(r'href="/releases/(\d+)"', await self._get("/releases"))
        check(found, "The list of releases is empty.")
        return int(found[1]) if found else 0

    async def see_on_the_phone(
        self, slug: Slug, language: Language, title: str
    ) -> None:
        """Wait until the hub's own page of the service has this title."""
        address = str(self._browser.base_url.join(f"/s/{slug}/{language.code}"))
        heading = re.compile(
            rf"<h1[^>]*>\s*(?:<[^>]*>\s*)*{re.escape(html.escape(title))}\s*<"
        )
        ended = time.monotonic() + PATIENCE
        while not heading.search(await self.phone(address)):
            check(time.monotonic() < ended, f"the phone never read {title!r}.")
            await asyncio.sleep(LOOK_AGAIN)

    async def _publish(self, page: str, where: str) -> None:
        before = await self.newest_release()
        ended = time.monotonic() + DRAWN_WITHIN
        while not await self._is_taken(form(page, where)):
            check(time.monotonic() < ended, "Its screens were not drawn in time.")
            page = await self._get(where)
        check(await self.newest_release() == before + 1, "Nothing was published.")

    async def _is_taken(self, sent: Form) -> bool:
        """Not while the hub draws what is new in it, for which a page waits long."""
        try:
            answer = await self._browser.post(
                sent.action, data=sent.fields, timeout=DRAWN_WITHIN
            )
        except httpx.HTTPError as error:
            raise TourFailed(f"The hub does not answer: {error}") from error
        return answer.status_code == httpx.codes.OK

    async def put_up_notice(self, template: str, code: LanguageCode) -> str:
        """From now until midnight, as the form offers it; what readers of it read."""
        path = f"/notices/new/{template}"
        page = await self._get(path)
        said = dict(TYPED.findall(page))
        sent = form(page, path)
        preview = await self._send(sent, {**said, "step": "preview"})
        shown = re.search(rf'<dd lang="{code}" dir="[a-z]+">([^<]+)</dd>', preview)
        check(shown, "the preview shows no text.")
        assert shown
        await self._send(sent, {**said, "step": "put-up"})
        return html.unescape(shown[1])

    async def service_page(self, slug: Slug, code: LanguageCode) -> str:
        """As a phone opens it."""
        return await self.phone(str(self._browser.base_url.join(f"/s/{slug}/{code}")))

    async def take_notice_down(self) -> None:
        """The first in the list."""
        found = re.search(r"/notices/[0-9a-f]+/take-down", await self._get("/notices"))
        check(found, "the notice is not in the list.")
        assert found
        await self._send(
            form(await self._get(found[0]), ""), {"confirmed": "yes"}, to=found[0]
        )
