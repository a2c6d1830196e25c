"""How a partner, desk, topic, resource and the like begins in the draft, is changed,
and ends: with its words in every language, and what points to it.

A form says of each value what it was filled with. What somebody else has changed
meanwhile stays; where both have changed the same value, nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue import skeletons
from kiosk.catalogue.part_files import (
    giving,
    path_of,
    said_of,
    with_part,
    without_part,
    without_word,
)
from kiosk.catalogue.text_origins import file_of
from kiosk.catalogue.toml_edits import values, with_values
from kiosk.catalogue.words import FOLDER as WORDS
from kiosk.domain.drafts import DraftStep
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import SourceChange
from kiosk.errors import NotFound
from kiosk.operations import draft_beginnings, part_uses, part_words
from kiosk.operations.draft_tables import FieldKind, read, written
from kiosk.operations.drafting import put
from kiosk.operations.part_kinds import PartForm, PartKind, Said, fields_of
from kiosk.operations.part_words import present
from kiosk.operations.translating import put_source
from kiosk.store import drafts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiosk.catalogue.toml_lines import KeyPath
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection


class PartClash(Exception):  # noqa: N818 - it asks for a choice
    """Somebody else has changed the same values; `theirs` is what they say now."""

    def __init__(self, author: str, theirs: Mapping[str, str]) -> None:
        super().__init__(", ".join(theirs))
        self.author = author
        self.theirs = theirs
        """By `name` of a field, or `section.language` of a word."""


@dataclass(frozen=True, slots=True)
class PartInDraft:
    kind: PartKind
    id: str
    form: PartForm
    """As the draft has it: each value is what it was."""


def part(ctx: Context, kind: PartKind, name: str) -> PartInDraft:
    """Raises `NotFound`, and `BadContent` for a file that is broken."""
    given: dict[str, Said] = {}
    if kind is PartKind.RESOURCE:
        given = {slug: Said("yes", "yes") for slug in _giving_now(ctx, name)}
    with ctx.database.read() as connection:
        said = _said(connection, kind, name)[2]
        fields = {n: Said(t, t) for n, t in _written(kind, said).items()}
        words = part_words.of(connection, kind, name)
    return PartInDraft(kind, name, PartForm(kind, words, fields, given))


def begin_part(ctx: Context, by: str, form: PartForm) -> str:
    """Its id, made of its name or German title.

    Raises `BadContent` and `DraftConflict`.
    """
    kind = form.kind
    taken = ids(ctx, kind)
    called = form.fields.get("name", Said("")).text or form.german()
    name = skeletons.proposed_slug(called, taken)
    with ctx.database.begin() as connection:
        version, text = _file(connection, kind)
        new = _with_new(kind, text, name, form)
        put(ctx, connection, by, kind.file, new, version, DraftStep.SAVED)
        part_words.put_changed(ctx, connection, by, name, form)
        _give(ctx, connection, by, name, form)
    return name


def save_part(ctx: Context, by: str, name: str, form: PartForm) -> None:
    """What the form has changed, and nothing beside it.

    Raises `PartClash`, `NotFound`, `BadContent` and `DraftConflict`.
    """
    kind = form.kind
    with ctx.database.begin() as connection:
        version, text, said = _said(connection, kind, name)
        _check_clashes(connection, name, form, said)
        new = _with_changes(kind, text, name, form)
        put(ctx, connection, by, kind.file, new, version, DraftStep.SAVED)
        part_words.put_changed(ctx, connection, by, name, form)
        _give(ctx, connection, by, name, form)


def end_part(ctx: Context, by: str, kind: PartKind, part: str) -> None:
    """With its words in every language. Raises `BadContent` while it is in use, and
    `NotFound`."""
    catalogue = draft_beginnings.readable(ctx)
    with ctx.database.begin() as connection:
        version, text = _file(connection, kind)
        new = without_part(kind.file, text, kind, part)
        part_uses.check_unused(ctx, connection, catalogue, kind, part)
        put(ctx, connection, by, kind.file, new, version, DraftStep.SAVED)
        for entry in drafts.every(connection):
            if entry.path.startswith(f"{WORDS}/"):
                _take_words(ctx, connection, by, entry.path, kind, part)


def as_it_would_be(ctx: Context, name: str, form: PartForm) -> tuple[str, KeyPath]:
    """The file with what the form says, and where in it; "" names one that is new.

    Raises `BadContent` and `NotFound`.
    """
    kind, new = form.kind, name or "new"
    with ctx.database.read() as connection:
        text = _file(connection, kind)[1]
    while not name and path_of(kind.file, text, kind, new):
        new += "-"
    text = (
        _with_changes(kind, text, name, form)
        if name
        else _with_new(kind, text, new, form)
    )
    path = path_of(kind.file, text, kind, new)
    if path is None:
        raise _gone(name)
    return text, path


def ids(ctx: Context, kind: PartKind) -> list[str]:
    """Of all that the draft has, also of those that cannot be read."""
    with ctx.database.read() as connection:
        said = values(kind.file, _file(connection, kind)[1])
    if kind is PartKind.RESOURCE:
        return list(said)
    tables = said.get(kind)
    return [str(t.get("id")) for t in tables or () if isinstance(t, dict)]


def _with_new(kind: PartKind, text: str, name: str, form: PartForm) -> str:
    said = {
        field.name: value
        for field in fields_of(kind)
        if (value := read(field.kind, form.fields.get(field.name, Said("")).text))
        is not None
    }
    if kind is PartKind.TOPIC:
        said["active"] = bool(said.get("active"))
    return with_part(kind.file, text, kind, name, said)


def _with_changes(kind: PartKind, text: str, name: str, form: PartForm) -> str:
    path = path_of(kind.file, text, kind, name)
    if path is None:
        raise _gone(name)
    changes: dict[KeyPath, object] = {}
    for field in fields_of(kind):
        said = form.fields.get(field.name)
        if said is None or not said.is_changed:
            continue
        value = read(field.kind, said.text)
        off = field.kind is FieldKind.YES and value is None
        changes[*path, field.name] = False if off else value
    return with_values(kind.file, text, changes)


def _check_clashes(
    connection: Connection, name: str, form: PartForm, said: Mapping[str, object]
) -> None:
    now = _written(form.kind, said) | {
        f"{section}.{code}": there.text
        for section, texts in part_words.of(connection, form.kind, name).items()
        for code, there in texts.items()
    }
    typed = dict(form.fields) | {f"{s}.{c}": said for s, c, said in form.each_word()}
    theirs = {
        key: now.get(key, "")
        for key, value in typed.items()
        if value.is_changed and now.get(key, "") not in value
    }
    if theirs:
        code = next((k.partition(".")[2] for k in theirs if "." in k), "")
        file = file_of(WORDS, code) if code else form.kind.file
        there = drafts.present(connection, file)
        raise PartClash(there.entry.author if there else "", theirs)


def _give(
    ctx: Context, connection: Connection, by: str, name: str, form: PartForm
) -> None:
    """Services name the resource from now on, or no more."""
    for slug, said in form.given_by.items():
        if not said.is_changed:
            continue
        path = f"services/{slug}/service.toml"
        version, text = present(connection, path)
        new = giving(path, text, name, along=bool(said.text))
        put(ctx, connection, by, path, new, version, DraftStep.SAVED)


def _giving_now(ctx: Context, name: str) -> Iterator[str]:
    for service in draft_beginnings.readable(ctx).services:
        if any(resource.id == name for resource in service.resources):
            yield service.slug


def _take_words(
    ctx: Context, connection: Connection, by: str, path: str, kind: PartKind, part: str
) -> None:
    version, text = present(connection, path)
    new = without_word(path, text, kind.sections, part)
    if new == text:
        return
    if path == file_of(WORDS, SOURCE_LANGUAGE):
        change = SourceChange.WORDING
        put_source(ctx, connection, by, path, new, version, change)
    else:
        put(ctx, connection, by, path, new, version, DraftStep.SAVED)


def _said(
    connection: Connection, kind: PartKind, name: str
) -> tuple[int, str, Mapping[str, object]]:
    version, text = _file(connection, kind)
    path = path_of(kind.file, text, kind, name)
    if path is None:
        raise _gone(name)
    return version, text, said_of(kind.file, text, path)


def _written(kind: PartKind, said: Mapping[str, object]) -> dict[str, str]:
    """A topic is offered unless it is said that it is not."""
    known = {"active": True} | dict(said)
    return {f.name: written(f.kind, known.get(f.name)) for f in fields_of(kind)}


def _file(connection: Connection, kind: PartKind) -> tuple[int, str]:
    """There may be no resources yet."""
    if kind is PartKind.RESOURCE and drafts.present(connection, kind.file) is None:
        return 0, ""
    return present(connection, kind.file)


def _gone(name: str) -> NotFound:
    return NotFound(f"There is no {name[:40]!r}.", remedy="Look at the list.")
