from __future__ import annotations

import pytest

from kiosk.hub.browsers import kind

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "told"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox, Linux"),
        (f"(Windows NT 10.0) {WEBKIT} Chrome/139.0 Safari/537.36", "Chrome, Windows"),
        (f"(Windows NT 10.0) {WEBKIT} Chrome/139 Edg/139.0", "Edge, Windows"),
        (f"(Macintosh; Intel Mac OS X 10_15) {WEBKIT} Safari/605", "Safari, macOS"),
        (f"(iPhone; CPU iPhone OS 18 like Mac OS X) {WEBKIT} Safari", "Safari, iPhone"),
        (f"(Linux; Android 15) {WEBKIT} Chrome/139 Mobile", "Chrome, Android"),
        ("curl/8.0", ""),
        ("", ""),
        ("x" * 10_000 + "Firefox", ""),
    ],
)
def test_a_browser_is_told_roughly(user_agent: str, told: str) -> None:
    assert kind(user_agent) == told
