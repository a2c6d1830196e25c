"""What a page says of a form of one entry: filled, wrong somewhere, or faster done."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from kiosk.domain.localized import SOURCE_LANGUAGE
from kiosk.errors import BadContent, DraftConflict, NotFound
from kiosk.hub.pages.content import part_form, rights
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations import draft_beginnings, part_checks
from kiosk.operations.draft_tables import LONGEST_FIELD
from kiosk.operations.part_kinds import PartForm, PartKind, Said, fields_of
from kiosk.operations.service_names import name_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiosk.domain.catalogue import Catalogue
    from kiosk.hub.context import HubContext
    from kiosk.hub.pages.redirects import StaffRequest
    from kiosk.operations.draft_parts import PartClash, PartInDraft
    from kiosk.operations.part_checks import CheckedPart

_WRONG = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """What became of what was sent, beside the form itself."""

    status: HTTPStatus = HTTPStatus.OK
    missing: frozenset[str] = frozenset()
    too_long: frozenset[str] = frozenset()
    checked: CheckedPart | None = None
    asks_change: bool = False
    refused: BadContent | None = None
    is_changed: bool = False
    """Somebody has saved the same files in this moment: sent again it is saved."""
    clash: PartClash | None = None
    theirs: Mapping[str, str] = field(default_factory=dict)


def kind_of(text: str) -> PartKind:
    """Raises `NotFound`."""
    if text not in set(PartKind):
        raise NotFound("There is no such list.", remedy="Look at the content.")
    return PartKind(text)


def empty(hub: HubContext, kind: PartKind) -> PartForm:
    offered = draft_beginnings.readable(hub.ctx).site.languages
    words = {s: dict.fromkeys(offered, Said("")) for s in kind.sections}
    fields = {"active": Said("yes")} if kind is PartKind.TOPIC else {}
    return PartForm(kind, words, fields)


def checked(hub: HubContext, name: str, form: PartForm) -> PartAnswer:
    """Before anything is saved; "" names one that is new. Raises `NotFound`."""
    missing, too_long = part_form.missing(form), part_form.too_long(form)
    if missing or too_long:
        return PartAnswer(_WRONG, frozenset(missing), frozenset(too_long))
    try:
        found = part_checks.check(hub.ctx, name, form)
    except BadContent as error:
        return refused(error)
    if found.has_errors():
        return PartAnswer(_WRONG, checked=found)
    if form.asks_change():
        return PartAnswer(_WRONG, asks_change=True)
    return PartAnswer()


def refused(error: BadContent | DraftConflict) -> PartAnswer:
    if isinstance(error, DraftConflict):
        return PartAnswer(HTTPStatus.CONFLICT, is_changed=True)
    return PartAnswer(_WRONG, refused=error)


def clashing(clash: PartClash) -> PartAnswer:
    return PartAnswer(HTTPStatus.CONFLICT, clash=clash, theirs=clash.theirs)


def called(there: PartInDraft) -> str:
    """A partner by its name, any other by its German title."""
    fields, titles = there.form.fields, there.form.words[there.kind]
    name = fields.get("name", titles.get(SOURCE_LANGUAGE, Said(there.id))).text
    number = fields.get("number", Said("")).text
    return f"{number} {name}".strip() or there.id


def shown(
    hub: HubContext, request: StaffRequest, form: PartForm, answer: PartAnswer
) -> dict[str, Any]:
    """What `content/_part_fields.html` needs."""
    catalogue, kind = draft_beginnings.readable(hub.ctx), form.kind
    topics = tuple(str(topic.id) for topic in catalogue.topics)
    return {
        "kind": kind.value,
        "form": form,
        "fields": fields_of(kind, topics),
        "answer": answer,
        "rows": [LANGUAGES[code] for code in catalogue.site.languages],
        "services": _by_area(catalogue) if kind is PartKind.RESOURCE else (),
        "draft": catalogue,
        "longest": part_form.longest,
        "longest_field": LONGEST_FIELD,
        "may_edit": rights.may_edit(hub, request.user, kind.file),
    }


def _by_area(catalogue: Catalogue) -> list[tuple[str, list[tuple[str, str]]]]:
    """Under each life area that has any, its services with their slugs."""
    areas = [
        (
            area.title[SOURCE_LANGUAGE],
            [
                (str(s.slug), name_of(s))
                for s in catalogue.services
                if s.category == area.id
            ],
        )
        for area in catalogue.categories
    ]
    return [(title, services) for title, services in areas if services]
