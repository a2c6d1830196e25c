from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.services import Block, BlockKind
from kiosk.integreat.markup import LONGEST_HTML, read_markup

P, H = BlockKind.PARAGRAPH, BlockKind.HEADING
B, N = BlockKind.BULLET, BlockKind.NUMBERED


def _blocks(html: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in read_markup(html).blocks]


def test_paragraphs_headings_and_both_lists_are_kept() -> None:
    html = (
        "<h2>Kurse</h2><p>Es gibt <b>zwei</b>&nbsp;Arten:</p>"
        "<ul><li>A1</li><li><p>B1</p></li></ul><ol><li>Anmelden</li><li>Kommen</li></ol>"
    )
    assert read_markup(html).blocks == (
        Block(H, "Kurse"),
        Block(P, "Es gibt zwei Arten:"),
        Block(B, "A1"),
        Block(B, "B1"),
        Block(N, "Anmelden", 1),
        Block(N, "Kommen", 2),
    )


def test_every_level_of_heading_is_one_and_an_empty_ending_is_none() -> None:
    found = read_markup("<h1>A</h1><p>x</p><h5>B</h5><p>y</p><h3>Video</h3>")
    assert [block.kind for block in found.blocks] == [H, P, H, P]
    assert found.dropped["heading without text"] == 1


def test_text_without_any_tag_is_a_paragraph() -> None:
    assert _blocks("Nur Text") == [(P, "Nur Text")]
    assert _blocks("") == []
    assert _blocks(" \n<p>&nbsp;</p><div></div>") == []


def test_an_item_is_one_line_however_many_paragraphs_it_has() -> None:
    html = "<ul><li><p>Zeugnis,</p><p>übersetzt<br>und beglaubigt</p></li></ul>"
    assert _blocks(html) == [(B, "Zeugnis, übersetzt und beglaubigt")]


def test_a_list_within_a_list_is_laid_flat() -> None:
    html = "<ol><li>Erst<ul><li>a</li><li>b</li></ul></li><li>Dann</li></ol><p>Ende</p>"
    assert read_markup(html).blocks == (
        Block(N, "Erst", 1),
        Block(B, "a"),
        Block(B, "b"),
        Block(N, "Dann", 2),
        Block(P, "Ende"),
    )


def test_an_item_without_a_list_is_an_item() -> None:
    assert _blocks("<li>allein") == [(B, "allein")]


def test_a_table_with_heads_becomes_a_list_that_repeats_them() -> None:
    html = (
        "<table><tr><th>Tag</th><th>Zeit</th></tr>"
        "<tr><td>Mo</td><td><p>9</p><p>bis 12</p></td></tr>"
        "<tr><td>Di</td><td></td></tr></table><p>Ende</p>"
    )
    assert _blocks(html) == [
        (B, "Tag: Mo; Zeit: 9 bis 12"),
        (B, "Tag: Di"),
        (P, "Ende"),
    ]


def test_a_table_without_heads_becomes_a_list_of_its_rows() -> None:
    html = (
        "<table><tbody><tr><th>Telefon</th><td>112</td></tr>"
        "<tr><td>a</td><td>b</td><td>c</td></tr><tr><td></td></tr></tbody></table>"
    )
    assert _blocks(html) == [(B, "Telefon: 112"), (B, "a; b; c")]


def test_rows_and_cells_outside_a_table_are_paragraphs() -> None:
    html = "<td>x</td><p>nicht weg</p><tr><th>y</tr></table><p>mehr</p>"
    assert _blocks(html) == [(P, "x"), (P, "nicht weg"), (P, "y"), (P, "mehr")]


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<table><tr><td>A</td>", ["A"]),
        ("<table><tr><td>A<td>B<tr><td>C", ["A: B", "C"]),
        ("<table><td>A<table><td>B", ["A", "B"]),
        ("<table><tr><th>Tag<th>Zeit<tr><td>Mo<td>9", ["Tag: Mo; Zeit: 9"]),
    ],
)
def test_a_table_that_nobody_closes_keeps_its_rows(html: str, rows: list[str]) -> None:
    assert _blocks(html) == [(B, row) for row in rows]


def test_a_table_within_a_table_ends_the_row_around_it() -> None:
    html = (
        "<table><tr><td>A<table><tr><td>B</td><td>C</td></tr></table>D</td><td>E</td>"
        "</tr><tr><td>F</td><td>G</td></tr></table><p>Ende</p>"
    )
    assert _blocks(html) == [
        *((B, "A"), (B, "B: C"), (P, "D"), (B, "E"), (B, "F: G"), (P, "Ende")),
    ]


def test_what_a_table_says_beside_its_cells_is_a_paragraph() -> None:
    html = "<table><caption>Zeiten</caption><tr><td>Mo</td><td>9</td></tr></table>"
    assert _blocks(html) == [(P, "Zeiten"), (B, "Mo: 9")]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("", ["Mo; Di; Mi"]),
        ("<tr><td>a</td></tr>", ["Mo; Di; Mi", "a"]),
        ("<tr><td>1</td><td></td><td>3</td></tr>", ["Di", "Mo: 1; Mi: 3"]),
    ],
)
def test_heads_that_stand_above_nothing_are_a_line(rows: str, told: list[str]) -> None:
    heads = "<tr><th>Mo</th><th>Di</th><th>Mi</th></tr>"
    assert _blocks(f"<table>{heads}{rows}</table>") == [(B, row) for row in told]


