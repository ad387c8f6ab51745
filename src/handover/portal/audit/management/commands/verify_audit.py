"""`handover manage verify_audit`: is the audit log whole?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from handover.portal.audit.anchoring import anchors_path
from handover.portal.audit.given import add_arguments, given_anchors, unreadable
from handover.portal.audit.verify import ChainFault, ChainFinding, VerifyResult, verify

WORDS = {
    ChainFault.CHANGED: "changed after it was written",
    ChainFault.REMOVED: "removed",
    ChainFault.INSERTED: "put in by something other than the site",
}
WHOLE_SENTENCES = {
    ChainFault.HEAD_MISSING: "The head of the log is missing: entries at the end may be gone.",
    ChainFault.HEAD_CHANGED: (
        "The head of the log was changed, or HANDOVER_MASTER_KEY is not the key it was made with: "
        "entries at the end may be gone."
    ),
    ChainFault.REPLACED: (
        "Entries {first} to {last} are not those that were noted outside the database: an older copy of the log was put "
        "back, and the site went on from there. If it was you who put back a backup, run `handover manage record_restore`."
    ),
    ChainFault.ANCHORS_MISSING: (
        "The file {path} is missing or was emptied, although entry {first} says that the end of the log is noted there. "
        "What was noted in it cannot be compared. If you know why, run `handover manage begin_anchors`."
    ),
    ChainFault.ANCHORS_UNREADABLE: (
        "{last} lines of {path} were not written by this site, or not to their end: after a power cut that may be one. "
        "If you know why, run `handover manage begin_anchors`."
    ),
    ChainFault.WRONG_KEY: (
        "HANDOVER_MASTER_KEY is not the key that this log was made with: no entry of it fits, nor does its head. "
        "Put back the right key, and run this again."
    ),
}


class Command(BaseCommand):
    """Reads the whole log and says what was changed, removed or put in."""

    help = "Say whether the audit log is whole: exit 0 if it is, 1 if an entry was changed, removed or put in."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ends of the log that an operator kept elsewhere."""
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was found; exit 1 on any fault."""
        try:
            result = verify(given_anchors(options))
        except OSError as fault:
            raise unreadable(fault) from None
        for line in report_findings(result):
            self.stdout.write(line)
        if not result.ok:
            raise SystemExit(1)


def report_findings(result: VerifyResult) -> list[str]:
    """Say what was found, a line each."""
    lines = [say_finding(finding) for finding in result.findings]
    if result.faults > len(result.findings):
        lines.append(f"… and {result.faults - len(result.findings)} more.")
    lines += [
        f"Entries {gap.first} to {gap.last} of before are gone with a backup that was put back, as was recorded on "
        f"{gap.at:%d/%m/%Y %H:%M} UTC."
        for gap in result.gaps
    ]
    if result.anchor:
        lines.append(f"The newest end that was noted outside the database: {result.anchor.sequence}.")
    else:
        lines.append(
            "No end of the log was noted outside the database, so that missing entries at its end would not show."
        )
    return [*lines, closing(result)]


def say_finding(finding: ChainFinding) -> str:
    """Say one finding."""
    if finding.fault in WHOLE_SENTENCES:
        sentence = WHOLE_SENTENCES[finding.fault]
        return sentence.format(first=finding.first, last=finding.last, path=anchors_path())
    if finding.first == finding.last:
        return f"Entry {finding.first} was {WORDS[finding.fault]}."
    return f"Entries {finding.first} to {finding.last} were {WORDS[finding.fault]}."


def closing(result: VerifyResult) -> str:
    """Say how it ended."""
    if result.ok:
        end = f"{result.sequence}:{result.hash}"
        return f"The audit log is whole: {result.checked} entries. Its end, to keep elsewhere: {end}"
    return f"The audit log is NOT whole: {result.faults} faults in {result.checked} entries."
