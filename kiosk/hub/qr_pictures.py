"""A QR code as a picture within the page: no other request gets its secret."""

from __future__ import annotations

import base64


def as_address(text: str) -> str:
    """A `data:` address of an SVG, black on white."""
    import qrcode  # type: ignore[import-untyped]
    from qrcode.image import svg as pictures  # type: ignore[import-untyped]

    code = qrcode.QRCode(image_factory=pictures.SvgPathFillImage, border=4)
    code.add_data(text)
    svg: bytes = code.make_image().to_string()
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