@pytest.mark.parametrize(
    "tag", ["script", "style", "iframe", "svg", "form", "template", "video", "object"]
)
def test_what_a_terminal_cannot_show_goes_with_all_inside_and_is_told(tag: str) -> None:
    found = read_markup(f"<p>vor</p><{tag} x=1>weg<p>auch</p></{tag}><p>nach</p>")
    assert [block.text for block in found.blocks] == ["vor", "nach"]
    assert found.dropped[tag] == 1


def test_the_words_of_a_picture_are_kept() -> None:
    found = read_markup('<p>Hier: <img src="x.png" alt="Plan des Parks" onerror=x></p>')
    assert found.blocks == (Block(P, "Hier: Plan des Parks"),)
    assert found.dropped["picture"] == 1


def test_links_are_gathered_with_their_words_and_their_words_stay() -> None:
    found = read_markup(
        '<p>Zum <a href="https://a.de/">Amt</a> oder <a href=" tel:112 ">an<b>rufen</b>'
        '</a>.<a name="x">Anker</a></p><p><a href="https://b.de">offen</p><p>weiter</p>'
    )
    assert found.blocks[0].text == "Zum Amt oder anrufen.Anker"
    assert found.links == (
        ("Amt", "https://a.de/"),
        ("anrufen", "tel:112"),
        ("offen", "https://b.de"),
    )


def test_entities_are_letters_and_no_second_markup() -> None:
    html = "<p>&Auml;mter &amp; &lt;script&gt;alert(1)&lt;/script&gt; &#8364; &#0;</p>"
    assert _blocks(html) == [(P, "Ämter & <script>alert(1)</script> €")]


def test_comments_are_silent_and_an_open_one_hides_the_rest() -> None:
    assert _blocks("<p>a<!-- <p>b --></p><p>c</p><!-- d<p>e</p>") == [
        (P, "a"),
        (P, "c"),
    ]


def test_an_open_angle_is_a_letter() -> None:
    assert _blocks("<p>5 < 7 und <b>gut</b></p>") == [(P, "5 < 7 und gut")]


def test_a_nesting_of_ten_thousand_is_no_trouble() -> None:
    deep = "<div>" * 10_000 + "<ul><li>" * 5_000 + "tief" + "</div>" * 10_000
    assert _blocks(deep) == [(B, "tief")]


@pytest.mark.parametrize(
    "part",
    [
        *("<", "<a ", "<!--", "<![CDATA[", "</", "<?", "<!", "<script>", "<a x='"),
        *("&", "&#", "<li>", "<table>", "<ul>", "<a href=x>", '<a x="">"', "<p><p"),
        "<a " + "b " * 900 + ">",
    ],
)
def test_no_text_takes_longer_than_its_length_allows(part: str) -> None:
    html = part * (LONGEST_HTML // len(part))
    started = time.perf_counter()
    read_markup(html)
    assert time.perf_counter() - started < 5


def test_a_text_beyond_all_measure_is_cut_and_told() -> None:
    found = read_markup("<p>wort</p>" * LONGEST_HTML)
    assert any("characters of HTML" in what for what in found.dropped)
    assert len(found.blocks) <= LONGEST_HTML


@given(
    st.lists(
        st.sampled_from(
            [
                *("<p>", "</p>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<table>"),
                *(
                    "<tr>",
                    "<td>",
                    "</td>",
                    "</tr>",
                    "</table>",
                    "<h2>",
                    "</h2>",
                    "<br>",
                ),
                *("<a href='https://a.de'>", "</a>", "<script>", "</script>", "<img>"),
                *("Wort", " ", "\u202e", "&amp;", "\0", "<", ">"),
            ]
        ),
        max_size=40,
    )
)
def test_whatever_the_order_of_the_tags_all_blocks_are_plain(parts: list[str]) -> None:
    for block in read_markup("".join(parts)).blocks:
        assert block.text == block.text.strip()
        assert block.text
        assert block.text.isprintable()
        assert (block.number > 0) is (block.kind is N)


_AROUND = ("table", "tr", "td", "th", "p", "ul", "li", "h2", "caption", "div")


@given(
    st.lists(
        st.sampled_from(
            ["", *(f"<{tag}>" for tag in _AROUND), *(f"</{tag}>" for tag in _AROUND)]
        ),
        max_size=40,
    )
)
def test_whatever_the_order_of_the_tags_no_word_is_lost(tags: list[str]) -> None:
    words = [f"w{at}" for at in range(len(tags) + 1)]
    html = "".join(
        f"{tag} {word} " for tag, word in zip(["", *tags], words, strict=True)
    )
    found = read_markup(html + "<p>Ende</p>")
    said = {word for block in found.blocks for word in re.findall(r"\w+", block.text)}
    assert said >= set(words)
    assert not found.dropped
