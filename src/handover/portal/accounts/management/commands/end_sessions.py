"""`handover manage end_sessions`: everybody signs in again."""

from typing import Any

from django.core.management.base import BaseCommand

from handover.portal import clock
from handover.portal.accounts.own_sessions import end_everybodys_sessions


class Command(BaseCommand):
    """Ends every session, for instance when a backup was put back that holds some that were ended since."""

    help = "End every session: everybody signs in again."

    def handle(self, *args: Any, **options: Any) -> None:
        """End them, and say how many there were."""
        count = end_everybodys_sessions(clock.now())
        self.stdout.write(f"{count} sessions are ended. Everybody signs in again.")
