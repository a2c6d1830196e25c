from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import content_folder

if TYPE_CHECKING:
    from tests.cli.conftest import Run
    from tests.fakes.command import Machine

GERMAN = "services/doctor/de.md"


def rows(output: str) -> dict[str, list[str]]:
    return {line.split()[0]: line.split()[1:] for line in output.splitlines() if line}


def test_status_says_of_every_service_how_far_it_can_be_relied_on(
    run: Run, machine: Machine
) -> None:
    content_folder.change(
        machine.content / GERMAN, 'version = "1.0"', 'version = "2.0"'
    )
    (machine.content / "services" / "doctor" / "uk.md").unlink()
    said = run("content", "status")
    assert said.exit_code == 0, said.output
    found = rows(said.output)
    assert found["doctor"] == ["ok", "OLD", "OLD", "MISSING", "OLD"]
    assert found["registration"] == ["ok", "unread", "unread", "unread", "unread"]
    assert found["(words)"] == found["registration"]
    assert "3 outdated, 0 fallback, 1 missing" in said.output


def test_status_can_show_only_what_has_a_state(run: Run, machine: Machine) -> None:
    content_folder.change(
        machine.content / GERMAN, 'version = "1.0"', 'version = "2.0"'
    )
    assert "registration" not in run("content", "status", "--only", "outdated").output
    said = run("content", "status", "--only", "old")
    assert said.exit_code == 2
    assert "current, unread, outdated, fallback, missing" in said.output


def test_a_language_that_is_partly_there_falls_back(run: Run, machine: Machine) -> None:
    site = machine.content / "site.toml"
    content_folder.change(site, '"ar"]', '"ar", "hsb"]\npartly = ["hsb"]')
    content_folder.put(
        machine.content / "words" / "hsb.toml", 'of = "1.0"\nmade = "human"\n'
    )
    assert rows(run("content", "status").output)["doctor"][-1] == "-"


def test_gaps_are_listed_by_whom_to_ask(run: Run) -> None:
    lines = run("content", "gaps", "--all").output.splitlines()
    asked = lines.index("Bürgerbüro")
    assert lines[asked + 1] == "    doctor: Was kostet es? (cost)"
    assert "    site.toml: Wer ist verantwortlich? (other)" in lines
    assert lines[-1] == "3 gaps, 0 old sources"


def test_gaps_are_summed_up_by_kind_and_by_whom_to_ask(run: Run) -> None:
    lines = run("content", "gaps").output.splitlines()
    assert [line.split() for line in lines] == [
        ["Of", "what", "kind"],
        ["2", "cost", "what", "something", "costs"],
        ["1", "other", "anything", "else"],
        ["Whom", "to", "ask", "first"],
        ["2", "Bürgerbüro"],
        ["1", "Betreiber"],
        ["3", "gaps,", "0", "old", "sources"],
        lines[-1].split(),
    ]
    assert all(option in lines[-1] for option in ("--kind", "--whom", "--service"))


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        (("--kind", "cost", "--service", "doctor"), ["doctor: Was kostet es? (cost)"]),
        (("--whom", "betreib"), ["site.toml: Wer ist verantwortlich? (other)"]),
        (("--service", "site.toml", "--kind", "cost"), []),
    ],
)
def test_gaps_can_be_narrowed_down(
    options: tuple[str, ...], asked: list[str], run: Run
) -> None:
    *lines, total = run("content", "gaps", *options).output.splitlines()
    assert [line.strip() for line in lines if line.startswith(" ")] == asked
    assert total == f"{len(asked)} gap{'' if len(asked) == 1 else 's'}"


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--kind", "prices", "Kinds: address, hours"),
        ("--service", "nowhere", "nowhere"),
    ],
)
def test_a_kind_or_service_of_gaps_that_there_is_not_is_told(
    option: str, value: str, said: str, run: Run
) -> None:
    found = run("content", "gaps", option, value)
    assert found.exit_code == 2
    assert said in found.output


