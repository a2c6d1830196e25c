"""How a content folder becomes a catalogue, and how much of it one bad file takes away.

A terminal in a hall goes on with all that is good: a service whose facts are broken is
left out, a broken text is read in another language, a broken resource is not offered,
and the log says which and why. Only without what every screen needs (the centre, its
topics, the German words) there is no catalogue.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.centre import read_centre
from kiosk.catalogue.hours_left import check_hours_left
from kiosk.catalogue.lexicon import (
    check_languages,
    check_services,
    lasting_lexicon,
    read_lexicon,
)
from kiosk.catalogue.mixed_languages import check_words_for_mixing
from kiosk.catalogue.number_checks import check_numbers_of_words
from kiosk.catalogue.pathway import lasting_pathway, read_pathway
from kiosk.catalogue.pathway_rules import check_steps
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.resources import NAME as RESOURCES
from kiosk.catalogue.resources import read_resources
from kiosk.catalogue.rule_checks import check_rules
from kiosk.catalogue.services import (
    FOLDER,
    Around,
    known_categories,
    read_services,
    whole_languages,
)
from kiosk.catalogue.shelf import headlines, lasting, strict
from kiosk.catalogue.topic_checks import check_topics
from kiosk.catalogue.topics import read_topics
from kiosk.catalogue.words import FOLDER as WORDS
from kiosk.catalogue.words import origins
from kiosk.domain.catalogue import Catalogue
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import BadContent
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kiosk.catalogue.problems import Problem
    from kiosk.catalogue.shelf import Read
    from kiosk.domain.services import Article, Service

MOST_LOGGED = 10
"""Problems that a start writes into the log one by one."""

log = logging.getLogger(__name__)


class Surroundings(NamedTuple):
    """What of a content folder belongs to no single service."""

    catalogue: Catalogue | None
    """Without its services; None where the topics cannot be read."""
    around: Around


def load(folder: Path) -> Catalogue:
    """All that is good. Raises `BadContent` for what every screen needs and is not."""
    findings = Findings()
    catalogue, _ = _read(folder, lasting(folder), findings)
    Findings([p for p in findings.errors() if not _can_do_without(p)]).raise_first()
    if catalogue is None:
        raise BadContent(
            sentence("{folder} holds no content.", folder=folder),
            remedy=sentence("Name another folder."),
        )
    _log(findings.errors())
    bad = {problem.file for problem in findings.errors()}
    return catalogue.with_services([s for s in catalogue.services if _is_good(s, bad)])


def read(
    folder: Path, findings: Findings, today: date | None = None
) -> Catalogue | None:
    """Read all there is to the last word, so that every problem is found at once.

    What comes back is whole only when `findings` has no errors. `today` warns of facts
    that are old or end, and of hours that are over.
    """
    catalogue, around = _read(folder, strict(folder, findings), findings, today)
    if around is not None:
        check_words_of(around, catalogue)
    if catalogue is not None:
        read_lexicon(folder, findings)
        check_languages(folder, around.whole if around else (), findings)
        check_services(folder, [s.slug for s in catalogue.services], findings)
        catalogue = check_pathway(folder, catalogue, findings)
        check_topics(folder, catalogue, findings)
        check_rules(folder, catalogue, findings)
        check_hours_left(folder, catalogue, today, findings)
    for service in catalogue.services if catalogue else ():
        for code in service.articles:
            service.articles.get(code)
    return catalogue


def check_words_of(around: Around, catalogue: Catalogue | None) -> None:
    """Of the centre's short words: what nobody asks for, and how they are translated.

    `catalogue`: None where the topics cannot be read.
    """
    unread = () if catalogue is not None else ("topics", "desks")
    if around.resources.named is None:
        unread = (*unread, "resources")
    around.words.check_unused(unread)
    check_numbers_of_words(around.words)
    check_words_for_mixing(around.words)


def check_pathway(root: Path, catalogue: Catalogue, findings: Findings) -> Catalogue:
    """With the personal path, read to its last word."""
    site = catalogue.site
    whole = whole_languages(site.languages, site.partly)
    found = read_pathway(root, whole, site.partly, findings)
    if found is None:
        return catalogue
    pathway, words = found
    if pathway is not None:
        check_steps(root, pathway, catalogue, findings)
        words.check_unused()
    check_numbers_of_words(words)
    check_words_for_mixing(words)
    return replace(catalogue, pathway=lambda: pathway)


def _log(errors: list[Problem]) -> None:
    for problem in errors[:MOST_LOGGED]:
        log.error("Content refused: %s %s", problem, problem.remedy)
    if len(errors) > MOST_LOGGED:
        more = len(errors) - MOST_LOGGED
        log.error("%d more: see `kiosk content check`.", more)


def _can_do_without(problem: Problem) -> bool:
    if problem.file == f"{WORDS}/{SOURCE_LANGUAGE}.toml":
        return False
    return problem.file.startswith((f"{FOLDER}/", f"{WORDS}/", RESOURCES))


def _is_good(service: Service, bad: set[str]) -> bool:
    """Whether it can be offered; that it has a German text is all that is known yet."""
    room = f"{FOLDER}/{service.slug}"
    return not {f"{room}/service.toml", f"{room}/{SOURCE_LANGUAGE}.md"} & bad


def _read(
    folder: Path, articles: Read[Article], findings: Findings, today: date | None = None
) -> tuple[Catalogue | None, Around | None]:
    found = read_surroundings(folder, findings, today, articles)
    if found is None:
        return None, None
    services = read_services(found.around)
    catalogue = found.catalogue and found.catalogue.with_services(services)
    return catalogue, found.around


def read_surroundings(
    folder: Path,
    findings: Findings,
    today: date | None = None,
    articles: Read[Article] | None = None,
) -> Surroundings | None:
    """All but the services, and what they are read into; None without a centre."""
    if not folder.is_dir():
        findings.error(
            folder.name,
            None,
            sentence("There is no such content folder."),
            sentence("Name another."),
        )
        return None
    about = read_centre(folder, findings)
    if about is None:
        return None  # without categories each service would seem misplaced
    topics = read_topics(folder, about.words, findings)
    resources = read_resources(folder, about.site, about.words, findings)
    read = articles or strict(folder, findings)
    around = Around(
        folder,
        known_categories(about.categories),
        whole_languages(about.site.languages, about.site.partly),
        resources,
        about.words,
        read,
        headlines(folder, read),
        findings,
        today,
    )
    if topics is None:
        return Surroundings(None, around)
    catalogue = Catalogue(
        site=about.site,
        categories=about.categories,
        services=(),
        topics=topics.topics,
        counselling_languages=topics.counselling_languages,
        desks=topics.desks,
        consultation_hours=topics.consultation_hours,
        emergency=about.emergency,
        resources=tuple(resources.good.values()),
        words=origins(about.words),
        gaps=about.gaps,
        lexicon=lasting_lexicon(folder),
        pathway=lasting_pathway(folder, around.whole, about.site.partly),
        general_topic=topics.general,
    )
    return Surroundings(catalogue, around)
