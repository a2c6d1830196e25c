"""The page of figures, its report and its files: the same numbers everywhere."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from kiosk import paths
from kiosk.domain.figures.kept import FigurePart
from kiosk.hub.figure_files import LONGEST_NAME, as_text
from kiosk.i18n.catalogs import EDITORS, Catalogs
from kiosk.i18n.figure_texts import FigureWords
from kiosk.ids import LanguageCode
from kiosk.store import day_counts, day_figures
from kiosk.store.day_counts import Closing
from tests.builders import OPENING, SERVICE_DAY, a_catalogue

if TYPE_CHECKING:
    from datetime import date

    from kiosk.domain.figures.kept import FigureKey
    from kiosk.operations.context import Context
    from tests.hub_web import Browser

WEEK = "kind=week&day=2026-02-23"
MONDAY = SERVICE_DAY - timedelta(days=7)


def a_day(topics: dict[str, int], hour: str = "09") -> dict[FigureKey, int]:
    count = sum(topics.values())
    return {
        **{(FigurePart.TOPIC, topic): number for topic, number in topics.items()},
        (FigurePart.ENDING, "finished"): count,
        (FigurePart.HOUR, hour): count,
        (FigurePart.LANGUAGE, "ar"): count,
        (FigurePart.PARTNER, ""): count,
        (FigurePart.WAIT, "00600"): count,
        (FigurePart.SERVICE, "00900"): count,
    }


def write(ctx: Context, day: date, figures: dict[FigureKey, int]) -> None:
    with ctx.database.begin() as connection:
        day_figures.write(connection, day, figures, OPENING)


@pytest.fixture
def a_week(ctx: Context) -> None:
    """Monday and Tuesday of the week before."""
    write(ctx, MONDAY, a_day({"residence": 13, "work": 9}))
    tuesday = a_day({"residence": 17, "work": 3, "family": 8}, "10")
    write(ctx, MONDAY + timedelta(days=1), tuesday)


def rows(page: str, heading: str) -> dict[str, list[str]]:
    """Of the table with this heading, each row's cells by its name."""
    table = page.split(f'aria-label="{heading}"')[1].split("</table>")[0]
    found = {}
    for row in table.split("<tr")[2:]:
        name, *cells = (
            " ".join(re.sub(r"<[^>]+>", "", cell).split())
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        )
        found[name] = cells
    return found


@pytest.mark.usefixtures("a_week")
def test_a_week_is_told_by_its_days_with_totals(administrator: Browser) -> None:
    page = administrator.get(f"/figures?{WEEK}").text
    hours = rows(page, "Visitors by hour")
    assert hours["9:00 to 10:00"] == ["22", *["0"] * 6, "22"]
    assert hours["Total"] == ["22", "28", *["0"] * 5, "50"]
    assert rows(page, "Visitors by language of counselling")["Arabic"][-1] == "50"


@pytest.mark.usefixtures("a_week")
def test_a_small_number_is_hidden_and_cannot_be_subtracted(
    administrator: Browser,
) -> None:
    page = administrator.get(f"/figures?{WEEK}").text
    topics = rows(page, "Visitors by topic")
    hidden = {name for name, cells in topics.items() if cells[1] == "·not shown"}
    assert "Work" in hidden
    assert len(hidden) > 1
    assert topics["Total"][1] == "28"
    assert names_rule(page)


def names_rule(page: str) -> bool:
    return "A number from one to four is not shown" in " ".join(page.split())


@pytest.mark.usefixtures("a_week")
def test_a_day_hides_what_its_week_hides(administrator: Browser) -> None:
    week = rows(administrator.get(f"/figures?{WEEK}").text, "Visitors by topic")
    asked = f"/figures?kind=day&day={MONDAY}"
    day = rows(administrator.get(asked).text, "Visitors by topic")
    together = "Not shown alone, together"
    day.pop(together, None)
    assert {name: cells[0] for name, cells in week.items() if name in day} == {
        name: cells[0] for name, cells in day.items()
    }


