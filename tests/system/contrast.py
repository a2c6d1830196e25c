"""How well a page's words can be read, from the colours that the browser computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

READABLE = 4.5
"""WCAG 2.2, success criterion 1.4.3, level AA."""

MEASURE = """() => {
  const paper = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const seen = new Map();
  const parts = colour => {
    if (!seen.has(colour)) {
      paper.clearRect(0, 0, 1, 1);
      paper.fillStyle = colour;
      paper.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = paper.getImageData(0, 0, 1, 1).data;
      seen.set(colour, {rgb: [r, g, b], a: a / 255});
    }
    return seen.get(colour);
  };
  const over = (top, a, below) => top.map((part, i) => part * a + below[i] * (1 - a));
  const chain = element => element ? [...chain(element.parentElement), element] : [];
  const light = rgb => rgb
    .map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const canvas = matchMedia("(prefers-color-scheme: dark)").matches
    ? [18, 18, 18] : [255, 255, 255];
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const words = texts.currentNode.textContent.trim();
    if (!words || !element.checkVisibility({opacityProperty: true})) continue;
    if (element.closest(":disabled, .kern-sr-only, .skip, option")) continue;
    let ground = canvas, opacity = 1;
    for (const ancestor of chain(element)) {
      const style = getComputedStyle(ancestor);
      const own = parts(style.backgroundColor);
      ground = over(own.rgb, own.a, ground);
      opacity *= Number(style.opacity);
    }
    const ink = parts(getComputedStyle(element).color);
    const shown = over(ink.rgb, ink.a * opacity, ground);
    const [dark, bright] = [light(shown), light(ground)].sort((a, b) => a - b);
    found.push({words, ratio: (bright + 0.05) / (dark + 0.05)});
  }
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Contrast:
    words: str
    ratio: float


def contrasts(page: Page) -> list[Contrast]:
    """Of every visible text that is not disabled; 1 is invisible, 21 the most."""
    found = page.evaluate(MEASURE)
    return [Contrast(text["words"], float(text["ratio"])) for text in found]


def hard_to_read(page: Page) -> list[Contrast]:
    seen = contrasts(page)
    assert seen, "the page shows no text"
    return [text for text in seen if text.ratio < READABLE]


def scrolls_sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(
        page.evaluate(
            "document.documentElement.scrollWidth"
            " - document.documentElement.clientWidth"
        )
    )
