"""Figures as files for other programs: text with separators, and a workbook."""

from __future__ import annotations

import csv
import re
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from kiosk.domain.figures.periods import Period
    from kiosk.hub.figure_sheets import FigureSheet, SheetCell
    from kiosk.i18n.figure_texts import FigureWords

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""With which spreadsheets take a text for something to be worked out."""
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31
"""Of a sheet of a workbook."""
WIDEST = 60


def csv_of(sheets: Sequence[FigureSheet], words: FigureWords, period: Period) -> bytes:
    """A line for each number, so that nothing must be parsed; with semicolons and a
    mark of its encoding, as spreadsheets in Germany expect it."""
    text, of = StringIO(newline=""), f"{period.span.first}/{period.span.last}"
    lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
    lines.writerow(words.file_head())
    for sheet in sheets:
        total = [sheet.total] if sheet.total else []
        for line in (*sheet.lines, *total):
            for column, cell in zip(sheet.columns, line.cells, strict=True):
                said = words.not_shown() if cell is None else cell
                named = (sheet.title, line.name, column)
                lines.writerow([of, *map(as_text, named), said])
    lines.writerow([as_text(words.hiding()), "", "", "", ""])
    return text.getvalue().encode("utf-8-sig")


def xlsx_of(sheets: Sequence[FigureSheet], words: FigureWords, period: Period) -> bytes:
    """A sheet for each table, the rule about what is not shown below each."""
    from xlsxwriter import Workbook  # a hub must start without it

    file = BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, safe) as book:
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for number, sheet in enumerate(sheets, 1):
            page = book.add_worksheet(_name(number, sheet.short))
            page.write_string(0, 0, f"{sheet.title}: {words.period(period)}", bold)
            _fill(page, sheet, words, (bold, wrapped))
        if not sheets:
            book.add_worksheet().write_string(0, 0, words.nothing())
    return file.getvalue()


def as_text(said: str) -> str:
    """No formula, whatever somebody called a topic."""
    return f"'{said}" if said.startswith(FORMULAS) else said


def _fill(
    page: Worksheet,
    sheet: FigureSheet,
    words: FigureWords,
    formats: tuple[Format, Format],
) -> None:
    """Below its first line."""
    bold, wrapped = formats
    for place, column in enumerate(sheet.columns, 1):
        page.write_string(1, place, column, bold)
    total = [sheet.total] if sheet.total else []
    row = 1
    for row, line in enumerate((*sheet.lines, *total), 2):
        page.write_string(row, 0, line.name, bold if line is sheet.total else None)
        for place, cell in enumerate(line.cells, 1):
            _write(page, row, place, cell, words)
    if sheet.hides:
        page.write_string(row + 2, 0, words.hiding(), wrapped)
    names = [len(line.name) for line in sheet.lines]
    page.set_column(0, 0, min(max([20, *names]), WIDEST))
    page.set_column(1, len(sheet.columns), 14)
    page.freeze_panes(2, 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)


def _write(
    page: Worksheet, row: int, place: int, cell: SheetCell, words: FigureWords
) -> None:
    if cell is None:
        page.write_string(row, place, words.not_shown())
    else:
        page.write_number(row, place, cell)


def _name(number: int, short: str) -> str:
    """Unique, and without what a workbook cannot call a sheet."""
    return f"{number} {NOT_IN_NAMES.sub(' ', short)}"[:LONGEST_NAME].strip()