@pytest.mark.usefixtures("a_week")
def test_a_dot_is_explained_below_its_table_and_nowhere_else(
    administrator: Browser,
) -> None:
    page = administrator.get(f"/figures?{WEEK}").text
    topics = page.split('aria-labelledby="of-topic"')[1].split("</section>")[0]
    ends = page.split('aria-labelledby="of-ending"')[1].split("</section>")[0]
    assert "fewer than five" in topics
    assert "fewer than five" not in ends


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_workbook_can_call_its_sheets_by_their_whole_names(language: str) -> None:
    code = LanguageCode(language)
    catalogs = Catalogs(paths.shipped("locales"), also=EDITORS)
    words = FigureWords(catalogs.words(code), a_catalogue())
    short = [words.short(part) for part in FigurePart]
    assert all(len(f"10 {name}") <= LONGEST_NAME for name in short)
    assert len(set(short)) == len(short)


@pytest.mark.usefixtures("a_week")
def test_bars_stand_beside_the_table_and_say_the_same(administrator: Browser) -> None:
    page = administrator.get(f"/figures?{WEEK}").text
    chart = page.split('<section class="card" aria-labelledby="of-hour">')[1]
    chart = chart.split("</svg>")[0]
    assert 'role="img"' in chart
    assert re.findall(r'width="([\d.]+)"', chart) == ["314.3", "400.0"]
    assert ">22</text>" in chart
    assert "<script" not in chart
    assert "style=" not in chart


@pytest.mark.usefixtures("a_week")
def test_durations_are_a_median_and_what_nine_of_ten_did_not_exceed(
    administrator: Browser,
) -> None:
    page = administrator.get(f"/figures?{WEEK}").text
    waits = rows(page, "Wait: from the number to the first call")
    assert waits["Total"] == ["10.5", "10.5"]
    assert waits["Tue 24/02"] == ["10.5", "10.5"]
    assert "Wed 25/02" not in waits, "nobody came, so nobody is hidden"


@pytest.mark.usefixtures("a_week")
def test_a_month_is_told_day_by_day(administrator: Browser) -> None:
    page = administrator.get("/figures?kind=month&day=2026-02-10").text
    assert "February 2026" in page
    days = rows(page, "Visitors by day")
    assert days["Mon 23 Feb"] == ["22"]
    assert days["Total"] == ["50"]


@pytest.mark.usefixtures("a_week")
def test_a_report_of_several_months_can_be_printed(administrator: Browser) -> None:
    asked = "kind=months&day=2026-01-15&until=2026-03-02"
    page = administrator.get(f"/figures/report?{asked}").text
    assert "Co-funded by the European Union." in page
    assert rows(page, "Visitors by hour")["Total"] == ["0", "50", "0", "50"]
    assert "What is not shown, and why" in page
    assert "@media print" in administrator.get("/static/figures.css").text


def test_an_empty_period_says_so(administrator: Browser) -> None:
    page = administrator.get(f"/figures?{WEEK}").text
    assert "Nobody came on the closed days of this period." in page
    assert "<svg" not in page.split("<main")[1]


@pytest.mark.parametrize(
    "asked",
    [
        "kind=months&day=2010-01-01&until=2026-01-01",
        "kind=months&day=2026-02-01&until=2025-02-01",
    ],
)
def test_a_period_that_cannot_be_is_told_with_a_way_on(
    administrator: Browser, asked: str
) -> None:
    page = administrator.get(f"/figures?{asked}")
    assert page.status_code == 200
    assert "one month at least and ten years at most" in page.text
    assert "Choose a first and a last day" in page.text
    assert administrator.get(f"/figures/figures.csv?{asked}").status_code == 422


@pytest.mark.parametrize(
    "asked",
    ["kind=x&day=y&until=z", "kind=day&day=0001-01-01", "kind=week&day=9999-12-31"],
)
def test_nonsense_is_a_period_too(administrator: Browser, asked: str) -> None:
    assert administrator.get(f"/figures?{asked}").status_code == 200


def test_a_day_may_be_typed_as_germans_do_and_what_is_none_is_said(
    administrator: Browser,
) -> None:
    page = administrator.get("/figures?kind=day&day=23.02.2026").text
    assert 'value="2026-02-23"' in page
    assert "no day of the calendar" not in page
    wrong = administrator.get("/figures?kind=day&day=31.02.2026").text
    assert "no day of the calendar" in wrong


