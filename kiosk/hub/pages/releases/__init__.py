"""The pages on which content is published, rolled back, and asked about later."""

from __future__ import annotations
