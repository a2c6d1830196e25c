"""Search over the services: by any of their words, in any language and spelling."""

from __future__ import annotations
