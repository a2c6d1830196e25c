"""`kiosk content keys`: the keys that sign releases, and what they vouch for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kiosk.cli.options import PATH, place, where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from kiosk.cli.options import Setup
    from kiosk.releases.trust.keys import SigningKey
    from kiosk.releases.trust.repository import Repository
    from kiosk.releases.trust.roles import RoleStanding, TrustRole

ROLES = click.Choice(["root", "targets", "snapshot", "timestamp"])
ROOT_KEYS = click.option(
    "--root-key",
    "root_keys",
    type=PATH,
    multiple=True,
    help="A root key that was put away; may be said again for the next one.",
)
PUT_AWAY = click.option(
    "--put-away",
    type=PATH,
    help="The folder to which a key goes that shall not stay here, as of a stick.",
)


@click.group()
def keys() -> None:
    """Make, see and change the keys that sign the hub's releases."""


@keys.command()
@where
@click.option("--put-away", type=PATH, required=True, help="Where the root keys go.")
@click.option("--root-keys", "count", type=click.IntRange(1, 9), default=2)
@click.option(
    "--threshold",
    type=click.IntRange(1, 9),
    default=1,
    help="How many root keys must sign a change of keys. Default: 1.",
)
@click.option(
    "--publisher-key",
    type=PATH,
    help="Strict: the key that signs content goes into this folder, and is not kept"
    " on the hub, which then publishes nothing by itself.",
)
def init(
    data: Path | None,
    config: Path | None,
    put_away: Path,
    count: int,
    threshold: int,
    publisher_key: Path | None,
) -> None:
    """Make all keys of a hub that has none yet.

    The root keys are written once, to the folder --put-away, and kept nowhere else.
    """
    if threshold > count:
        raise click.UsageError("--threshold cannot be more than --root-keys.")
    here = place(data, config)
    from kiosk.cli.release_keys import key_folder
    from kiosk.releases.trust import keys as signing
    from kiosk.releases.trust.roles import TOP_ROLES, TrustRole

    goes_to = {role: key_folder(here).folder for role in TrustRole}
    goes_to[TrustRole.ROOT] = put_away
    roles: tuple[TrustRole, ...] = TOP_ROLES
    if publisher_key is not None:
        goes_to[TrustRole.TARGETS] = publisher_key
        roles = (*TOP_ROLES, TrustRole.NOTICES)
    with _repository(here, ()) as repository:
        _refuse_to_begin_again(repository)
        ring: dict[TrustRole, Sequence[SigningKey]] = {
            role: [
                signing.put_away(signing.new(role), goes_to[role])
                for _ in range(count if role is TrustRole.ROOT else 1)
            ]
            for role in roles
        }
        repository.begin(ring, threshold)
    for role in roles:
        for key in ring[role]:
            click.echo(f"{role}: {key.file}")
    click.echo("Put each root key to a place of its own that is no part of this")
    click.echo("machine, now: whoever has them can replace all others.")
    if publisher_key is not None:
        click.echo("The targets key belongs to whoever publishes: kiosk content sign.")
        click.echo("The notices key stays here: notices reach terminals without them.")


@keys.command()
@where
def status(data: Path | None, config: Path | None) -> None:
    """Say which keys sign, where they are, and until when what they signed holds."""
    here = place(data, config)
    from kiosk.cli.release_keys import key_folder
    from kiosk.clock import SystemClock
    from kiosk.releases.trust.roles import TrustRole

    with _repository(here, ()) as repository:
        standings = repository.standings()
        asked = repository.asks_to_let() if standings else None
    if not standings:
        click.echo("This hub has no keys yet: kiosk content keys init.")
        return
    files = {
        key.id: key.file for role in TrustRole for key in key_folder(here).of(role)
    }
    for standing in standings:
        for line in _lines(standing, files, SystemClock().now()):
            click.echo(line)
    if asked is not None:
        click.echo(f"{asked.role}: the publisher has not let it sign yet")
        click.echo(f"    key {asked.short_id}: {asked.file}")


@keys.command()
@where
def notices(data: Path | None, config: Path | None) -> None:
    """Make the key with which a strict site's hub signs notices by itself.

    It counts once the publisher lets it: kiosk content sign LINK --notices-key ID.
    Said again, it makes a new key, and the old one counts until then.
    """
    here = place(data, config)
    from kiosk.cli.release_keys import key_folder
    from kiosk.errors import Conflict
    from kiosk.releases.trust import keys as signing
    from kiosk.releases.trust.roles import TrustRole

    with _repository(here, ()) as repository:
        if not repository.has_begun or repository.can_sign(TrustRole.TARGETS):
            raise Conflict(
                "This hub needs no such key: what signs its releases is here.",
                remedy="Look at them: kiosk content keys status.",
            )
    made = key_folder(here).keep(signing.new(TrustRole.NOTICES))
    click.echo(f"{made.role}: {made.file}")
    click.echo("Let the publisher sign that it counts. Say here: kiosk content sign,")
    click.echo(f"and there, with the link: --notices-key {made.short_id}")


