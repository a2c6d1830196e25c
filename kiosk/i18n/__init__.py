"""Languages and the program's words in them."""

from __future__ import annotations
