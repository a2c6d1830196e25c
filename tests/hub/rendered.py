"""A piece of a page in a test: its elements, their names, what describes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from kiosk.hub.rendering import environment
from kiosk.i18n.languages import language
from kiosk.ids import LanguageCode
from tests.fakes.words import SourceVocabulary

WITHOUT_END = {"input", "br", "meta", "link"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __getitem__(self, attribute: str) -> str:
        return self.attributes[attribute]

    def __contains__(self, attribute: str) -> bool:
        return attribute in self.attributes

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """All words inside, in order."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str = "", kind: str = "") -> list[Element]:
        """Those inside of this tag and this class."""
        found = []
        for child in self.children:
            if tag in {"", child.tag} and (not kind or kind in child.classes):
                found.append(child)
            found += child.all(tag, kind)
        return found

    def one(self, tag: str = "", kind: str = "") -> Element:
        (found,) = self.all(tag, kind)
        return found

    def of_id(self, id_: str) -> Element:
        (found,) = [one for one in self.all() if one.attributes.get("id") == id_]
        return found

    def name_of(self, control: Element) -> str:
        """By its own words, or those of its label."""
        if "aria-label" in control:
            return control["aria-label"]
        labels = [each for each in self.all("label") if each["for"] == control["id"]]
        return " ".join(label.text for label in labels)

    def described(self, control: Element) -> str:
        ids = control.attributes.get("aria-describedby", "").split()
        return " ".join(self.of_id(each).text for each in ids)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.here = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {k: v or "" for k, v in attrs}, self.here)
        self.here.children.append(element)
        if tag not in WITHOUT_END:
            self.here = element

    def handle_endtag(self, tag: str) -> None:
        assert self.here.tag == tag, f"</{tag}> ends <{self.here.tag}>"
        assert self.here.parent
        self.here = self.here.parent

    def handle_data(self, data: str) -> None:
        above: Element | None = self.here
        while above:
            above.words.append(data)
            above = above.parent


def rendered(template: str) -> Element:
    """The template's HTML, well nested, with the words of the code."""
    english = LanguageCode("en")
    page = environment().from_string(template)
    reader = _Reader()
    reader.feed(
        page.render(words=SourceVocabulary().words(english), language=language(english))
    )
    assert reader.here is reader.root, f"<{reader.here.tag}> is left open"
    return reader.root
