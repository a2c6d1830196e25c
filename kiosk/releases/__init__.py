"""Which content a machine shows: releases on its disk, and whether to believe them."""

from __future__ import annotations
