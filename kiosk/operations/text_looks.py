"""All that is said of a text while it is written: what is wrong or could be better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.remarks import remarks
from kiosk.domain.localized import SOURCE_LANGUAGE, reading_order
from kiosk.i18n.languages import FALLBACKS
from kiosk.ids import LanguageCode, Slug
from kiosk.operations import placed_findings, unsaved
from kiosk.operations.draft_overview import checked_draft

if TYPE_CHECKING:
    from kiosk.catalogue.remarks import TextRemark
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Service
    from kiosk.operations.context import Context
    from kiosk.operations.placed_findings import PlacedFinding


@dataclass(frozen=True, slots=True)
class BrokenText:
    """A text with errors: no terminal shows it."""

    instead: LanguageCode | None
    """In which language visitors would read it; None: the service is not shown."""


@dataclass(frozen=True, slots=True)
class TextLook:
    key: str
    """By which pictures of it can be asked for."""
    findings: tuple[PlacedFinding, ...]
    """Errors first."""
    remarks: tuple[TextRemark, ...] = ()
    words: int = 0
    broken: BrokenText | None = None

    def has_errors(self) -> bool:
        return any(finding.is_error for finding in self.findings)

    @property
    def can_be_shown(self) -> bool:
        return self.broken is None


def look_at(ctx: Context, slug: str, language: str, path: str, text: str) -> TextLook:
    """The file's text as if it were saved by its form. Raises `BadContent`."""
    content = unsaved.with_text(ctx, path, text, asks_change=True)
    findings = placed_findings.of_text(content.problems, text)
    service = _service(content.catalogue, slug)
    found = service.articles.get(LanguageCode(language)) if service else None
    has_errors = any(finding.is_error for finding in findings)
    broken = _broken(service, language) if has_errors or found is None else None
    if found is None:
        return TextLook(content.key, findings, broken=broken)
    words = sum(len(block.text.split()) for block in found.blocks)
    return TextLook(content.key, findings, tuple(remarks(found)), words, broken)


def broken_as_saved(
    ctx: Context, slug: str, language: str, path: str
) -> BrokenText | None:
    """None where the draft's text is shown as it is, or is still to be written."""
    content = checked_draft(ctx).content
    if not any(problem.is_error for problem in content.of(path)):
        return None
    return _broken(_service(content.catalogue, slug), language)


def _broken(service: Service | None, language: str) -> BrokenText:
    if service is None or language == SOURCE_LANGUAGE:
        return BrokenText(None)
    order = reading_order(LanguageCode(language), FALLBACKS)
    others = (code for code in order if code != language)
    return BrokenText(next((c for c in others if service.articles.get(c)), None))


def _service(catalogue: Catalogue | None, slug: str) -> Service | None:
    services = catalogue.services if catalogue else ()
    return next((each for each in services if each.slug == Slug(slug)), None)
