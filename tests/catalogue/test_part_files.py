"""Which bytes of the centre's files come and go with one entry."""

from __future__ import annotations

import pytest

from kiosk.catalogue.part_files import gives, giving, with_part, without_part
from kiosk.errors import BadContent, NotFound

RESOURCES, SITE = "resources.toml", "site.toml"
OFFICE = '# Everything.\n\n[office]\nkind = "web"\ntarget = "https://a.example/"\n'
DOCK = '\n# Not seen yet.\n[dock]\nkind = "web"\ntarget = "https://b.example/"\n'
PAGES = '\n[dock.pages]\npl = "https://b.example/pl"\n'
PARK = '\n# Also not seen.\n[park]\nkind = "web"\ntarget = "https://c.example/"\n'
PARTNERS = (
    '[site]\n\n# `planned`: not yet on site.\n\n[[partners]]\nid = "a"\nname = "A"\n\n'
    '# Who owns the house.\n[[partners]]\nid = "b"\nname = "B"\n\n'
    '# Open questions.\n\n[[gaps]]\nask = "Who?"\n'
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_resource_ends_with_its_remark_and_leaves_the_others_theirs(end: str) -> None:
    whole = (OFFICE + DOCK + PAGES + PARK).replace("\n", end)
    without = without_part(RESOURCES, whole, "resources", "dock")
    assert without == (OFFICE + PARK).replace("\n", end)
    first = without_part(RESOURCES, whole, "resources", "office")
    assert "Not seen yet." in first
    last = without_part(RESOURCES, whole, "resources", "park")
    assert last == (OFFICE + DOCK + PAGES).replace("\n", end)


def test_a_partner_ends_and_what_is_said_of_all_stays() -> None:
    without = without_part(SITE, PARTNERS, "partners", "b")
    assert "Who owns the house." not in without
    assert "# Open questions.\n\n[[gaps]]" in without
    assert "`planned`" in without_part(SITE, PARTNERS, "partners", "a")


def test_what_looks_like_a_table_within_a_text_is_none() -> None:
    odd = OFFICE + '\n[dock]\nkind = "place"\naddress = """\n[office]\n"""\n' + PARK
    without = without_part(RESOURCES, odd, "resources", "dock")
    assert "[park]" in without
    assert '"""' not in without


def test_what_there_is_not_cannot_end() -> None:
    for section, part in (("partners", "c"), ("desks", "a")):
        with pytest.raises(NotFound):
            without_part(SITE, PARTNERS, section, part)
    with pytest.raises(BadContent):
        without_part(SITE, "[", "partners", "a")


def test_what_begins_stands_behind_its_likes_and_ends_without_a_trace() -> None:
    said = {"kind": "web", "target": "https://d.example/"}
    longer = with_part(RESOURCES, OFFICE, "resources", "new", said)
    assert longer.startswith(OFFICE)
    assert longer.endswith('\n[new]\nkind = "web"\ntarget = "https://d.example/"\n')
    assert without_part(RESOURCES, longer, "resources", "new") == OFFICE
    assert with_part(RESOURCES, "", "resources", "new", said).startswith("[new]")


def test_a_service_names_what_it_gives_along_once() -> None:
    file = "services/doctor/service.toml"
    text = 'order = 1\nresources = [\n  "office",\n]\n\n[[facts]]\nid = "a"\n'
    both = giving(file, text, "dock", along=True)
    assert gives(file, both, "dock")
    assert giving(file, both, "dock", along=True) == both
    assert not gives(file, giving(file, both, "dock", along=False), "dock")
    bare = 'order = 1\n\n[[facts]]\nid = "a"\n'
    assert gives(file, giving(file, bare, "dock", along=True), "dock")
