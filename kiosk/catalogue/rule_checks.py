"""Whether rules of consultation hours name topics and partners that there are, and
whether each topic that is offered has hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.problems import Findings
from kiosk.catalogue.schema import TopicsFile
from kiosk.catalogue.tables import open_table
from kiosk.catalogue.topics import NAME
from kiosk.errors import guess
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.domain.catalogue import Catalogue
    from kiosk.sentences import Sentence


def check_rules(root: Path, catalogue: Catalogue, findings: Findings) -> None:
    for path, message, name, known in _unknown(catalogue):
        findings.error(
            NAME,
            _line(root, path),
            message,
            sentence(
                "{guess}Allowed: {allowed}.",
                guess=guess(name, known),
                allowed=", ".join(known),
            ),
        )
    hours = catalogue.consultation_hours
    if hours is None or hours.by_appointment:
        return
    for topic in catalogue.offered_topics():
        mine = hours.for_topic(topic.id)
        if mine.for_others and not any(mine.all_slots()):
            findings.warning(
                NAME,
                None,
                sentence(
                    "No consultation hours are for the topic {id!r}.", id=topic.id
                ),
                sentence("Add hours for it, or let it be offered no longer."),
            )


def _unknown(
    catalogue: Catalogue,
) -> Iterator[tuple[KeyPath, Sentence, str, Sequence[str]]]:
    topics = [topic.id for topic in catalogue.topics]
    partners = [partner.id for partner in catalogue.site.partners]
    hours = catalogue.consultation_hours
    for index, rule in enumerate(hours.recurring if hours else ()):
        path = ("consultation", "rules", index)
        for topic in rule.topics:
            if topic not in topics:
                told = sentence("There is no topic {topic!r}.", topic=topic)
                yield (*path, "topics"), told, topic, topics
        if rule.partner is not None and rule.partner not in partners:
            told = sentence("There is no partner {partner!r}.", partner=rule.partner)
            yield (*path, "partner"), told, rule.partner, partners


def _line(root: Path, path: KeyPath) -> int | None:
    opened = open_table(root, NAME, TopicsFile, Findings())
    return opened[0].line(path) if opened else None
