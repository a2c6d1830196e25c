"""How content becomes public: checked as it was packed, signed and stored in one step.

Whoever publishes says, or is taken to say, which release they have seen last: when
there is a newer one by the end, they are told, and nothing was published.
"""

from __future__ import annotations

import io
import logging
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.catalogue.checks import problems
from kiosk.domain.audit import AuditDeed
from kiosk.domain.releases import (
    LONGEST_COMMENT,
    SHIPPED,
    ReleaseAbout,
    UpdateRefusal,
)
from kiosk.errors import Conflict, NotFound, PublishedMeanwhile, UpdateRefused
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations import audit
from kiosk.releases.differences import difference
from kiosk.releases.packing import pack_files, read_folder
from kiosk.releases.unpacking import open_archive, read_archive
from kiosk.sentences import sentence
from kiosk.store import devices
from kiosk.store import releases as store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kiosk.domain.changes import TextChange
    from kiosk.domain.releases import ListedRelease, ReleaseVersion
    from kiosk.operations.context import Context
    from kiosk.operations.hub_content import HubContent
    from kiosk.releases.installed import InstalledRelease
    from kiosk.store.database import Connection

    Within = Callable[[Connection, ReleaseVersion], None]
    """What else the transaction does that stores a release; it may raise."""

BY_ITSELF = "kiosk"
"""Who published the release that a hub begins with."""

FARTHEST_AHEAD = 10_000
"""No hub has published so much since its backup: such a terminal talks nonsense."""

