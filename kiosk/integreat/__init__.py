"""Makes a draft in the content format out of what an Integreat instance delivers."""

from __future__ import annotations
