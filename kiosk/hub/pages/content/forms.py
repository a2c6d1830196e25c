"""How the fields of the editor's pages reach a handler."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from litestar.params import URLEncodedBody

from kiosk.domain.previews import MOST_PAGES, PreviewGrid, PreviewTheme
from kiosk.hub.pages.forms import Several, each

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_TYPED = 300
"""Characters of one line of a form."""


class WholeFile(msgspec.Struct, frozen=True):
    text: str = ""
    version: str = ""
    """Of the file that was loaded; 0 of a new one."""
    anyway: str = ""
    """Although it has errors, which the page has shown."""
    base: str = ""
    """The version that was changed, where somebody else has saved one since."""
    take: str = ""
    """`theirs`: where both have changed the same."""


class TypedArticle(msgspec.Struct, frozen=True):
    version: str = ""
    source_version: str = ""
    """Of the German text that stood beside it."""
    title: str = ""
    summary: str = ""
    text: str = ""
    keywords: str = ""
    """One a line."""
    change: str = ""
    """Of a German text: its meaning, or only the wording."""
    made: str = ""
    read_by: str = ""
    do: str = ""
    """`check`: look at it and save nothing; `anyway`: save it with its errors."""
    grid: str = ""
    theme: str = ""
    page: str = ""
    """Of the picture that stands beside it, from 0."""

    def view(self) -> dict[str, str]:
        """How the picture was looked at, as far as it is not as it is at first."""
        page = min(number(self.page), MOST_PAGES - 1)
        view = {}
        if self.grid in set(PreviewGrid) - {PreviewGrid.SMALLEST}:
            view["grid"] = self.grid
        if self.theme in set(PreviewTheme) - {PreviewTheme.CALM}:
            view["theme"] = self.theme
        return {**view, "page": str(page)} if page else view

    def with_view(self, view: Mapping[str, str]) -> TypedArticle:
        grid, theme = view.get("grid", ""), view.get("theme", "")
        page = str(number(view.get("page", "")))
        return msgspec.structs.replace(self, grid=grid, theme=theme, page=page)


class TakeBack(msgspec.Struct, frozen=True):
    version: str = ""
    """To which one."""
    newest: str = ""
    """As the page knew it."""
    change: str = ""


class KnownVersion(msgspec.Struct, frozen=True):
    version: str = ""
    """Of the file, as the page showed it."""


class TypedHours(msgspec.Struct, frozen=True):
    version: str = ""
    opens: Several = ()
    """Three of each weekday, Monday first; "" where nothing is typed."""
    closes: Several = ()
    appointments: Several = ()
    """`day-slot`, from 0, of each that is ticked."""
    by_appointment: str = ""
    has_days: str = ""
    """That the form has what follows: an older page does not."""
    holidays: str = ""
    day_first: Several = ()
    day_until: Several = ()
    day_opens: Several = ()
    day_closes: Several = ()
    day_reason: Several = ()
    day_own: Several = ()
    """In the same order."""
    day_appointments: Several = ()
    """The place of each row that is ticked, from 0."""
    do: str = ""


class TypedRuleForm(msgspec.Struct, frozen=True):
    version: str = ""
    rhythm: str = ""
    weekdays: Several = ()
    rule: str = ""
    opens: str = ""
    closes: str = ""
    break_from: Several = ()
    break_until: Several = ()
    """In the same order."""
    languages: Several = ()
    first: str = ""
    until: str = ""
    excepted: str = ""
    added: str = ""
    by_appointment: str = ""
    topics: Several = ()
    partner: str = ""
    capacity: str = ""
    do: str = ""


class TypedConsultation(msgspec.Struct, frozen=True):
    version: str = ""
    holidays: str = ""
    by_appointment: str = ""
    closed_from: Several = ()
    closed_until: Several = ()
    closed_reason: Several = ()
    closed_own: Several = ()
    """In the same order."""
    do: str = ""


class TypedCalendar(msgspec.Struct, frozen=True):
    version: str = ""
    text: str = ""
    """Of the calendar file."""
    how: str = "add"
    """`replace`: in place of the hours that there are."""
    do: str = ""


class RemovedRule(msgspec.Struct, frozen=True):
    version: str = ""
    confirmed: str = ""


class Replacing(msgspec.Struct, frozen=True):
    search: str = ""
    replacement: str = ""
    match_case: str = ""
    whole_words: str = ""
    languages: Several = ()
    files: Several = ()
    """`path@version` of each that is ticked."""
    change: str = ""
    do: str = ""


class TypedService(msgspec.Struct, frozen=True):
    title: str = ""
    category: str = ""
    slug: str = ""
    organisation: str = ""
    fact: str = ""
    source: str = ""
    url: str = ""

    def trimmed(self) -> TypedService:
        said = msgspec.structs.asdict(self)
        return TypedService(**{k: " ".join(v.split()) for k, v in said.items()})

    def missing(self) -> set[str]:
        """What must be said and is not, and what is longer than anybody reads."""
        said = msgspec.structs.asdict(self)
        needed = ("title", "category", "organisation", "fact", "source")
        return {name for name in needed if not said[name]} | {
            name for name, text in said.items() if len(text) > LONGEST_TYPED
        }


class TypedArea(msgspec.Struct, frozen=True):
    symbol: str = ""
    picture: str = ""
    titles: Several = ()
    """In the languages of the site, in its order."""

    def each_title(self) -> tuple[str, ...]:
        return each(self.titles)


class NewLanguage(msgspec.Struct, frozen=True):
    code: str = ""
    name: str = ""
    """In itself."""
    german: str = ""
    english: str = ""
    greeting: str = ""
    script: str = "Latn"

    def is_described(self) -> bool:
        """Whether anything but the code was typed."""
        return any((self.name, self.german, self.english, self.greeting))

    def said(self) -> dict[str, str]:
        """As `languages.toml` has it."""
        said = msgspec.structs.asdict(self)
        return {k: " ".join(v.split()) for k, v in said.items() if k != "code"}


FileForm = URLEncodedBody[WholeFile]
ArticleForm = URLEncodedBody[TypedArticle]
HoursForm = URLEncodedBody[TypedHours]
CalendarForm = URLEncodedBody[TypedCalendar]
RuleForm = URLEncodedBody[TypedRuleForm]
ConsultationForm = URLEncodedBody[TypedConsultation]
RemovedRuleForm = URLEncodedBody[RemovedRule]
VersionForm = URLEncodedBody[KnownVersion]
ReplaceForm = URLEncodedBody[Replacing]
TakeBackForm = URLEncodedBody[TakeBack]
ServiceForm = URLEncodedBody[TypedService]
AreaForm = URLEncodedBody[TypedArea]
LanguageForm = URLEncodedBody[NewLanguage]


def number(text: str) -> int:
    """A version; 0 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
