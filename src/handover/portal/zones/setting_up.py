"""Makes the tables of the zone server, where it runs without the rest of the site."""

from django.conf import settings
from django.core.management import call_command

from handover.portal.database import make_file


def prepare() -> None:
    """Bring the tables of the zones up to date in the database of the settings, which is made if it is a SQLite file that
    is not there. Django must be set up.
    """
    make_file(settings.CONFIG.text("DATABASE_URL"))
    call_command("migrate", "zones", interactive=False, verbosity=0)
