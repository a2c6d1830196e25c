"""What a machine can see of a translation beside its source: shape, marks, numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.services import BlockKind
from kiosk.domain.translations import TranslationState, state_of
from kiosk.errors import guess

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.catalogue.problems import Findings
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Article, Service
    from kiosk.ids import FactId

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_UNMARKED = frozenset({BlockKind.HEADING, BlockKind.NUMBERED})
"""Without them the rest would stand alone, or be counted with a hole."""
_SAID_IN_WORDS = {"1", "2"}
"""Some languages have forms of the word for these: two weeks is one Arabic word."""
_TELLING = 40
"""Characters of a text that nobody writes the same way in two languages."""


def check_translations(catalogue: Catalogue, findings: Findings) -> None:
    for service in catalogue.services:
        source = service.articles.get(SOURCE_LANGUAGE)
        if source is None:
            continue
        _check_marks(service, source, findings)
        translations = {
            f"services/{service.slug}/{code}.md": article
            for code in service.articles
            if (article := service.articles.get(code)) and code != SOURCE_LANGUAGE
        }
        _check_shapes(service, source, translations, findings)
        for name, article in translations.items():
            _check(name, article, source, findings)


def _check_shapes(
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
            "No translation has the headings and items of this text.",
            "Change all of them in the same way, or take the change back here.",
        )
        return
    for name in odd:
        findings.warning(
            name,
            None,
            "The headings and items are not those of the German text.",
            "Give it as many headings, paragraphs and items, in the same order.",
        )


def _check(name: str, article: Article, source: Article, findings: Findings) -> None:
    if _marks(article) != _marks(source):
        findings.error(
            name,
            None,
            "The marks of facts are not those of the German text.",
            "Begin the same paragraphs and items with the same {marks}.",
        )
    for message, remedy in _faults(article, source):
        findings.warning(name, None, message, remedy)


def _faults(article: Article, source: Article) -> Iterator[tuple[str, str]]:
    left = sum(text in _texts(source) for text in _texts(article))
    if left:
        yield (
            f"{left} paragraphs are still in German.",
            "Translate them, or remove the file to fall back to another language.",
        )
    missing = _numbers(source) - _numbers(article)
    if missing:
        yield (
            f"The German text has the numbers {', '.join(sorted(missing))} besides.",
            "Compare deadlines and numbers with the German text.",
        )
    if state_of(article.origin, source.version) is TranslationState.OUTDATED:
        yield (
            f"The German text is at {source.version}, this says {article.version}.",
            "Bring it up to date, or `kiosk content confirm` that it still holds.",
        )


def _shape(article: Article) -> list[BlockKind]:
    return [block.kind for block in article.blocks]


def _marks(article: Article) -> list[FactId]:
    return [block.fact for block in article.blocks if block.fact is not None]


def _texts(article: Article) -> set[str]:
    texts = [article.summary, *(block.text for block in article.blocks)]
    return {text for text in texts if len(text) >= _TELLING}


def _numbers(article: Article) -> set[str]:
    """All that are written in digits; thousands and decimals without their mark."""
    texts = [article.title, article.summary, *(block.text for block in article.blocks)]
    found = _NUMBER.findall(" ".join(texts))
    return {re.sub(r"[.,]", "", number) for number in found} - _SAID_IN_WORDS


def _check_marks(service: Service, source: Article, findings: Findings) -> None:
    known = {fact.id for fact in service.facts}
    for block in source.blocks:
        if block.fact is not None and block.fact not in known:
            findings.error(
                f"services/{service.slug}/{SOURCE_LANGUAGE}.md",
                None,
                f"There is no fact {block.fact!r}.",
                f"{guess(block.fact, known)}Known: {', '.join(sorted(known))}.",
            )
        if block.fact is not None and block.kind in _UNMARKED:
            findings.error(
                f"services/{service.slug}/{SOURCE_LANGUAGE}.md",
                None,
                f"A {block.kind} ends with a fact: {block.text[:40]!r}.",
                "Mark paragraphs and `- ` items only.",
            )
