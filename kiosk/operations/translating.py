"""What saving a source or a translation writes into heads, and which become old."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.heads import with_keys
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.text_origins import (
    language_of,
    naming,
    source_file,
    text_origin,
)
from kiosk.domain.drafts import DraftStep
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.translations import SourceChange, SourceText, Version, says
from kiosk.errors import BadContent, NotFound
from kiosk.operations.drafting import check, put
from kiosk.sentences import sentence
from kiosk.store import drafts

if TYPE_CHECKING:
    from kiosk.domain.drafts import DraftEntry, DraftText
    from kiosk.domain.translations import Made
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

_FIRST = Version(1, 0)
_HEAD = ("of", "of_text", "made", "read_by")


@dataclass(frozen=True, slots=True)
class TranslationWork:
    """What a translator says of what they save."""

    based_on: int
    """The version of the translation that they changed; 0 for a new one."""
    source_version: int
    """The version, in the draft, of the German file that they had before them."""
    made: Made
    read_by: str | None = None
    """Which native speaker or body has read it, and when."""


def save_source(
    ctx: Context, by: str, path: str, text: str, based_on: int, change: SourceChange
) -> DraftEntry:
    """A German text, with the next version as its meaning or only its wording changed.

    Its version is given here, whatever the text says. If nothing changed that readers
    are told, it stays; if only the wording did, translations that said the old text
    name the new one. Raises what `drafting.save` does.
    """
    with ctx.database.begin() as connection:
        return put_source(ctx, connection, by, path, text, based_on, change)


def put_source(
    ctx: Context,
    connection: Connection,
    by: str,
    path: str,
    text: str,
    based_on: int,
    change: SourceChange,
    step: DraftStep = DraftStep.SAVED,
) -> DraftEntry:
    """As `save_source`, within a transaction that writes more."""
    if language_of(path) != SOURCE_LANGUAGE:
        raise BadContent(
            sentence("{path} is no German text.", path=path),
            remedy=sentence("Save the German file."),
        )
    before = _source(drafts.present(connection, path))
    text = _raised(path, text, before, change)
    saved = put(ctx, connection, by, path, text, based_on, step)
    after = _source(drafts.present(connection, path))
    if before and after and change is SourceChange.WORDING:
        renew(ctx, connection, by, path, before, after)
    return saved


def save_translation(
    ctx: Context, by: str, path: str, text: str, work: TranslationWork
) -> DraftEntry:
    """A translation, named as that of the German text the translator had before them.

    If that has got another meaning since, the translation is outdated at once. Who has
    read it is forgotten with each change of its text, unless said anew. What only
    renewed its head meanwhile is no conflict. Raises what `drafting.save` does, and
    `NotFound` where there was no such German text.
    """
    with ctx.database.begin() as connection:
        source = _known_source(connection, path, work.source_version)
        before = drafts.present(connection, path)
        based_on = but_renewed(connection, path, work.based_on)
        keys = {"made": work.made.value, "read_by": _reader(path, text, before, work)}
        text = with_keys(path, naming(path, text, source), keys)
        return put(ctx, connection, by, path, text, based_on, DraftStep.SAVED)


def made_from(ctx: Context, path: str) -> DraftText | None:
    """The German text that a translation of the draft was made from, as it was then.

    None where the translation does not say, or the draft never had that text.
    """
    german = source_file(path)
    with ctx.database.read() as connection:
        found = drafts.present(connection, path) if german else None
        if german is None or found is None or found.text is None:
            return None
        told = text_origin(path, found.text, Findings())
        if told is None or told.origin is None or told.origin.of_text is None:
            return None
        return drafts.by_fingerprint(connection, german, told.origin.of_text)


def renew(
    ctx: Context,
    connection: Connection,
    by: str,
    path: str,
    before: SourceText,
    after: SourceText,
) -> None:
    """Let each translation that said the text before name the one after."""
    folder = path.rpartition("/")[0]
    for file in drafts.below(connection, f"{folder}/"):
        if source_file(file.path) != path or file.text is None:
            continue
        told = text_origin(file.path, file.text, Findings())
        if told and told.origin and says(told.origin, before):
            text = naming(file.path, file.text, after)
            step = DraftStep.RENEWED
            put(ctx, connection, by, file.path, text, file.version, step)


def _raised(
    path: str, text: str, before: SourceText | None, change: SourceChange
) -> str:
    check(path, text)
    if before is None:
        known = _source_of(path, with_keys(path, text, {}))
        return text if known else with_keys(path, text, {"version": str(_FIRST)})
    version = before.version
    now = _source_of(path, with_keys(path, text, {"version": str(version)}))
    if now is None or now.fingerprint != before.fingerprint:
        version = version.raised(change)
    return with_keys(path, text, {"version": str(version)})


def _reader(
    path: str, text: str, before: DraftText | None, work: TranslationWork
) -> str | None:
    if work.read_by is not None or before is None or before.text is None:
        return work.read_by
    if _without_head(path, before.text) != _without_head(path, text):
        return None
    told = text_origin(path, before.text, Findings())
    return told.origin.read_by if told and told.origin else None


def _without_head(path: str, text: str) -> str:
    return with_keys(path, text, dict.fromkeys(_HEAD))


def but_renewed(connection: Connection, path: str, based_on: int) -> int:
    """The newest version that differs from this one in nothing but its head."""
    for entry in reversed(drafts.history(connection, path)):
        if entry.version == based_on + 1 and entry.step is DraftStep.RENEWED:
            based_on = entry.version
    return based_on


def _known_source(connection: Connection, path: str, version: int) -> SourceText:
    german = source_file(path)
    if german is None:
        raise BadContent(
            sentence("{path} is no translation.", path=path),
            remedy=sentence("Look at its name."),
        )
    found = _source(drafts.by_version(connection, german, version))
    if found is None:
        raise NotFound(
            sentence(
                "The draft has no {german}, version {version}, that can be read.",
                german=german,
                version=version,
            ),
            remedy=sentence("Mend the German text first."),
        )
    return found


def _source(file: DraftText | None) -> SourceText | None:
    if file is None or file.text is None:
        return None
    return _source_of(file.path, file.text)


def _source_of(path: str, text: str) -> SourceText | None:
    told = text_origin(path, text, Findings())
    return told.source if told and told.origin is None else None
