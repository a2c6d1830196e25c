"""`kiosk content links`: opens every address, and keeps what came of it, dated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.options import PATH, place, where
from kiosk.errors import LinksUnheard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    import httpx

    from kiosk.domain.catalogue import Catalogue
    from kiosk.sync.links import LinkFinding

RESULTS = "links.tsv"
"""In the data folder: date, verdict, address, detail; a line an address."""
COLUMNS = 4


@click.command()
@where
@click.argument("folder", type=PATH, required=False)
@click.option("--dry-run", is_flag=True, help="Only list the addresses.")
def links(
    data: Path | None, config: Path | None, folder: Path | None, dry_run: bool
) -> None:
    """Open every address of the content FOLDER, on a machine with internet.

    Politely: HEAD, then GET where it must be; one at a time per host, with a time
    limit. Redirects are reported. The results are kept with their date in links.tsv
    in the data folder, unless no address at all answers. Exits with 1 when an address
    is broken.
    """
    here = place(data, config)
    from kiosk.catalogue.loader import load

    addresses = sorted(set(web_addresses(load(folder or here.content))))
    if dry_run:
        for address in addresses:
            click.echo(address)
        return
    from kiosk.clock import SystemClock

    here.folder.make()
    kept = here.folder.root / RESULTS
    findings = ask(addresses, kept, SystemClock().now().date())
    if no_internet(findings):
        raise LinksUnheard(
            f"None of {len(findings)} addresses answered; nothing is kept of that.",
            remedy="Ask again on a machine with internet.",
        )
    broken = sum(finding.verdict == "broken" for finding in findings)
    moved = sum(finding.verdict == "moved" for finding in findings)
    click.echo(f"{len(findings)} addresses, {moved} moved, {broken} broken: {kept}")
    if broken:
        raise SystemExit(1)


def web_addresses(catalogue: Catalogue) -> Iterable[str]:
    """Every web page that visitors are sent to, and every source that names one."""
    from kiosk.domain.short_links import targets

    yield from targets(catalogue)
    for service in catalogue.services:
        yield from (fact.url for fact in service.facts if fact.url)


def ask(
    addresses: Iterable[str],
    kept: Path,
    today: date,
    client: httpx.AsyncClient | None = None,
) -> list[LinkFinding]:
    """Say each finding as it comes in; who ends this early keeps what came so far."""
    import asyncio

    from kiosk.sync.links import check

    findings: list[LinkFinding] = []

    def tell(finding: LinkFinding) -> None:
        click.echo(f"{finding.verdict:<7} {finding.address}  {finding.detail}")
        findings.append(finding)

    try:
        asyncio.run(check(addresses, tell, client))
    finally:
        keep(kept, [] if no_internet(findings) else findings, today)
    return findings


def no_internet(findings: Sequence[LinkFinding]) -> bool:
    """None of several answered: that says nothing of any of them."""
    return len(findings) > 1 and not any(finding.answered for finding in findings)


def keep(file: Path, findings: Iterable[LinkFinding], today: date) -> None:
    """The newest finding of each address; what was not asked now stays as it was."""
    from kiosk.paths import replace_text

    known = _known(file)
    for finding in findings:
        detail = " ".join(finding.detail.split())
        known[finding.address] = "\t".join(
            (str(today), finding.verdict, finding.address, detail)
        )
    file.touch()
    replace_text(file, "".join(f"{known[address]}\n" for address in sorted(known)))


def _known(file: Path) -> dict[str, str]:
    """The lines by their address; one that somebody spoilt is left out."""
    if not file.exists():
        return {}
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    rows = [line.split("\t") for line in lines]
    return {row[2]: "\t".join(row) for row in rows if len(row) == COLUMNS}
