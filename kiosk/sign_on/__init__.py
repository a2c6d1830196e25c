"""The site's own sign-on, asked by OpenID Connect."""

from __future__ import annotations
