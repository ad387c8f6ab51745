"""`handover manage invite …`: invite a person by e-mail."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handover.portal import clock
from handover.portal.accounts.management.inviting import add_person_arguments, person_of, say_reasons
from handover.portal.accounts.people import PersonRefused, invite_person
from handover.portal.audit.log import SITE


class Command(BaseCommand):
    """Invites a person."""

    help = "Invite a person: they get an e-mail with a link to choose a password. Tell them the username separately."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take who it is."""
        add_person_arguments(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Invite the person."""
        try:
            invitation = invite_person(SITE, person_of(options), clock.now())
        except PersonRefused as refused:
            raise CommandError(say_reasons(refused)) from refused
        until = timezone.localtime(invitation.expires_at)
        self.stdout.write(
            f"An e-mail to {invitation.user.email} is in the outbox; its link works until {until:%d/%m/%Y %H:%M}.\n"
            f"Now tell them the username {invitation.user.username} by another way than e-mail."
        )
