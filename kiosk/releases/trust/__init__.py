"""Whether a release is to be believed: The Update Framework, by its own library.

Importing the modules of this room costs 120 ms: their users do so when they need them.
"""

from __future__ import annotations
