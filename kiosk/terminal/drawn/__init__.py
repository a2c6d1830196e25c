"""What is drawn of parts of cells: pictograms, large digits, words in large letters."""

from __future__ import annotations
