"""`handover manage migrate`: Django's command, and after it the tables of the zones, which their store makes itself."""

from typing import Any

from django.core.management import CommandError
from django.core.management.commands import migrate

from handover.portal.zones.setting_up import ZonesNotReady, bring_up_to_date


class Command(migrate.Command):
    """Django's `migrate`, and the tables of the zones."""

    help = "Bring all tables up to date: those of the site, and those of its zones."

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring all tables up to date; of one app's, or where nothing is to be changed, those of the zones stay as they are."""
        super().handle(*args, **options)
        if options["app_label"] not in {None, "zones"} or options["plan"] or options["check_unapplied"]:
            return
        try:
            bring_up_to_date()
        except ZonesNotReady as fault:
            raise CommandError(str(fault)) from None
