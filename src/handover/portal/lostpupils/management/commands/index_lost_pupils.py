"""`handover manage index_lost_pupils`: make the index of the lost pupil store anew."""

from typing import Any

from django.core.management.base import BaseCommand

from handover.common.plurals import count_noun
from handover.portal import clock
from handover.portal.lostpupils.indexing import catch_up, reindex


class Command(BaseCommand):
    """Makes the index anew, and indexes files that were lodged before there was one."""

    help = "Make the search index of the lost pupil store anew. Run it after an update that says so."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the command."""
        added = catch_up(clock.now())
        self.stdout.write(f"Indexed {count_noun(reindex(), 'pupil')}, {added} of them for the first time.")
