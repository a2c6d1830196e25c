"""What is wrong with one entry as a form would make it, at which of its fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.centre import DIALLED
from kiosk.catalogue.part_files import said_of
from kiosk.catalogue.problems import Problem
from kiosk.catalogue.text_origins import file_of
from kiosk.catalogue.toml_lines import line_of
from kiosk.catalogue.wording import faults
from kiosk.catalogue.words import FOLDER as WORDS
from kiosk.operations import draft_forms, draft_parts
from kiosk.operations.draft_tables import TableField, with_unread
from kiosk.operations.part_kinds import PartKind, Said, fields_of
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.operations.context import Context
    from kiosk.operations.draft_forms import CheckedForm
    from kiosk.operations.part_kinds import PartForm


@dataclass(frozen=True, slots=True)
class CheckedPart:
    fields: Mapping[str, tuple[Problem, ...]]
    """By `name` of a field, or `section.language` of a word."""
    others: tuple[Problem, ...]
    """Of the entry as a whole."""

    def has_errors(self) -> bool:
        of_fields = (problem for found in self.fields.values() for problem in found)
        return any(problem.is_error for problem in (*of_fields, *self.others))


def check(ctx: Context, name: str, form: PartForm) -> CheckedPart:
    """Nothing is saved; "" names one that is new. What was wrong with other entries
    before is not told here.

    Raises `BadContent` and `NotFound`.
    """
    text, path = draft_parts.as_it_would_be(ctx, name, form)
    said = said_of(form.kind.file, text, path)
    paths = {(*path, field.name): field.name for field in fields_of(form.kind)}
    there = [p for p in paths if p[-1] in said]
    lacking = [p for p in paths if p[-1] not in said]
    checked = draft_forms.check(ctx, form.kind.file, text, there, lacking)
    typed = (
        (TableField((*path, one.name), one.kind), form.fields[one.name].text)
        for one in fields_of(form.kind)
        if one.name in form.fields
    )
    checked = with_unread(checked, form.kind.file, typed)
    found: dict[str, tuple[Problem, ...]] = {
        paths[key]: tuple(finding.problem for finding in findings)
        for key, findings in checked.fields.items()
    }
    for key, problem in _of_words(form):
        found[key] = (*found.get(key, ()), problem)
    if form.kind is PartKind.EMERGENCY and "number" not in found:
        found |= _of_number(form)
    first = line_of(text, path) or 0
    lines = (line_of(text, (*path, key)) or 0 for key in said)
    span = range(first, max((first, *lines)) + 1)
    return CheckedPart(found, tuple(_within(checked, span)))


def _within(checked: CheckedForm, span: range) -> Iterator[Problem]:
    for finding in checked.others:
        if finding.problem.line in span:
            yield finding.problem


def _of_words(form: PartForm) -> Iterator[tuple[str, Problem]]:
    for section, code, said in form.each_word():
        for fault in faults(said.text) if said.text else ():
            file = file_of(WORDS, code)
            yield f"{section}.{code}", Problem(file, None, fault.message, fault.remedy)


def _of_number(form: PartForm) -> dict[str, tuple[Problem, ...]]:
    """A file of the centre that is broken elsewhere may not have been read so far."""
    number = form.fields.get("number", Said("")).text
    if DIALLED.fullmatch(number):
        return {}
    told = sentence("{number!r} is no number to dial.", number=number[:40])
    remedy = sentence('Write digits: "116117". A long number is grouped by blanks.')
    return {"number": (Problem(form.kind.file, None, told, remedy),)}
