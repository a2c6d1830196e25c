"""Whether a picture that the content names is one that terminals have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.domain.pictures import PICTURES
from kiosk.errors import guess
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from kiosk.catalogue.tables import TomlFile
    from kiosk.catalogue.toml_lines import KeyPath


def known_picture(file: TomlFile, path: KeyPath, name: str | None) -> str | None:
    """The picture named in the table at `path`; an unknown one is left out, and told.

    A warning: a newer program may have it, and without it the words stay.
    """
    if name is None or name in PICTURES:
        return name
    file.warning(
        (*path, "picture"),
        sentence("There is no picture {picture!r}: none is shown.", picture=name[:40]),
        sentence(
            "{guess}Allowed: {allowed}.",
            guess=guess(name, PICTURES),
            allowed=", ".join(PICTURES),
        ),
    )
    return None
