"""`kiosk content export` and `import`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from kiosk.cli import cli
from kiosk.i18n.languages import LANGUAGES
from tests import content_folder
from tests.working_draft import GERMAN, POLISH

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run
    from tests.fakes.command import Machine


def exported(run: Run, machine: Machine) -> Path:
    folder = machine.home / "out"
    said = run("content", "export", str(folder))
    assert said.exit_code == 0, said.output
    return folder


def test_the_draft_begins_with_the_content_and_is_written_as_files(
    run: Run, machine: Machine
) -> None:
    folder = exported(run, machine)
    assert (folder / GERMAN).read_bytes() == (machine.content / GERMAN).read_bytes()
    said = run("content", "export", str(folder))
    assert said.output.strip() == f"{folder}: 20 files."


def test_what_was_changed_is_shown_and_then_imported(
    run: Run, machine: Machine
) -> None:
    folder = exported(run, machine)
    content_folder.change(folder / POLISH, "# Witamy", "# Lekarz")
    shown = run("content", "import", str(folder), "--only-show")
    assert f"changed: {POLISH}" in shown.output
    assert "  - # Witamy" in shown.output
    assert "  + # Lekarz" in shown.output
    assert "1 file to import." in shown.output
    done = run("content", "import", str(folder), "--yes", "--by", "Anna")
    assert done.output.endswith("1 file imported.\n")
    again = run("content", "import", str(folder))
    assert again.output == "0 files to import.\n"


def test_a_file_that_is_no_content_is_named(run: Run, machine: Machine) -> None:
    folder = exported(run, machine)
    (folder / "services" / "doctor" / "Polish.md").write_text("# Lekarz", "utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("[core]", "utf-8")
    (folder / "site.toml~").write_text("", "utf-8")
    said = run("content", "import", str(folder))
    assert said.exit_code == 0, said.output
    named = "no content, left out: services/doctor/Polish.md\n"
    assert said.output == f"{named}0 files to import.\n"


def test_of_many_that_are_no_content_the_first_are_named(
    run: Run, machine: Machine
) -> None:
    folder = exported(run, machine)
    for n in range(12):
        (folder / f"note-{n:02}.txt").write_text("a note", "utf-8")
    said = run("content", "import", str(folder)).output
    assert "left out: note-00.txt" in said
    assert "left out: note-10.txt" not in said
    assert "and 2 files more" in said


def test_nothing_is_imported_without_a_yes(run: Run, machine: Machine) -> None:
    folder = exported(run, machine)
    content_folder.change(folder / POLISH, "# Witamy", "# Lekarz")
    refused = CliRunner().invoke(cli, ["content", "import", str(folder)], input="n\n")
    assert refused.exit_code == 1
    assert "Import 1 file? [y/N]" in refused.output
    assert (
        "1 file to import."
        in run("content", "import", str(folder), "--only-show").output
    )


def test_a_conflict_is_refused_until_somebody_decides(
    run: Run, machine: Machine
) -> None:
    one, other = exported(run, machine), machine.home / "other"
    run("content", "export", str(other))
    content_folder.change(one / POLISH, "# Witamy", "# Lekarz")
    content_folder.change(other / POLISH, "# Witamy", "# Dentysta")
    assert run("content", "import", str(one), "--yes").exit_code == 0
    refused = run("content", "import", str(other), "--yes")
    assert refused.exit_code == 2
    assert f"changed in the draft too: {POLISH}" in refused.output
    assert "--over-newer" in refused.output
    won = run("content", "import", str(other), "--yes", "--over-newer")
    assert won.exit_code == 0, won.output


def test_articles_go_through_gettext_catalogs_and_come_back(
    run: Run, machine: Machine
) -> None:
    folder = machine.home / "out"
    said = run("content", "export", str(folder), "--gettext")
    assert said.output.strip() == f"{folder}: {len(LANGUAGES)} files."
    nothing = run("content", "import", str(folder), "--gettext")
    assert nothing.output == "0 files to import.\n"
    catalog = folder / "articles" / "pl.po"
    title = 'services/doctor/1"\nmsgid "Willkommen"\nmsgstr "'
    content_folder.change(catalog, f"{title}Witamy", f"{title}Lekarz")
    done = run("content", "import", str(folder), "--gettext", "--yes", "--by", "Ewa")
    assert "  + # Lekarz" in done.output
    assert done.output.endswith("1 file imported.\n")


def test_what_cannot_come_back_is_told_and_the_rest_is_imported(
    run: Run, machine: Machine
) -> None:
    folder = machine.home / "out"
    run("content", "export", str(folder), "--gettext")
    for code, was, new in (("pl", "Witamy", "Lekarz"), ("en", "Welcome", "")):
        title = 'services/doctor/1"\nmsgid "Willkommen"\nmsgstr "'
        catalog = folder / "articles" / f"{code}.po"
        content_folder.change(catalog, f'{title}{was}"', f'{title}{new}"')
    waiting = run("content", "import", str(folder), "--gettext", "--only-show")
    assert waiting.exit_code == 0, waiting.output
    assert "services/doctor: 1 of 9 units are not translated." in waiting.output
    assert "    Translate them and import again" in waiting.output
    (folder / "articles" / "uk.po").write_text("<<<<<<<\n")
    done = run("content", "import", str(folder), "--gettext", "--yes")
    assert "error: articles/uk.po:1: This is no catalog" in done.output
    assert done.output.endswith("1 file imported.\n")
    assert done.exit_code == 1


def test_an_export_writes_over_nothing_without_being_told(
    run: Run, machine: Machine
) -> None:
    folder = exported(run, machine)
    content_folder.change(folder / POLISH, "# Witamy", "# Lekarz")
    refused = run("content", "export", str(folder))
    assert refused.exit_code == 2
    assert POLISH in refused.output
    assert run("content", "export", str(folder), "--over").exit_code == 0
    assert "# Witamy" in (folder / POLISH).read_text()
