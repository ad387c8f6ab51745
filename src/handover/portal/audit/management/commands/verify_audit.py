"""`handover manage verify_audit`: is the audit log whole?"""

import re
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from handover.portal.audit.verify import Fault, Finding, VerifyResult, verify

WORDS = {
    Fault.CHANGED: "changed after it was written",
    Fault.REMOVED: "removed",
    Fault.INSERTED: "put in by something other than the site",
}
HEAD_WORDS = {
    Fault.HEAD_MISSING: "The head of the log is missing: entries at the end may be gone.",
    Fault.HEAD_CHANGED: (
        "The head of the log was changed, or HANDOVER_MASTER_KEY is not the key it was made with: "
        "entries at the end may be gone."
    ),
}


class Command(BaseCommand):
    """Reads the whole log and says what was changed, removed or put in."""

    help = "Say whether the audit log is whole: exit 0 if it is, 1 if an entry was changed, removed or put in."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the end of the log that an operator kept elsewhere."""
        parser.add_argument(
            "--noted",
            metavar="NUMBER:HASH",
            help="an end of the log that an earlier run printed and you kept elsewhere; "
            "it shows whether an older copy of the database was put back",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was found; exit 1 on any fault."""
        result = verify(noted_end(options["noted"]))
        for finding in result.findings:
            self.stdout.write(words(finding))
        if result.faults > len(result.findings):
            self.stdout.write(f"… and {result.faults - len(result.findings)} more.")
        self.stdout.write(closing(result))
        if not result.ok:
            raise SystemExit(1)


def noted_end(text: str | None) -> tuple[int, str] | None:
    """Read NUMBER:HASH."""
    if text is None:
        return None
    if not (match := re.fullmatch(r"(\d{1,18}):([0-9a-f]{64})", text)):
        raise CommandError("--noted takes NUMBER:HASH as an earlier run printed it.")
    return int(match[1]), match[2]


def words(finding: Finding) -> str:
    """Say one finding."""
    if finding.fault in HEAD_WORDS:
        return HEAD_WORDS[finding.fault]
    if finding.first == finding.last:
        return f"Entry {finding.first} was {WORDS[finding.fault]}."
    return f"Entries {finding.first} to {finding.last} were {WORDS[finding.fault]}."


def closing(result: VerifyResult) -> str:
    """Say how it ended."""
    if result.ok:
        end = f"{result.sequence}:{result.hash}"
        return f"The audit log is whole: {result.checked} entries. Its end, to keep elsewhere: {end}"
    return f"The audit log is NOT whole: {result.faults} faults in {result.checked} entries."
