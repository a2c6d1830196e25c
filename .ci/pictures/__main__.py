"""What the terminal draws of points: pictograms, digits, letters of the display face.

Called with the folder to write to, and a folder with Noto Sans; without the second the
display face is left as it is; with a third word, such as `4_sextants`, that face alone
is made. Needs cairosvg, numpy and pillow; what is written needs
none of them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from digits import digits
from display_face import SIZES, display_face
from pictograms import pictograms


def main(target: Path, fonts: Path | None, only: str = "") -> None:
    (target / "pictures.txt").write_text(pictograms(), "utf-8")
    (target / "digits.txt").write_text(digits(), "utf-8")
    if fonts is None:
        return
    for rows, parts in SIZES:
        if only not in ("", f"{rows}_{parts}"):
            continue
        path = target / f"display_{rows}_{parts}.txt"
        path.write_text(display_face(fonts, rows, parts), "utf-8")


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        Path(sys.argv[2]) if len(sys.argv) > 2 else None,
        *sys.argv[3:],
    )
