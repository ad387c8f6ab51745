"""`handover manage create_person …`: make a person and print the link; for the first national administrator."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handover.portal import clock
from handover.portal.accounts.management.inviting import add_person_arguments, person_of, say_reasons
from handover.portal.accounts.people import PersonRefused, create_person
from handover.portal.audit.log import SITE


class Command(BaseCommand):
    """Makes a person and prints the link by which they choose a password."""

    help = (
        "Make a person and print the link by which they choose a password, in place of an e-mail. "
        "Meant for the first national administrator of a new site."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who it is."""
        add_person_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the person."""
        try:
            user, link = create_person(SITE, person_of(options), clock.now())
        except PersonRefused as refused:
            raise CommandError(say_reasons(refused)) from refused
        until = timezone.localtime(link.expires_at)
        self.stdout.write(
            f"{user.username} is made. Until {until:%d/%m/%Y %H:%M}, once, this link chooses the password:\n{link.address}"
        )
