"""`kiosk waits`: measures how good the estimates of waiting times are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.domain.waits.marks import Marks
    from kiosk.simulation.evaluating import Compared

LARGEST_ERROR = 0.75
"""What the estimate's error must be at most, as a share of the formula's."""
HELD = (0.75, 0.85)
"""How often its range must hold: as often as it says, neither less nor by width."""


@click.group()
def waits() -> None:
    """Measure how good the estimates of waiting times are."""


@waits.command()
@click.option(
    "--days",
    default=60,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="How many days of each world.",
)
@click.option(
    "--seed", default=1, show_default=True, help="Another one plays other days."
)
def evaluate(days: int, seed: int) -> None:
    """Play days of simulated centres and print how far estimates were from the truth.

    Beside it stands the formula of ZMS, which answers the same questions. The last
    three worlds are not as the estimate assumes. Same days and seed, same table.
    """
    from kiosk.simulation.evaluating import compare
    from kiosk.simulation.worlds import UNLIKE, WORLDS

    click.echo(
        f"{days} days of each world, seed {seed}. Of everybody who found no free desk;"
        " minutes.\n"
    )
    click.echo(_row("", "waits", "error", "bias", "5 min longer", "range held"))
    for world in WORLDS:
        compared = compare(world, days, seed)
        if compared is None:
            click.echo(f"{world.name}: nobody waited.")
            continue
        for line in _told(compared, judged=world not in UNLIKE):
            click.echo(line)


def _told(compared: Compared, *, judged: bool) -> Iterator[str]:
    yield compared.world.name
    yield _marks("  estimate", compared.own)
    yield _marks("  ZMS formula", compared.zms)
    error = f"  error {compared.ratio:.2f} x that of the formula"
    low, high = HELD
    if not judged:
        yield f"{error}; the world is not as assumed."
        return
    reached = compared.ratio <= LARGEST_ERROR and low <= compared.own.held <= high
    goal = f"<= {LARGEST_ERROR} x, range held {low:.0%} to {high:.0%}"
    yield f"{error}; wanted {goal}: {'reached' if reached else 'NOT REACHED'}."


def _marks(name: str, of: Marks) -> str:
    return _row(
        name,
        str(of.waits),
        f"{of.error:.1f}",
        f"{of.bias:+.1f}",
        f"{of.much_longer:.0%}",
        f"{of.held:.0%}",
    )


def _row(name: str, *cells: str) -> str:
    widths = (7, 7, 7, 14, 12)
    told = "".join(cell.rjust(w) for cell, w in zip(cells, widths, strict=True))
    return f"{name:28}{told}".rstrip()
