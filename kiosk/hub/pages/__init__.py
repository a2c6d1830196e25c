"""Pages for people: plain forms, live parts swapped in."""

from __future__ import annotations
