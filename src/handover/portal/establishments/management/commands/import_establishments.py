"""`handover manage import_establishments FILE`: take in a public register of schools."""

from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from handover.portal import clock
from handover.portal.audit.log import SITE
from handover.portal.establishments.gias import UnreadableRegister
from handover.portal.establishments.importing import ImportReport, import_register
from handover.portal.establishments.register_rows import SkippedRow


class Command(BaseCommand):
    """Imports the register's extract and says what changed."""

    help = (
        "Import the all-establishments extract of Get Information about Schools, or the Welsh Government's address list of "
        "schools. Run it again as often as you like: only what differs is written."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files."""
        parser.add_argument("file", type=Path, help="the extract (.csv), or the address list (.ods, .xlsx or .csv)")
        parser.add_argument("--links", type=Path, help="the register's file of links, to name successors from")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and report."""
        with ExitStack() as files:
            try:
                opened = files.enter_context(options["file"].open("rb"))
                links = files.enter_context(options["links"].open("rb")) if options["links"] else None
                report = import_register(opened, SITE, clock.now(), links=links, dry_run=options["dry_run"])
            except OSError as fault:
                raise CommandError(f"{fault.filename} cannot be read: {fault.strerror}.") from fault
            except UnreadableRegister as fault:
                raise CommandError(str(fault)) from fault
        for line in lines(report, dry_run=options["dry_run"], numbers=options["verbosity"] > 1):
            self.stdout.write(line)


def lines(report: ImportReport, *, dry_run: bool, numbers: bool) -> list[str]:
    """Return the report as lines: every row that was left out, then the numbers."""
    counted = {
        "added": report.added,
        "changed": report.changed,
        "closed": report.closed,
        "successors named": report.successors,
        "local authorities added": report.authorities,
    }
    return [
        *(refusal_line(refusal) for refusal in report.refused),
        *(f"taken all the same: {refusal_line(warning)}" for warning in report.warned),
        *(f"file of links, {refusal_line(refusal)}" for refusal in report.bad_links),
        f"rows read: {report.rows}",
        *(
            f"{word}: {len(found)}" + (f" ({', '.join(found)})" if numbers and found else "")
            for word, found in counted.items()
        ),
        f"unchanged: {report.unchanged}",
        f"closed schools whose number a later one has: {report.earlier}",
        f"left out: {report.left_out}",
        f"links that name no successor: {report.other_links}",
        f"links left out: {len(report.bad_links)}",
        *(["Nothing was written: this was a dry run."] if dry_run else []),
    ]


def refusal_line(refusal: SkippedRow) -> str:
    """Say why a row was left out."""
    sheet = f"sheet {refusal.sheet}, " if refusal.sheet else ""
    place = f"{sheet}line {refusal.line}: " if refusal.line else ""
    return f"{place}{refusal.problem.message()} {refusal.problem.remedy()}"
