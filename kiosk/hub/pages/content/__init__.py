"""The pages on which the working draft of all content is written and looked at."""

from __future__ import annotations
