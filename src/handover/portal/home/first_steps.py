"""The first steps of a new site, and of an authority that has just got its administrator. Each ticks itself when it is done."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from handover.portal.accounts.check_reminders import CHECKERS
from handover.portal.accounts.invitations import in_state, people_at
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import open_offices
from handover.portal.accounts.reach import everywhere
from handover.portal.accounts.roles import ROLES
from handover.portal.establishments.directory import las, schools_of_authority
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.web.wording import format_number

ENOUGH_NATIONAL = 2
"""National administrators without whom nobody could help the other."""

OPEN = Q(offices__is_open=True, offices__user__is_active=True)
"""Offices of people who can sign in."""


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One step: what is to be done, whether it is, how far it has come, and where it is done (empty: not on this site)."""

    words: str
    about: str
    done: bool
    href: str = ""


def list_first_steps(me: User, now: datetime) -> list[FirstStep]:
    """Return the steps of the site for who acts for every authority; else those of one's authority."""
    if everywhere(me.actor):
        return site_steps()
    return authority_steps(me, now) if me.establishment else []


def unkept_authorities() -> list[Establishment]:
    """Return the authorities of the register, in the order of their numbers, that nobody looks after."""
    keepers = Count("offices", filter=OPEN & Q(offices__role__in=CHECKERS))
    return list(las().filter(closed_on=None).annotate(keepers=keepers).filter(keepers=0))


def unstaffed_schools(la_number: str, today: date) -> QuerySet[Establishment]:
    """Return the open schools of an authority of which nobody has an account."""
    people = Count("offices", filter=OPEN)
    return open_schools(la_number, today).annotate(people=people).filter(people=0).order_by("number")


def open_schools(la_number: str, today: date) -> QuerySet[Establishment]:
    """Return the schools of an authority that have not closed."""
    return schools_of_authority(la_number).filter(Q(closed_on=None) | Q(closed_on__gt=today))


def say_done(done: int, total: int) -> str:
    """Say how far a step has come."""
    return _("%(done)s of %(total)s") % {"done": format_number(done), "total": format_number(total)}


def site_steps() -> list[FirstStep]:
    """Return the steps of a new site."""
    schools = Establishment.objects.filter(kind=EstablishmentKind.SCHOOL).count()
    authorities, unkept = las().filter(closed_on=None).count(), len(unkept_authorities())
    national = [role.key for role in ROLES.values() if role.establishment is None]
    colleagues = open_offices(role__in=national).values("user").distinct().count()
    return [
        FirstStep(
            _("Bring the register of schools"),
            _("With `handover manage import_establishments`; the operator's guide says how."),
            schools > 0,
        ),
        FirstStep(
            _("Let the site send e-mails"),
            _("The operator sets the mail server (HANDOVER_SMTP_URL)."),
            bool(settings.CONFIG.smtp_url),
        ),
        FirstStep(
            _("Invite a second national administrator"),
            _("Nobody can give you a new second step but a colleague."),
            colleagues >= ENOUGH_NATIONAL,
            reverse("invite"),
        ),
        FirstStep(
            _("Invite an administrator for each authority"),
            say_done(authorities - unkept, authorities),
            authorities > 0 and not unkept,
            reverse("import-people"),
        ),
        FirstStep(
            _("Say whom to ask nationally"),
            _("The operator sets name, e-mail and telephone for the page of contacts (HANDOVER_NATIONAL_EMAIL)."),
            bool(settings.CONFIG.national_email),
        ),
    ]


def authority_steps(me: User, now: datetime) -> list[FirstStep]:
    """Return the steps of an authority."""
    assert me.establishment
    own, la_number = me.establishment, me.establishment.la_number
    today = timezone.localdate(now)
    schools = open_schools(la_number, today)
    total, without = schools.count(), unstaffed_schools(la_number, today).count()
    unreachable = schools.filter(email="").count()
    people = people_at(me.actor)
    everybody, uninvited = people.count(), in_state(people, "uninvited", now).count()
    return [
        FirstStep(
            _("Complete your authority's own details"),
            _("Contact, e-mail and telephone, as everybody sees them under Contacts."),
            bool(own.contact and own.email and own.telephone),
            reverse("authority"),
        ),
        FirstStep(
            _("Give every school an e-mail address"),
            say_done(total - unreachable, total),
            not unreachable,
            reverse("establishments"),
        ),
        FirstStep(
            _("Invite somebody of every school"),
            say_done(total - without, total),
            not without,
            reverse("import-people"),
        ),
        FirstStep(
            _("Invite everybody whom you added"),
            say_done(everybody - uninvited, everybody),
            not uninvited,
            reverse("who-has-come"),
        ),
    ]
