"""`handover manage set_email NUMBER ADDRESS`: say where an establishment's notices go."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from handover.portal import clock
from handover.portal.audit.log import SITE
from handover.portal.establishments.changes import ChangeRefused, set_email


class Command(BaseCommand):
    """Sets an establishment's e-mail address."""

    help = "Say to which e-mail address the notices of a school or an authority go."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the number and the address."""
        parser.add_argument("number", help="such as 6814990, or 681LLLL for an authority")
        parser.add_argument("address", help="an office's address rather than one person's")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set the address."""
        try:
            school = set_email(options["number"], options["address"], SITE, clock.now())
        except ChangeRefused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"The notices of {school} go to {school.email}.")
