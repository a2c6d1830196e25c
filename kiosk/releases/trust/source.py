"""Where a terminal gets releases from: the hub, a stick, or in tests a liar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface

from kiosk.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator

METADATA = "metadata/"
TARGETS = "targets/"
NOT_THERE = 404


class ReleaseSource(Protocol):
    def read(self, path: str) -> Iterator[bytes]:
        """`metadata/timestamp.json`, `targets/<hash>.release-5.zip`, in parts.

        Comes to its end in a time of its own; how much there may be, we count. Raises
        `NotFound`, and `HubError` where there is no answer, at any part.
        """
        ...


class SourceFetcher(FetcherInterface):
    """The same for the library; remembers what came last, so that a refusal names it.

    What is remembered is bounded by the library, which stops at the allowed length.
    """

    def __init__(self, source: ReleaseSource) -> None:
        self._source = source
        self.path = ""
        self.metadata = bytearray()

    def _fetch(self, url: str) -> Iterator[bytes]:
        self.path = url
        self.metadata = bytearray()
        try:
            for part in self._source.read(url):
                if url.startswith(METADATA):
                    self.metadata += part
                yield part
        except NotFound as error:
            raise DownloadHTTPError(str(error), NOT_THERE) from error
