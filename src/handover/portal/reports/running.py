"""Running a report: who may, the entry in the audit log, and its lines as a spreadsheet takes them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from handover.common.text import Language, Text
from handover.portal.audit.log import record
from handover.portal.reports.asking import ReportQuery
from handover.portal.reports.columns import Cell, ColumnHead, Line
from handover.portal.reports.report import Report
from handover.portal.reports.table import REPORTS
from handover.portal.transfers.senders import Sender


def find_report(key: str, by: Sender) -> Report | None:
    """Return a report of the table; None if there is none of that key. Raises PermissionDenied for one that is not theirs."""
    report = REPORTS.get(key)
    if report is not None and not by.may(report.permission):
        raise PermissionDenied
    return report


def note_run(report: Report, ask: ReportQuery, how: str) -> None:
    """Write into the audit log that a report was run: which, about whom, and how it was given."""
    details = {"report": report.key, "place": ask.la_number or "all", "as": how}
    if ask.period.since:
        details["first"] = ask.period.since.isoformat()
    if ask.period.until:
        details["last"] = ask.period.until.isoformat()
    record("report.run", actor=ask.by.actor, details=details, now=ask.now)


def run_as_csv(report: Report, ask: ReportQuery) -> tuple[str, Iterator[list[str | int]]]:
    """Return the name of a report as a CSV file, and its rows as they are read. The run is written into the audit log."""
    note_run(report, ask, "csv")
    name = f"{report.key}-{timezone.localdate(ask.now)}.csv"
    return name, plain_rows(report.columns, report.source.lines(ask), ask.language)


def headings(columns: Sequence[ColumnHead], language: Language) -> list[str]:
    """Return the headings of columns."""
    return [column.heading.say(language) for column in columns]


def cell_for_spreadsheet(cell: Cell, language: Language) -> str | int:
    """Write a cell for a spreadsheet: numbers as numbers, days as 2026-09-03, moments as they were here."""
    if cell is None:
        return ""
    if isinstance(cell, Text):
        return cell.say(language)
    if isinstance(cell, datetime):
        return f"{timezone.localtime(cell):%Y-%m-%d %H:%M}"
    return cell.isoformat() if isinstance(cell, date) else cell


def plain_rows(columns: Sequence[ColumnHead], lines: Iterator[Line], language: Language) -> Iterator[list[str | int]]:
    """Yield the headings, and every line as a spreadsheet takes it. The language is said, for a page's ends with it."""
    yield [*headings(columns, language)]
    for line in lines:
        yield [cell_for_spreadsheet(cell, language) for cell in line]
