"""What `kiosk tour` is made of: a stage, a visitor, a counsellor, and a camera."""

from __future__ import annotations
