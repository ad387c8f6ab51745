"""`handover manage import_people FILE`: add the people of a list, and have them invited."""

from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from handover.portal import clock
from handover.portal.accounts.invitations import invitable, start_wave
from handover.portal.accounts.management.inviting import say_reasons
from handover.portal.accounts.models import User
from handover.portal.accounts.people import PersonRefused
from handover.portal.accounts.people_import import accept_list, add_list, keep_people_list, plan_list
from handover.portal.accounts.people_list import read_people_list
from handover.portal.accounts.people_models import BroughtPeople
from handover.portal.accounts.people_plan import PlannedPerson, PlannedState
from handover.portal.audit.log import SITE


class Command(BaseCommand):
    """Adds the people of a list, as the page does."""

    help = (
        "Add the people of a list (CSV or Excel) with the columns Name, E-mail, Role and School, and if you like Username and "
        "Language. Nobody is added twice, however often it is run. With --until they are invited by e-mail too."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the list."""
        parser.add_argument("file", type=Path, metavar="FILE", help="the list, .csv or .xlsx")
        parser.add_argument("--dry-run", action="store_true", help="say what would become of each row, and add nobody")
        parser.add_argument(
            "--until",
            type=date.fromisoformat,
            metavar="DAY",
            help="invite them, with links to the end of that day (2026-09-30)",
        )
        parser.add_argument("--an-hour", type=int, default=300, help="invitations an hour (300)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the list, and add its people unless it is a trial."""
        now = clock.now()
        try:
            reading = read_people_list([options["file"].read_bytes()])
        except OSError as fault:
            raise CommandError(f"{options['file']} cannot be read: {fault.strerror}") from fault
        for problem in reading.problems:
            self.stdout.write(
                f"{f'line {problem.line}: ' if problem.line else ''}{problem.message()} {problem.remedy()}"
            )
        if reading.refused:
            raise CommandError("The list was not taken.")
        brought = keep_people_list(reading.people, SITE, now)
        plans = plan_list(brought, now)
        self.say_plans(plans)
        if options["dry_run"]:
            brought.delete()
            self.stdout.write("Nobody was added: this was a trial.")
            return
        accept_list(brought, now)
        added = add_list(brought, now)
        self.stdout.write(f"{added} people were added.")
        if options["until"]:
            self.invite(brought, plans, options["until"], options["an_hour"])

    def say_plans(self, plans: Sequence[PlannedPerson]) -> None:
        """Say what becomes of the rows, and of each that is left out why."""
        for plan in plans:
            for problem in plan.problems:
                self.stdout.write(f"line {problem.line}, {plan.who}: {problem.message()} {problem.remedy()}")
        counts = {state: sum(plan.state is state for plan in plans) for state in PlannedState}
        self.stdout.write(
            f"{counts[PlannedState.NEW]} new, {counts[PlannedState.HERE]} here already, "
            f"{counts[PlannedState.LEFT_OUT]} left out."
        )

    def invite(self, brought: BroughtPeople, plans: Sequence[PlannedPerson], until: date, an_hour: int) -> None:
        """Have the people of the list invited who were not yet."""
        names = [plan.user.username for plan in plans if plan.user]
        waiting = invitable(SITE).filter(username__in=names, invitation=None)
        try:
            wave = start_wave(User.objects.filter(pk__in=waiting.values("pk")), until, an_hour, SITE, clock.now())
        except PersonRefused as refused:
            raise CommandError(say_reasons(refused)) from refused
        self.stdout.write(
            f"{wave.people} invitations go out, {an_hour} an hour; their links work until the end of {until}."
        )
