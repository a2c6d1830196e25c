from __future__ import annotations

import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kiosk.cli.content_releases import line_of, publish_if_changed
from kiosk.cli.hub_context import hub_context
from kiosk.domain.releases import ListedRelease
from kiosk.operations import draft_transfer, drafting, publishing
from tests.archives import an_about

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from click.testing import Result

    from kiosk.cli.options import Setup
    from tests.fakes.command import Machine

    Run = Callable[..., Result]


def _edit(machine: Machine, new: str) -> None:
    path = machine.content / "words" / "de.toml"
    path.write_text(path.read_text().replace('name = "Willkommen"', f'name = "{new}"'))


def test_the_configured_content_is_published(run: Run, machine: Machine) -> None:
    result = run("content", "publish", "--no-probe", "--comment", "As it was agreed")

    assert result.exit_code == 0, result.output
    assert result.output.startswith("Release 1 is published: ")
    assert "As it was agreed" in run("content", "releases").output


def test_another_folder_is_published_and_what_changed_is_counted(
    run: Run, machine: Machine
) -> None:
    run("content", "publish", "--no-probe")
    _edit(machine, "Guten Tag")

    told = run("content", "publish", "--no-probe", str(machine.content)).output
    assert told == "Release 2 is published: 1 file changed.\n"


def test_the_draft_goes_on_from_what_was_published(
    run: Run, machine: Machine, place: Setup
) -> None:
    run("content", "publish", "--no-probe")
    with hub_context(place) as ctx:
        publishing.install_newest(ctx)
        draft_transfer.ensure_begun(ctx)
        polish = drafting.file(ctx, "words/pl.toml")
        drafting.save(ctx, "anna", polish.path, f"{polish.text}\n# hers\n", 1)
    _edit(machine, "Guten Tag")
    path = machine.content / "words" / "pl.toml"
    path.write_text(f"# ours\n{path.read_text()}")

    told = run("content", "publish", "--no-probe").output

    assert "In the draft 1 file changed too" in told
    assert "words/pl.toml" in told
    with hub_context(place) as ctx:
        assert "Guten Tag" in str(drafting.file(ctx, "words/de.toml").text)
        assert "# hers" in str(drafting.file(ctx, "words/pl.toml").text)


def test_broken_content_is_not_published(run: Run, machine: Machine) -> None:
    (machine.content / "services" / "office").mkdir(exist_ok=True)
    next((machine.content / "services").glob("*/pl.md")).write_text("no article")

    result = run("content", "publish", "--no-probe")
    assert result.exit_code == 2
    assert "pl.md" in result.output
    assert "Nothing was published yet" in run("content", "releases").output


def test_an_earlier_release_comes_back(run: Run, machine: Machine) -> None:
    run("content", "publish", "--no-probe")
    _edit(machine, "Guten Tag")
    run("content", "publish", "--no-probe")

    told = run("content", "roll-back", "1", "--comment", "A mistake")
    assert told.output == "Release 3 is published: 1 file changed.\n"
    first, *_ = run("content", "releases").output.splitlines()
    assert first.split()[0] == "3"
    assert "(back to 1)  A mistake" in first


def test_a_release_that_never_was_does_not_come_back(run: Run) -> None:
    result = run("content", "roll-back", "7")

    assert result.exit_code == 2
    assert "release 7 is not kept" in result.output


def test_a_hub_goes_on_with_what_was_published(
    run: Run, machine: Machine, place: Setup
) -> None:
    run("content", "publish", "--no-probe")
    (machine.content / "topics.toml").write_text("broken")

    with hub_context(place) as ctx:
        with pytest.raises(Exception, match=r"topics\.toml"):
            ctx.catalogue()
        assert publishing.newest(ctx)
    with hub_context(place) as ctx:
        publishing.install_newest(ctx)
        assert ctx.catalogue().topics


def test_a_watched_folder_is_published_only_when_it_says_something_else(
    place: Setup, machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    with hub_context(place) as ctx:
        for _ in range(2):
            publish_if_changed(ctx, machine.content, "")
        _edit(machine, "Guten Tag")
        publish_if_changed(ctx, machine.content, "")
        (machine.content / "topics.toml").write_text("broken")
        publish_if_changed(ctx, machine.content, "")

    said = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in said[:3]] == [
        "Release 1 is published",
        "Release 2 is published",
        "Not published",
    ]
    assert "topics.toml" in said[2]


def test_what_is_special_about_a_release_stands_in_its_line() -> None:
    about = replace(an_about(12, "Why"), rolls_back_to=3)
    release = ListedRelease(about, "", 0, is_public=False, is_kept=False)

    line = line_of(release)
    assert line.startswith("  12  2026-11-30 ")
    assert "(waits for its signature, back to 3, content not kept)  Why" in line


@pytest.mark.real
def test_watching_publishes_what_is_there_and_what_follows(machine: Machine) -> None:
    watching = machine.start("content", "watch", str(machine.content))
    assert watching.stdout is not None
    _wait_for("Watching", watching.stdout)
    _wait_for("Release 1 is published", watching.stdout)
    _edit(machine, "Guten Tag")
    _wait_for("Release 2 is published: 1 file", watching.stdout)

    watching.send_signal(signal.SIGINT)
    watching.communicate(timeout=60)
    assert watching.returncode == 0


def _wait_for(said: str, lines: Iterable[str]) -> None:
    """Whatever else is said before, as that there are keys now."""
    assert any(said in line for line in lines)


def test_a_folder_that_is_not_there_is_no_matter_of_rights(
    run: Run, tmp_path: Path
) -> None:
    """One that is looked for in vain is named as such, by each command alike."""
    nowhere = str(tmp_path / "nowhere")
    for asked in ("publish", "import"):
        said = run("content", asked, nowhere)
        assert said.exit_code == 2, said.output
        assert f"There is no folder {nowhere}." in said.output, asked
        assert "Name the folder" in said.output, asked
