"""How the working draft changes: file by file, each save a version, none lost.

The draft is the files of a content folder, byte for byte. Who saves says on which
version they built; if somebody was faster, both texts are shown and nothing is
written. What a file says is not judged here: a draft may be broken, a release not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.catalogue.files import LARGEST
from kiosk.catalogue.places import is_read
from kiosk.catalogue.problems import Findings
from kiosk.catalogue.text_origins import text_origin
from kiosk.domain.drafts import LONGEST_AUTHOR, LONGEST_PATH, DraftStep
from kiosk.errors import BadContent, DraftConflict, NotFound
from kiosk.releases.limits import USUAL_LIMITS
from kiosk.sentences import sentence
from kiosk.store import drafts

if TYPE_CHECKING:
    from kiosk.domain.drafts import DraftEntry, DraftText
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

SERVICES = "services/"
MOST_FILES = USUAL_LIMITS.files
_FORBIDDEN = frozenset("\0")


def revision(ctx: Context) -> int:
    """Rises with each version of any file; 0 before there is a draft."""
    with ctx.database.read() as connection:
        return drafts.newest_revision(connection)


def files(ctx: Context) -> list[DraftEntry]:
    """All that are there, by path."""
    with ctx.database.read() as connection:
        return drafts.every(connection)


def files_of_centre(ctx: Context) -> list[DraftEntry]:
    """Those that are of no service, by path."""
    with ctx.database.read() as connection:
        return [file.entry for file in drafts.outside(connection, SERVICES)]


def file(ctx: Context, path: str) -> DraftText:
    """As it is now. Raises `NotFound`, also for one that was removed."""
    with ctx.database.read() as connection:
        found = drafts.present(connection, path)
    if found is None or found.text is None:
        raise _missing(path)
    return found


def version(ctx: Context, path: str, number: int) -> DraftText:
    """As it was. Raises `NotFound`."""
    with ctx.database.read() as connection:
        found = drafts.by_version(connection, path, number)
    if found is None:
        raise _missing(f"{path}, version {number}")
    return found


def history(ctx: Context, path: str) -> list[DraftEntry]:
    """Every version there was, the newest first. Raises `NotFound`."""
    with ctx.database.read() as connection:
        found = drafts.history(connection, path)
    if not found:
        raise _missing(path)
    return found


def save(ctx: Context, by: str, path: str, text: str, based_on: int) -> DraftEntry:
    """Exactly this text; `based_on` is 0 for a new file. The version it is now.

    A text that is there already is no new version. Raises `DraftConflict`, and
    `BadContent` for a path or text that no content can have.
    """
    with ctx.database.begin() as connection:
        return put(ctx, connection, by, path, text, based_on, DraftStep.SAVED)


def remove(ctx: Context, by: str, path: str, based_on: int) -> DraftEntry:
    """Its versions stay. Raises `NotFound` and `DraftConflict`."""
    with ctx.database.begin() as connection:
        return take_away(ctx, connection, by, path, based_on)


def put(
    ctx: Context,
    connection: Connection,
    by: str,
    path: str,
    text: str,
    based_on: int,
    step: DraftStep,
) -> DraftEntry:
    """As `save`, within a transaction that writes more."""
    check(path, text)
    there = drafts.present(connection, path)
    if there is not None and there.text == text:
        return there.entry
    if there is None or there.text is None:
        _check_count(connection)
        if there is not None and based_on == 0:
            based_on = there.version  # it was removed: whoever begins it anew may
    return _written(ctx, connection, by, path, text, based_on, step)


def take_away(
    ctx: Context, connection: Connection, by: str, path: str, based_on: int
) -> DraftEntry:
    """As `remove`, within a transaction that writes more."""
    there = drafts.present(connection, path)
    if there is None:
        raise _missing(path)
    if there.text is None:
        return there.entry
    step = DraftStep.REMOVED
    return _written(ctx, connection, by, path, None, based_on, step)


def check(path: str, text: str) -> None:
    """Raises `BadContent` for what can be no file of the content."""
    if len(path) > LONGEST_PATH or not is_read(path):
        raise BadContent(
            sentence("{path!r} is no file of the content.", path=path[:LONGEST_PATH]),
            remedy=sentence(
                "Use site.toml, languages.toml, topics.toml, resources.toml,"
                " glossary.toml, lexicon.toml, lexicon/, pathway/, words/ or services/."
            ),
        )
    if len(text) > LARGEST or len(_bytes(path, text)) > LARGEST:
        raise BadContent(
            sentence("{path}: The text is larger than 1 MiB.", path=path),
            remedy=sentence("Keep it to a page of text."),
        )
    if _FORBIDDEN & set(text):
        raise BadContent(
            sentence(
                "{path}: The text holds a character that is none (U+0000).", path=path
            ),
            remedy=sentence("Save the file as UTF-8."),
        )


def fingerprint_of(path: str, text: str | None) -> str | None:
    """Of a source text that can be read."""
    if text is None:
        return None
    found = text_origin(path, text, Findings())
    return found.source.fingerprint if found else None


def written_like(text: str, before: str) -> str:
    """What came from a form, which has one end of line only, written as the file was.

    A browser sends CRLF whatever it was given, and no byte-order mark.
    """
    plain = text.replace("\r\n", "\n").removeprefix("\ufeff")
    if "\r\n" in before:
        plain = plain.replace("\n", "\r\n")
    return f"\ufeff{plain}" if before.startswith("\ufeff") else plain


def _written(
    ctx: Context,
    connection: Connection,
    by: str,
    path: str,
    text: str | None,
    based_on: int,
    step: DraftStep,
) -> DraftEntry:
    mark = fingerprint_of(path, text)
    author, now = by[:LONGEST_AUTHOR], ctx.clock.now()
    done = drafts.put(connection, path, text, author, now, step, mark, after=based_on)
    if done is None:
        raise _conflict(connection, path, based_on)
    return done


def _conflict(connection: Connection, path: str, based_on: int) -> DraftConflict:
    theirs = drafts.present(connection, path)
    if theirs is None:
        return DraftConflict(path, version=0, author="", at=None)
    base = drafts.by_version(connection, path, based_on)
    return DraftConflict(
        path,
        version=theirs.version,
        author=theirs.entry.author,
        at=theirs.entry.at,
        theirs=theirs.text,
        base=base.text if base else None,
    )


def _check_count(connection: Connection) -> None:
    if drafts.count(connection) >= MOST_FILES:
        raise BadContent(
            sentence("The draft has {most} files already.", most=MOST_FILES),
            remedy=sentence("Remove services that nobody needs."),
        )


def _bytes(path: str, text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise BadContent(
            sentence("{path}: Half a character is left in the text.", path=path),
            remedy=sentence("Type the place anew."),
        ) from error


def _missing(what: str) -> NotFound:
    return NotFound(
        f"The draft has no {what}.", remedy="Look at the list of its files."
    )
