"""When the articles of a service are read: each when somebody first wants it.

A thousand services in fifteen languages are more text than one terminal shows in a
year. Those that were read last stay in memory; a file that broke since is as one that
is not there, so that its reader is given the next language.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from kiosk.catalogue.articles import read_article
from kiosk.catalogue.files import read_text
from kiosk.catalogue.headlines import headline_of
from kiosk.catalogue.problems import Findings
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.domain.services import Article, Headline

KEPT = 4096
"""Articles, about 4 KB each."""
HEADLINES_KEPT = 16384
"""About 500 bytes each."""

T = TypeVar("T")
Read = Callable[[str, LanguageCode], T | None]
"""Reads what is wanted of the article at a name below the content folder."""

log = logging.getLogger(__name__)


class Shelf(Mapping[LanguageCode, T]):
    """The articles of one service by language, or what is read of them."""

    def __init__(self, names: Mapping[LanguageCode, str], read: Read[T]) -> None:
        self._names = names
        self._read = read

    def __getitem__(self, language: LanguageCode) -> T:
        article = self._read(self._names[language], language)
        if article is None:
            raise KeyError(language)
        return article

    def __iter__(self) -> Iterator[LanguageCode]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def strict(root: Path, findings: Findings) -> Read[Article]:
    """Reads each article once, and reports every problem of it."""

    @cache
    def read(name: str, language: LanguageCode) -> Article | None:
        text = read_text(root, name, findings)
        return (
            read_article(name, text, language, findings) if text is not None else None
        )

    return read


def lasting(root: Path) -> Read[Article]:
    """Reads for as long as a terminal runs; logs what it refuses."""

    @lru_cache(maxsize=KEPT)
    def read(name: str, language: LanguageCode) -> Article | None:
        findings = Findings()
        article = strict(root, findings)(name, language)
        for problem in findings.errors():
            log.error("Content refused: %s %s", problem, problem.remedy)
        return None if findings.errors() else article

    return read


def headlines(root: Path, articles: Read[Article]) -> Read[Headline]:
    """Reads the beginning of a file, or the article where that is not enough."""

    @lru_cache(maxsize=HEADLINES_KEPT)
    def read(name: str, language: LanguageCode) -> Headline | None:
        text = read_text(root, name, Findings())
        found = headline_of(text, language) if text is not None else None
        if found is not None:
            return found
        article = articles(name, language)
        return article.headline if article else None

    return read
