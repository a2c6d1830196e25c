"""What screens are made of; widgets know no screens."""

from __future__ import annotations
