"""Reads QR codes from pixels, the way phones meet them: small, blurred, tilted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
import zxingcpp

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.system.real_terminal import Picture


def as_it_is(picture: Picture) -> Picture:
    return picture


def at_half_size(picture: Picture) -> Picture:
    return _pixels(
        cv2.resize(picture, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    )


def blurred(picture: Picture) -> Picture:
    return _pixels(cv2.GaussianBlur(picture, (0, 0), 2.5))


def tilted(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 12, 0.9)
    grey = (128, 128, 128)
    return _pixels(cv2.warpAffine(picture, turn, (width, height), borderValue=grey))


WAYS: tuple[Callable[[Picture], Picture], ...] = (
    as_it_is,
    at_half_size,
    blurred,
    tilted,
)


def read(picture: Picture) -> list[str]:
    """The texts of all codes that the first reader (ZXing) sees."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def read_by_another(picture: Picture) -> str:
    """The text of the one code that the second reader (OpenCV) sees."""
    text, _, _ = cv2.QRCodeDetector().detectAndDecode(picture)
    return str(text)


def _pixels(picture: object) -> Picture:
    return np.asarray(picture, dtype=np.uint8)
