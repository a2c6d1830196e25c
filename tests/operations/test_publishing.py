from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.domain.releases import UpdateRefusal
from kiosk.errors import (
    Conflict,
    KioskError,
    NotFound,
    PublishedMeanwhile,
    UpdateRefused,
)
from kiosk.operations import publishing
from kiosk.operations.hub_content import HubContent
from kiosk.operations.publishing import Wish
from kiosk.operations.signing import NoSigning
from kiosk.releases.installed import InstalledReleases
from tests.builders import DE, a_content_folder
from tests.fakes.clock import FixedClock
from tests.hub_context import a_hub, gone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from kiosk.domain.releases import ReleaseAbout
    from kiosk.operations.context import Context
    from kiosk.store.database import Connection

ANNA, BEN = Wish("anna", "New hours"), Wish("ben")


class SlowSigning(NoSigning):
    """Lets something happen in the middle of a publication, or signs elsewhere."""

    def __init__(self) -> None:
        self.signed: list[tuple[int, bytes]] = []
        self.elsewhere = False
        self.fails: KioskError | None = None

    def sign(self, _: Connection, about: ReleaseAbout, packed: bytes) -> bool:
        if self.fails:
            raise self.fails
        self.signed.append((about.version, packed))
        return not self.elsewhere


class Probing:
    """Draws the screens of a release, or does something meanwhile."""

    def __init__(self) -> None:
        self.meanwhile: Callable[[], object] | None = None

    def __call__(self, folder: Path) -> None:
        assert (folder / "site.toml").is_file()
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return a_content_folder(tmp_path)


@pytest.fixture
def signing() -> SlowSigning:
    return SlowSigning()


@pytest.fixture
def probe() -> Probing:
    return Probing()


@pytest.fixture
def ctx(
    tmp_path: Path,
    source: Path,
    clock: FixedClock,
    engine: str,
    signing: SlowSigning,
    probe: Probing,
) -> Iterator[Context]:
    installed = InstalledReleases(tmp_path / "releases", source)
    content = HubContent(installed, signing, probe)
    context = a_hub(tmp_path, clock=clock, engine=engine, content=content)
    yield context
    gone(context.database)


def _edit(source: Path, old: str, new: str, name: str = "words/de.toml") -> None:
    path = source / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def _shown(ctx: Context) -> int:
    assert ctx.content is not None
    return ctx.content.release().version


def test_a_published_folder_is_the_next_release(ctx: Context, source: Path) -> None:
    first = publishing.publish(ctx, ANNA, source)
    second = publishing.publish(ctx, BEN, source)

    assert (first.about.version, second.about.version) == (1, 2)
    assert (first.about.by, first.about.comment) == ("anna", "New hours")
    assert first.about.published_at == ctx.clock.now()
    assert publishing.listed(ctx) == [second, first]
    assert publishing.newest(ctx) == second


def test_what_is_signed_is_what_is_stored(
    ctx: Context, source: Path, signing: SlowSigning
) -> None:
    publishing.publish(ctx, ANNA, source)

    assert signing.signed == [(1, publishing.archive(ctx, 1))]


def test_the_hub_shows_a_release_once_it_is_installed_and_no_edit_after_it(
    ctx: Context, source: Path
) -> None:
    _edit(source, "Willkommen", "Guten Tag")
    publishing.publish(ctx, ANNA, source)
    before = ctx.catalogue()
    installed = publishing.install_newest(ctx)
    _edit(source, "Guten Tag", "Not published")

    assert installed is not None
    assert installed.version == _shown(ctx) == 1
    assert ctx.catalogue() is not before
    assert ctx.catalogue().site.name[DE] == "Guten Tag"
    assert publishing.install_newest(ctx) is None


def test_an_article_that_is_read_late_is_of_the_release(
    ctx: Context, source: Path
) -> None:
    publishing.publish(ctx, ANNA, source)
    publishing.install_newest(ctx)
    shutil.rmtree(source)

    for service in ctx.catalogue().services:
        assert service.articles[DE].title


def test_content_with_an_error_is_not_published(
    ctx: Context, source: Path, signing: SlowSigning
) -> None:
    (source / "topics.toml").write_text("broken")

    with pytest.raises(UpdateRefused, match=r"topics\.toml:1") as caught:
        publishing.publish(ctx, ANNA, source)
    assert caught.value.reason is UpdateRefusal.BROKEN_CONTENT
    assert "kiosk content check" in caught.value.remedy
    assert publishing.listed(ctx) == []
    assert signing.signed == []


def test_content_whose_screens_cannot_be_drawn_is_not_published(
    ctx: Context, source: Path, probe: Probing
) -> None:
    def fail() -> None:
        raise UpdateRefused("home", reason=UpdateRefusal.PROBE_FAILED)

    probe.meanwhile = fail
    with pytest.raises(UpdateRefused) as caught:
        publishing.publish(ctx, ANNA, source)
    assert caught.value.reason is UpdateRefusal.PROBE_FAILED
    assert publishing.listed(ctx) == []


def test_what_cannot_be_signed_is_not_published(
    ctx: Context, source: Path, signing: SlowSigning
) -> None:
    signing.fails = KioskError("The key is away.")

    with pytest.raises(KioskError, match="key"):
        publishing.publish(ctx, ANNA, source)
    assert publishing.listed(ctx) == []


def test_an_edit_while_it_is_checked_is_not_in_the_release(
    ctx: Context, source: Path, probe: Probing
) -> None:
    probe.meanwhile = lambda: (source / "site.toml").write_text("broken")

    publishing.publish(ctx, ANNA, source)
    assert b"broken" not in publishing.files_of(ctx, 1)["site.toml"]


