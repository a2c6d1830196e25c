"""What `topics.toml` says: topics of counselling, languages, desks, hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.consultation import consultation_hours
from kiosk.catalogue.picture_names import known_picture
from kiosk.catalogue.schema import DeskTable, TopicsFile, TopicTable
from kiosk.catalogue.tables import TomlFile, open_table
from kiosk.catalogue.texts import languages, unique_ids
from kiosk.domain.catalogue import Desk, Topic
from kiosk.ids import DeskId, TopicId
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.catalogue.problems import Findings
    from kiosk.catalogue.texts import Offered
    from kiosk.catalogue.words import CentreWordsReader
    from kiosk.domain.hours import WeeklyHours

NAME = "topics.toml"


@dataclass(frozen=True, slots=True)
class TopicsPart:
    topics: tuple[Topic, ...]
    counselling_languages: Offered
    desks: tuple[Desk, ...]
    consultation_hours: WeeklyHours | None
    general: TopicId | None


def read_topics(
    root: Path, words: CentreWordsReader, findings: Findings
) -> TopicsPart | None:
    opened = open_table(root, NAME, TopicsFile, findings)
    if opened is None:
        return None
    file, tables = opened
    for key, rows in (("topics", tables.topics), ("desks", tables.desks)):
        unique_ids(file, key, rows)
        if not rows:
            file.error(
                (key,),
                sentence("There is nothing in `{key}`.", key=key),
                sentence("Add [[{key}]].", key=key),
            )
    return TopicsPart(
        tuple(_topics(file, tables, words)),
        languages(file, ("counselling_languages",), tables.counselling_languages),
        tuple(_desks(file, tables, words)),
        consultation_hours(file, ("consultation",), tables.consultation, words),
        TopicId(tables.general) if tables.general else None,
    )


def _topics(
    file: TomlFile, tables: TopicsFile, words: CentreWordsReader
) -> Iterator[Topic]:
    for index, raw in enumerate(tables.topics):
        path = ("topics", index)
        table = file.decode(raw, TopicTable, path)
        if table is not None:
            title = words.localized("topics", table.id)
            picture = known_picture(file, path, table.picture)
            yield Topic(TopicId(table.id), title, table.active, picture)


def _desks(
    file: TomlFile, tables: TopicsFile, words: CentreWordsReader
) -> Iterator[Desk]:
    for index, raw in enumerate(tables.desks):
        path = ("desks", index)
        table = file.decode(raw, DeskTable, path)
        if table is not None:
            title = words.localized("desks", table.id)
            yield Desk(DeskId(table.id), title)
