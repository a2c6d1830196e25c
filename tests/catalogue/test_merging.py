"""Two people change one file: what only one has changed holds, the rest is asked."""

from __future__ import annotations

import tomllib

from kiosk.catalogue.merging import Clash, merged, same_table

BASE = """# words
version = "1.0"

[site]
name = "Terminal"
place = "Spremberg"

[topics]
work = "Arbeit"
"""


def test_changes_of_different_keys_are_both_kept() -> None:
    mine = BASE.replace("Arbeit", "Arbeit und Rechte")
    theirs = BASE.replace("Terminal", "Hub").replace("1.0", "1.1")
    found = merged(BASE, mine, theirs)
    assert found
    assert found.clashes == ()
    assert found.text == theirs.replace("Arbeit", "Arbeit und Rechte")


def test_new_and_removed_keys_are_changes_too() -> None:
    mine = BASE.replace('place = "Spremberg"\n', "") + 'family = "Familie"\n'
    theirs = BASE + "\n[desks]\na = 'Platz'\n"
    found = merged(BASE, mine, theirs)
    assert found
    assert found.clashes == ()
    assert tomllib.loads(found.text) == {
        "version": "1.0",
        "site": {"name": "Terminal"},
        "topics": {"work": "Arbeit", "family": "Familie"},
        "desks": {"a": "Platz"},
    }


def test_a_section_that_is_new_comes_whole() -> None:
    mine = BASE + '\n[reasons]\nsick = "Krank"\n'
    found = merged(BASE, mine, BASE.replace("Terminal", "Hub"))
    assert found
    assert tomllib.loads(found.text)["reasons"] == {"sick": "Krank"}


def test_the_same_key_changed_twice_is_asked() -> None:
    mine, theirs = BASE.replace("Arbeit", "Jobs"), BASE.replace("Arbeit", "Beruf")
    found = merged(BASE, mine, theirs)
    assert found
    assert found.clashes == (Clash("topics.work", "Jobs", "Beruf"),)
    assert "Jobs" in found.text
    other = merged(BASE, mine, theirs, prefer_theirs=True)
    assert other
    assert "Beruf" in other.text


def test_the_same_change_is_no_clash() -> None:
    mine = BASE.replace("Arbeit", "Jobs")
    found = merged(BASE, mine, mine)
    assert found
    assert found.clashes == ()


def test_a_list_is_one_value() -> None:
    base = "[[categories]]\nid = 'a'\n"
    found = merged(base, base + "[[categories]]\nid = 'b'\n", base + "x = 1\n")
    assert found
    assert [clash.key for clash in found.clashes] == ["categories"]


def test_what_is_no_toml_is_left_to_a_person() -> None:
    assert merged(BASE, "[site", BASE) is None
    assert not same_table("[site", BASE, "site")


def test_a_table_is_compared_alone() -> None:
    assert same_table(BASE, BASE.replace("Arbeit", "Jobs"), "site")
    assert not same_table(BASE, BASE.replace("Terminal", "Hub"), "site")
