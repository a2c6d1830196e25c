"""`kiosk content sign`: the publisher of a strict site signs on their own machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.options import PATH, place, where

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from kiosk.domain.changes import TextChange
    from kiosk.releases.trust.roles import SignedTarget
    from kiosk.sync.signing import SigningLink
    from kiosk.wire import SignatureWanted

NONE = "none"
SIGNS = {"same": " ", "old": "-", "new": "+", "gap": "…"}


@click.command()
@where
@click.argument("link", required=False)
@click.option("--key", type=PATH, help="The file of the publisher's key.")
@click.option(
    "--notices-key",
    "let",
    help="Let the hub sign notices by itself, with the key whose id begins so"
    " (kiosk content keys status shows it there); none: no longer.",
)
@click.option("--yes", is_flag=True, help="Sign without being asked.")
def sign(
    data: Path | None,
    config: Path | None,
    link: str | None,
    key: Path | None,
    let: str | None,
    yes: bool,
) -> None:
    """Sign the release that waits, after a look at what it changes.

    Without LINK, on the hub: show the link under which a release waits. With LINK and
    --key, on the publisher's machine: fetch it, show the difference, sign, hand it in.
    """
    if link is None:
        _show_link(data, config)
        return
    if key is None:
        raise click.UsageError("Say --key, the file of the publisher's key.")
    from kiosk.clock import SystemClock
    from kiosk.releases.trust import keys, publisher
    from kiosk.releases.trust.roles import TrustRole
    from kiosk.sync.signing import SigningLink

    mine = keys.read(TrustRole.TARGETS, key)
    hub = SigningLink(link)
    try:
        wanted = hub.wanted()
        target = _shown(hub, wanted)
        notices_key = _let(wanted, let)
        if not yes:
            click.confirm("Sign it?", abort=True)
        now, before = SystemClock().now(), wanted.targets.encode()
        hub.hand_in(publisher.sign(mine, before, target, now, notices_key))
    finally:
        hub.close()
    click.echo("Signed." if target is None else f"Release {target.version} is public.")


def _let(wanted: SignatureWanted, said: str | None) -> str | None:
    """Which key may sign notices from now on, for `publisher.sign`.

    Only one that the publisher names by themselves: a stolen hub may ask for any.
    """
    from kiosk.errors import Conflict
    from kiosk.releases.trust.delegating import read_key
    from kiosk.releases.trust.keys import SHOWN_OF_ID

    if said == NONE:
        click.echo("The hub signs no notices by itself any more.")
        return ""
    asked = wanted.notices_key
    asked_id = read_key(asked).keyid if asked else ""
    if said is None:
        if asked:
            click.echo(
                "The hub asks to sign notices by itself. To let it, compare on the hub"
                " (kiosk content keys status) and say"
                f" --notices-key {asked_id[:SHOWN_OF_ID]}."
            )
        return None
    if len(said) < SHOWN_OF_ID or not asked_id.startswith(said):
        raise Conflict(
            f"The hub does not ask to sign notices with a key {said!r}.",
            remedy="Look on the hub: kiosk content keys status. It names"
            f" {SHOWN_OF_ID} letters of the id.",
        )
    click.echo(f"The hub signs notices by itself, with the key {said}.")
    return asked


def _show_link(data: Path | None, config: Path | None) -> None:
    here = place(data, config)
    from kiosk import wire
    from kiosk.cli import first_run
    from kiosk.cli.hub_context import hub_context
    from kiosk.operations import outside_signing

    with hub_context(here) as ctx:
        code = outside_signing.code(ctx)
        waits = outside_signing.waiting(ctx, code).release
    if waits is None:
        click.echo("No release waits; this lets hold longer what was signed before.")
    else:
        click.echo(f"Release {waits.about.version} waits for the publisher:")
    address = f"{first_run.known_address(here)}{wire.PREFIX}/signing/{code}"
    click.echo(f"  kiosk content sign {address} --key FILE")


def _shown(hub: SigningLink, wanted: SignatureWanted) -> SignedTarget | None:
    """What is signed is made of the bytes that were shown, not of the hub's word."""
    from kiosk.errors import Conflict
    from kiosk.releases.differences import difference
    from kiosk.releases.trust.roles import SignedTarget, TargetKind

    if wanted.release is None:
        click.echo("Nothing new: what you signed shall hold longer.")
        return None
    packed = hub.archive()
    about, files = _read(packed)
    if about != wanted.release:
        raise Conflict(
            f"The archive says it is release {about}, the hub {wanted.release}.",
            remedy="Do not sign; find out who changes what the hub sends.",
        )
    before = _read(hub.before())[1] if wanted.before is not None else {}
    click.echo(f"Release {about}, by {wanted.by}: {wanted.comment or 'no comment'}")
    for line in _lines(difference(before, files)):
        click.echo(line)
    return SignedTarget.of(TargetKind.RELEASE, about, packed)


def _read(packed: bytes) -> tuple[int, Mapping[str, bytes]]:
    import io

    from kiosk.releases.unpacking import read_archive

    about, files = read_archive(io.BytesIO(packed))
    return about.version, files


def _lines(changes: Iterable[TextChange]) -> Iterable[str]:
    for change in changes:
        yield f"{change.kind}: {change.path}"
        for line in change.lines:
            yield f"    {SIGNS[line.kind]} {line.text}"
