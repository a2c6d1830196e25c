"""`kiosk content export` and `import`: the hub's draft as files, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.counting import counted
from kiosk.cli.options import PATH, place, where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kiosk.catalogue.problems import Problem
    from kiosk.domain.changes import TextChange
    from kiosk.operations.context import Context
    from kiosk.operations.draft_transfer import ImportPlan

MOST_NAMED = 10
FOLDER = click.argument("folder", type=PATH)
GETTEXT = click.option(
    "--gettext", "is_gettext", is_flag=True, help="Articles as gettext catalogs."
)


@click.command("export")
@where
@FOLDER
@click.option("--over", is_flag=True, help="Also over what was changed there.")
@GETTEXT
def export_draft(
    data: Path | None, config: Path | None, folder: Path, over: bool, is_gettext: bool
) -> None:
    """Write the hub's draft into FOLDER, byte for byte: for an editor, git or Weblate.

    A hidden list in it tells `kiosk content import` later what was changed there.
    With --gettext instead the articles: FOLDER/articles/LANGUAGE.po, and a template.
    """
    here = place(data, config)
    from kiosk.cli.hub_context import hub_context
    from kiosk.operations import draft_transfer

    with hub_context(here) as ctx:
        draft_transfer.ensure_begun(ctx)
        if is_gettext:
            from kiosk.operations.draft_gettext import export_catalogs

            done = export_catalogs(ctx, folder, over=over)
            _tell_left(done.left)
            files = done.files
        else:
            files = draft_transfer.export_folder(ctx, folder, over=over)
    click.echo(f"{folder}: {counted(files, 'file')}.")


@click.command("import")
@where
@FOLDER
@click.option("--by", default="kiosk content import", help="Who changed the files.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--over-newer", is_flag=True, help="Also over newer texts of the draft.")
@click.option("--only-show", is_flag=True, help="Show what would change, no more.")
@GETTEXT
def import_draft(
    data: Path | None,
    config: Path | None,
    folder: Path,
    by: str,
    yes: bool,
    over_newer: bool,
    only_show: bool,
    is_gettext: bool,
) -> None:
    """Bring the files of FOLDER into the hub's draft, after showing what changes.

    What was changed on the hub meanwhile stays. What was changed on both sides is
    refused as a whole, unless --over-newer says that the files win; the other text
    stays in the history of the draft. Nothing is published by it. With --gettext each
    article of FOLDER/articles/LANGUAGE.po that is translated whole and not fuzzy.
    """
    here = place(data, config)
    from kiosk.cli.hub_context import hub_context
    from kiosk.operations import draft_transfer

    with hub_context(here) as ctx:
        draft_transfer.ensure_begun(ctx)
        plan, lists, left = _planned(ctx, folder, over_newer, is_gettext)
        _tell_plan(plan, left)
        if not is_gettext:
            _tell_no_content(folder)
        if only_show or not (plan.changes or plan.conflicts):
            click.echo(f"{counted(len(plan.changes), 'file')} to import.")
        else:
            if not plan.conflicts and not yes:
                what = counted(len(plan.changes), "file")
                click.confirm(f"Import {what}?", abort=True)
            entries = draft_transfer.import_folder(ctx, by, lists, plan)
            click.echo(f"{counted(len(entries), 'file')} imported.")
    if any(problem.is_error for problem in left):
        raise SystemExit(1)


def _planned(
    ctx: Context, folder: Path, over_newer: bool, is_gettext: bool
) -> tuple[ImportPlan, Path, tuple[Problem, ...]]:
    """The plan, the folder of its list, and what is left out."""
    from kiosk.operations import draft_transfer

    if not is_gettext:
        plan = draft_transfer.import_plan(ctx, folder, over_newer=over_newer)
        return plan, folder, ()
    from kiosk.operations import draft_gettext

    found = draft_gettext.import_plan(ctx, folder, over_newer=over_newer)
    return found.plan, folder / draft_gettext.CATALOGS, found.left


def _tell_plan(plan: ImportPlan, left: Iterable[Problem]) -> None:
    for change in plan.changes:
        for line in _told(change):
            click.echo(line)
    for path in plan.newer:
        click.echo(f"newer in the draft, stays: {path}")
    for path in plan.conflicts:
        click.echo(f"changed in the draft too: {path}")
    _tell_left(left)


def _tell_left(left: Iterable[Problem]) -> None:
    for problem in left:
        click.echo(f"{'error' if problem.is_error else 'left'}: {problem}")
        click.echo(f"    {problem.remedy}")


def _tell_no_content(folder: Path) -> None:
    """What lies there and is not read: a name may be misspelt."""
    from kiosk.releases.packing import left_out

    names = left_out(folder)
    for name in names[:MOST_NAMED]:
        click.echo(f"no content, left out: {name}")
    if len(names) > MOST_NAMED:
        click.echo(f"    and {counted(len(names) - MOST_NAMED, 'file')} more")


def _told(change: TextChange) -> Iterator[str]:
    from kiosk.domain.changes import LineKind

    signs = {LineKind.SAME: " ", LineKind.OLD: "-", LineKind.NEW: "+"}
    yield f"{change.kind}: {change.path}"
    for line in change.lines:
        sign = signs.get(line.kind)
        yield "    ..." if sign is None else f"  {sign} {line.text}"
