"""Choosing how often e-mails come: a person for their own, an office for its address. What waits by the earlier choice goes."""

from datetime import datetime

from handover.portal import transaction
from handover.portal.accounts.email_models import PersonEmails
from handover.portal.accounts.models import User
from handover.portal.audit.log import Actor, record
from handover.portal.establishments.models import Establishment, OfficeEmails, OfficeLanguages
from handover.portal.notices.frequency import HOURS, Frequency
from handover.portal.notices.outbox import release_held


def choose_own_emails(user: User, frequency: Frequency, hour: int, now: datetime) -> None:
    """Take a person's choice. Raises ValueError for an hour that is none of those to choose from."""
    check_hour(hour)
    with transaction.atomic():
        PersonEmails.objects.update_or_create(user=user, defaults={"frequency": frequency, "hour": hour})
        release_held(user.email, now)
        record("person.emails_chosen", actor=user.actor, subject=user.username, details={"how": frequency}, now=now)


def choose_office_emails(
    place: Establishment, frequency: Frequency, hour: int, languages: OfficeLanguages, by: Actor, now: datetime
) -> None:
    """Take the choice for an office's address. Raises ValueError for an hour that is none of those to choose from."""
    check_hour(hour)
    with transaction.atomic():
        chosen = {"frequency": frequency, "hour": hour, "languages": languages}
        OfficeEmails.objects.update_or_create(establishment=place, defaults=chosen)
        release_held(place.email, now)
        details = {"how": str(frequency), "languages": str(languages)}
        record("establishment.emails_chosen", actor=by, subject=place.number, details=details, now=now)


def check_hour(hour: int) -> None:
    """Raise ValueError for an hour that is none of those to choose from."""
    if hour not in HOURS:
        raise ValueError(f"an hour from {HOURS[0]} to {HOURS[-1]}")
