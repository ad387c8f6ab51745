"""`handover ctf`: check, name, show and compare Common Transfer Files without a site.

Exit codes: 0 all is well, 1 something is refused (or, for `diff`, differs), 2 the command could not do its work.
"""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import click

from handover.cli.plainly import bear_any_terminal, say_plainly
from handover.common.problems import Problem, Severity
from handover.common.text import LANGUAGES, Text
from handover.common.workbook_writing import write_workbook
from handover.ctf.account import SummarySection, Table, summarise_file
from handover.ctf.checks import CheckReport, FileLimits, check_ctf
from handover.ctf.compare import FieldChange, differences
from handover.ctf.filename import parse_name
from handover.ctf.model import CommonTransferFile, Pupil
from handover.ctf.verdict import FileVerdict
from handover.ctf.verdict_json import verdict_as_json
from handover.ctf.worksheets import make_worksheets

_TITLES = {
    FileVerdict.ACCEPT: Text("accepted", "derbyniwyd"),
    FileVerdict.REPAIR: Text("acceptable under a corrected name", "derbyniol o dan enw wedi'i gywiro"),
    FileVerdict.REFUSE: Text("refused", "gwrthodwyd"),
}
_SEVERITIES = {
    Severity.ERROR: Text("error", "gwall"),
    Severity.WARNING: Text("warning", "rhybudd"),
    Severity.NOTE: Text("note", "nodyn"),
}
_SENT_AS = Text("to be sent as {name}", "i'w hanfon fel {name}")
_PUPIL = Text("pupil {number}", "disgybl {number}")
_LINE = Text("line {number}", "llinell {number}")
_COUNT = Text("pupils: {number}", "disgyblion: {number}")
_SAME = Text("The two files say the same.", "Mae'r ddwy ffeil yn dweud yr un peth.")
_THE_FILE = Text("The file", "Y ffeil")
_NO_NAME = Text("no name", "dim enw")
_NO_UPN = Text("no UPN", "dim UPN")
_WIDTH = 9

_language = click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="English or Welsh words."
)
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@click.group()
def ctf() -> None:
    """Check, show, name and compare Common Transfer Files."""
    bear_any_terminal()


@ctf.command("check")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@_json
@click.option("--content-only", is_flag=True, help="Leave the file's name out.")
@click.option("--sender", metavar="NUMBER", help="The establishment that sends, such as 6812990 or 681LLLL.")
@_language
def check_files(files: tuple[str, ...], as_json: bool, content_only: bool, sender: str | None, language: str) -> None:
    """Check files and say what is wrong, where, and what to do about it."""
    codes = [0]
    for file in files:
        data = read_given_file(file)
        if data is None:
            codes.append(2)
            continue
        name = None if content_only else parse_name(Path(file).name)
        report = check_ctf(data, name, today=_today(), sender=sender)
        codes.append(int(report.verdict is FileVerdict.REFUSE))
        if as_json:
            say_plainly(json.dumps(verdict_as_json(file, report.verdict, report.name, report.pupils, report.problems)))
        else:
            tell_report(file, report, language)
    sys.exit(max(codes))


@ctf.command("name")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@_json
@_language
def read_names(names: tuple[str, ...], as_json: bool, language: str) -> None:
    """Read file names alone: a line for each, in the order given. Put -- before the names."""
    readings = [parse_name(name) for name in names]
    for reading in readings:
        if as_json:
            say_plainly(json.dumps(verdict_as_json(reading.given, reading.verdict, reading, 0, reading.problems)))
            continue
        parts = (reading.kind, reading.source, reading.destination, reading.canonical)
        known = "  ".join(part for part in parts if part is not None)
        said = " ".join(problem.message(language) for problem in reading.problems)
        say_plainly("  ".join(part for part in (f"{reading.verdict:<6}", reading.given, known, said) if part))
    sys.exit(int(any(reading.verdict is FileVerdict.REFUSE for reading in readings)))


@ctf.command("show")
@click.argument("file", metavar="FILE")
@click.option("--xlsx", metavar="OUT", help="Write it to this file as an Excel workbook instead.")
@_language
def show_ctf(file: str, xlsx: str | None, language: str) -> None:
    """Show the record in a file as a person reads it, or write it as a workbook: a row a pupil, a sheet a group."""
    document = _document(file, language)
    if xlsx is not None:
        _write(xlsx, write_workbook(make_worksheets(document.pupils, language)))
        return
    told = summarise_file(document, language)
    _tell_section(told.file)
    for pupil in told.pupils:
        say_plainly(f"\n{pupil.name}\n{'=' * len(pupil.name)}\n{pupil.summary}")
        for section in pupil.sections:
            _tell_section(section)


