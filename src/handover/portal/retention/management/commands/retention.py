"""`handover manage retention [--dry-run [--on DAY]]`: end what has been kept long enough, or list it."""

from argparse import ArgumentParser
from datetime import date, datetime, time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from handover.portal import clock
from handover.portal.retention.keeping import count_late, forecast, keep_retention
from handover.portal.stores.belonging import check_removing
from handover.portal.stores.stops import Stopped


def stop_unless_fit(now: datetime) -> None:
    """Raise CommandError where nothing may be removed."""
    try:
        check_removing(now)
    except Stopped as stopped:
        raise CommandError(str(stopped)) from None


class Command(BaseCommand):
    """Ends what has been kept long enough."""

    help = "End what has been kept long enough, and tell those concerned of what soon will be, as the worker does each hour."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to do it or only to list it, and as of which day."""
        parser.add_argument(
            "--dry-run", action="store_true", help="Change nothing; list what would end or be told of now."
        )
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="With --dry-run: list it as it will be on that day.",
        )

        parser.add_argument(
            "--yes-late",
            type=int,
            default=0,
            metavar="NUMBER",
            help="End so many rows too that should have ended more than 14 days ago: the number at which the job stopped.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do or list."""
        now, day = clock.now(), options["on"]
        if not options["dry_run"]:
            stop_unless_fit(now)
        if day is not None:
            if not options["dry_run"]:
                raise CommandError("--on only goes with --dry-run: nothing is ended before its day.")
            now = datetime.combine(day, time(12), timezone.get_current_timezone())
        if not options["dry_run"]:
            try:
                self.stdout.write(f"Ended or told of: {keep_retention(now, allowed=options['yes_late'])}")
            except Stopped as stopped:
                raise CommandError(str(stopped)) from None
            return
        self.stdout.write(f"{'rule':24}{'days':>6}{'end':>10}{'tell':>10}{'late':>10}")
        for found in forecast(now):
            rule = found.rule
            self.stdout.write(
                f"{rule.key:24}{rule.lasts:>6}{found.ending:>10}{found.telling:>10}{count_late(rule, now):>10}"
                f"  {rule.what.en}"
            )
            for line in found.first:
                self.stdout.write(f"{'':24}  {line}")
