"""`handover manage record_restore`: say in the audit log that a backup was put back."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from handover.portal import clock
from handover.portal.audit.given import add_arguments, given_anchors, unreadable
from handover.portal.audit.noting import own_lines
from handover.portal.audit.restoring import record_restore


class Command(BaseCommand):
    """Compares the log with the ends noted outside the database, and records which entries the backup lacks."""

    help = (
        "After putting back a backup: write into the audit log which entries are gone with it. "
        "From then on verify_audit says so, and calls the rest of the log whole."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ends of the log that an operator kept elsewhere."""
        add_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Record what is gone, and print it."""
        try:
            lines = own_lines()
        except OSError as fault:
            raise unreadable(fault) from None
        gap = record_restore([*(lines.anchors if lines else ()), *given_anchors(options)], clock.now())
        if gap is None:
            self.stdout.write("The log holds every entry that was noted outside the database. Nothing was recorded.")
        else:
            self.stdout.write(
                f"Recorded: entries {gap.first} to {gap.last} are gone with the backup that was put back. "
                "Run `handover manage verify_audit`, and note the new end of the log."
            )
