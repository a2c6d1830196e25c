"""Where on an editor's pages a finding of the check is mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.article_places import place_of
from kiosk.catalogue.text_origins import language_of
from kiosk.errors import NotFound
from kiosk.operations import drafting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiosk.catalogue.article_places import ArticleField
    from kiosk.catalogue.problems import Problem
    from kiosk.ids import LanguageCode
    from kiosk.operations.context import Context

_SERVICES = "services/"


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    problem: Problem
    slug: str | None = None
    """Of the service that the file is of."""
    language: LanguageCode | None = None
    """Of a text; None of a file that is of all languages."""
    field: ArticleField | None = None
    """Of the text's form; None where no field, or all of it, is meant."""
    line: int | None = None
    """Within the field, or of a file that has no form."""

    @property
    def is_error(self) -> bool:
        return self.problem.is_error

    @property
    def is_of_article(self) -> bool:
        return self.slug is not None and self.language is not None


def of_text(problems: Iterable[Problem], text: str) -> tuple[PlacedFinding, ...]:
    """All of them of the one file that says `text`."""
    return tuple(_placed(problem, text) for problem in problems)


def of_form(problems: Iterable[Problem]) -> tuple[PlacedFinding, ...]:
    """Of a form in which no line can be found."""
    return tuple(PlacedFinding(problem) for problem in problems)


def of_draft(ctx: Context, problems: Iterable[Problem]) -> tuple[PlacedFinding, ...]:
    """Of any files of the draft; each is read, so only those that are shown."""
    return tuple(_placed(problem, _text(ctx, problem)) for problem in problems)


def _placed(problem: Problem, text: str) -> PlacedFinding:
    slug = _slug(problem.file)
    if not problem.file.endswith(".md") or slug is None:
        language = language_of(problem.file)
        return PlacedFinding(problem, slug, language, None, problem.line)
    place = place_of(text, problem.line) if problem.line else None
    return PlacedFinding(
        problem,
        slug,
        language_of(problem.file),
        place.field if place else None,
        place.line if place else None,
    )


def _slug(path: str) -> str | None:
    if not path.startswith(_SERVICES):
        return None
    return path.removeprefix(_SERVICES).partition("/")[0]


def _text(ctx: Context, problem: Problem) -> str:
    if problem.line is None:
        return ""
    try:
        return drafting.file(ctx, problem.file).text or ""
    except NotFound:
        return ""
