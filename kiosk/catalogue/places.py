"""Which files of a content folder are read: no other is part of a release."""

from __future__ import annotations

import re

SUFFIXES = (".toml", ".md")
_PLACES = re.compile(
    r"(?:site|languages|topics|resources|glossary|lexicon)\.toml"
    r"|(?:words|lexicon|pathway)/[a-z0-9-]+\.toml"
    r"|services/[a-z0-9-]+/(?:service\.toml|[a-z0-9-]+\.md)"
)


def is_read(name: str) -> bool:
    """Whether a file of this name, relative and with `/`, belongs to the content."""
    return _PLACES.fullmatch(name) is not None
