"""What is asked of a hub on this machine is asked without TLS.

For each question httpx reads anew whom all the world trusts, which takes longer than
the answer; `verify=PLAIN` spares it that.
"""

from __future__ import annotations

import ssl

PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody: whoever speaks TLS to it is refused."""
