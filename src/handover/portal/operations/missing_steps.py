"""What a production site still lacks, as a table: `handover init` prints it in words, with the page that says how."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings

from handover.portal.accounts.first_administrator import list_administrators
from handover.portal.backups.models import LastBackup
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.work.models import Lease

RECENTLY: Final = timedelta(minutes=10)
"""Within this time a worker that runs has done one job at least."""


@dataclass(frozen=True, slots=True)
class MissingStep:
    """One thing that a site needs: what is to be done, the page of docs/operator that says how, and whether it is missing.

    `is_missing` is None for what cannot be seen from inside the site.
    """

    words: str
    page: str
    is_missing: Callable[[datetime], bool] | None = None


def lacks_administrator(now: datetime) -> bool:
    """Say whether there is no national administrator at all."""
    return not list_administrators()


def awaits_administrator(now: datetime) -> bool:
    """Say whether the national administrators that there are have not chosen a password yet."""
    there = list_administrators()
    return bool(there) and not any(person.has_usable_password() for person in there)


def lacks_schools(now: datetime) -> bool:
    """Say whether the register of schools is empty."""
    return not Establishment.objects.filter(kind=EstablishmentKind.SCHOOL).exists()


def lacks_worker(now: datetime) -> bool:
    """Say whether no background job ended lately."""
    return not Lease.objects.filter(ran_at__gte=now - RECENTLY).exists()


MISSING_STEPS: Final = (
    MissingStep(
        "Name the first national administrator: run this command again with --username, --name and --email.",
        "establishments.md",
        lacks_administrator,
    ),
    MissingStep(
        "The first national administrator has not chosen a password. If the link has run out, run this command again with the "
        "same --username, --name and --email.",
        "establishments.md",
        awaits_administrator,
    ),
    MissingStep(
        "Give the mail server: HANDOVER_SMTP_URL and HANDOVER_MAIL_FROM. Until then e-mails wait.",
        "mail.md",
        lambda now: not settings.CONFIG.smtp_url,
    ),
    MissingStep(
        "Take in the register of schools: handover manage import_establishments FILE.",
        "establishments.md",
        lacks_schools,
    ),
    MissingStep(
        "Say whom everybody may ask nationally: HANDOVER_NATIONAL_NAME and HANDOVER_NATIONAL_EMAIL.",
        "establishments.md",
        lambda now: not settings.CONFIG.national_email,
    ),
    MissingStep("Start the background work: handover worker. Nothing is sent without it.", "install.md", lacks_worker),
    MissingStep("A web server in front that speaks HTTPS. Without it nobody can sign in.", "install.md"),
    MissingStep(
        "A second copy of HANDOVER_MASTER_KEY and HANDOVER_BACKUP_KEY, on paper in a safe: without them nothing opens.",
        "keys.md",
    ),
    MissingStep(
        "Make the first backup, and have one made every night: handover backup FOLDER. Put one back to see that it works.",
        "backup.md",
        lambda now: not LastBackup.objects.exists(),
    ),
    MissingStep("Alarms, so that somebody is told when it stands still.", "metrics.md"),
)
"""In the order in which they are best done."""


def list_missing_steps(now: datetime) -> list[MissingStep]:
    """Return what the site lacks for certain."""
    return [step for step in MISSING_STEPS if step.is_missing is not None and step.is_missing(now)]


def list_unseen_steps() -> list[MissingStep]:
    """Return what a site needs besides, and no program on it can see."""
    return [step for step in MISSING_STEPS if step.is_missing is None]
