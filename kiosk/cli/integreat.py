"""`kiosk content import-integreat`: brings what a region says as a draft."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from kiosk.cli import Refused
from kiosk.cli.options import PATH, place, where
from kiosk.errors import DataFolderUnusable, ImportFailed

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.integreat.importing import Answers, Summary
    from kiosk.integreat.items import ItemKind

INSTANCE = "https://cms.integreat-app.de"
WHAT = {"pages": "page", "places": "place", "events": "event"}
MOST_TOLD = 50
"""Lines about what was left out; draft.toml has them all."""


class NotImported(Refused):
    """The other side's fault, or the disk's: the command was right."""

    exit_code = 1


def _words(
    _ctx: click.Context, _parameter: click.Parameter, told: str | None
) -> list[str]:
    return list(dict.fromkeys(filter(None, (told or "").replace(" ", "").split(","))))


@click.command("import-integreat")
@where
@click.argument("region")
@click.option("--instance", default=INSTANCE, show_default=True, help="Its address.")
@click.option(
    "--languages",
    callback=_words,
    help="Such as de,en. Default: all that the region and the terminal speak.",
)
@click.option(
    "--roots",
    multiple=True,
    help="The path of a German page: only it and those below. May be repeated.",
)
@click.option("--into", type=PATH, help="The draft. Default: in the data folder.")
@click.option("--licence", help="Of the texts, as the region's operator has told you.")
@click.option(
    "--what",
    default=",".join(WHAT),
    show_default=True,
    callback=_words,
    help="What to bring.",
)
def import_integreat(
    data: Path | None,
    config: Path | None,
    region: str,
    instance: str,
    languages: list[str],
    roots: tuple[str, ...],
    into: Path | None,
    licence: str | None,
    what: list[str],
) -> None:
    """Bring pages, places and events of an Integreat REGION as a draft.

    No terminal reads a draft: look at it, ask for the licence, and move what is wanted
    into the content. What you have changed in a draft is never overwritten.
    """
    here = place(data, config)
    usual = here.folder.root / "drafts" / f"integreat-{region}"
    import asyncio

    from kiosk.catalogue.drafts.folder import DraftFolder
    from kiosk.clock import SystemClock
    from kiosk.integreat.importing import bring_in
    from kiosk.integreat.records import UNKNOWN_LICENCE

    kinds = _kinds(what)
    _check_name(region)
    folder = DraftFolder((into or usual).expanduser().resolve())
    try:
        if into is None:
            here.folder.make()
        with folder.held():
            answers = asyncio.run(_collected(instance, region, languages, kinds))
            summary = bring_in(
                answers,
                folder,
                licence=licence or UNKNOWN_LICENCE,
                retrieved=SystemClock().now().replace(microsecond=0),
                roots=roots,
            )
    except (DataFolderUnusable, ImportFailed) as error:
        raise NotImported(error) from error
    for line in told(folder.path, answers, summary):
        click.echo(line)
    if licence is None:
        click.echo(f"The licence is {UNKNOWN_LICENCE} (--licence).")


async def _collected(
    instance: str, region: str, languages: list[str], kinds: list[ItemKind]
) -> Answers:
    from kiosk.integreat.client import IntegreatClient

    client = IntegreatClient(instance)
    try:
        return await client.collect(region, languages, kinds)
    finally:
        await client.close()


def told(folder: Path, answers: Answers, summary: Summary) -> list[str]:
    """A line a kind, then what an editor must look at."""
    from kiosk.integreat.merging import MergeOutcome

    lines = [f"{answers.region.name}: {folder}"]
    for name, kind in WHAT.items():
        if kind in answers.kinds:
            counts = summary.outcomes.get(kind, Counter())
            said = ", ".join(f"{counts[one]} {one}" for one in MergeOutcome)
            lines.append(f"{name}: {said}")
    lines += [f"newer version beside yours: {path}" for path in summary.kept]
    left_out = [*answers.notes, *map(str, summary.drops)]
    lines.append(f"left out: {len(left_out)}")
    lines += [f"    {one}" for one in left_out[:MOST_TOLD]]
    if len(left_out) > MOST_TOLD:
        lines.append(f"    and {len(left_out) - MOST_TOLD} more: see draft.toml")
    return lines


def _kinds(what: list[str]) -> list[ItemKind]:
    from kiosk.integreat.items import ItemKind

    unknown = [name for name in what if name not in WHAT]
    if unknown or not what:
        raise click.BadParameter(
            f"{', '.join(unknown) or 'nothing'}: choose from {', '.join(WHAT)}.",
            param_hint="--what",
        )
    return [ItemKind(WHAT[name]) for name in WHAT if name in what]


def _check_name(region: str) -> None:
    """It becomes part of a folder's name."""
    if not region.isascii() or not region.replace("-", "").isalnum():
        raise click.BadParameter(
            "write the region as in its addresses, such as spree-neisse.",
            param_hint="REGION",
        )
