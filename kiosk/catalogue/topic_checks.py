"""Whether every service leads to a topic of counselling that there is.

A topic that does not exist is passed over on the terminal, where the next one counts
(`Catalogue.topic_of`); here it is an error, so that somebody mends it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.problems import Findings
from kiosk.catalogue.schema import ServiceFile, SiteFile, TopicsFile
from kiosk.catalogue.services import FOLDER
from kiosk.catalogue.site import NAME as SITE
from kiosk.catalogue.tables import open_table
from kiosk.catalogue.topics import NAME as TOPICS
from kiosk.errors import guess
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.catalogue.schema import Table
    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.domain.catalogue import Catalogue
    from kiosk.ids import TopicId

    Named = tuple[str, type[Table], KeyPath, TopicId]
    """In which file, of which shape, a topic is named, where in it, and which."""


def check_topics(root: Path, catalogue: Catalogue, findings: Findings) -> None:
    """Name each topic that does not exist, and each service that leads to none."""
    known = [topic.id for topic in catalogue.topics]
    for name, shape, path, topic in _named(catalogue):
        if topic not in known:
            findings.error(
                name,
                _line(root, name, shape, path),
                sentence("There is no topic {topic!r}.", topic=topic),
                sentence(
                    "{guess}Allowed: {allowed}.",
                    guess=guess(topic, known),
                    allowed=", ".join(known),
                ),
            )
    for service in catalogue.services:
        if catalogue.topic_of(service) is None:
            findings.warning(
                f"{FOLDER}/{service.slug}/service.toml",
                None,
                sentence("No topic of counselling that is offered belongs to it."),
                sentence(
                    "Name one with `topic` here, at its category in {site}, or with"
                    " `general` in {topics}.",
                    site=SITE,
                    topics=TOPICS,
                ),
            )


def _named(catalogue: Catalogue) -> Iterator[Named]:
    if catalogue.general_topic is not None:
        yield TOPICS, TopicsFile, ("general",), catalogue.general_topic
    for index, category in enumerate(catalogue.categories):
        if category.topic is not None:
            yield SITE, SiteFile, ("categories", index, "topic"), category.topic
    for service in catalogue.services:
        if service.topic is not None:
            name = f"{FOLDER}/{service.slug}/service.toml"
            yield name, ServiceFile, ("topic",), service.topic


def _line(root: Path, name: str, shape: type[Table], path: KeyPath) -> int | None:
    """What else is wrong with the file has been found already."""
    opened = open_table(root, name, shape, Findings())
    return opened[0].line(path) if opened else None
