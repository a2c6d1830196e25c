"""Whether the personal path can be walked: its conditions, services and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.problems import Findings
from kiosk.catalogue.schema import PathwayFile
from kiosk.catalogue.services import FOLDER as SERVICES
from kiosk.catalogue.tables import open_table
from kiosk.catalogue.words import PATHWAY
from kiosk.errors import guess
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from kiosk.catalogue.schema import WordLists
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.domain.catalogue import Catalogue
    from kiosk.domain.pathways import Conditions, Pathway, Step

NAME = f"{PATHWAY.folder}/pathway.toml"


def conditions(
    file: TomlFile,
    path: KeyPath,
    when: WordLists,
    answers: Mapping[str, tuple[str, ...]],
) -> Conditions:
    """A problem for each that names no question that was asked before, or no answer."""
    for question, wanted in when.items():
        if question not in answers:
            file.error(
                path,
                sentence("No question {name!r} is asked before.", name=question[:40]),
                sentence(
                    "{guess}Asked before: {allowed}.",
                    guess=guess(question, answers),
                    allowed=", ".join(answers) or "–",
                ),
            )
            continue
        known = answers[question]
        for name in (name for name in wanted or [""] if name not in known):
            file.error(
                path,
                sentence(
                    "The question {question!r} has no answer {name!r}.",
                    question=question,
                    name=name[:40],
                ),
                sentence(
                    "{guess}Allowed: {allowed}.",
                    guess=guess(name, known),
                    allowed=", ".join(known),
                ),
            )
    return {question: frozenset(wanted) for question, wanted in when.items()}


def check_steps(
    root: Path, pathway: Pathway, catalogue: Catalogue, findings: Findings
) -> None:
    """A problem for each step that leads to no service, or names a fact it has not.

    A service that is there and broken is told by itself.
    """
    opened = open_table(root, NAME, PathwayFile, Findings())
    if opened is None:
        return
    file = opened[0].told_to(findings)
    if pathway.steps and all(step.when for step in pathway.steps):
        file.warning(
            ("steps", len(pathway.steps) - 1),
            sentence("No step is for everybody."),
            sentence(
                "Add one without `when`, such as where to get advice: whoever gives"
                " other answers than you thought of would see nothing."
            ),
        )
    known = {service.slug: service for service in catalogue.services}
    for index, step in enumerate(pathway.steps):
        path: KeyPath = ("steps", index)
        service = known.get(step.service)
        if service is not None:
            _check_facts(file, path, step, [fact.id for fact in service.facts])
        elif not (root / SERVICES / step.service).is_dir():
            file.error(
                (*path, "service"),
                sentence("There is no service {service!r}.", service=step.service),
                sentence(
                    "{guess}Name a folder of services/, or take it out.",
                    guess=guess(step.service, sorted(known)),
                ),
            )


def _check_facts(file: TomlFile, path: KeyPath, step: Step, known: list[str]) -> None:
    for fact in (fact for fact in step.facts if fact not in known):
        file.error(
            (*path, "facts"),
            sentence(
                "{service!r} has no fact {fact!r}.", service=step.service, fact=fact
            ),
            sentence(
                "{guess}Allowed: {allowed}.",
                guess=guess(fact, known),
                allowed=", ".join(known),
            ),
        )