@ctf.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@_language
def diff(old: str, new: str, language: str) -> None:
    """Say what changed from one file to another, and for whom. Exit code 1 when something did."""
    found = differences(_document(old, language), _document(new, language), language)
    if not found:
        say_plainly(_SAME.say(language))
        return
    if found.file:
        say_plainly(_THE_FILE.say(language))
        _tell_changes(found.file)
    for sign, pupils in (("-", found.removed), ("+", found.added)):
        for pupil in pupils:
            say_plainly(f"{sign} {_named(pupil, language)}")
    for each in found.changed:
        say_plainly(_named(each.pupil, language))
        _tell_changes(each.changes)
    sys.exit(1)


def read_given_file(file: str) -> bytes | None:
    """Return the file's bytes, never more than just above the limit; None, and a sentence, when it cannot be read."""
    try:
        with Path(file).open("rb") as opened:
            return opened.read(FileLimits().size_bytes + 1)
    except FileNotFoundError:
        reason = "there is no such file"
    except IsADirectoryError:
        reason = "it is a folder, not a file"
    except PermissionError:
        reason = "you may not read it"
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error)
    say_plainly(f"Cannot read {file}: {reason}.", err=True)
    return None


def _write(file: str, data: bytes) -> None:
    try:
        Path(file).write_bytes(data)
    except (OSError, ValueError) as error:
        say_plainly(f"Cannot write {file}: {getattr(error, 'strerror', None) or error}.", err=True)
        sys.exit(2)


def _document(file: str, language: str) -> CommonTransferFile:
    data = read_given_file(file)
    if data is None:
        sys.exit(2)
    report = check_ctf(data, None, today=_today())
    if report.document is None:
        tell_report(file, report, language)
        sys.exit(2)
    return report.document


def _today() -> date:
    return datetime.now(tz=UTC).astimezone().date()


def tell_report(file: str, report: CheckReport, language: str) -> None:
    """Say the verdict on a file and every problem, errors first."""
    count = f" ({_COUNT.say(language, number=report.pupils)})" if report.document is not None else ""
    say_plainly(f"{file}: {_TITLES[report.verdict].say(language)}{count}")
    if report.verdict is FileVerdict.REPAIR and report.name is not None and report.name.canonical is not None:
        say_plainly(f"  {_SENT_AS.say(language, name=report.name.canonical)}")
    for problem in sorted(report.problems, key=lambda problem: list(Severity).index(problem.severity)):
        place = [_whose(problem, language)] if problem.pupil else []
        place += [_LINE.say(language, number=problem.line)] if problem.line else []
        suffix = f" ({', '.join(place)})" if place else ""
        say_plainly(f"  {_SEVERITIES[problem.severity].say(language):<{_WIDTH}}{problem.message(language)}{suffix}")
        if problem.severity is not Severity.NOTE:
            say_plainly(f"  {'':<{_WIDTH}}{problem.remedy(language)}")


def _whose(problem: Problem, language: str) -> str:
    """Return the pupil's name, if one was found, else the place in the file."""
    who = problem.wordings.get("pupil")
    return who.say(language) if who is not None else _PUPIL.say(language, number=problem.pupil)


def _tell_section(section: SummarySection) -> None:
    say_plainly(f"\n{section.heading}")
    width = max((len(row.label) for row in section.rows), default=0) + 2
    for row in section.rows:
        say_plainly(f"  {row.label:<{width}}{row.value}{f' ({row.note})' if row.note else ''}")
    for table in section.tables:
        _tell_table(table, table.caption != section.heading)


def _tell_table(table: Table, with_caption: bool) -> None:
    if with_caption:
        say_plainly(f"  {table.caption}")
    lines = (table.columns, *table.rows)
    widths = [max(len(line[column]) for line in lines) for column in range(len(table.columns))]
    for line in lines:
        say_plainly(("    " + "  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True))).rstrip())


def _tell_changes(changes: Iterable[FieldChange]) -> None:
    for change in changes:
        if change.old is None or change.new is None:
            sign, value = ("+", change.new) if change.old is None else ("-", change.old)
            say_plainly(f"  {sign} {change.where}: {value}")
        else:
            say_plainly(f"  * {change.where}: {change.old} → {change.new}")


def _named(pupil: Pupil, language: str) -> str:
    return f"{pupil.full_name or _NO_NAME.say(language)} ({pupil.upn or _NO_UPN.say(language)})"
