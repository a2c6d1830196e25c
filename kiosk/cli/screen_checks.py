"""What of the content fits no screen: told to the editor before a visitor sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.bidi import shaping
from kiosk.catalogue.words import PATHWAY
from kiosk.domain import service_pages, short_links
from kiosk.domain.resources import ResourceKind
from kiosk.i18n.languages import language
from kiosk.terminal.qr_matrix import fits_smallest

if TYPE_CHECKING:
    from kiosk.catalogue.problems import Findings
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Article

SMALLEST_PAGE = (49, 8)
"""Columns and rows of text on a page of the smallest terminal."""
MOST_PAGES = 9
"""Nobody turns more."""
CARD_COLUMNS = 46
CARD_ROWS = 2


def check_screens(
    catalogue: Catalogue, findings: Findings, *, has_short_addresses: bool
) -> None:
    for service in catalogue.services:
        for code in service.articles:
            article = service.articles.get(code)
            if article is not None:
                _check_article(f"services/{service.slug}/{code}.md", article, findings)
    _check_pathway(catalogue, findings)
    _check_codes(catalogue, findings, has_short_addresses=has_short_addresses)
    _check_short_codes(catalogue, findings)


def _check_article(name: str, article: Article, findings: Findings) -> None:
    direction = language(article.language).direction
    title = shaping.visual_lines(article.title, CARD_COLUMNS, direction)
    if len(title) > CARD_ROWS:
        findings.warning(
            name, None, "The title is cut on a card.", "Shorten it to two lines."
        )
    columns, rows = SMALLEST_PAGE
    texts = [article.summary, *(block.text for block in article.blocks)]
    lines = sum(len(shaping.visual_lines(t, columns, direction)) + 1 for t in texts)
    pages = -(-lines // rows)
    if pages > MOST_PAGES:
        findings.warning(
            name,
            None,
            f"The text has {pages} pages on the smallest terminal.",
            f"Shorten it to {MOST_PAGES}.",
        )


def _check_pathway(catalogue: Catalogue, findings: Findings) -> None:
    pathway = catalogue.pathway()
    if pathway is None:
        return
    answers = (a.title for question in pathway.questions for a in question.answers)
    for titles in (*answers, *(step.title for step in pathway.steps)):
        for code, title in titles.texts.items():
            lines = shaping.visual_lines(title, CARD_COLUMNS, language(code).direction)
            if len(lines) > CARD_ROWS:
                findings.warning(
                    PATHWAY.file(code),
                    None,
                    f"{title[:40]!r}... is cut on a card.",
                    "Shorten it to two lines.",
                )


def _check_codes(
    catalogue: Catalogue, findings: Findings, *, has_short_addresses: bool
) -> None:
    for resource in catalogue.resources:
        if resource.kind is ResourceKind.WEB and has_short_addresses:
            continue
        for pointer in (resource.pointer, *resource.own.values()):
            if not fits_smallest(pointer.target):
                findings.warning(
                    "resources.toml",
                    None,
                    f"The code of [{resource.id}] does not fit a screen of 66 x 19.",
                    "Link to a page further up, or set hub.public_address.",
                )
                break


def _check_short_codes(catalogue: Catalogue, findings: Findings) -> None:
    seen: dict[str, str] = {}
    services = service_pages.short_targets(catalogue)
    for target in (*short_links.targets(catalogue), *services):
        code = short_links.code_of(target)
        if seen.setdefault(code, target) != target:
            findings.error(
                "resources.toml",
                None,
                f"{target} and {seen[code]} share the short address {code}.",
                "Write one of them otherwise, with a mark such as `?1` at its end.",
            )