def test_of_two_publishers_at_once_one_wins_and_the_other_is_told(
    ctx: Context, source: Path, probe: Probing
) -> None:
    probe.meanwhile = lambda: publishing.publish(ctx, BEN, source)

    with pytest.raises(PublishedMeanwhile, match="published meanwhile by ben"):
        publishing.publish(ctx, ANNA, source)
    assert [each.about.by for each in publishing.listed(ctx)] == ["ben"]


def test_who_has_not_seen_the_newest_release_is_told(
    ctx: Context, source: Path
) -> None:
    publishing.publish(ctx, BEN, source)

    with pytest.raises(PublishedMeanwhile):
        publishing.publish(ctx, replace(ANNA, based_on=0), source)
    assert publishing.publish(ctx, replace(ANNA, based_on=1), source).about.version == 2


def test_a_release_that_is_signed_elsewhere_waits_and_is_not_shown(
    ctx: Context, source: Path, signing: SlowSigning
) -> None:
    signing.elsewhere = True
    waiting = publishing.publish(ctx, ANNA, source)

    assert not waiting.is_public
    assert publishing.newest(ctx) is None
    assert publishing.install_newest(ctx) is None
    assert publishing.listed(ctx) == [waiting]


def test_old_content_comes_back_as_a_new_release(ctx: Context, source: Path) -> None:
    publishing.publish(ctx, ANNA, source)
    _edit(source, "Willkommen", "Guten Tag")
    publishing.publish(ctx, ANNA, source)

    back = publishing.roll_back(ctx, BEN, 1)

    assert (back.about.version, back.about.rolls_back_to) == (3, 1)
    assert publishing.files_of(ctx, 3) == publishing.files_of(ctx, 1)
    publishing.install_newest(ctx)
    assert ctx.catalogue().site.name[DE] == "Willkommen"


@pytest.mark.parametrize("version", [0, 2, -1])
def test_what_is_not_kept_does_not_come_back(
    ctx: Context, source: Path, version: int
) -> None:
    publishing.publish(ctx, ANNA, source)

    with pytest.raises(NotFound, match="not kept"):
        publishing.roll_back(ctx, BEN, version)


def test_the_changes_between_two_releases_and_to_a_draft_are_told(
    ctx: Context, source: Path
) -> None:
    publishing.publish(ctx, ANNA, source)
    assert publishing.changes_to(ctx, source) == ()
    _edit(source, "Willkommen", "Guten Tag")

    (to_draft,) = publishing.changes_to(ctx, source)
    publishing.publish(ctx, ANNA, source)
    (between,) = publishing.changes(ctx, 2, 1)
    assert to_draft == between
    assert (between.path, between.language) == ("words/de.toml", "de")


def test_before_the_first_release_all_is_new(ctx: Context, source: Path) -> None:
    assert len(publishing.changes_to(ctx, source)) > 10


def test_a_hub_begins_with_its_content_as_release_1_and_only_once(
    ctx: Context, source: Path
) -> None:
    begun = publishing.begin(ctx, source)

    assert begun is not None
    assert (begun.about.version, begun.about.by) == (1, "kiosk")
    assert publishing.begin(ctx, source) is None
    assert len(publishing.listed(ctx)) == 1


def test_two_processes_of_a_hub_begin_with_one_release(
    ctx: Context, source: Path
) -> None:
    class Slow(FixedClock):
        """While it is asked the other process has begun."""

        def now(self) -> datetime:
            publishing.begin(ctx, source)
            return super().now()

    assert publishing.begin(replace(ctx, clock=Slow()), source) is None
    assert len(publishing.listed(ctx)) == 1


def test_a_hub_whose_database_is_of_yesterday_goes_on_above_what_it_has_shown(
    ctx: Context, source: Path, tmp_path: Path, clock: FixedClock, engine: str
) -> None:
    for _ in range(3):
        publishing.publish(ctx, ANNA, source)
    publishing.install_newest(ctx)
    folder = tmp_path / "restored"
    folder.mkdir()
    restored = a_hub(folder, clock=clock, engine=engine, content=ctx.content)
    try:
        assert publishing.install_newest(restored) is None
        assert _shown(restored) == 3
        assert publishing.publish(restored, ANNA, source).about.version == 4
    finally:
        gone(restored.database)


def test_a_version_that_a_terminal_has_seen_is_not_used_again(
    ctx: Context, source: Path
) -> None:
    assert publishing.publish(ctx, replace(ANNA, above=9), source).about.version == 10


def test_a_long_comment_is_refused_before_anything_is_done(
    ctx: Context, source: Path
) -> None:
    with pytest.raises(Conflict, match="281"):
        publishing.publish(ctx, Wish("anna", "x" * 281), source)


def test_a_release_that_is_damaged_in_the_database_leaves_what_is_shown(
    ctx: Context, source: Path
) -> None:
    from sqlalchemy import update

    from kiosk.store.schema import releases

    publishing.publish(ctx, ANNA, source)
    publishing.install_newest(ctx)
    publishing.publish(ctx, ANNA, source)
    with ctx.database.begin() as connection:
        connection.execute(update(releases).values(archive=b"no archive at all"))

    with pytest.raises(UpdateRefused) as caught:
        publishing.install_newest(ctx)
    assert caught.value.reason is UpdateRefusal.NOT_AN_ARCHIVE
    assert _shown(ctx) == 1


def test_a_release_is_shown_although_what_came_with_the_program_is_broken(
    ctx: Context, source: Path
) -> None:
    publishing.publish(ctx, ANNA, source)
    (source / "topics.toml").write_text("broken")

    publishing.install_newest(ctx)
    assert _shown(ctx) == 1
    assert ctx.catalogue().topics