def test_ten_years_are_told_by_years(administrator: Browser, ctx: Context) -> None:
    write(ctx, SERVICE_DAY.replace(year=2017), a_day({"work": 40}))
    asked = "kind=months&day=2017-01-01&until=2026-12-31"
    page = administrator.get(f"/figures?{asked}").text
    assert rows(page, "Visitors by topic")["Work"] == ["40", *["0"] * 9, "40"]


@pytest.mark.parametrize("path", ["", "/report", "/figures.csv", "/figures.xlsx"])
def test_only_administrators_see_them(
    first: Browser, browser: Browser, path: str
) -> None:
    assert first.get(f"/figures{path}").status_code == 403
    assert browser.get(f"/figures{path}").status_code in (303, 401)


@pytest.mark.usefixtures("a_week")
def test_the_text_file_has_a_line_for_each_number(administrator: Browser) -> None:
    answer = administrator.get(f"/figures/figures.csv?{WEEK}")
    assert "2026-02-23_2026-03-01.csv" in answer.headers["content-disposition"]
    text = answer.content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    week = "2026-02-23/2026-03-01"
    assert lines[0] == ["Period", "Table", "Row", "Column", "Count"]
    assert [week, "Visitors by hour", "9:00 to 10:00", "Total", "22"] in lines
    assert [week, "Visitors by topic", "Work", "2026-02-24", "not shown"] in lines
    assert not any(";3\r\n" in line for line in text.splitlines(keepends=True))


@pytest.mark.usefixtures("a_week")
def test_a_workbook_opens_and_holds_numbers(administrator: Browser) -> None:
    answer = administrator.get(f"/figures/figures.xlsx?{WEEK}")
    assert answer.headers["content-type"].startswith("application/vnd.openxml")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert book.testzip() is None
        names = ET.fromstring(book.read("xl/workbook.xml"))
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
        strings = book.read("xl/sharedStrings.xml").decode()
    titles = [e.attrib["name"] for e in names.iter() if e.tag.endswith("}sheet")]
    assert titles[:2] == ["1 Visitors", "2 Ends of visits"]
    assert "Visitors by day: Week from 23 Feb 2026 to 1 Mar 2026" in strings
    numbers = [e.text for e in sheet.iter() if e.tag.endswith("}v")]
    assert "22" in numbers
    assert "not shown" in strings
    assert not [e for e in sheet.iter() if e.tag.endswith("}f")]


def test_no_file_takes_a_text_for_a_formula(
    administrator: Browser, ctx: Context
) -> None:
    write(ctx, MONDAY, a_day({"=1+2": 30}))
    text = administrator.get(f"/figures/figures.csv?{WEEK}").text
    assert ";'=1+2;" in text
    answer = administrator.get(f"/figures/figures.xlsx?{WEEK}")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        pages = [book.read(name) for name in book.namelist() if "worksheets" in name]
    assert not any(b"<f>" in page for page in pages)


@pytest.mark.parametrize("said", ["=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_name_that_looks_like_a_formula_begins_with_a_quote(said: str) -> None:
    assert as_text(said) == f"'{said}"
    assert as_text("Work = residence") == "Work = residence"


@pytest.mark.parametrize(("late", "told"), [(3, "not shown"), (7, "7")])
def test_late_numbers_are_told_beside_and_a_few_are_not_counted_out(
    administrator: Browser, ctx: Context, late: int, told: str
) -> None:
    asked = "/figures?kind=month&day=2026-02-23"
    assert "when their day was closed" not in administrator.get(asked).text
    with ctx.database.begin() as connection:
        closing = Closing(OPENING, late, late, MONDAY, late=late)
        day_counts.record_closing(connection, closing)
    page = " ".join(administrator.get(asked).text.split())
    assert f"when their day was closed ({told})." in page
    week = " ".join(administrator.get(f"/figures?{WEEK}").text.split())
    assert "when their day was closed" not in week
    assert "how many there were is told by months alone" in week
