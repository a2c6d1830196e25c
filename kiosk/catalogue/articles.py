"""What an article may be written with: the few marks of Markdown a terminal can show.

`# Title`, one paragraph of summary, then paragraphs, `## headings`, `- items` and
`1. items`. Emphasis is allowed and dropped. A paragraph or item that begins with
`{fact}` is shown only while that fact of the service holds.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from kiosk.catalogue.front_matter import fronted
from kiosk.catalogue.wording import faults
from kiosk.domain.services import Article, Block, BlockKind
from kiosk.ids import FactId, LanguageCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.catalogue.problems import Findings

LONGEST_TITLE = 60
FITTING_TITLE = 40
"""Characters on two lines of a touch card."""
LONGEST_SUMMARY = 200
LONGEST_TEXT = 160
"""Words; more is not read standing."""
SHORTEST_TEXT = 60
"""Words; less leaves the visitor where they were."""
_SYLLABLES_A_WORD = {LanguageCode("vi"): 1.6}
"""Vietnamese is written with a blank between syllables."""

_RULES = [
    *("heading", "list", "emphasis", "escape", "entity", "newline"),
    *("backticks", "html_block", "html_inline", "link", "image", "autolink"),
    *("table", "fence", "code", "blockquote", "hr"),
]
"""What is shown, and what is recognised only to be refused by name."""
_ADDRESS_REMEDY = "Put addresses into [[resources]] of service.toml."
_REFUSED = {
    "link": ("A link", _ADDRESS_REMEDY),
    "image": ("A picture", "Say it in words."),
    "html_block": ("HTML", "Write plain text."),
    "html_inline": ("HTML", "Write plain text."),
    "table": ("A table", "Write a list with `- `."),
    "fence": ("A code block", "Write plain text."),
    "code_block": ("An indented block", "Remove the blanks before the line."),
    "code_inline": ("Code in backticks", "Remove the backticks."),
    "blockquote": ("A quotation block", "Remove the `>`."),
    "hr": ("A line across", "Use a heading: `## ...`."),
}
_ALLOWED = "Allowed: paragraphs, `## ` headings, `- ` and `1. ` items."
_BLANKS = re.compile(r"[ \t]+")
_MARK = re.compile(r"\{([a-z][a-z0-9-]*)\} ?")
_SCHEME = re.compile(r"://|\b(?:javascript|data|mailto|tel):", re.IGNORECASE)


def read_article(
    name: str, text: str, language: LanguageCode, findings: Findings
) -> Article | None:
    """The article of one Markdown file; None when its parts are not all there."""
    parts = fronted(name, text, language, findings)
    if parts is None:
        return None
    reader = _ArticleReader(name, findings)
    nodes = SyntaxTreeNode(_parser().parse(parts.text)).children
    title, summary = reader.title(nodes[:1]), reader.summary(nodes[1:2])
    blocks = tuple(reader.blocks(nodes[2:]))
    if title is None or summary is None:
        return None
    reader.check_length(blocks, language)
    version, origin = parts.told
    return Article(language, title, summary, blocks, parts.keywords, version, origin)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero", {"html": True}).enable(_RULES)


class _ArticleReader:
    def __init__(self, name: str, findings: Findings) -> None:
        self._name = name
        self._findings = findings

    def error(self, line: int | None, message: str, remedy: str) -> None:
        self._findings.error(self._name, line, message, remedy)

    def title(self, nodes: Sequence[SyntaxTreeNode]) -> str | None:
        if not nodes or nodes[0].tag != "h1":
            self.error(1, "The title is missing.", "Begin with `# Title`.")
            return None
        text = self._text(nodes[0])
        if len(text) > LONGEST_TITLE:
            self._too_long(nodes[0], "title", len(text), LONGEST_TITLE)
        elif len(text) > FITTING_TITLE:
            self._findings.warning(
                self._name,
                _line(nodes[0]),
                f"The title has {len(text)} characters and may be cut on a card.",
                f"Shorten it to {FITTING_TITLE}.",
            )
        return text

    def summary(self, nodes: Sequence[SyntaxTreeNode]) -> str | None:
        if not nodes or nodes[0].type != "paragraph":
            self.error(
                _line(nodes[0]) if nodes else None,
                "The summary is missing.",
                "Write one paragraph between the title and the text.",
            )
            return None
        text = self._text(nodes[0])
        if len(text) > LONGEST_SUMMARY:
            self._too_long(nodes[0], "summary", len(text), LONGEST_SUMMARY)
        return text

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
        for node in nodes:
            if node.type == "paragraph":
                yield _marked(BlockKind.PARAGRAPH, self._text(node))
            elif node.type == "heading" and node.tag == "h2":
                yield _marked(BlockKind.HEADING, self._text(node))
            elif node.type == "bullet_list":
                for item in node.children:
                    yield _marked(BlockKind.BULLET, self._item(item))
            elif node.type == "ordered_list":
                first = int(node.attrs.get("start", 1))
                for number, item in enumerate(node.children, start=first):
                    yield _marked(BlockKind.NUMBERED, self._item(item), number)
            else:
                self._refuse(node.type, _line(node))

    def check_length(self, blocks: Sequence[Block], language: LanguageCode) -> None:
        written = sum(len(block.text.split()) for block in blocks)
        words = round(written / _SYLLABLES_A_WORD.get(language, 1))
        if not blocks:
            self.error(None, "There is no text below the summary.", "Write some.")
        elif words > LONGEST_TEXT:
            self._warn_of_length(f"{words} words, too many to read standing")
        elif words < SHORTEST_TEXT:
            self._warn_of_length(f"{words} words, too few to help")

    def _warn_of_length(self, what: str) -> None:
        self._findings.warning(
            self._name,
            None,
            f"The text has {what}.",
            f"Write {SHORTEST_TEXT} to {LONGEST_TEXT} words.",
        )

    def _item(self, item: SyntaxTreeNode) -> str:
        for extra in item.children[1:]:
            self.error(
                _line(extra),
                "A list item holds more than one paragraph.",
                "Make each item one paragraph, and no list within a list.",
            )
        if item.children and item.children[0].type == "paragraph":
            return self._text(item.children[0])
        self.error(_line(item), "A list item is empty or no plain text.", _ALLOWED)
        return ""

    def _text(self, block: SyntaxTreeNode) -> str:
        """The words of a heading or paragraph, its marks dropped or refused."""
        line = _line(block)
        raw = "".join(
            part for inline in block.children for part in self._parts(inline, line)
        )
        text = _BLANKS.sub(" ", raw).strip()
        for fault in faults(text):
            self.error(line, *fault)
        if _SCHEME.search(text):
            self.error(line, "An address stands in the text.", _ADDRESS_REMEDY)
        return text

    def _parts(self, parent: SyntaxTreeNode, line: int) -> Iterator[str]:
        for node in parent.children:
            if node.type in {"softbreak", "hardbreak"}:
                line += 1
                yield " "
            elif node.type in {"strong", "em"}:
                yield from self._parts(node, line)
            elif node.type == "text":
                yield node.content
            else:
                self._refuse(node.type, line)

    def _refuse(self, kind: str, line: int) -> None:
        what, remedy = _REFUSED.get(kind, (f"A {kind.replace('_', ' ')}", _ALLOWED))
        if kind == "heading":
            what, remedy = "A heading of this level", "Use `## ` below the title."
        self.error(line, f"{what} is not allowed here.", remedy)

    def _too_long(
        self, node: SyntaxTreeNode, part: str, length: int, most: int
    ) -> None:
        self.error(
            _line(node),
            f"The {part} has {length} characters, more than {most}.",
            f"Shorten it to {most}.",
        )


def _marked(kind: BlockKind, text: str, number: int = 0) -> Block:
    """Without the mark of a fact that it may begin with."""
    mark = _MARK.match(text)
    if mark is None:
        return Block(kind, text, number)
    return Block(kind, text[mark.end() :], number, FactId(mark[1]))


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1
