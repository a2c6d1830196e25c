"""Into which units an article is taken apart for translators, and put together again.

A unit is what stands in one piece: title, summary, all keywords, and each heading,
paragraph or item, as it is written: with emphasis and the mark of its fact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.catalogue.article_parts import ArticleParts, listed, with_parts
from kiosk.catalogue.articles import nodes_of, read_article
from kiosk.catalogue.files import normalised
from kiosk.catalogue.front_matter import divided
from kiosk.catalogue.problems import Findings, Problem
from kiosk.domain.services import BlockKind
from kiosk.ids import LanguageCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.tree import SyntaxTreeNode

    from kiosk.domain.services import Article, Block
    from kiosk.ids import FactId

TITLE, SUMMARY, KEYWORDS, FIRST_BLOCK = 1, 2, 3, 4
"""The numbers of units: the same in every language, however long the text is."""
_ITEMS = frozenset({BlockKind.BULLET, BlockKind.NUMBERED})


@dataclass(frozen=True, slots=True)
class ArticleInUnits:
    article: Article
    texts: Mapping[int, str]
    """By the number of the unit, none of them empty; keywords have a line each."""

    @property
    def kinds(self) -> list[BlockKind]:
        """The shape of the text, by which units of two languages belong together."""
        return [block.kind for block in self.article.blocks]

    def block(self, number: int) -> Block | None:
        """None for a unit that is no block."""
        return self.article.blocks[number - FIRST_BLOCK] if number > KEYWORDS else None


@dataclass(frozen=True, slots=True)
class UnitProblem:
    number: int | None
    """Of the unit; None: of the head."""
    message: str
    remedy: str


def in_units(name: str, text: str, language: LanguageCode) -> ArticleInUnits | None:
    """None for a text with errors: `kiosk content check` says which."""
    found = _read(name, text, language)
    return None if isinstance(found, list) else found


def put_together(
    file_text: str, source: ArticleInUnits, texts: Mapping[int, str]
) -> str:
    """The file with these units in the shape of the German text, its head kept.

    "" for a file that is new.
    """
    blocks = [
        (block, texts[number])
        for number, block in enumerate(source.article.blocks, FIRST_BLOCK)
    ]
    text, keywords = "".join(_laid_out(blocks)), listed(texts.get(KEYWORDS, ""))
    parts = ArticleParts(texts[TITLE], texts[SUMMARY], text, keywords)
    return with_parts(file_text, parts)


def marked(source: ArticleInUnits, texts: Mapping[int, str]) -> dict[int, str]:
    """As they are written; a mark of the German text that was left out is there."""
    found = {number: written(text) for number, text in texts.items()}
    for number, block in enumerate(source.article.blocks, FIRST_BLOCK):
        if block.fact is not None and not found[number].startswith("{"):
            found[number] = f"{{{block.fact}}} {found[number]}"
    return found


def problems_of(
    name: str, text: str, source: ArticleInUnits, texts: Mapping[int, str]
) -> list[UnitProblem]:
    """What keeps the file `text`, put together of `texts`, from being a translation."""
    language = LanguageCode(name.rpartition("/")[2].removesuffix(".md"))
    found = _read(name, text, language)
    if isinstance(found, list):
        rows = ["", *normalised(text).split("\n")]
        return [
            UnitProblem(_unit_on(rows[p.line or 0], texts), p.message, p.remedy)
            for p in found
        ]
    for number, (mine, theirs) in enumerate(
        zip(found.article.blocks, source.article.blocks, strict=False), FIRST_BLOCK
    ):
        if _place(mine) != _place(theirs):
            return [_other_shape(number)]
    if len(found.article.blocks) != len(source.article.blocks):
        return [_other_shape(None)]
    return []


def written(text: str) -> str:
    """One spelling, and no blanks around its lines."""
    plain = normalised(text).replace("\r", "\n")
    return "\n".join(line.strip() for line in plain.strip().split("\n"))


def _read(
    name: str, text: str, language: LanguageCode
) -> ArticleInUnits | list[Problem]:
    findings, plain = Findings(), normalised(text)
    article = read_article(name, plain, language, findings)
    parts = divided(plain)
    if article is None or parts is None or findings.errors():
        return findings.errors()
    nodes = nodes_of(parts[1])
    raw = [_raw(node) for node in nodes[:2]]
    blocks = [_raw(node) for top in nodes[2:] for node in _leaves(top)]
    texts = {TITLE: raw[0], SUMMARY: raw[1]}
    if article.keywords:
        texts[KEYWORDS] = "\n".join(article.keywords)
    texts |= dict(enumerate(blocks, FIRST_BLOCK))
    if empty := [number for number, unit in texts.items() if not unit]:
        message = f"Part {empty[0]} of the text is empty."
        return [Problem(name, None, message, "Write it, or delete its line.")]
    return ArticleInUnits(article, texts)


def _leaves(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    if node.type in {"bullet_list", "ordered_list"}:
        for item in node.children:
            yield item.children[0]
    else:
        yield node


def _raw(node: SyntaxTreeNode) -> str:
    """As it is written."""
    return written("\n".join(inline.content for inline in node.children))


def _laid_out(blocks: Sequence[tuple[Block, str]]) -> Iterator[str]:
    before: BlockKind | None = None
    for block, text in blocks:
        if before is not None:
            is_next_item = block.kind is before and block.kind in _ITEMS
            yield "\n" if is_next_item else "\n\n"
        start = _start(block)
        indent = " " * len(start) if block.kind in _ITEMS else ""
        yield start + text.replace("\n", f"\n{indent}")
        before = block.kind


def _start(block: Block) -> str:
    starts = {BlockKind.HEADING: "## ", BlockKind.BULLET: "- "}
    if block.kind is BlockKind.NUMBERED:
        return f"{block.number}. "
    return starts.get(block.kind, "")


def _unit_on(row: str, texts: Mapping[int, str]) -> int | None:
    """Which unit a line of the file is of."""
    for number, text in texts.items():
        rows = [*written(text).split("\n"), " ".join(text.split())]
        if any(part and row.endswith(part) for part in rows):
            return number
    return None


def _place(block: Block) -> tuple[BlockKind, int, FactId | None]:
    return block.kind, block.number, block.fact


def _other_shape(number: int | None) -> UnitProblem:
    return UnitProblem(
        number,
        "It is not one part of the same kind and mark as in German.",
        "Begin it with no `#`, `-` or `1.`, leave no empty line in it, and keep its"
        " {mark}.",
    )
