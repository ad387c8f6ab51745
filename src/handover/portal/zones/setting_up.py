"""Makes the tables of the zone server, where it runs without the rest of the site."""

from django.core.management import call_command


def prepare() -> None:
    """Bring the tables of the zones up to date in the database of the settings. Django must be set up."""
    call_command("migrate", "zones", interactive=False, verbosity=0)