def test_old_sources_are_listed_to_be_confirmed(run: Run, machine: Machine) -> None:
    content_folder.change(
        machine.content / "services" / "doctor" / "service.toml",
        "as_of = 2026-08-19",
        "as_of = 2026-08-19\ndated = 2018-01-01",
    )
    output = run("content", "gaps", "--all").output
    assert "    2018-01-01 BMG § 17: doctor, two-weeks" in output


def test_check_counts_what_nobody_has_confirmed(run: Run) -> None:
    output = run("content", "check").output
    assert "3 gaps" in output
    assert "gaps: 2 cost, 1 other" in output


def test_a_confirmed_translation_says_what_the_german_text_says(
    run: Run, machine: Machine
) -> None:
    content_folder.change(
        machine.content / GERMAN, 'version = "1.0"', 'version = "2.0"'
    )
    polish = machine.content / "services" / "doctor" / "pl.md"
    before = polish.read_text().splitlines()
    said = run("content", "confirm", "doctor", "pl")
    assert said.exit_code == 0, said.output
    after = polish.read_text().splitlines()
    assert after[:2] == ["+++", 'of = "2.0"']
    assert after[2].startswith("of_text = "), "the fingerprint of the German text"
    assert after[3:] == before[2:]
    assert rows(run("content", "status").output)["doctor"][2] == "unread"


@pytest.mark.parametrize(
    ("option", "said", "state"),
    [
        ("--meaning", "doctor: version 2.0; its translations are outdated.", "OLD"),
        ("--wording", "doctor: version 1.1; its translations hold.", "unread"),
    ],
)
def test_an_editor_says_what_a_change_of_the_german_text_means(
    run: Run, option: str, said: str, state: str
) -> None:
    assert run("content", "changed", "doctor", option).output.strip() == said
    assert rows(run("content", "status").output)["doctor"][2] == state


def test_a_change_that_nobody_explains_is_none(run: Run, machine: Machine) -> None:
    before = (machine.content / GERMAN).read_text()
    said = run("content", "changed", "doctor")
    assert said.exit_code == 2
    assert "Say --meaning or --wording." in said.output
    assert (machine.content / GERMAN).read_text() == before


def test_who_has_read_a_translation_is_kept(run: Run, machine: Machine) -> None:
    by = 'WITAJ "Cottbus", 2026-12-01'
    for _ in range(2):  # the second time the line is there already
        assert run("content", "confirm", "doctor", "pl", "--read-by", by).exit_code == 0
    text = (machine.content / "services" / "doctor" / "pl.md").read_text()
    assert text.count("read_by") == 1
    assert rows(run("content", "status").output)["doctor"][2] == "ok"


def test_confirmed_facts_were_looked_up_today(run: Run, machine: Machine) -> None:
    said = run("content", "confirm", "doctor", "de")
    assert "1 facts checked on " in said.output
    day = said.output.split()[-1].rstrip(".")
    facts = machine.content / "services" / "doctor" / "service.toml"
    assert f"as_of = {day}\n" in facts.read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nobody", "pl"), "is not there"),
        (("doctor", "xx"), "no language 'xx'"),
        (("doctor", "hsb"), "is not there"),
        (("doctor", "de", "--read-by", "me"), "--read-by is for translations"),
    ],
)
def test_what_cannot_be_confirmed_is_refused(
    run: Run, arguments: tuple[str, ...], message: str
) -> None:
    said = run("content", "confirm", *arguments)
    assert said.exit_code != 0
    assert message in str(said.output) + str(said.exception)


def test_a_broken_text_is_not_confirmed(run: Run, machine: Machine) -> None:
    polish = machine.content / "services" / "doctor" / "pl.md"
    content_folder.change(polish, "- first", "- <b>")
    before = polish.read_bytes()
    assert run("content", "confirm", "doctor", "pl").exit_code != 0
    assert polish.read_bytes() == before


def test_a_service_that_is_not_there_is_refused_with_where_the_names_are(
    run: Run,
) -> None:
    for asked in (("confirm", "nosuch", "pl"), ("changed", "nosuch", "--meaning")):
        said = run("content", *asked)
        assert said.exit_code == 2
        assert "kiosk content status" in said.output, asked
