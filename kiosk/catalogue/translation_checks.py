"""What a machine can see of a translation beside its source: shape, marks, numbers."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from kiosk.catalogue.files import read_text
from kiosk.catalogue.freshness import check_pathway, check_service, check_words
from kiosk.catalogue.mixed_languages import REMEDY as MIXED
from kiosk.catalogue.mixed_languages import foreign
from kiosk.catalogue.number_checks import REMEDY, other_numbers
from kiosk.catalogue.problems import Findings
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.services import BlockKind
from kiosk.domain.translations import says
from kiosk.errors import guess
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Article, Service
    from kiosk.ids import FactId

_UNMARKED = frozenset({BlockKind.HEADING, BlockKind.NUMBERED})
"""Without them the rest would stand alone, or be counted with a hole."""
_MARKS = re.compile(r"\s*(?:-|\d+\.|#+)?\s*(?:\{[a-z0-9-]+\}\s?)?")
"""Before the words of a line."""
_TELLING = 40
"""Characters of a text that nobody writes the same way in two languages."""


def check_translations(
    root: Path, catalogue: Catalogue, findings: Findings, *, follow: bool = True
) -> None:
    """`follow`: also whether they follow the German text's version."""
    check_words(root, catalogue, findings)
    check_pathway(root, catalogue, findings)
    for service in catalogue.services:
        check_translations_of(root, service, findings, follow=follow)


def check_translations_of(
    root: Path, service: Service, findings: Findings, *, follow: bool = True
) -> None:
    source = service.articles.get(SOURCE_LANGUAGE)
    if source is None:
        return
    is_marked = _check_marks(root, service, source, findings)
    translations = {
        f"services/{service.slug}/{code}.md": article
        for code in service.articles
        if (article := service.articles.get(code)) and code != SOURCE_LANGUAGE
    }
    text = service.source_text(source)
    following = {
        name: article
        for name, article in translations.items()
        if article.origin is None or says(article.origin, text)
    }
    _check_shapes(root, service, source, following, findings)
    for name, article in translations.items():
        _check_language(root, name, article, source, findings)
        is_outdated = name not in following
        if is_marked:
            _check_marks_of(
                root, name, article, source, findings, is_outdated=is_outdated
            )
        if not is_outdated:
            _check_german_left(root, name, article, source, findings)
            _check_numbers(root, name, article, source, findings)
    if follow:
        check_service(root, service, findings)


def _check_shapes(
    root: Path,
    service: Service,
    source: Article,
    translations: Mapping[str, Article],
    findings: Findings,
) -> None:
    """Where none is like its source, the source was changed: said once."""
    odd = [name for name, a in translations.items() if _shape(a) != _shape(source)]
    if len(odd) > 1 and len(odd) == len(translations):
        findings.warning(
            f"services/{service.slug}/{SOURCE_LANGUAGE}.md",
            None,
            sentence("No translation has the headings and items of this text."),
            sentence(
                "Change all of them in the same way, or take the change back here."
            ),
        )
        return
    for name in odd:
        findings.warning(
            name,
            _line_of_other(root, name, translations[name], source),
            sentence("The headings and items are not those of the German text."),
            sentence(
                "Give it as many headings, paragraphs and items, in the same order."
            ),
        )


def _check_marks_of(
    root: Path,
    name: str,
    article: Article,
    source: Article,
    findings: Findings,
    *,
    is_outdated: bool,
) -> None:
    """An error where the text says that it follows the German one."""
    if _marks(article) == _marks(source):
        return
    lost = sorted(set(_marks(source)) - set(_marks(article)))
    told = sentence("The marks of facts are not those of the German text.")
    if lost:
        told = sentence("{told} It lacks {lost}.", told=told, lost=", ".join(lost))
    tell = findings.warning if is_outdated else findings.error
    tell(
        name,
        _line_of_other(root, name, article, source),
        told,
        sentence("Begin the same paragraphs and items with the same {{marks}}."),
    )


def _check_german_left(
    root: Path, name: str, article: Article, source: Article, findings: Findings
) -> None:
    left = _texts(article) & _texts(source)
    if left:
        findings.warning(
            name,
            _first_line_of(root, name, left),
            sentence("{n} paragraphs are still in German.", n=len(left)),
            sentence(
                "Translate them, or remove the file to fall back to another language."
            ),
        )


def _check_language(
    root: Path, name: str, article: Article, source: Article, findings: Findings
) -> None:
    """German that was left over is told by itself."""
    if (found := foreign(article)) and not _texts(article) & _texts(source):
        paragraph, told = found
        line = _first_line_of(root, name, [paragraph])
        findings.warning(name, line, told, MIXED)


def _first_line_of(root: Path, name: str, texts: Collection[str]) -> int | None:
    """Where one of them begins; marks in it may hide that."""
    lines = (read_text(root, name, Findings()) or "").splitlines()
    begins = tuple(text.split("\n")[0][:_TELLING] for text in texts)
    for number, line in enumerate(lines, 1):
        if _MARKS.sub("", line, count=1).startswith(begins):
            return number
    for number, line in enumerate(lines, 1):
        if any(begin in line for begin in begins):
            return number
    return None


def _check_numbers(
    root: Path, name: str, article: Article, source: Article, findings: Findings
) -> None:
    for other in other_numbers(source, article):
        line = _first_line_of(root, name, [other.paragraph])
        findings.warning(name, line, other.message, REMEDY)


def _line_of_other(
    root: Path, name: str, article: Article, source: Article
) -> int | None:
    """Of the first paragraph whose kind or mark is not that of the German one."""
    pairs = zip_longest(article.blocks, source.blocks)
    for ours, theirs in pairs:
        if (
            ours is None
            or theirs is None
            or (ours.kind, ours.fact) != (theirs.kind, theirs.fact)
        ):
            last = ours or (article.blocks[-1] if article.blocks else None)
            return _first_line_of(root, name, [last.text]) if last else None
    return None


def _shape(article: Article) -> list[BlockKind]:
    return [block.kind for block in article.blocks]


def _marks(article: Article) -> list[FactId]:
    return [block.fact for block in article.blocks if block.fact is not None]


def _texts(article: Article) -> set[str]:
    texts = [article.summary, *(block.text for block in article.blocks)]
    return {text for text in texts if len(text) >= _TELLING}


def _check_marks(
    root: Path, service: Service, source: Article, findings: Findings
) -> bool:
    """Whether all of its marks are facts of the service."""
    known = {fact.id for fact in service.facts}
    name = f"services/{service.slug}/{SOURCE_LANGUAGE}.md"
    for block in source.blocks:
        if block.fact is not None and block.fact not in known:
            findings.error(
                name,
                _first_line_of(root, name, [block.text]),
                sentence("There is no fact {fact!r}.", fact=block.fact),
                sentence(
                    "{guess}Known: {allowed}.",
                    guess=guess(block.fact, known),
                    allowed=", ".join(sorted(known)),
                ),
            )
        if block.fact is not None and block.kind in _UNMARKED:
            findings.error(
                name,
                _first_line_of(root, name, [block.text]),
                sentence(
                    "A {kind} ends with a fact: {text!r}.",
                    kind=block.kind,
                    text=block.text[:40],
                ),
                sentence("Mark paragraphs and `- ` items only."),
            )
    return known.issuperset(_marks(source))
