"""How a difference is laid out: what visitors see, by service, all of it bounded."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.words import FOLDER as WORDS
from kiosk.domain.changes import ChangeKind, LineKind
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import NotFound
from kiosk.operations.service_names import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.changes import ChangedLine, TextChange
    from kiosk.domain.services import Service
    from kiosk.ids import CategoryId, LanguageCode, Slug

OPEN_AT_MOST = 14
"""Lines of a text whose difference is shown unasked."""
MOST_TEXTS = 300
_HEAD = re.compile(r"\+\+\+$|(?:version|of|of_text|made|keywords) = |\s*$")
_NOTED = re.compile(r"\+\+\+|(?:version|of|of_text) = .*")
"""No visitor ever sees it, changed or not."""
MOST_LINES = 400
"""Of one text."""


@dataclass(frozen=True, slots=True)
class ReadableText:
    change: TextChange
    lines: Sequence[ChangedLine]
    more: int
    """Lines that are left out."""
    folded: bool


@dataclass(frozen=True, slots=True)
class TextGroup:
    """The changes of one service, or of the centre."""

    title: str | None
    """None: of the centre."""
    rank: int
    """Groups of one life area have the same, and follow each other."""
    area: str
    """The title of the life area; "" for the centre, and where none is known."""
    is_words: bool
    """The centre's short texts, by language."""
    texts: tuple[ReadableText, ...]


class GroupPlace(NamedTuple):
    """Where a change stands: all of one are one group, in this order."""

    rank: int
    area: str
    slug: Slug | None
    is_words: bool


@dataclass(frozen=True, slots=True)
class ReadableDifference:
    groups: tuple[TextGroup, ...]
    """Only texts in which visitors see a difference."""
    count: int
    """Of all such texts."""
    more: int
    """Such texts that are left out."""
    unseen: tuple[TextGroup, ...]
    """Texts in whose heads alone something else is noted."""
    unseen_count: int
    """Of all those; some of them may be left out."""

    @property
    def is_empty(self) -> bool:
        return not self.count and not self.unseen_count


class _RankedArea(NamedTuple):
    rank: int
    title: str


_NO_AREA = _RankedArea(1_000, "")
"""Behind all that are known."""


def readable(
    changes: Sequence[TextChange],
    language: LanguageCode,
    *catalogues: Catalogue | None,
) -> ReadableDifference:
    """Titles are those of the first catalogue that knows the service, or its own name.

    The centre comes first, then the services by their life areas.
    """
    known = [catalogue for catalogue in catalogues if catalogue]
    areas = _areas(known, language)

    def place_of(change: TextChange) -> GroupPlace:
        return _place(areas, change)

    def grouped(shown: Sequence[TextChange]) -> tuple[TextGroup, ...]:
        return tuple(
            TextGroup(
                _title(known, on.slug, language) if on.slug else None,
                on.rank,
                on.area,
                on.is_words,
                tuple(_readable(change) for change in of_it),
            )
            for on, of_it in groupby(shown, key=place_of)
        )

    placed = sorted(changes, key=lambda change: (*place_of(change)[:2], change.path))
    seen = [change for change in placed if _is_seen(change)]
    unseen = [change for change in placed if not _is_seen(change)]
    shown = seen[:MOST_TEXTS]
    return ReadableDifference(
        groups=grouped(shown),
        count=len(seen),
        more=len(seen) - len(shown),
        unseen=grouped(unseen[:MOST_TEXTS]),
        unseen_count=len(unseen),
    )


def _is_seen(change: TextChange) -> bool:
    """Whether a visitor would notice it."""
    if change.kind is not ChangeKind.CHANGED:
        return True
    told = (line for line in change.lines if line.kind in {LineKind.OLD, LineKind.NEW})
    return not all(_is_bookkeeping(line) for line in told)


def _readable(change: TextChange) -> ReadableText:
    told = [line for line in change.lines if not _is_bookkeeping(line)]
    lines = told[:MOST_LINES]
    return ReadableText(
        change, lines, len(told) - len(lines), len(lines) > OPEN_AT_MOST
    )


def _is_bookkeeping(line: ChangedLine) -> bool:
    """Says nothing to a visitor."""
    if line.kind is LineKind.SAME:
        return _HEAD.match(line.text) is not None
    return _NOTED.fullmatch(line.text) is not None


def _place(areas: Mapping[Slug, _RankedArea], change: TextChange) -> GroupPlace:
    if not change.slug:
        is_words = change.path.startswith(f"{WORDS}/")
        return GroupPlace(int(is_words), "", None, is_words)
    area = areas.get(change.slug, _NO_AREA)
    return GroupPlace(area.rank, area.title, change.slug, is_words=False)


def _areas(
    catalogues: Sequence[Catalogue], language: LanguageCode
) -> dict[Slug, _RankedArea]:
    """Of each service, as the first catalogue says that knows it."""
    known: dict[CategoryId, _RankedArea] = {}
    found: dict[Slug, _RankedArea] = {}
    for catalogue in catalogues:
        for area in catalogue.categories:
            after_centre = len(known) + 2
            known.setdefault(area.id, _RankedArea(after_centre, area.title[language]))
        for service in catalogue.services:
            found.setdefault(service.slug, known.get(service.category, _NO_AREA))
    return found


def _title(catalogues: Sequence[Catalogue], slug: Slug, language: LanguageCode) -> str:
    for catalogue in catalogues:
        with suppress(NotFound):
            return _headline(catalogue.service(slug), language)
    return slug


def _headline(service: Service, language: LanguageCode) -> str:
    headline = service.headline(language) or service.headline(SOURCE_LANGUAGE)
    return visible(headline.title if headline else "", service.slug)
