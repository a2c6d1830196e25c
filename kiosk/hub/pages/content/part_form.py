"""How the form of a partner, desk, topic, resource and the like reaches a handler."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from litestar.params import URLEncodedBody

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import SourceChange
from kiosk.hub.pages.forms import Several, each
from kiosk.operations.draft_beginnings import LONGEST_TITLE
from kiosk.operations.draft_tables import LONGEST_FIELD, FieldKind, read, written
from kiosk.operations.part_kinds import NOTES, PartForm, PartKind, Said, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kiosk.ids import LanguageCode
    from kiosk.operations.draft_tables import TableField

LONGEST_SENTENCE = 200
"""Characters of what a partner does, and of what stands below a number."""
_NEEDED = {
    PartKind.PARTNER: ("name",),
    PartKind.EMERGENCY: ("number",),
    PartKind.AREA: ("symbol",),
    PartKind.RESOURCE: ("kind",),
}


class TypedPart(msgspec.Struct, frozen=True):
    keys: Several = ()
    """Of each field."""
    texts: Several = ()
    """In the same order; of what is ticked its key stands in `ticked`."""
    texts_were: Several = ()
    """As the form was filled, in the same order; so are all others that were."""
    ticked: Several = ()
    ticked_were: Several = ()
    titles: Several = ()
    """In the languages of the site, in its order."""
    titles_were: Several = ()
    notes: Several = ()
    notes_were: Several = ()
    same: str = ""
    """What is left empty is said as in German."""
    given_by: Several = ()
    """Services, by slug."""
    given_by_were: Several = ()
    change: str = ""

    def read(self, kind: PartKind, offered: Sequence[LanguageCode]) -> PartForm:
        words = {kind.value: _words(offered, self.titles, self.titles_were)}
        if kind is PartKind.EMERGENCY:
            words[NOTES] = _words(offered, self.notes, self.notes_were)
        if self.same:
            words = {section: _same(texts) for section, texts in words.items()}
        known = set(SourceChange)
        change = SourceChange(self.change) if self.change in known else None
        return PartForm(
            kind,
            words,
            self._fields(kind),
            _ticks(self.given_by, self.given_by_were),
            change,
        )

    def _fields(self, kind: PartKind) -> dict[str, Said]:
        names, texts = each(self.keys), map(_plain, each(self.texts))
        were = (*map(_plain, each(self.texts_were)), *[""] * len(names))
        sent = {
            name: Said(text, was)
            for name, text, was in zip(names, texts, were, strict=False)
        }
        sent |= _ticks(self.ticked, self.ticked_were)
        fields = (field for field in fields_of(kind) if field.name in sent)
        return {field.name: _as_written(field, sent[field.name]) for field in fields}


def _as_written(field: TableField, said: Said) -> Said:
    """A moment as the file has it, however it was typed."""
    if field.kind is not FieldKind.MOMENT:
        return said
    return said._replace(text=written(field.kind, read(field.kind, said.text)))


PartBody = URLEncodedBody[TypedPart]


def missing(form: PartForm) -> set[str]:
    """The keys of what must be said and is not: German comes first."""
    needed = _NEEDED.get(form.kind, ())
    lacking = {n for n in needed if not form.fields.get(n, Said("")).text}
    for section, texts in form.words.items():
        is_needed = section == form.kind or any(said.text for said in texts.values())
        if is_needed and not texts.get(SOURCE_LANGUAGE, Said("")).text:
            lacking.add(f"{section}.{SOURCE_LANGUAGE}")
    return lacking


def too_long(form: PartForm) -> set[str]:
    """The keys of what is longer than anybody reads."""
    found = {n for n, said in form.fields.items() if len(said.text) > LONGEST_FIELD}
    return found | {
        f"{section}.{code}"
        for section, code, said in form.each_word()
        if said.is_changed and len(said.text) > longest(section)
    }


def longest(section: str) -> int:
    """Characters of a word."""
    is_sentence = section in {PartKind.PARTNER, NOTES}
    return LONGEST_SENTENCE if is_sentence else LONGEST_TITLE


def _words(
    offered: Sequence[LanguageCode], texts: Several, were: Several
) -> dict[LanguageCode, Said]:
    empty = [""] * len(offered)
    pairs = zip(offered, (*each(texts), *empty), (*each(were), *empty), strict=False)
    return {c: Said(" ".join(t.split()), _plain(was)) for c, t, was in pairs}


def _same(texts: dict[LanguageCode, Said]) -> dict[LanguageCode, Said]:
    german = texts.get(SOURCE_LANGUAGE, Said("")).text
    return {c: Said(said.text or german, said.was) for c, said in texts.items()}


def _ticks(now: Several, were: Several) -> dict[str, Said]:
    ticked, before = each(now), each(were)
    every: Iterable[str] = dict.fromkeys((*ticked, *before))
    return {
        key: Said("yes" if key in ticked else "", "yes" if key in before else "")
        for key in every
    }


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
