"""The web service: counsellors' pages, visitors' pages, the JSON API."""

from __future__ import annotations
