"""`handover manage release_emails`: send the e-mails that were held after a backup was put back."""

from typing import Any

from django.core.management.base import BaseCommand

from handover.portal import clock
from handover.portal.notices.holding import release_unsent


class Command(BaseCommand):
    """Lets the e-mails go out that waited in a backup; some may have gone out before it was put back."""

    help = "After `handover restore`: send the e-mails that waited in the backup. Some may go out for a second time."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Release them, and say how many there were."""
        count = release_unsent(clock.now())
        self.stdout.write(f"E-mails that go out now: {count}.")
