"""When the units of a catalog make a translation, and what is said if they do not.

Each article is told once, by its first fault.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.article_units import (
    KEYWORDS,
    in_units,
    marked,
    problems_of,
    put_together,
    written,
)
from kiosk.catalogue.heads import with_keys
from kiosk.catalogue.text_origins import file_of, naming
from kiosk.domain.translations import Made, SourceText, says
from kiosk.errors import BadContent
from kiosk.operations import drafting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kiosk.catalogue.article_catalogs import CatalogUnit
    from kiosk.catalogue.article_units import ArticleInUnits
    from kiosk.catalogue.problems import Findings
    from kiosk.ids import LanguageCode


@dataclass(frozen=True, slots=True)
class GettextArticles:
    """The articles of one catalog."""

    name: str
    """Of the catalog, as it is told."""
    language: LanguageCode
    sources: Mapping[str, ArticleInUnits]
    """The German texts of the draft, by slug."""
    bases: Mapping[str, str]
    """The files the catalog was written from, by slug."""
    findings: Findings

    def texts(self, units: Iterable[CatalogUnit]) -> dict[str, str]:
        """The files they make, by path; what makes none is among the findings."""
        found = {}
        for slug, mine in by_slug(units).items():
            text = self._text(slug, mine)
            if text is not None:
                found[file_of(slug, self.language)] = text
        return found

    def _text(self, slug: str, units: list[CatalogUnit]) -> str | None:
        source = self.sources.get(slug)
        if source is None:
            what = "There is no such service with a German text that can be read."
            remedy = "Remove its units, or mend the German text."
            self._error(units[0].line, slug, what, remedy)
            return None
        if self._is_untouched(slug, units) or self._waits(slug, units, source):
            return None
        return self._put_together(slug, units, source)

    def _is_untouched(self, slug: str, units: list[CatalogUnit]) -> bool:
        """Nobody has begun to translate it."""
        return slug not in self.bases and not any(unit.text for unit in units)

    def _waits(
        self, slug: str, units: list[CatalogUnit], source: ArticleInUnits
    ) -> bool:
        of = {unit.number: written(unit.source) for unit in units}
        other = [u.line for u in units if source.texts.get(u.number) != of[u.number]]
        if other or source.texts.keys() - of.keys():
            what = "It was made from another German text."
            remedy = "Export anew, or update the catalog from articles.pot."
            self._warning(next(iter(other), units[0].line), slug, what, remedy)
            return True
        if empty := [unit.line for unit in units if not written(unit.text)]:
            what = f"{len(empty)} of {len(units)} units are not translated."
            remedy = "Translate them and import again; the draft keeps what it has."
            self._warning(empty[0], slug, what, remedy)
            return True
        if fuzzy := [unit.line for unit in units if unit.is_fuzzy]:
            what = f"{len(fuzzy)} of {len(units)} units are fuzzy."
            remedy = "Compare them with the German text, and take the mark away."
            self._warning(fuzzy[0], slug, what, remedy)
            return True
        return False

    def _put_together(
        self, slug: str, units: list[CatalogUnit], source: ArticleInUnits
    ) -> str | None:
        path, german = file_of(slug, self.language), _told(source)
        base = self.bases.get(slug, "")
        before = in_units(path, base, self.language) if base else None
        texts = marked(source, {unit.number: unit.text for unit in units})
        if before is None:
            text = put_together("", source, texts)
            text = with_keys(path, text, {"made": Made.HUMAN.value})
        elif before.texts == _with_own_keywords(texts, before):
            if before.article.origin and says(before.article.origin, german):
                return base
            text = base
        else:
            text = put_together(base, source, _with_own_keywords(texts, before))
            text = with_keys(path, text, {"read_by": None})
        text = naming(path, text, german)
        return text if self._is_sound(slug, text, source, units) else None

    def _is_sound(
        self, slug: str, text: str, source: ArticleInUnits, units: list[CatalogUnit]
    ) -> bool:
        path = file_of(slug, self.language)
        lines = {unit.number: unit.line for unit in units}
        try:
            drafting.check(path, text)
        except BadContent as error:
            self._error(units[0].line, slug, str(error), error.remedy)
            return False
        texts = {unit.number: unit.text for unit in units}
        problems = problems_of(path, text, source, texts)
        for problem in problems:
            line = lines.get(problem.number or 0, units[0].line)
            self._error(line, slug, problem.message, problem.remedy)
        return not problems

    def _error(self, line: int, slug: str, what: str, remedy: str) -> None:
        self.findings.error(self.name, line, f"services/{slug}: {what}", remedy)

    def _warning(self, line: int, slug: str, what: str, remedy: str) -> None:
        self.findings.warning(self.name, line, f"services/{slug}: {what}", remedy)


def _told(source: ArticleInUnits) -> SourceText:
    return SourceText(source.article.version, source.article.fingerprint)


def _with_own_keywords(texts: dict[int, str], before: ArticleInUnits) -> dict[int, str]:
    """Those it has are kept where the German text has none to ask for them."""
    return {n: t for n, t in before.texts.items() if n == KEYWORDS} | texts


def by_slug(units: Iterable[CatalogUnit]) -> dict[str, list[CatalogUnit]]:
    found: dict[str, list[CatalogUnit]] = {}
    for unit in units:
        found.setdefault(unit.slug, []).append(unit)
    return found
