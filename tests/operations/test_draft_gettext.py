"""Articles as gettext catalogs: a third door to the same draft, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kiosk.catalogue.article_catalogs import LARGEST_CATALOG, MOST_UNITS
from kiosk.domain.drafts import DraftStep
from kiosk.domain.translations import SourceChange
from kiosk.errors import BadContent, Conflict
from kiosk.i18n.languages import LANGUAGES
from kiosk.operations import draft_gettext, draft_transfer, drafting, translating
from kiosk.operations.draft_gettext import CATALOGS, GettextImport
from kiosk.releases.packing import read_folder
from kiosk.store import drafts
from tests import content_folder
from tests.fakes.clock import FixedClock
from tests.hub_context import a_hub, gone
from tests.weblate import translate, translated
from tests.working_draft import ENGLISH, GERMAN, POLISH, begun, changed, text

if TYPE_CHECKING:
    from kiosk.operations.context import Context

CONTENT = Path(__file__).parents[2] / "content"
ANNA, WEBLATE = "anna", "weblate"
EN, PL = "articles/en.po", "articles/pl.po"
UKRAINIAN = "services/doctor/uk.md"
PLACE = 'msgctxt "services/doctor/{}"'


@pytest.fixture
def draft(ctx: Context, tmp_path: Path) -> Context:
    """With a paragraph that a fact ends, in every language."""
    begun(ctx)
    for code in content_folder.LANGUAGES[1:]:
        path = f"services/doctor/{code}.md"
        marked = changed(ctx, path, "- first", "- {two-weeks} first")
        drafting.save(ctx, ANNA, path, marked, 1)
    marked = changed(ctx, GERMAN, "- first", "- {two-weeks} first")
    change = SourceChange.WORDING
    translating.save_source(ctx, ANNA, GERMAN, marked, 1, change)
    return ctx


@pytest.fixture
def folder(draft: Context, tmp_path: Path) -> Path:
    """To which the articles were exported."""
    draft_gettext.export_catalogs(draft, tmp_path / "out")
    return tmp_path / "out"


def plan(ctx: Context, folder: Path, *, over_newer: bool = False) -> GettextImport:
    return draft_gettext.import_plan(ctx, folder, over_newer=over_newer)


def imported(ctx: Context, folder: Path, *, over_newer: bool = False) -> list[str]:
    wanted = plan(ctx, folder, over_newer=over_newer).plan
    lists = folder / CATALOGS
    done = draft_transfer.import_folder(ctx, WEBLATE, lists, wanted)
    return [entry.path for entry in done]


def only_left(ctx: Context, folder: Path) -> tuple[str, str, bool]:
    found = plan(ctx, folder)
    assert found.plan.texts == {}
    [problem] = found.left
    return str(problem), problem.remedy, problem.is_error


def of_doctor(found: GettextImport, name: str) -> list[str]:
    return [p.message for p in found.left if p.file == name and "/doctor" in p.message]


def test_each_language_has_a_catalog_and_all_have_a_template(folder: Path) -> None:
    names = {path.name for path in (folder / CATALOGS).iterdir()}
    catalogs = {f"{code}.po" for code in LANGUAGES if code != "de"}
    assert names == catalogs | {"articles.pot", ".kiosk-draft.json"}


def test_the_same_draft_gives_the_same_bytes(
    draft: Context, folder: Path, tmp_path: Path
) -> None:
    draft_gettext.export_catalogs(draft, tmp_path / "again")
    for file in (folder / CATALOGS).iterdir():
        assert (tmp_path / "again" / CATALOGS / file.name).read_bytes() == (
            file.read_bytes()
        )


def test_a_round_trip_changes_nothing(draft: Context, folder: Path) -> None:
    revision = drafting.revision(draft)
    assert plan(draft, folder).left == ()
    assert imported(draft, folder) == []
    assert drafting.revision(draft) == revision


def test_a_round_trip_of_all_shipped_articles_changes_nothing(tmp_path: Path) -> None:
    hub = a_hub(tmp_path, clock=FixedClock(), engine="sqlite")
    texts = {name: data.decode() for name, data in read_folder(CONTENT).items()}
    marks = {p: m for p, t in texts.items() if (m := drafting.fingerprint_of(p, t))}
    with hub.database.begin() as connection:
        drafts.begin(connection, texts, marks, "shipped", hub.clock.now())
    assert draft_gettext.export_catalogs(hub, tmp_path / "out").left == ()
    found = plan(hub, tmp_path / "out")
    assert (found.plan.texts, found.plan.conflicts, found.plan.newer) == ({}, (), ())
    assert not [problem for problem in found.left if problem.is_error]
    gone(hub.database)


def test_what_was_translated_becomes_the_file(draft: Context, folder: Path) -> None:
    read = text(draft, POLISH).replace("made =", 'read_by = "Ewa"\nmade =')
    drafting.save(draft, ANNA, POLISH, read, drafting.file(draft, POLISH).version)
    draft_gettext.export_catalogs(draft, folder)
    translate(folder / PL, 4, "Witamy *wszystkich*.")
    translate(folder / PL, 3, "lekarz\nszpital")
    assert imported(draft, folder) == [POLISH]
    now = text(draft, POLISH)
    assert "\n\nWitamy *wszystkich*.\n\n## Witamy\n\n- {two-weeks} first\n" in now
    assert 'keywords = ["lekarz", "szpital"]' in now
    assert 'made = "machine"' in now
    assert "read_by" not in now, "nobody has read what it says now"
    entry = drafting.file(draft, POLISH).entry
    assert (entry.author, entry.step) == (WEBLATE, DraftStep.IMPORTED)
    assert imported(draft, folder) == [], "the second time there is nothing to do"
    translate(folder / PL, 1, "Lekarz")
    assert imported(draft, folder) == [POLISH]


def test_windows_and_a_byte_order_mark_stay(draft: Context, folder: Path) -> None:
    odd = "\ufeff" + text(draft, POLISH).replace("\n", "\r\n")
    drafting.save(draft, ANNA, POLISH, odd, drafting.file(draft, POLISH).version)
    draft_gettext.export_catalogs(draft, folder)
    assert imported(draft, folder) == []
    translate(folder / PL, 1, "Lekarz")
    assert imported(draft, folder) == [POLISH]
    assert text(draft, POLISH) == odd.replace("# Witamy", "# Lekarz", 1)


def test_a_translation_that_was_not_there_is_made_by_a_human(
    draft: Context, folder: Path
) -> None:
    for number, new in enumerate(["Lěkaŕ", "S.", "słowo", "T", "N", "a", "b"], 1):
        translate(folder / "articles/dsb.po", number, new)
    assert of_doctor(plan(draft, folder), "articles/dsb.po") == [
        "services/doctor: 2 of 9 units are not translated."
    ]
    translate(folder / "articles/dsb.po", 8, "c")
    translate(folder / "articles/dsb.po", 9, "d")
    assert imported(draft, folder) == ["services/doctor/dsb.md"]
    now = text(draft, "services/doctor/dsb.md")
    assert 'made = "human"' in now
    assert "- {two-weeks} a\n- b\n\n1. c\n2. d\n" in now, "the mark is put back"
    told = translating.made_from(draft, "services/doctor/dsb.md")
    assert told
    assert told.text == text(draft, GERMAN)


def test_a_mark_that_was_left_out_changes_nothing(draft: Context, folder: Path) -> None:
    translate(folder / PL, 6, "first")
    assert imported(draft, folder) == []


def test_an_outdated_translation_is_fuzzy_until_somebody_has_looked(
    draft: Context, folder: Path
) -> None:
    new = changed(draft, GERMAN, "- second", "- zweitens")
    version = drafting.file(draft, GERMAN).version
    change = SourceChange.MEANING
    translating.save_source(draft, ANNA, GERMAN, new, version, change)
    assert (
        "It was made from another German text"
        in of_doctor(plan(draft, folder), PL).pop()
    )
    draft_gettext.export_catalogs(draft, folder)
    found = plan(draft, folder)
    assert of_doctor(found, PL) == ["services/doctor: 9 of 9 units are fuzzy."]
    assert not any(problem.is_error for problem in found.left)
    before = text(draft, POLISH)
    for number in range(1, 9):
        translate(folder / PL, number, translated(folder / PL, number))
    assert of_doctor(plan(draft, folder), PL) == [
        "services/doctor: 1 of 9 units are fuzzy."
    ]
    translate(folder / PL, 9, translated(folder / PL, 9))
    assert imported(draft, folder) == [POLISH]
    assert text(draft, POLISH).partition("made")[2] == before.partition("made")[2]
    assert 'of = "2.0"' in text(draft, POLISH)


def test_blocks_of_another_shape_are_left_empty(draft: Context, folder: Path) -> None:
    short = changed(draft, POLISH, "2. go on\n", "")
    drafting.save(draft, ANNA, POLISH, short, drafting.file(draft, POLISH).version)
    draft_gettext.export_catalogs(draft, folder)
    assert [translated(folder / PL, number) for number in (1, 3, 4, 9)] == [
        "Witamy",
        "Witamy",
        "",
        "",
    ]
    told, remedy, is_error = only_left(draft, folder)
    assert "services/doctor: 6 of 9 units are not translated." in told
    assert remedy
    assert not is_error


def test_what_only_the_draft_has_changed_since_stays(
    draft: Context, folder: Path
) -> None:
    version = drafting.file(draft, POLISH).version
    anna = changed(draft, POLISH, "# Witamy", "# Lekarz")
    drafting.save(draft, ANNA, POLISH, anna, version)
    translate(folder / EN, 1, "Doctor")
    assert plan(draft, folder).plan.newer == (POLISH,)
    assert imported(draft, folder) == [ENGLISH]
    assert text(draft, POLISH) == anna


def test_what_both_have_changed_is_a_conflict(draft: Context, folder: Path) -> None:
    version = drafting.file(draft, POLISH).version
    anna = changed(draft, POLISH, "# Witamy", "# Lekarz")
    drafting.save(draft, ANNA, POLISH, anna, version)
    translate(folder / PL, 1, "Dentysta")
    assert plan(draft, folder).plan.conflicts == (POLISH,)
    with pytest.raises(Conflict, match=POLISH):
        imported(draft, folder)
    assert imported(draft, folder, over_newer=True) == [POLISH]
    assert "# Dentysta" in text(draft, POLISH)


def test_without_its_list_nothing_is_replaced_that_somebody_typed(
    draft: Context, folder: Path
) -> None:
    (folder / CATALOGS / ".kiosk-draft.json").unlink()
    assert imported(draft, folder) == []
    translate(folder / PL, 1, "Dentysta")
    version = drafting.file(draft, POLISH).version
    anna = changed(draft, POLISH, "# Witamy", "# Lekarz")
    drafting.save(draft, ANNA, POLISH, anna, version)
    assert plan(draft, folder).plan.conflicts == (POLISH,)


def test_a_translation_that_the_draft_removed_does_not_come_back(
    draft: Context, folder: Path
) -> None:
    drafting.remove(draft, ANNA, POLISH, drafting.file(draft, POLISH).version)
    assert plan(draft, folder).plan.newer == (POLISH,)
    assert imported(draft, folder) == []


def test_files_in_the_same_folder_are_another_door(
    draft: Context, folder: Path
) -> None:
    draft_transfer.export_folder(draft, folder)
    translate(folder / PL, 1, "Lekarz")
    assert imported(draft, folder) == [POLISH]
    assert draft_transfer.import_plan(draft, folder).newer == (POLISH,)


def test_an_export_never_writes_over_work_that_is_not_imported(
    draft: Context, folder: Path
) -> None:
    draft_gettext.export_catalogs(draft, folder)
    translate(folder / PL, 1, "Lekarz")
    before = (folder / PL).read_bytes()
    with pytest.raises(Conflict, match=r"1 catalogs .*: pl\.po"):
        draft_gettext.export_catalogs(draft, folder)
    assert (folder / PL).read_bytes() == before
    assert imported(draft, folder) == [POLISH]
    draft_gettext.export_catalogs(draft, folder)
    assert translated(folder / PL, 1) == "Lekarz"
    translate(folder / PL, 1, "Dentysta")
    draft_gettext.export_catalogs(draft, folder, over=True)
    assert translated(folder / PL, 1) == "Lekarz"


def test_an_export_does_not_write_over_a_broken_catalog(
    draft: Context, folder: Path
) -> None:
    (folder / PL).write_text("<<<<<<< HEAD\n")
    with pytest.raises(Conflict, match=r"pl\.po"):
        draft_gettext.export_catalogs(draft, folder)


def test_a_german_text_with_errors_is_named_and_the_others_go(
    draft: Context, tmp_path: Path
) -> None:
    broken = changed(draft, GERMAN, "- second", "- <b>second</b>")
    drafting.save(draft, ANNA, GERMAN, broken, drafting.file(draft, GERMAN).version)
    done = draft_gettext.export_catalogs(draft, tmp_path / "out")
    assert [problem.file for problem in done.left] == [GERMAN]
    assert "services/registration/1" in (tmp_path / "out" / PL).read_text()


@pytest.mark.parametrize(
    ("number", "new", "told"),
    [
        (2, "see <i>there</i>", "HTML is not allowed here."),
        (4, "see [there](/x)", "A link is not allowed here."),
        (4, "one\n\ntwo", "It is not one part of the same kind and mark as in German."),
        (5, "see https://a.example", "An address stands in the text."),
        (6, "{other} first", "It is not one part of the same kind and mark"),
        (3, "\n".join("abcdefghijklm"), "There are more than 12 keywords."),
        (4, "a" * 1_100_000, "larger than 1 MiB"),
        (4, "a\u202eb", "U+202E"),
    ],
    ids=["HTML", "link", "two", "address", "mark", "keywords", "huge", "control"],
)
def test_what_no_article_may_have_is_refused_by_name_and_line(
    draft: Context, folder: Path, number: int, new: str, told: str
) -> None:
    translate(folder / PL, number, new)
    message, remedy, is_error = only_left(draft, folder)
    assert message.startswith("articles/pl.po:")
    assert "services/doctor: " in message
    assert told in message
    assert remedy
    assert is_error


def test_a_refused_unit_is_found_on_its_line(draft: Context, folder: Path) -> None:
    translate(folder / PL, 8, "see <i>there</i>")
    lines = (folder / PL).read_text(encoding="utf-8").splitlines()
    place = lines.index(PLACE.format(8)) + 2  # its msgid
    assert only_left(draft, folder)[0].startswith(f"articles/pl.po:{place}: ")


def test_an_unknown_service_is_named(draft: Context, folder: Path) -> None:
    for code in LANGUAGES:
        file = folder / CATALOGS / f"{code}.po"
        if code not in {"de", "pl"}:
            file.unlink()
    content_folder.change(folder / PL, "services/doctor/1", "services/dentist/1")
    found = plan(draft, folder)
    assert any("dentist: There is no such service" in str(p) for p in found.left)
    assert any("doctor: It was made from another" in str(p) for p in found.left)


def test_an_unknown_language_is_named(draft: Context, folder: Path) -> None:
    for name in ("de.po", "xx.po"):
        (folder / CATALOGS / name).write_bytes((folder / PL).read_bytes())
    left = plan(draft, folder).left
    assert [str(problem) for problem in left] == [
        "articles/de.po: Nothing is translated into 'de'.",
        "articles/xx.po: Nothing is translated into 'xx'.",
    ]
    assert all("de-simple" in problem.remedy for problem in left)


def test_a_broken_catalog_keeps_no_other_back(draft: Context, folder: Path) -> None:
    translate(folder / EN, 1, "Doctor")
    (folder / PL).write_text("# one\n\n<<<<<<< HEAD\n")
    found = plan(draft, folder)
    assert [problem.place() for problem in found.left] == ["articles/pl.po:3"]
    assert set(found.plan.texts) == {ENGLISH}


def test_a_huge_catalog_is_never_read(draft: Context, folder: Path) -> None:
    with (folder / PL).open("ab") as file:
        file.truncate(LARGEST_CATALOG + 1)
    told, remedy, is_error = only_left(draft, folder)
    assert told == "articles/pl.po: It is no file, or larger than 8 MiB."
    assert remedy
    assert is_error


def test_a_link_out_of_the_folder_is_refused(draft: Context, folder: Path) -> None:
    (folder / PL).unlink()
    (folder / PL).symlink_to("/etc/hostname")
    assert "It is no file" in only_left(draft, folder)[0]


def test_too_many_units_are_told(draft: Context, folder: Path) -> None:
    with (folder / PL).open("a") as file:
        for number in range(MOST_UNITS):
            file.write(f'msgctxt "services/a/{number}"\nmsgid "a"\nmsgstr "b"\n\n')
    assert f"more than {MOST_UNITS} units" in only_left(draft, folder)[0]


def test_a_folder_without_catalogs_is_told(draft: Context, tmp_path: Path) -> None:
    with pytest.raises(BadContent, match="has no catalogs") as told:
        plan(draft, tmp_path / "nowhere")
    assert "export --gettext" in told.value.remedy
