"""`handover manage set_successor OLD NEW`: say which school takes the files of a closed one."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from handover.portal import clock
from handover.portal.audit.log import SITE
from handover.portal.establishments.changes import ChangeRefused, set_successor


class Command(BaseCommand):
    """Names a successor."""

    help = "Say which school takes the files that are addressed to a closed one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the two numbers."""
        parser.add_argument("old", help="the number of the closed school, such as 6814991")
        parser.add_argument("new", help="the number of the school that takes its place")

    def handle(self, *args: Any, **options: Any) -> None:
        """Name the successor."""
        try:
            school = set_successor(options["old"], options["new"], SITE, clock.now())
        except ChangeRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{school}: its files go on to {school.successor}.")
        if school.closed_on is None:
            self.stdout.write("It has not closed yet; until then files go to it as before.")
