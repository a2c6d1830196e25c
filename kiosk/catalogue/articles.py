"""What an article may be written with: the few marks of Markdown a terminal can show.

`# Title`, one paragraph of summary, then paragraphs, `## headings`, `- items` and
`1. items`. Emphasis is allowed and dropped. A paragraph or item that begins with
`{fact}` is shown only while that fact of the service holds. Lines are joined, but those
of easy German stay: it has a line for each sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from kiosk.catalogue.fingerprints import of_article
from kiosk.catalogue.front_matter import fronted
from kiosk.catalogue.remarks import EASY_GERMAN
from kiosk.catalogue.wording import faults
from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.domain.services import Article, Block, BlockKind
from kiosk.ids import FactId, LanguageCode
from kiosk.sentences import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiosk.catalogue.problems import Findings
    from kiosk.sentences import Sentence

LONGEST_TITLE = 60
FITTING_TITLE = 40
"""Characters on two lines of a touch card."""
LONGEST_SUMMARY = 200
LONGEST_TEXT = 200
"""German words; more is not read standing."""
SHORTEST_TEXT = 60
"""Words; less leaves the visitor where they were."""
_SYLLABLES_A_WORD = {LanguageCode("vi"): 1.6}
"""Vietnamese is written with a blank between syllables."""
_OF_A_GERMAN_WORD = 1.25
"""Words: what German says in one compound, others say in two or three."""
_EASY_WORDS = {EASY_GERMAN: 1.6}
"""Easy German says in two sentences what others say in one."""

_RULES = [
    *("heading", "list", "emphasis", "escape", "entity", "newline"),
    *("backticks", "html_block", "html_inline", "link", "image", "autolink"),
    *("table", "fence", "code", "blockquote", "hr"),
]
"""What is shown, and what is recognised only to be refused by name."""
_ADDRESS_REMEDY = sentence("Put addresses into [[resources]] of service.toml.")
_REFUSED = {
    "link": (sentence("A link"), _ADDRESS_REMEDY),
    "image": (sentence("A picture"), sentence("Say it in words.")),
    "html_block": (sentence("HTML"), sentence("Write plain text.")),
    "html_inline": (sentence("HTML"), sentence("Write plain text.")),
    "table": (sentence("A table"), sentence("Write a list with `- `.")),
    "fence": (sentence("A code block"), sentence("Write plain text.")),
    "code_block": (
        sentence("An indented block"),
        sentence("Remove the blanks before the line."),
    ),
    "code_inline": (sentence("Code in backticks"), sentence("Remove the backticks.")),
    "blockquote": (sentence("A quotation block"), sentence("Remove the `>`.")),
    "hr": (sentence("A line across"), sentence("Use a heading: `## ...`.")),
}
_ALLOWED = sentence("Allowed: paragraphs, `## ` headings, `- ` and `1. ` items.")
_BLANKS = re.compile(r"[ \t]+")
_MARK = re.compile(r"\{([a-z][a-z0-9-]*)\}[ \n]?")
_GAP = re.compile(r"\[\?[^\]]*\]")
"""As a new text has them: `[? Who is it for?]`."""
_BRACE = re.compile(r"\{[^{}]*\}?|\}")
_SCHEME = re.compile(r"://|\b(?:javascript|data|mailto|tel):", re.IGNORECASE)


def read_article(
    name: str, text: str, language: LanguageCode, findings: Findings
) -> Article | None:
    """The article of one Markdown file; None when its parts are not all there."""
    parts = fronted(name, text, language, findings)
    if parts is None:
        return None
    reader = _ArticleReader(name, language, findings)
    nodes = nodes_of(parts.text)
    title, summary = reader.title(nodes[:1]), reader.summary(nodes[1:2])
    blocks = tuple(reader.blocks(nodes[2:]))
    if title is None or summary is None:
        return None
    reader.check_length(blocks)
    version, origin = parts.told
    mark = of_article(title, summary, blocks) if origin is None else None
    return Article(
        language, title, summary, blocks, parts.keywords, version, origin, mark
    )


def longest_text(language: LanguageCode) -> int:
    """Words that say no more than `LONGEST_TEXT` German ones."""
    if language == SOURCE_LANGUAGE:
        return LONGEST_TEXT
    return round(LONGEST_TEXT * _EASY_WORDS.get(language, _OF_A_GERMAN_WORD))


def nodes_of(text: str) -> Sequence[SyntaxTreeNode]:
    """Title, summary and blocks of what follows the head, as Markdown has them."""
    return SyntaxTreeNode(_parser().parse(text)).children


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("zero", {"html": True}).enable(_RULES)


class _ArticleReader:
    def __init__(self, name: str, language: LanguageCode, findings: Findings) -> None:
        self._name = name
        self._language = language
        self._end_of_line = "\n" if language == EASY_GERMAN else " "
        self._findings = findings
        self._refused = 0

    def error(self, line: int | None, message: str, remedy: str) -> None:
        self._findings.error(self._name, line, message, remedy)

    def title(self, nodes: Sequence[SyntaxTreeNode]) -> str | None:
        if not nodes or nodes[0].tag != "h1":
            self.error(
                1, sentence("The title is missing."), sentence("Begin with `# Title`.")
            )
            return None
        text = self._text(nodes[0], may_be_marked=False)
        if not text:
            return _as_written(nodes[0])
        if len(text) > LONGEST_TITLE:
            self._too_long(nodes[0], sentence("title"), len(text), LONGEST_TITLE)
        elif len(text) > FITTING_TITLE:
            self._findings.warning(
                self._name,
                _line(nodes[0]),
                sentence(
                    "The title has {n} characters and may be cut on a card.",
                    n=len(text),
                ),
                sentence("Shorten it to {most}.", most=FITTING_TITLE),
            )
        return text

    def summary(self, nodes: Sequence[SyntaxTreeNode]) -> str | None:
        if not nodes or nodes[0].type != "paragraph":
            self.error(
                _line(nodes[0]) if nodes else None,
                sentence("The summary is missing."),
                sentence("Write one paragraph between the title and the text."),
            )
            return None
        text = " ".join(self._text(nodes[0], may_be_marked=False).split())
        if len(text) > LONGEST_SUMMARY:
            self._too_long(nodes[0], sentence("summary"), len(text), LONGEST_SUMMARY)
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

    def check_length(self, blocks: Sequence[Block]) -> None:
        language = self._language
        written = sum(len(block.text.split()) for block in blocks)
        words = round(written / _SYLLABLES_A_WORD.get(language, 1))
        most = longest_text(language)
        if not blocks:
            self.error(
                None,
                sentence("There is no text below the summary."),
                sentence("Write some."),
            )
        elif words > most:
            told = sentence(
                "The text has {n} words, too many to read standing.", n=words
            )
            self._warn_of_length(told, most)
        elif words < SHORTEST_TEXT:
            told = sentence("The text has {n} words, too few to help.", n=words)
            self._warn_of_length(told, most)

    def _warn_of_length(self, message: Sentence, most: int) -> None:
        self._findings.warning(
            self._name,
            None,
            message,
            sentence("Write {least} to {most} words.", least=SHORTEST_TEXT, most=most),
        )

    def _item(self, item: SyntaxTreeNode) -> str:
        for extra in item.children[1:]:
            self.error(
                _line(extra),
                sentence("A list item holds more than one paragraph."),
                sentence("Make each item one paragraph, and no list within a list."),
            )
        if item.children and item.children[0].type == "paragraph":
            return self._text(item.children[0])
        self.error(
            _line(item), sentence("A list item is empty or no plain text."), _ALLOWED
        )
        return ""

    def _text(self, block: SyntaxTreeNode, *, may_be_marked: bool = True) -> str:
        """The words of a heading or paragraph, its marks dropped or refused."""
        line = _line(block)
        refused = self._refused
        raw = "".join(
            part for inline in block.children for part in self._parts(inline, line)
        )
        text = _BLANKS.sub(" ", raw).strip()
        is_only_refused = not text and self._refused > refused
        for fault in () if is_only_refused else faults(text, lines=True):
            self.error(line, *fault)
        if gap := _GAP.search(text):
            self.error(
                line,
                sentence("A gap is left: {gap}", gap=gap[0][:60]),
                sentence("Write what belongs there, or delete the line."),
            )
        if _SCHEME.search(text):
            self.error(
                line, sentence("An address stands in the text."), _ADDRESS_REMEDY
            )
        if brace := _BRACE.search(text, _end_of_mark(text) if may_be_marked else 0):
            self._findings.warning(
                self._name,
                line,
                sentence("{text!r} would be shown as it is.", text=brace[0][:60]),
                sentence(
                    "Begin a paragraph or item with the id of a fact in braces; use"
                    " braces for nothing else."
                ),
            )
        return text

    def _parts(self, parent: SyntaxTreeNode, line: int) -> Iterator[str]:
        for node in parent.children:
            if node.type in {"softbreak", "hardbreak"}:
                line += 1
                yield self._end_of_line
            elif node.type in {"strong", "em"}:
                yield from self._parts(node, line)
            elif node.type == "text":
                yield node.content
            else:
                self._refuse(node.type, line)

    def _refuse(self, kind: str, line: int) -> None:
        self._refused += 1
        what, remedy = _REFUSED.get(kind, (sentence("Such a mark"), _ALLOWED))
        if kind == "heading":
            what = sentence("A heading of this level")
            remedy = sentence("Use `## ` below the title.")
        self.error(line, sentence("{what} is not allowed here.", what=what), remedy)

    def _too_long(
        self, node: SyntaxTreeNode, part: str, length: int, most: int
    ) -> None:
        self.error(
            _line(node),
            sentence(
                "The {part} has {length} characters, more than {most}.",
                part=part,
                length=length,
                most=most,
            ),
            sentence("Shorten it to {most}.", most=most),
        )


def _as_written(heading: SyntaxTreeNode) -> str:
    """A name for editors, where no word of a title may be shown."""
    written = " ".join(inline.content for inline in heading.children)
    return " ".join(written.split())[:LONGEST_TITLE]


def _end_of_mark(text: str) -> int:
    mark = _MARK.match(text)
    return mark.end() if mark else 0


def _marked(kind: BlockKind, text: str, number: int = 0) -> Block:
    """Without the mark of a fact that it may begin with."""
    mark = _MARK.match(text)
    if mark is None:
        return Block(kind, text, number)
    return Block(kind, text[mark.end() :], number, FactId(mark[1]))


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1
