"""`handover manage begin_anchors`: begin a machine's file of anchors, also in the place of one that is damaged."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from handover.portal import clock
from handover.portal.audit.anchoring import anchors_path
from handover.portal.audit.noting import LogShortened, begin_anchors


class Command(BaseCommand):
    """Sets the present file aside, begins a new one, and says so in the log."""

    help = (
        "Begin this machine's file of anchors anew, after it was lost or damaged. The old one is kept under another name. "
        "A site begins its first file by itself."
    )
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin the file."""
        try:
            begin_anchors(clock.now(), anew=True)
        except LogShortened as fault:
            raise CommandError(
                f"{fault} If you have put back a backup, run `handover manage record_restore` first."
            ) from None
        except OSError as fault:
            raise CommandError(f"{anchors_path()} cannot be written: {fault.strerror}.") from None
        self.stdout.write(f"The end of the audit log is noted in {anchors_path()} from now on.")