@keys.command()
@where
@click.argument("file", type=PATH)
def export(data: Path | None, config: Path | None, file: Path) -> None:
    """Write the first root into FILE, for terminal.first_root_file of terminals.

    It holds public keys alone; what matters is that nobody changes it on the way.
    """
    here = place(data, config)
    from kiosk.cli.hub_context import hub_context
    from kiosk.errors import DataFolderUnusable
    from kiosk.operations import release_signing

    with hub_context(here) as ctx:
        root = release_signing.metadata(ctx, "1.root.json")
    try:
        file.write_bytes(root)
    except OSError as error:
        raise DataFolderUnusable(
            f"{file} cannot be written: {error.strerror or error}.",
            remedy="Name a file in a folder that can be written.",
        ) from error
    click.echo(f"{file}: bring it to each terminal, and name it in its settings.")


@keys.command()
@where
@click.argument("roles", nargs=-1, type=ROLES)
@ROOT_KEYS
def renew(
    data: Path | None,
    config: Path | None,
    roles: tuple[str, ...],
    root_keys: tuple[Path, ...],
) -> None:
    """Let what was signed hold for its whole time again.

    Without ROLES all whose keys are at hand. Snapshot and timestamp the hub renews
    by itself.
    """
    here = place(data, config)
    from kiosk.releases.trust.roles import TrustRole

    with _repository(here, root_keys) as repository:
        wanted = [TrustRole(role) for role in roles] or [
            role for role in TrustRole if repository.can_sign(role)
        ]
        for role in wanted:
            repository.renew(role)
        for standing in repository.standings():
            if standing.role in wanted:
                click.echo(f"{standing.role}: until {standing.expires:%Y-%m-%d}")


@keys.command()
@where
@click.argument("role", type=ROLES)
@click.option("--old", multiple=True, help="The beginning of a root key's id.")
@ROOT_KEYS
@PUT_AWAY
def rotate(
    data: Path | None,
    config: Path | None,
    role: str,
    old: tuple[str, ...],
    root_keys: tuple[Path, ...],
    put_away: Path | None,
) -> None:
    """Replace the key of a ROLE, as when somebody else may have it.

    Terminals learn the new one by themselves. Of root keys --old says which is gone.
    """
    here = place(data, config)
    from kiosk.cli.release_keys import key_folder
    from kiosk.releases.trust import keys as signing
    from kiosk.releases.trust.roles import TrustRole

    of = TrustRole(role)
    if of is TrustRole.ROOT and not (old and put_away):
        raise click.UsageError("For a root key say --old and --put-away.")
    folder = key_folder(here)
    with _repository(here, root_keys) as repository:
        known = {each.role: each.key_ids for each in repository.standings()}
        gone = _meant(known.get(of, ()), old) if old else known.get(of, ())
        fresh = signing.put_away(signing.new(of), put_away or folder.folder)
        of_notices = None
        if of is TrustRole.TARGETS and put_away:
            of_notices = folder.keep(signing.new(TrustRole.NOTICES))
        repository.rotate(of, gone, fresh, of_notices)
    kept = [key_id for key_id in known[of] if key_id not in gone]
    folder.drop(of, but=[*kept, fresh.id])
    click.echo(f"{of}: {fresh.file}")
    for key_id in gone:
        click.echo(f"What the key {key_id[:8]} signs counts no more.")


def _refuse_to_begin_again(repository: Repository) -> None:
    """Before a key is written anywhere."""
    from kiosk.errors import Conflict

    if repository.has_begun:
        raise Conflict(
            "This hub has keys already.",
            remedy="Look at them: kiosk content keys status.",
        )


def _meant(known: Sequence[str], said: Sequence[str]) -> list[str]:
    from kiosk.errors import NotFound

    found = [key_id for key_id in known if key_id.startswith(tuple(said))]
    if not found:
        raise NotFound(
            "No key has an id that begins so.",
            remedy="Look at them: kiosk content keys status.",
        )
    return found


def _repository(
    here: Setup, root_keys: Sequence[Path]
) -> AbstractContextManager[Repository]:
    from contextlib import contextmanager

    from kiosk.cli.hub_context import hub_context
    from kiosk.cli.release_keys import key_folder
    from kiosk.releases.trust import keys as signing
    from kiosk.releases.trust.repository import Repository
    from kiosk.releases.trust.roles import TrustRole
    from kiosk.store.release_metadata import ReleaseMetadata

    brought = signing.read_all(TrustRole.ROOT, root_keys)
    folder = key_folder(here)

    def at_hand(role: TrustRole) -> Sequence[SigningKey]:
        return [*folder.of(role), *(brought if role is TrustRole.ROOT else ())]

    @contextmanager
    def opened() -> Iterator[Repository]:
        """All that is signed within is stored at once, or nothing."""
        with hub_context(here) as ctx, ctx.database.begin() as connection:
            yield Repository(ReleaseMetadata(connection), at_hand, ctx.clock.now())

    return opened()


def _lines(
    standing: RoleStanding, files: dict[str, Path | None], now: datetime
) -> Iterator[str]:
    mark = ""
    if standing.is_over(now):
        mark = "  OVER"
    elif standing.ends_soon(now):
        mark = "  ends soon"
    yield f"{standing.role}: until {standing.expires:%Y-%m-%d %H:%M} UTC{mark}"
    for key_id in standing.key_ids:
        yield f"    key {key_id[:8]}: {files.get(key_id) or 'not on this machine'}"
    if standing.threshold > 1:
        yield f"    {standing.threshold} of them must sign"
