"""The services as pages for a phone: each is written once for a release and a day."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from kiosk.catalogue.holidays import PublicHolidays
from kiosk.domain import service_pages, short_links
from kiosk.i18n import marks
from kiosk.i18n.languages import FALLBACKS
from kiosk.i18n.notice_kinds import kind_words
from kiosk.i18n.open_hours import Now
from kiosk.i18n.service_text import Reading, ServiceText, service_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from kiosk.domain.catalogue import Catalogue, Category
    from kiosk.domain.releases import ReleaseAbout
    from kiosk.domain.resources import Pointer, Resource
    from kiosk.domain.services import BlockKind, Headline, Service
    from kiosk.domain.site_notices import SiteNotice
    from kiosk.hub.rendering import Pages
    from kiosk.i18n.catalogs import Words
    from kiosk.i18n.languages import Language
    from kiosk.ids import Slug
    from kiosk.operations.context import Context

MOST_KEPT = 2048
"""Pages, about 10 KB each."""
DAYS_AHEAD = 28
"""What is taken home is read longer than what stands on the glass."""
LETTERS_OF_A_LINE = 85
LINES_OF_A_SHEET = 28, 36
"""Of paper, at the usual size of letters and at the smaller one."""


@dataclass(frozen=True, slots=True)
class WrittenPage:
    html: str
    tag: str
    """The same as long as the page is: an entity tag with its quotes."""


@dataclass(frozen=True, slots=True)
class ThingToOpen:
    """A resource, as a reader of one language is given it."""

    resource: Resource
    title: str
    pointer: Pointer
    speaks: str | None
    """Which languages its page speaks instead."""


@dataclass(frozen=True, slots=True)
class PageShelf:
    """All pages of one release on one day."""

    catalogue: Catalogue
    about: ReleaseAbout | None
    """None for the content that came with the program."""
    day: date
    pages: dict[object, WrittenPage] = field(default_factory=dict)


class ServicePages:
    """Reads what the hub has installed, never a draft; used by many threads."""

    def __init__(self, ctx: Context, pages: Pages, public_address: str) -> None:
        self._ctx = ctx
        self._pages = pages
        self._public_address = public_address
        self._holidays = PublicHolidays()
        self._shelf: PageShelf | None = None

    def page(
        self, slug: Slug, language: Language, told: tuple[SiteNotice, ...] = ()
    ) -> WrittenPage:
        """Raises `NotFound` when no text of the service can be read any more.

        `told`: what the centre tells everybody now.
        """
        shelf = self.of_today()
        key = (slug, language.code, _told_key(told, language))
        return _kept(shelf, key, lambda: self._service(shelf, slug, language, told))

    def index(self, language: Language) -> WrittenPage:
        """All services by life area."""
        shelf = self.of_today()
        return _kept(shelf, language.code, lambda: self._index(shelf, language))

    def words(self, language: Language) -> Words:
        return self._pages.words(language.code)

    def write(
        self, shelf: PageShelf, template: str, language: Language, **values: object
    ) -> WrittenPage:
        """A page about what is shown now, which nobody else may ever ask for."""
        said = self._pages.text(
            template, language, shelf.catalogue, about=shelf.about, **values
        )
        return _page_of(said)

    def of_today(self) -> PageShelf:
        """What is shown now, and when that is."""
        catalogue, about = self._installed()
        day, shelf = self._ctx.today(), self._shelf
        if shelf is None or shelf.catalogue is not catalogue or shelf.day != day:
            shelf = self._shelf = PageShelf(catalogue, about, day)
        return shelf

    def _installed(self) -> tuple[Catalogue, ReleaseAbout | None]:
        if self._ctx.content is None:
            return self._ctx.catalogue(), None
        release, catalogue = self._ctx.content.shown()
        return catalogue, None if release.is_shipped else release.about

    def _service(
        self,
        shelf: PageShelf,
        slug: Slug,
        language: Language,
        told: tuple[SiteNotice, ...],
    ) -> str:
        service = shelf.catalogue.service(slug)
        words = self._pages.words(language.code)
        now = Now(self._ctx.clock.now(), self._ctx.zone())
        reading = Reading(words, now, self._holidays, DAYS_AHEAD)
        text = service_text(service, shelf.catalogue.site, reading)
        return self._pages.text(
            "service/page.html",
            language,
            shelf.catalogue,
            service=service,
            told=told,
            fallbacks=FALLBACKS,
            kinds=kind_words(words),
            text=text,
            runs=list(_runs(text)),
            size=_size(text, len(service.resources)),
            things=[_thing(resource, words) for resource in service.resources],
            about=shelf.about,
            address=self.typed(service_pages.path(service.slug, language.code)),
            dials=_dials,
        )

    def _index(self, shelf: PageShelf, language: Language) -> str:
        return self._pages.text(
            "service/index.html",
            language,
            shelf.catalogue,
            areas=list(_areas(shelf.catalogue, language)),
            about=shelf.about,
            address=self.typed(service_pages.PATH),
        )

    def typed(self, path: str) -> str | None:
        """As it is typed; None where nobody but this machine would get there."""
        if not short_links.has_short_addresses(self._public_address):
            return None
        return f"{self._public_address}{path}".partition("://")[2]


def _told_key(told: tuple[SiteNotice, ...], language: Language) -> object:
    return tuple(
        (each.id, each.kind, each.ends, each.shown(language.code, FALLBACKS))
        for each in told
    )


def _kept(shelf: PageShelf, key: object, write: Callable[[], str]) -> WrittenPage:
    page = shelf.pages.get(key)
    if page is None:
        page = _page_of(write())
        if len(shelf.pages) >= MOST_KEPT:
            shelf.pages.clear()
        shelf.pages[key] = page
    return page


def _page_of(html: str) -> WrittenPage:
    return WrittenPage(html, f'"{sha256(html.encode()).hexdigest()[:16]}"')


def _runs(text: ServiceText) -> Iterator[tuple[BlockKind, list[object]]]:
    """Blocks of one kind that follow each other: the items of a list are one list."""
    for kind, blocks in groupby(text.blocks, key=attrgetter("kind")):
        yield kind, list(blocks)


def _size(text: ServiceText, things: int) -> str:
    """How large it is printed, so that it fits one sheet; the rest is its frame."""
    said = [block.text for block in text.blocks]
    said += [text.article.summary, text.mark or "", text.not_known]
    lines = sum(0.3 + _lines(part) for part in said if part)
    if text.hours is not None:
        lines += 2 + len(text.hours.week) + len(text.hours.differences)
    if text.contact is not None:
        lines += 5
    lines += 2 * ((things + 1) // 2)
    usual, small = LINES_OF_A_SHEET
    if lines <= usual:
        return "usual"
    return "small" if lines <= small else "smallest"


def _lines(text: str) -> int:
    return sum(1 + len(line) // LETTERS_OF_A_LINE for line in text.split("\n"))


def _thing(resource: Resource, words: Words) -> ThingToOpen:
    reader = words.language
    foreign = resource.foreign_to(reader.code)
    return ThingToOpen(
        resource,
        marks.named_shown(resource.title, reader),
        resource.for_reader(reader.code),
        marks.page_speaks(foreign, words) if foreign else None,
    )


def _areas(
    catalogue: Catalogue, language: Language
) -> Iterator[tuple[Category, list[tuple[Service, Headline]]]]:
    """Life areas with what can be read of them; empty ones are left out."""
    for category in catalogue.categories:
        told = [
            (service, headline)
            for service in catalogue.of_category(category.id, language.code)
            if (headline := service.headline(language.code)) is not None
        ]
        if told:
            yield category, told


def _dials(number: str) -> str:
    """A number as people write it, as `tel:` dials it."""
    return "tel:" + re.sub(r"[^+0-9]", "", number)
