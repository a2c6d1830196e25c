"""How much of a release is built before it is shown, so that it is known and bounded.

Painted are, in each language, every kind of screen and every life area, and of the
services so many on their screens that the whole takes well under a minute: each in one
language after the other, evenly. The text of every service in every language is wrapped
for the smallest screen, which is what content can break, and takes a millisecond.
Beside content that was built before, only what can differ from it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.bidi import shaping
from kiosk.catalogue.loader import read
from kiosk.catalogue.problems import Findings
from kiosk.cli.previewing.easel import ScreenBroke
from kiosk.cli.previewing.trails import without_services
from kiosk.domain.previews import ProbeResult
from kiosk.errors import BadContent, KioskError, NotFound, UpdateRefused
from kiosk.i18n.languages import FALLBACKS, language
from kiosk.ids import LanguageCode
from kiosk.releases.packing import read_folder
from kiosk.releases.reach import EVERYTHING, reach
from kiosk.terminal import places, qr_matrix
from kiosk.terminal.grids import SMALLEST
from kiosk.terminal.service_text import blocks
from kiosk.terminal.session import Session
from kiosk.terminal.widgets.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.cli.previewing.easel import Easel
    from kiosk.cli.previewing.studio import Studio
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Service
    from kiosk.preview.messages import ProbeRequest
    from kiosk.releases.reach import Reach

    Tell = Callable[[str, str], None]
    """Which screen in which language comes next."""

MOST_PAINTED = 240
"""Screens of services, all languages together."""

EVERY = "all languages"


class NothingToRead(Exception):  # noqa: N818
    """A screen of this content on which nothing stands."""


class ProbeFailure(Exception):  # noqa: N818
    """The screen and the language, and in its cause what is wrong."""

    def __init__(self, screen: str, code: str) -> None:
        super().__init__(f"{screen}, in {code}")


class Walk:
    """Through all of one release."""

    def __init__(
        self,
        studio: Studio,
        catalogue: Catalogue,
        tell: Tell,
        changed: Reach = EVERYTHING,
    ) -> None:
        self._studio = studio
        self._catalogue = catalogue
        self._services = [s for s in catalogue.services if changed.touches(s.slug)]
        self._tell = tell
        self._codes_drawn: set[str] = set()
        self._screens = self._texts = self._painted = 0

    async def take(self, codes: Sequence[LanguageCode]) -> ProbeResult:
        """Raises `ProbeFailure`."""
        easel = self._studio.easel(SMALLEST)
        desk, now = self._studio.desk, self._studio.clock.now()
        for code in codes:
            for name, place in without_services(self._catalogue, code, desk, now):
                await self._paint(easel, name, place, code)
        for code in codes:
            for service in self._services:
                self._wrap(service, code)
        for service, code in sample(self._services, codes, MOST_PAINTED):
            place = places.ServicePage(service.slug)
            await self._paint(easel, f"service {service.slug}", place, code)
            self._painted += 1
        return ProbeResult(len(codes), self._screens, self._texts, self._painted)

    async def _paint(
        self, easel: Easel, name: str, place: places.Place, code: LanguageCode
    ) -> None:
        self._tell(name, code)
        try:
            if not (await easel.glance(place, code)).strip():
                raise NothingToRead("nothing stands on it")
        except (ScreenBroke, NothingToRead, KioskError) as error:
            raise ProbeFailure(name, code) from error
        self._screens += 1

    def _wrap(self, service: Service, code: LanguageCode) -> None:
        name = f"text of {service.slug}"
        self._tell(name, code)
        try:
            self._wrapped(service, code)
        except MemoryError:
            raise
        except Exception as error:
            raise ProbeFailure(name, code) from error
        self._texts += 1

    def _wrapped(self, service: Service, code: LanguageCode) -> None:
        article, headline = service.article(code), service.headline(code)
        if headline is None or not (headline.title.strip() and article.title.strip()):
            raise NothingToRead("it has no title")
        ports = self._studio.ports
        session = Session.in_language(code, ports.vocabulary)
        direction = language(article.language).direction
        for block in blocks(service, ports, session):
            shaping.visual_lines(block.text, Prose.WIDEST, direction)
        for resource in service.resources:
            self._draw_code(places.TakeHome.of(resource, code).target)

    def _draw_code(self, target: str) -> None:
        if target not in self._codes_drawn:
            self._codes_drawn.add(target)
            qr_matrix.fits_smallest(target)


async def probe(studio: Studio, asked: ProbeRequest, tell: Tell) -> ProbeResult:
    """Raises `BadContent`, `NotFound` or `ProbeFailure`."""
    studio.clock.moment = asked.now
    tell("content", EVERY)
    catalogue = _whole(Path(asked.folder))
    offered = catalogue.site.languages
    codes = offered if asked.languages is None else _known(asked.languages, offered)
    changed = _changed(asked, offered)
    studio.contents.catalogue = catalogue
    tell("index of search", EVERY)
    studio.finder.prepare()
    try:
        walk = Walk(studio, catalogue, tell, changed)
        return await walk.take(changed.of_languages(codes))
    finally:
        await studio.put_away(SMALLEST)


def sample(
    services: Sequence[Service], codes: Sequence[LanguageCode], most: int
) -> list[tuple[Service, LanguageCode]]:
    """At most so many, in languages that a service has a text of its own in.

    Each service once before any comes twice, and each time in the next language; of
    more services than that, as many in even steps.
    """
    turns = [
        (service, codes[(at + turn) % len(codes)])
        for turn in range(len(codes))
        for at, service in enumerate(services)
    ]
    own = [(service, code) for service, code in turns if code in service.articles]
    first = min(len(services), len(own))
    if first <= most:
        return own[:most]
    return [own[at * first // most] for at in range(most)]


def _whole(folder: Path) -> Catalogue:
    """To the last word. Raises `BadContent`: a terminal must not leave anything out."""
    findings = Findings()
    catalogue = read(folder, findings)
    findings.raise_first()
    if catalogue is None:
        raise BadContent(f"{folder} holds no content.", remedy="Name another folder.")
    return catalogue


def _changed(asked: ProbeRequest, offered: Sequence[LanguageCode]) -> Reach:
    if asked.beside is None:
        return EVERYTHING
    try:
        built, new = (read_folder(Path(f)) for f in (asked.beside, asked.folder))
    except UpdateRefused:
        return EVERYTHING  # it was tidied away meanwhile
    return reach(built, new, offered, FALLBACKS)


def _known(
    wanted: Sequence[str], offered: Sequence[LanguageCode]
) -> tuple[LanguageCode, ...]:
    for code in wanted:
        if code not in offered:
            raise NotFound(
                f"The content does not offer {code!r}.",
                remedy=f"Probe some of {', '.join(offered)}.",
            )
    return tuple(LanguageCode(code) for code in wanted)
