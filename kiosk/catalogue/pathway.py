"""What the folder `pathway/` says: questions, answers, and the steps that follow.

It may be missing. A terminal in a hall does without a path that is broken, and without
a step whose service cannot be read; here each mistake is told by file and line.
"""

from __future__ import annotations

import logging
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from kiosk.catalogue.pathway_rules import NAME, conditions
from kiosk.catalogue.picture_names import known_picture
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.schema import AnswerTable, PathwayFile, QuestionTable, StepTable
from kiosk.catalogue.tables import TomlFile, open_table
from kiosk.catalogue.texts import unique_ids
from kiosk.catalogue.words import PATHWAY, CentreWordsReader, check_names, origins
from kiosk.domain.pathways import (
    MOST_ANSWERS,
    MOST_QUESTIONS,
    MOST_STEPS,
    PathAnswer,
    PathQuestion,
    Pathway,
    Step,
    StepStage,
    is_code,
)
from kiosk.errors import guess
from kiosk.ids import AnswerCode, FactId, Slug
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from kiosk.catalogue.schema import Raw
    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.ids import LanguageCode

MOST_LOGGED = 10

log = logging.getLogger(__name__)


class ReadPathway(NamedTuple):
    """A path as its files say it, whose words may still be looked at."""

    pathway: Pathway | None
    """None where there is none, or where it cannot be walked."""
    words: CentreWordsReader


def lasting_pathway(
    root: Path, whole: Iterable[LanguageCode], partly: Iterable[LanguageCode]
) -> Callable[[], Pathway | None]:
    """Read when somebody first asks for it: the greeting does not."""
    languages = tuple(whole), tuple(partly)

    @cache
    def read() -> Pathway | None:
        findings = Findings()
        found = read_pathway(root, *languages, findings)
        for problem in findings.errors()[:MOST_LOGGED]:
            log.error("Content refused: %s %s", problem, problem.remedy)
        return found and found.pathway

    return read


def read_pathway(
    root: Path,
    whole: Iterable[LanguageCode],
    partly: Iterable[LanguageCode],
    findings: Findings,
) -> ReadPathway | None:
    """None where there is no such folder."""
    if not (root / PATHWAY.folder).exists():
        return None
    check_names(root, findings, PATHWAY, beside=[PurePosixPath(NAME).name])
    words = CentreWordsReader(root, whole, partly, findings, PATHWAY)
    opened = open_table(root, NAME, PathwayFile, findings)
    if opened is None:
        return ReadPathway(None, words)
    before = len(findings.errors())
    pathway = _Reading(*opened, words).pathway()
    is_whole = not any(p.file == NAME for p in findings.errors()[before:])
    return ReadPathway(pathway if is_whole else None, words)


class _Reading:
    """`pathway.toml`, with its words."""

    def __init__(
        self, file: TomlFile, tables: PathwayFile, words: CentreWordsReader
    ) -> None:
        self._file = file
        self._tables = tables
        self._words = words
        self._answers: dict[str, tuple[str, ...]] = {}
        """By each question so far."""
        self._codes: set[str] = set()

    def pathway(self) -> Pathway:
        for key, rows, most in (
            ("questions", self._tables.questions, MOST_QUESTIONS),
            ("steps", self._tables.steps, MOST_STEPS),
        ):
            unique_ids(self._file, key, rows)
            self._check_count((key,), rows, most)
        questions = tuple(self._questions())
        note = self._words.localized("pathway", "note")
        return Pathway(questions, tuple(self._steps()), note, origins(self._words))

    def _questions(self) -> Iterator[PathQuestion]:
        for index, raw in enumerate(self._tables.questions[:MOST_QUESTIONS]):
            path: KeyPath = ("questions", index)
            table = self._file.decode(raw, QuestionTable, path)
            if table is None:
                continue
            picture = known_picture(self._file, path, table.picture)
            when = conditions(self._file, (*path, "when"), table.when, self._answers)
            title = self._words.localized("questions", table.id)
            answers = tuple(self._read_answers(table, (*path, "answers")))
            self._answers[table.id] = tuple(answer.id for answer in answers)
            yield PathQuestion(table.id, title, answers, when, picture)

    def _read_answers(
        self, question: QuestionTable, path: KeyPath
    ) -> Iterator[PathAnswer]:
        self._check_count(path, question.answers, MOST_ANSWERS)
        seen: set[str] = set()
        for index, raw in enumerate(question.answers[:MOST_ANSWERS]):
            table = self._file.decode(raw, AnswerTable, (*path, index))
            if table is None:
                continue
            if table.id in seen:
                self._file.error(
                    (*path, index),
                    sentence("The id {name!r} is taken.", name=table.id),
                    sentence("Give each its own id."),
                )
            seen.add(table.id)
            self._check_code(table.code, (*path, index))
            key = f"{question.id}-{table.id}"
            title = self._words.localized("answers", key)
            note = self._words.optional("notes", key)
            yield PathAnswer(table.id, AnswerCode(table.code), title, note)

    def _check_code(self, code: str, path: KeyPath) -> None:
        if not is_code(code):
            self._file.error(
                path,
                sentence("{code!r} is no code of an answer.", code=code[:20]),
                sentence('Write two capitals or digits, such as "HB".'),
            )
        if code in self._codes:
            self._file.error(
                path,
                sentence("The code {code!r} is taken.", code=code),
                sentence("Give each answer a code of its own, and never change it."),
            )
        self._codes.add(code)

    def _steps(self) -> Iterator[Step]:
        for index, raw in enumerate(self._tables.steps[:MOST_STEPS]):
            path: KeyPath = ("steps", index)
            table = self._file.decode(raw, StepTable, path)
            if table is None:
                continue
            when = conditions(self._file, (*path, "when"), table.when, self._answers)
            title = self._words.localized("steps", table.id)
            detail = self._words.localized("details", table.id)
            stage = self._stage(table.stage, (*path, "stage"))
            facts = tuple(FactId(fact) for fact in table.facts)
            service = Slug(table.service)
            yield Step(table.id, stage, service, title, detail, when, facts)

    def _stage(self, name: str, path: KeyPath) -> StepStage:
        try:
            return StepStage(name)
        except ValueError:
            allowed = list(StepStage)
            self._file.error(
                path,
                sentence("There is no stage {name!r}.", name=name[:40]),
                sentence(
                    "{guess}Allowed: {allowed}.",
                    guess=guess(name, allowed),
                    allowed=", ".join(allowed),
                ),
            )
            return StepStage.LATER

    def _check_count(self, path: KeyPath, rows: Sequence[Raw], most: int) -> None:
        if not rows:
            self._file.error(
                path,
                sentence("There is nothing in `{key}`.", key=path[-1]),
                sentence("Add some, or remove the folder."),
            )
        if len(rows) > most:
            self._file.error(
                path,
                sentence(
                    "There are more than {most} of `{key}`.", most=most, key=path[-1]
                ),
                sentence("Keep those that matter."),
            )