log = logging.getLogger("kiosk.hub")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to publish."""

    by: str
    comment: str = ""
    based_on: ReleaseVersion | None = None
    """The newest release they know; None: the newest at this moment."""
    above: ReleaseVersion = 0
    """A version that is taken, as of a terminal that has seen more than this hub."""


def publish(ctx: Context, wish: Wish, source: Path) -> ListedRelease:
    """The content of a folder, as a release; `install_newest` then shows it.

    Raises `UpdateRefused` for content that is broken, `Conflict`, and
    `PublishedMeanwhile`.
    """
    return publish_files(ctx, wish, read_folder(source))


def roll_back(ctx: Context, wish: Wish, version: ReleaseVersion) -> ListedRelease:
    """The content of an earlier release, as a new one; at once, without drawing it.

    Raises `NotFound` where it is not kept any more, and as `publish` does.
    """
    return publish_files(
        ctx, wish, files_of(ctx, version), rolls_back_to=version, probes=False
    )


def listed(ctx: Context) -> list[ListedRelease]:
    """All there ever were, the newest first."""
    with ctx.database.read() as connection:
        return store.every(connection)


def newest(ctx: Context) -> ListedRelease | None:
    """What every machine should show; None before the first."""
    with ctx.database.read() as connection:
        return store.newest_public(connection)


def archive(ctx: Context, version: ReleaseVersion) -> bytes:
    """Raises `NotFound`."""
    with ctx.database.read() as connection:
        packed = store.archive(connection, version)
    if packed is None:
        raise NotFound(
            f"The content of release {version} is not kept.",
            remedy=f"The newest {store.KEPT} are: kiosk content releases.",
        )
    return packed


def files_of(ctx: Context, version: ReleaseVersion) -> dict[str, bytes]:
    """Name and content of each. Raises `NotFound`."""
    return read_archive(io.BytesIO(archive(ctx, version)))[1]


def changes(
    ctx: Context, new: ReleaseVersion, old: ReleaseVersion
) -> tuple[TextChange, ...]:
    """From the old release to the new one. Raises `NotFound`."""
    return difference(files_of(ctx, old), files_of(ctx, new))


def changes_to(ctx: Context, source: Path) -> tuple[TextChange, ...]:
    """From what is public to a folder. Raises `UpdateRefused` and `NotFound`."""
    now = newest(ctx)
    before = files_of(ctx, now.about.version) if now is not None else {}
    return difference(before, read_folder(source))


def begin(ctx: Context, source: Path) -> ListedRelease | None:
    """Publish what a hub begins with; None where there is a release already.

    Its screens are not drawn before: it is what this hub shows already.

    Raises `UpdateRefused` for content that is broken.
    """
    with ctx.database.read() as connection:
        if store.newest_version(connection):
            return None
    try:
        wish = Wish(BY_ITSELF, based_on=0)
        return publish_files(ctx, wish, read_folder(source), probes=False)
    except PublishedMeanwhile:  # by another process of this hub
        return None


def publish_files(
    ctx: Context,
    wish: Wish,
    files: Mapping[str, bytes],
    rolls_back_to: ReleaseVersion | None = None,
    within: Within | None = None,
    *,
    probes: bool = True,
) -> ListedRelease:
    """As `publish`, of files by name; `probes`: see `check_packed`."""
    check_comment(wish.comment)
    with ctx.database.read() as connection:
        known = store.newest_version(connection)
        reported = _reported(connection, known)
    if wish.based_on not in {None, known}:
        raise meanwhile(ctx)
    content = _content(ctx)
    own = content.installed.current().version
    taken = max(known, own, wish.above, reported)
    about = ReleaseAbout(
        taken + 1, ctx.clock.now(), wish.by, wish.comment, rolls_back_to
    )
    packed = pack_files(files, about)
    check_packed(ctx, packed, probes=probes)
    with ctx.database.begin() as connection:
        if store.newest_version(connection) == known:
            if within is not None:
                within(connection, about.version)
            is_public = content.signing.sign(connection, about, packed)
            back = rolls_back_to is not None
            deed = AuditDeed.ROLLED_BACK if back else AuditDeed.PUBLISHED
            audit.note(ctx, connection, wish.by, deed, f"release {about.version}")
            return store.add(connection, about, packed, is_public=is_public)
    raise meanwhile(ctx)


def check_comment(comment: str) -> None:
    """Raises `Conflict` for one that is too long."""
    if len(comment) > LONGEST_COMMENT:
        raise Conflict(
            f"The comment has {len(comment)} characters, more than {LONGEST_COMMENT}.",
            remedy="Say it in fewer words.",
        )


def install_newest(ctx: Context) -> InstalledRelease | None:
    """Show what is public; None where that is shown, or there is nothing newer.

    Several processes may call it, each for itself. Raises `UpdateRefused`: then what
    was shown is shown.
    """
    content, public = _content(ctx), newest(ctx)
    if public is None or public.about.version <= content.version():
        return None
    with tempfile.TemporaryDirectory(prefix="kiosk-release-") as folder:
        path = Path(folder) / "release.zip"
        path.write_bytes(archive(ctx, public.about.version))
        return content.show(path)


def meanwhile(ctx: Context) -> PublishedMeanwhile:
    """What whoever came second is told."""
    there = listed(ctx)
    who = f" by {there[0].about.by}" if there else ""
    number = f" {there[0].about.version}" if there else ""
    return PublishedMeanwhile(
        f"Release{number} was published meanwhile{who}: yours was not.",
        remedy="Look at what it changed, then publish again.",
    )


def check_packed(ctx: Context, packed: bytes, *, probes: bool = True) -> None:
    """The very bytes that travel. Raises `UpdateRefused`, and `TooBusy` while its
    screens are drawn, which is not done unless `probes`.
    """
    with tempfile.TemporaryDirectory(prefix="kiosk-check-") as name:
        folder = Path(name)
        for file, data in open_archive(io.BytesIO(packed)).files():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        today = ctx.clock.now().date()  # not the site's: what is shown may be broken
        with LANGUAGES.read_aside():
            found = problems(folder, today)
        errors = [problem for problem in found if problem.is_error]
        if errors:
            first, others = errors[0], len(errors) - 1
            told = {"place": first.place(), "message": first.message}
            raise UpdateRefused(
                sentence("{place}: {message} (and {n} more)", n=others, **told)
                if others
                else sentence("{place}: {message}", **told),
                sentence(
                    "{remedy} All of them: kiosk content check.", remedy=first.remedy
                ),
                reason=UpdateRefusal.BROKEN_CONTENT,
            )
        if probes:
            _content(ctx).probe(folder)


def _reported(connection: Connection, known: ReleaseVersion) -> ReleaseVersion:
    """The newest that a terminal has: a hub that came back from a backup has
    forgotten what was published since, and terminals take nothing older."""
    reports = [each.report for each in devices.every(connection) if each.active]
    versions = [v for said in reports if said for v in (said.release, said.staged) if v]
    believed = [version for version in versions if version <= known + FARTHEST_AHEAD]
    return max(believed, default=SHIPPED)


def _content(ctx: Context) -> HubContent:
    assert ctx.content is not None, "a hub without releases publishes none"
    return ctx.content
