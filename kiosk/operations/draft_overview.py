"""What editors find their work by: each service with the states of its texts."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.catalogue.words import CENTRE
from kiosk.catalogue.words import PATHWAY as PATHWAY_WORDS
from kiosk.errors import NotFound
from kiosk.operations import draft_transfer, open_questions
from kiosk.operations.service_names import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.catalogue.problems import Problem
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.services import Service
    from kiosk.domain.translations import TranslationState
    from kiosk.ids import CategoryId, LanguageCode
    from kiosk.operations.context import Context
    from kiosk.operations.draft_folder import CheckedDraft
    from kiosk.operations.open_questions import OpenQuestion

WORDS, PATHWAY = CENTRE.folder, PATHWAY_WORDS.folder


@dataclass(frozen=True, slots=True)
class ServiceRow:
    slug: str
    """`words`: the short texts of the centre; `pathway`: those of the personal path."""
    category: CategoryId | None
    title: str
    """In German, or the slug where no German text can be read."""
    states: Mapping[LanguageCode, TranslationState]
    counts: Mapping[TranslationState, int]
    gaps: int
    errors: int = 0
    """In all files of it."""


@dataclass(frozen=True, slots=True)
class ContentOverview:
    revision: int
    catalogue: Catalogue | None
    """None where the centre itself cannot be read: only files can be mended then."""
    languages: tuple[LanguageCode, ...] = ()
    words: ServiceRow | None = None
    pathway: ServiceRow | None = None
    """None where there is none, and where it cannot be read."""
    services: tuple[ServiceRow, ...] = ()
    """In the order in which they are shown."""
    errors: tuple[Problem, ...] = ()
    by_area: Mapping[CategoryId, tuple[ServiceRow, ...]] = field(default_factory=dict)
    questions: tuple[OpenQuestion, ...] = ()
    """By whom to ask, then by service."""

    def titles(self) -> dict[str, str]:
        """In German, by slug."""
        return {row.slug: row.title for row in self.services}


class DraftOverviews:
    """Keeps the newest one; what did not change of it is not looked at again."""

    def __init__(self) -> None:
        self._known: tuple[CheckedDraft, ContentOverview] | None = None
        self._rows: dict[str, tuple[Service, object, ServiceRow]] = {}
        self._looking = threading.Lock()

    def now(self, ctx: Context) -> ContentOverview:
        """Of the draft, which begins with what the hub shows."""
        checked = checked_draft(ctx)
        with self._looking:
            if self._known is None or self._known[0] is not checked:
                self._known = checked, self._made(checked)
            return self._known[1]

    def _made(self, checked: CheckedDraft) -> ContentOverview:
        errors = tuple(checked.content.errors())
        catalogue = checked.content.catalogue
        if catalogue is None:
            return ContentOverview(checked.revision, None, errors=errors)
        wrong = Counter(_slug_of(problem.file) for problem in errors)
        ground = (catalogue.site.languages, catalogue.site.partly)
        rows = []
        for service in catalogue.services:
            known = self._rows.get(service.slug)
            if (
                known
                and known[0] is service
                and known[1] == (ground, wrong[service.slug])
            ):
                rows.append(known[2])
                continue
            row = _row(service, catalogue, wrong[service.slug])
            self._rows[service.slug] = service, (ground, wrong[service.slug]), row
            rows.append(row)
        return ContentOverview(
            checked.revision,
            catalogue,
            catalogue.site.languages,
            _words_row(catalogue, wrong[WORDS]),
            _pathway_row(catalogue, wrong[PATHWAY]),
            tuple(rows),
            errors,
            _by_area(catalogue, rows),
            tuple(open_questions.questions(catalogue)),
        )


def checked_draft(ctx: Context) -> CheckedDraft:
    """Raises `NotFound` where the hub keeps no draft."""
    if ctx.draft is None:
        raise NotFound("This hub keeps no draft.", remedy="Start it by `kiosk hub`.")
    draft_transfer.ensure_begun(ctx)
    return ctx.draft.checked(ctx)


def _row(service: Service, catalogue: Catalogue, errors: int) -> ServiceRow:
    site = catalogue.site
    states = {
        code: service.state(code, expected=code not in site.partly)
        for code in site.languages
    }
    counts = Counter(states.values())
    gaps = len(service.gaps)
    return ServiceRow(
        service.slug,
        service.category,
        name_of(service),
        states,
        counts,
        gaps,
        errors,
    )


def _words_row(catalogue: Catalogue, errors: int) -> ServiceRow:
    states = {code: catalogue.words_state(code) for code in catalogue.site.languages}
    gaps = len(catalogue.gaps)
    return ServiceRow(
        WORDS, None, WORDS, states, Counter(states.values()), gaps, errors
    )


def _pathway_row(catalogue: Catalogue, errors: int) -> ServiceRow | None:
    pathway, site = catalogue.pathway(), catalogue.site
    if pathway is None:
        return None
    states = {
        code: pathway.state(code, expected=code not in site.partly)
        for code in site.languages
    }
    counted = Counter(states.values())
    return ServiceRow(PATHWAY, None, PATHWAY, states, counted, 0, errors)


def _by_area(
    catalogue: Catalogue, rows: list[ServiceRow]
) -> dict[CategoryId, tuple[ServiceRow, ...]]:
    return {
        area.id: tuple(row for row in rows if row.category == area.id)
        for area in catalogue.categories
    }


def _slug_of(path: str) -> str:
    """`words` of the centre's words, the name itself of another file."""
    parts = path.split("/")
    return parts[1] if parts[0] == "services" and len(parts) > 1 else parts[0]
