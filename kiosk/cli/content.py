"""`kiosk content`: what editors ask of the centre's content, and tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.content_draft import export_draft, import_draft
from kiosk.cli.content_install import install
from kiosk.cli.content_keys import keys
from kiosk.cli.content_links import links
from kiosk.cli.content_releases import publish, releases, roll_back, watch
from kiosk.cli.content_sheets import sheets
from kiosk.cli.content_sign import sign
from kiosk.cli.content_trust import stick, trust
from kiosk.cli.counting import counted
from kiosk.cli.integreat import import_integreat
from kiosk.cli.options import PATH, place, where

if TYPE_CHECKING:
    from pathlib import Path

    from kiosk.catalogue.problems import Findings
    from kiosk.domain.catalogue import Catalogue


@click.group()
def content() -> None:
    """Check the centre's content, see what it needs, bring some, or publish it."""


content.add_command(keys)
content.add_command(links)
content.add_command(sheets)
content.add_command(sign)
content.add_command(stick)
content.add_command(trust)
content.add_command(export_draft)
content.add_command(import_draft)
content.add_command(import_integreat)
for command in (publish, watch, releases, roll_back, install):
    content.add_command(command)

FOLDER = click.argument("folder", type=PATH, required=False)


@content.command()
@where
@FOLDER
def check(data: Path | None, config: Path | None, folder: Path | None) -> None:
    """Say every problem of a content FOLDER at once, with file, line and remedy.

    Without FOLDER the content that the settings name, or that came with the program.
    Warnings do not keep a terminal from starting; errors do. What nobody has confirmed
    yet is counted, and told by `kiosk content gaps`.
    """
    here = place(data, config)
    from kiosk.catalogue.checks import problems
    from kiosk.catalogue.easy_german import check_easy_german
    from kiosk.cli.open_questions import by_kind
    from kiosk.cli.screen_checks import check_screens
    from kiosk.clock import SystemClock
    from kiosk.domain.short_links import has_short_addresses

    checked, settings = folder or here.content, here.settings
    short = has_short_addresses(settings.hub.public_address or settings.terminal.hub)
    readable: list[Catalogue] = []

    def look(catalogue: Catalogue, findings: Findings) -> None:
        readable.append(catalogue)
        check_screens(catalogue, findings, has_short_addresses=short)
        check_easy_german(checked, catalogue, findings)

    found = problems(checked, SystemClock().now().date(), look)
    for problem in found:
        click.echo(f"{'error' if problem.is_error else 'warning'}: {problem}")
        click.echo(f"    {problem.remedy}")
    for catalogue in filter(_gaps, readable):
        click.echo(f"gaps: {by_kind(catalogue)} (whom to ask: `kiosk content gaps`)")
    errors = sum(problem.is_error for problem in found)
    warnings, asked = len(found) - errors, sum(map(_gaps, readable))
    counts = ((errors, "error"), (warnings, "warning"), (asked, "gap"))
    click.echo(f"{checked}: {', '.join(counted(n, thing) for n, thing in counts)}")
    if errors:
        raise SystemExit(1)


@content.command()
@where
@FOLDER
@click.option("--only", help="Rows that have this state, such as outdated.")
def status(
    data: Path | None, config: Path | None, folder: Path | None, only: str | None
) -> None:
    """Say of every service in every language how far its text can be relied on.

    current; unread (by a native speaker); outdated (the German text has a newer major
    version, or was changed); fallback (another language is read); missing.
    """
    here = place(data, config)
    from kiosk.catalogue.status import matrix
    from kiosk.cli.content_tables import states

    for line in states(matrix(_whole(folder or here.content)), only):
        click.echo(line)


@content.command()
@where
@FOLDER
@click.option("--kind", help="The questions of this kind, such as hours.")
@click.option("--whom", help="The questions to whose name has this in it.")
@click.option("--service", help="The questions of this service, or of site.toml.")
@click.option("--all", "everything", is_flag=True, help="Every question there is.")
def gaps(
    data: Path | None,
    config: Path | None,
    folder: Path | None,
    kind: str | None,
    whom: str | None,
    service: str | None,
    *,
    everything: bool,
) -> None:
    """Say how much nobody has confirmed yet, of what kind, and whom to ask first.

    With an option the questions themselves, by whom to ask; with --all also which
    sources are old.
    """
    here = place(data, config)
    from kiosk.cli.open_questions import Narrowing, questions, summary
    from kiosk.clock import SystemClock

    today = SystemClock().now().date()
    catalogue = _whole(folder or here.content)
    if everything:
        lines = questions(catalogue, today)
    elif kind or whom or service:
        lines = questions(catalogue, today, Narrowing(kind, whom, service))
    else:
        lines = summary(catalogue, today)
    for line in lines:
        click.echo(line)


@content.command()
@where
@click.argument("slug")
@click.argument("language")
@click.option("--folder", type=PATH, help="Another content folder.")
@click.option("--read-by", help="Which native speaker or body has read it, and when.")
def confirm(
    data: Path | None,
    config: Path | None,
    slug: str,
    language: str,
    folder: Path | None,
    read_by: str | None,
) -> None:
    """Say that a text is still valid, without editing it.

    For de: every fact of the service SLUG was looked up today. For another LANGUAGE: it
    says what the German text says now. `words` is the SLUG of the centre's short words.
    """
    here = place(data, config)
    from kiosk.catalogue import confirming
    from kiosk.clock import SystemClock
    from kiosk.domain.localized import SOURCE_LANGUAGE
    from kiosk.i18n.languages import language as known

    root, code = folder or here.content, known(language).code
    if code == SOURCE_LANGUAGE:
        if read_by:
            raise click.UsageError("--read-by is for translations.")
        today = SystemClock().now().date()
        facts = confirming.confirm_facts(root, slug, today)
        click.echo(f"{slug}: {facts} facts checked on {today}.")
    else:
        version = confirming.confirm_translation(root, slug, code, read_by)
        read = f", read by {read_by}" if read_by else ""
        click.echo(f"{slug}: {code} says version {version}{read}.")


@content.command()
@where
@click.argument("slug")
@click.option(
    "--meaning", "change", flag_value="meaning", help="Translations are outdated."
)
@click.option("--wording", "change", flag_value="wording", help="Translations hold.")
@click.option("--folder", type=PATH, help="Another content folder.")
def changed(
    data: Path | None,
    config: Path | None,
    slug: str,
    change: str | None,
    folder: Path | None,
) -> None:
    """Say of the German text of SLUG, which you have changed, what that means.

    It gets a new version: the next major one when its meaning changed, else the next
    minor one, and translations are told that they hold. SLUG is a service, or `words`.
    """
    if change is None:
        raise click.UsageError("Say --meaning or --wording.")
    here = place(data, config)
    from kiosk.catalogue.confirming import tell_change
    from kiosk.domain.translations import SourceChange

    said = SourceChange(change)
    version = tell_change(folder or here.content, slug, said)
    hold = "are outdated" if said is SourceChange.MEANING else "hold"
    click.echo(f"{slug}: version {version}; its translations {hold}.")


def _whole(folder: Path) -> Catalogue:
    """All that can be read, without a word on the rest: that is for `check`."""
    from kiosk.catalogue.loader import read
    from kiosk.catalogue.problems import Findings

    findings = Findings()
    catalogue = read(folder, findings)
    if catalogue is None:
        findings.raise_first()
    assert catalogue
    return catalogue


def _gaps(catalogue: Catalogue) -> int:
    services = sum(len(service.gaps) for service in catalogue.services)
    return services + len(catalogue.gaps)
