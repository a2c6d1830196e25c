"""How a screen of the terminal becomes a picture: its cells, and SVG drawn of them."""

from __future__ import annotations
