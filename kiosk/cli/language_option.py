"""Which languages are meant by `--language`, said not at all, once or again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.domain.catalogue import Catalogue
    from kiosk.ids import LanguageCode


def chosen_languages(catalogue: Catalogue, said: Sequence[str]) -> list[LanguageCode]:
    """All that are offered if none is said. Raises `click.BadParameter`."""
    offered = catalogue.site.languages
    for unknown in sorted(set(said) - set(offered)):
        raise click.BadParameter(
            f"{unknown} is not offered: {', '.join(offered)}.", param_hint="--language"
        )
    return [code for code in offered if not said or code in said]
