"""Along which lines the pen goes for each digit and each capital."""

from __future__ import annotations


def strokes(w: float, h: float) -> dict[str, str]:
    """Paths for glyphs of `w` by `h` strokes; their lines are half a stroke within.

    `k` is how round a corner is; `q` how round a bowl is, of which two stand one
    above the other.
    """
    x0, x1, y0, y1 = 0.5, w - 0.5, 0.5, h - 0.5
    m, c, k = h / 2, w / 2, min(1.35, w / 2 - 0.5)
    q = min(k, m - y0 - 0.02)
    turn, back = f"A{k} {k} 0 0 1 ", f"A{k} {k} 0 0 0 "
    bend, curl = f"A{q} {q} 0 0 1 ", f"A{q} {q} 0 0 0 "
    top_left, top_right = f"{turn}{x0 + k} {y0}", f"{turn}{x1} {y0 + k}"
    low_right, low_left = f"{turn}{x1 - k} {y1}", f"{turn}{x0} {y1 - k}"
    box = (
        f"M{x0 + k} {y0}H{x1 - k}{top_right}V{y1 - k}{low_right}"
        f"H{x0 + k}{low_left}V{y0 + k}{top_left}Z"
    )
    bowl = f"H{x1 - q}{bend}{x1} {y0 + q}V{m - q}{bend}{x1 - q} {m}"
    belly = f"H{x1 - q}{bend}{x1} {m + q}V{y1 - q}{bend}{x1 - q} {y1}"
    hook = f"{bend}{x1} {m + q}V{y1 - q}{bend}{x1 - q} {y1}H{x0 + q}{bend}{x0} {y1 - q}"
    cup = f"V{y1 - k}{back}{x0 + k} {y1}H{x1 - k}{back}{x1} {y1 - k}"
    stem, over = f"M{x0} {y0 - 0.5}V{y1 + 0.5}", f"M{x0} {y1 + 0.5}V{y0}"
    arch = f"M{x0} {y1 + 0.5}V{y0 + k}{top_left}H{x1 - k}{top_right}"
    return {
        "0": box,
        "1": f"M{c - 1.35} {y0 + 1.2}L{c + 0.15} {y0}V{y1 + 0.5}",
        "2": f"M{x0} {y0 + q + 0.25}V{y0 + q}{bend}{x0 + q} {y0}"
        f"H{x1 - q}{bend}{x1} {y0 + q}V{m - q * 0.55}L{x0} {y1}H{x1 + 0.5}",
        "3": f"M{x0} {y0 + q + 0.25}V{y0 + q}{bend}{x0 + q} {y0}{bowl}H{x0 + 1}"
        f"M{x1 - q} {m}{hook}V{y1 - q - 0.25}",
        "4": f"M{x1 - 0.9} {y1 + 0.5}V{y0}L{x0} {m + h * 0.17}H{x1 + 0.5}",
        "5": f"M{x1 + 0.3} {y0}H{x0}V{m - 0.25}H{x1 - q}{bend}{x1} {m - 0.25 + q}"
        f"V{y1 - q}{bend}{x1 - q} {y1}H{x0 + q}{bend}{x0} {y1 - q}V{y1 - q - 0.25}",
        "6": f"M{x1 - 0.2} {y0}H{x0 + k}{back}{x0} {y0 + k}"
        f"V{y1 - q}{curl}{x0 + q} {y1}H{x1 - q}{curl}{x1} {y1 - q}"
        f"V{m + q}{curl}{x1 - q} {m}H{x0}",
        "7": f"M{x0 - 0.5} {y0}H{x1}V{y0 + 0.6}L{c - 0.3} {y1 + 0.5}",
        "8": f"M{x0 + q} {y0}{bowl}H{x0 + q}{bend}{x0} {m - q}"
        f"V{y0 + q}{bend}{x0 + q} {y0}M{x0 + q} {m}{belly}"
        f"H{x0 + q}{bend}{x0} {y1 - q}V{m + q}{bend}{x0 + q} {m}",
        "9": f"M{x0 + 0.2} {y1}H{x1 - k}{back}{x1} {y1 - k}"
        f"V{y0 + q}{curl}{x1 - q} {y0}H{x0 + q}{curl}{x0} {y0 + q}"
        f"V{m - q}{curl}{x0 + q} {m}H{x1}",
        "A": f"{arch}V{y1 + 0.5}M{x0} {m + 0.4}H{x1}",
        "B": f"M{x0} {y0}{bowl}H{x0}M{x1 - q} {m}"
        f"{belly.removeprefix(f'H{x1 - q}')}H{x0}V{y0 - 0.5}",
        "C": f"M{x1} {y0 + k + 0.2}V{y0 + k}{back}{x1 - k} {y0}"
        f"H{x0 + k}{back}{x0} {y0 + k}{cup}V{y1 - k - 0.2}",
        "D": f"M{x0} {y0}H{x1 - k}{top_right}V{y1 - k}{low_right}H{x0}V{y0 - 0.5}",
        "E": f"M{x1 + 0.5} {y0}H{x0}V{y1}H{x1 + 0.5}M{x0} {m}H{x1}",
        "F": f"M{x1 + 0.5} {y0}H{x0}V{y1 + 0.5}M{x0} {m}H{x1}",
        "G": f"M{x1} {y0 + k}{back}{x1 - k} {y0}H{x0 + k}{back}{x0} {y0 + k}"
        f"V{y1 - k}{back}{x0 + k} {y1}H{x1}V{m}H{c}",
        "H": f"{stem}M{x1} {y0 - 0.5}V{y1 + 0.5}M{x0} {m}H{x1}",
        "I": f"M{c - 1.1} {y0}H{c + 1.1}M{c - 1.1} {y1}H{c + 1.1}M{c} {y0}V{y1}",
        "J": f"M{x1} {y0 - 0.5}V{y1 - k}{low_right}H{x0 + k}{low_left}",
        "K": f"{stem}M{x1} {y0 - 0.5}L{x0 + 0.4} {m}L{x1} {y1 + 0.5}",
        "L": f"M{x0} {y0 - 0.5}V{y1}H{x1 + 0.5}",
        "M": f"{over}L{c} {m}L{x1} {y0}V{y1 + 0.5}",
        "N": f"{over}L{x1} {y1}V{y0 - 0.5}",
        "O": box,
        "P": f"{over}{bowl}H{x0}",
        "Q": f"{box}M{c + 0.2} {m + 0.6}L{x1 + 0.3} {y1 + 0.4}",
        "R": f"{over}{bowl}H{x0}M{c} {m}L{x1} {y1 + 0.5}",
        "S": f"M{x1} {y0 + q}{curl}{x1 - q} {y0}H{x0 + q}{curl}{x0} {y0 + q}"
        f"V{m - q}{curl}{x0 + q} {m}H{x1 - q}{hook}",
        "T": f"M{x0 - 0.5} {y0}H{x1 + 0.5}M{c} {y0}V{y1 + 0.5}",
        "U": f"M{x0} {y0 - 0.5}{cup}V{y0 - 0.5}",
        "V": f"M{x0} {y0 - 0.5}L{c} {y1}L{x1} {y0 - 0.5}",
        "W": f"M{x0} {y0 - 0.5}V{y1}L{c} {m}L{x1} {y1}V{y0 - 0.5}",
        "X": f"M{x0} {y0 - 0.5}L{x1} {y1 + 0.5}M{x1} {y0 - 0.5}L{x0} {y1 + 0.5}",
        "Y": f"M{x0} {y0 - 0.5}L{c} {m}L{x1} {y0 - 0.5}M{c} {m}V{y1 + 0.5}",
        "Z": f"M{x0 - 0.5} {y0}H{x1}L{x0} {y1}H{x1 + 0.5}",
    }
