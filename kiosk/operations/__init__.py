"""What can be done on the hub: the one way for each change of its state."""

from __future__ import annotations
