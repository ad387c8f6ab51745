"""How the cells of a report are written on a page for a person; for a spreadsheet, `reports/running.py` writes them."""

from datetime import date, datetime

from handover.common.text import Text
from handover.portal.reports.columns import Cell
from handover.portal.web import wording


def cell_for_person(cell: Cell) -> str:
    """Write a cell for a person, in the language of the page."""
    if cell is None:
        return ""
    if isinstance(cell, Text):
        return wording.say_text(cell)
    if isinstance(cell, datetime):
        return wording.short_moment(cell)
    if isinstance(cell, date):
        return wording.short_date(cell)
    return wording.format_number(cell) if isinstance(cell, int) else cell
