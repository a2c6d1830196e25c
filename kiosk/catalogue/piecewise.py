"""What of a content folder is read again when some of its files changed.

A change within a service touches that service alone. A change of anything else (the
centre, topics, resources, words) reads all that is no service again, and the services
only where they may say something else by it; articles that did not change are kept.
The result is that of `checks.problems` and of `loader.read`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.articles import read_article
from kiosk.catalogue.files import read_text, rooms
from kiosk.catalogue.freshness import check_pathway as check_pathway_follows
from kiosk.catalogue.freshness import check_words
from kiosk.catalogue.glossary import Glossary, read_glossary
from kiosk.catalogue.hours_left import check_hours_left
from kiosk.catalogue.lexicon import check_languages, check_services, read_lexicon
from kiosk.catalogue.loader import check_pathway, check_words_of, read_surroundings
from kiosk.catalogue.problems import Findings, Problem
from kiosk.catalogue.rule_checks import check_rules
from kiosk.catalogue.services import FOLDER, read_service
from kiosk.catalogue.short_numbers import ShortNumbers, short_numbers
from kiosk.catalogue.topic_checks import check_topics
from kiosk.catalogue.translation_checks import check_translations_of
from kiosk.catalogue.twins import check_twins
from kiosk.i18n.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from kiosk.catalogue.loader import Surroundings
    from kiosk.catalogue.resources import Register
    from kiosk.catalogue.services import Around, PlacedService
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Article
    from kiosk.ids import LanguageCode

_SHARED_WORDS = "reason"
"""The key of a service with which it asks for a word of the centre."""


@dataclass(frozen=True, slots=True)
class CheckedContent:
    catalogue: Catalogue | None
    """None where the centre itself cannot be read."""
    problems: tuple[Problem, ...] = ()
    """In the order of the files."""

    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_error]

    def of(self, path: str) -> list[Problem]:
        """Those of one file."""
        return [problem for problem in self.problems if problem.file == path]


class _ReadArticle(NamedTuple):
    article: Article | None
    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class _Piece:
    """One service, as it was read."""

    placed: PlacedService | None
    articles: Mapping[str, _ReadArticle]
    """By the name of the file."""
    problems: tuple[Problem, ...]
    shares_words: bool = False

    def among(self, resources: Register) -> _Piece:
        """With the resources as they are called now."""
        if self.placed is None:
            return self
        service = self.placed.service
        renamed = tuple(resources.good[one.id] for one in service.resources)
        placed = self.placed._replace(service=replace(service, resources=renamed))
        return replace(self, placed=placed)


@dataclass(slots=True)
class PiecewiseContent:
    """Nothing is read before it is asked for. Not for two threads at once."""

    root: Path
    _around: Surroundings | None = None
    _glossary: Glossary | None = None
    _short_numbers: ShortNumbers | None = None
    _base: tuple[Problem, ...] = ()
    _pieces: dict[str, _Piece] = field(default_factory=dict)
    _ground: tuple[object, ...] | None = None
    """In which the pieces were read."""
    _today: date | None = None

    def whole(self, today: date | None) -> CheckedContent:
        """Everything, read anew."""
        self._pieces, self._ground = {}, None
        return self._all(today, ())

    def renewed(self, changed: Collection[str], today: date | None) -> CheckedContent:
        """After these files below the folder have changed, come or gone."""
        slugs = {_slug(path) for path in changed}
        if self._around is None or None in slugs or today != self._today:
            return self._all(today, changed)
        found = {slug: self._piece(slug, changed) for slug in slugs if slug}
        before = [self._pieces.get(slug) for slug in found]
        if any(p and p.shares_words for p in (*before, *found.values())):
            return self._all(today, changed)
        for slug, piece in found.items():
            self._pieces.pop(slug, None)
            if piece is not None:
                self._pieces[slug] = piece
        return self._checked()

    def _all(self, today: date | None, changed: Collection[str]) -> CheckedContent:
        findings = Findings()
        self._around = read_surroundings(self.root, findings, today)
        touched = {_slug(path) for path in changed}
        if self._around is None:
            kept = {s: p for s, p in self._pieces.items() if s not in touched}
            self._pieces = kept  # for when the centre is mended
        else:
            self._around_pieces(findings, touched, today, changed)
        self._base = tuple(findings.problems)
        return self._checked()

    def _around_pieces(
        self,
        findings: Findings,
        touched: Collection[str | None],
        today: date | None,
        changed: Collection[str],
    ) -> None:
        assert self._around
        around = self._around.around
        glossary = self._glossary = read_glossary(self.root, findings)
        self._short_numbers = short_numbers(self.root, self._around.catalogue)
        ground = (*_ground(around), glossary.terms, self._short_numbers.numbers)
        stay = today == self._today and ground == self._ground
        found: dict[str, _Piece | None] = {}
        for slug in rooms(self.root, FOLDER, findings):
            known = self._pieces.get(slug)
            if stay and known and slug not in touched and not known.shares_words:
                found[slug] = known.among(around.resources)
            else:
                found[slug] = self._piece(slug, changed)
        self._pieces = {slug: piece for slug, piece in found.items() if piece}
        self._ground, self._today = ground, today
        check_words_of(around, self._around.catalogue)
        if self._around.catalogue is not None:
            check_words(self.root, self._around.catalogue, findings)
            glossary.check_words(findings)
            self._short_numbers.check_words(around.words.files, findings)
            read_lexicon(self.root, findings)
            check_languages(self.root, around.whole, findings)

    def _piece(self, slug: str, changed: Collection[str]) -> _Piece | None:
        """None for a folder that is gone."""
        assert self._around
        if not (self.root / FOLDER / slug).is_dir():
            return None
        known = self._pieces.get(slug)
        articles = {
            name: read
            for name, read in (known.articles.items() if known else ())
            if name not in changed
        }

        def read(name: str, language: LanguageCode) -> Article | None:
            if name not in articles:
                articles[name] = _article(self.root, name, language)
            return articles[name].article

        findings = Findings()
        around = replace(self._around.around, read=read, findings=findings)
        placed = read_service(slug, around)
        there: dict[LanguageCode, Article] = {}
        if placed is not None:
            codes = list(placed.service.articles)
            there = {c: a for c in codes if (a := placed.service.articles.get(c))}
            service = replace(placed.service, articles=there, headlines=None)
            placed = placed._replace(service=service)
            check_translations_of(self.root, service, findings)
            if self._glossary is not None:
                self._glossary.check_service(service, findings)
            if self._short_numbers is not None:
                self._short_numbers.check_service(service, findings)
            for name in set(articles) - {f"{FOLDER}/{slug}/{c}.md" for c in codes}:
                del articles[name]
        of_articles = [p for read_one in articles.values() for p in read_one.problems]
        problems = Findings([*of_articles, *findings.problems]).problems
        return _Piece(placed, articles, tuple(problems), _shares(self.root, slug))

    def _checked(self) -> CheckedContent:
        findings = Findings(self._problems())
        placed = [p.placed for p in self._pieces.values() if p.placed is not None]
        placed.sort(key=lambda one: one.order)
        services = [one.service for one in placed]
        catalogue = self._around.catalogue if self._around else None
        if catalogue is not None:
            catalogue = catalogue.with_services(services)
            catalogue = check_pathway(self.root, catalogue, findings)
            check_pathway_follows(self.root, catalogue, findings)
            check_services(self.root, [s.slug for s in services], findings)
            check_topics(self.root, catalogue, findings)
            check_rules(self.root, catalogue, findings)
            check_hours_left(self.root, catalogue, self._today, findings)
            check_twins(self.root, catalogue, findings)
        ordered = tuple(sorted(findings.problems, key=lambda p: (p.file, p.line or 0)))
        return CheckedContent(catalogue, ordered)

    def _problems(self) -> Iterator[Problem]:
        yield from self._base
        if self._around is None:
            return
        for piece in self._pieces.values():
            yield from piece.problems


def _article(root: Path, name: str, language: LanguageCode) -> _ReadArticle:
    findings = Findings()
    text = read_text(root, name, findings)
    article = None if text is None else read_article(name, text, language, findings)
    return _ReadArticle(article, findings.problems)


def _ground(around: Around) -> tuple[object, ...]:
    """All of the centre that a service is read by, but the names of resources."""
    resources = around.resources
    good = frozenset(resources.good)
    known = tuple(LANGUAGES.values())
    return list(around.categories), around.whole, good, resources.named, known


def _slug(path: str) -> str | None:
    """None for a file of the centre itself."""
    parts = path.split("/")
    return parts[1] if parts[0] == FOLDER and len(parts) > 2 else None


def _shares(root: Path, slug: str) -> bool:
    text = read_text(root, f"{FOLDER}/{slug}/service.toml", Findings())
    return text is not None and _SHARED_WORDS in text
