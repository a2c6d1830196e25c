"""How messages about terminals leave the hub: by e-mail and by webhook."""

from __future__ import annotations
