"""What waits for a person beside files and lost pupils: the yearly check, authorities that nobody looks after."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handover.portal.accounts import yearly_check
from handover.portal.accounts.check_reminders import CHECKERS
from handover.portal.accounts.models import User
from handover.portal.accounts.permissions import CHECK_PEOPLE, RUN_CHECKS
from handover.portal.establishments.directory import las
from handover.portal.web import wording
from handover.portal.web.access import Permission

MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits: in a few words with its number, what to do about it, and where."""

    words: str
    about: str
    href: str


def own_check(me: User, today: date) -> Task | None:
    """Return the list of one's authority in the yearly check, until it is confirmed."""
    checklist = yearly_check.list_of(me.establishment.la_number) if me.establishment else None
    if checklist is None or checklist.confirmed_at is not None:
        return None
    due = checklist.check_of.due_on
    count = yearly_check.unsettled(checklist).count()
    about = (
        _("The yearly check is late: the last day was %(day)s.")
        if due < today
        else _("The yearly check: the last day is %(day)s.")
    ) % {"day": wording.date(due)}
    words = ngettext(
        "%(count)s person to decide about in the yearly check",
        "%(count)s people to decide about in the yearly check",
        count,
    )
    return task(words, count, about, reverse("yearly-check")) or Task(
        _("Confirm the list of people"), about, reverse("yearly-check")
    )


def late_checks(me: User, today: date) -> Task | None:
    """Return the authorities that have not confirmed their list in time."""
    check = yearly_check.find_latest_check()
    if check is None or check.due_on >= today:
        return None
    count = check.checklists.filter(confirmed_at=None).count()
    words = ngettext(
        "%(count)s authority is late with the yearly check",
        "%(count)s authorities are late with the yearly check",
        count,
    )
    return task(words, count, _("They are reminded every week."), reverse("checks"))


def without_administrator(me: User, today: date) -> Task | None:
    """Return the authorities with people, and nobody who looks after them."""
    active = Q(offices__is_open=True, offices__user__is_active=True)
    rows = las().annotate(
        people=Count("offices", filter=active),
        keepers=Count("offices", filter=active & Q(offices__role__in=CHECKERS)),
    )
    nobody = list(rows.filter(people__gt=0, keepers=0))
    count = len(nobody)
    names = ", ".join(la.named(wording.language()) for la in nobody[:MOST_NAMED]) + ("…" if count > MOST_NAMED else "")
    words = ngettext("%(count)s authority has no administrator", "%(count)s authorities have no administrator", count)
    about = _("Invite one person of each as LEA DBA, to look after its people and schools: %(names)s") % {
        "names": names
    }
    return task(words, count, about, reverse("invite"))


def task(words: str, count: int, about: str, href: str) -> Task | None:
    """Return a task with its number; nothing for none."""
    return Task(words % {"count": wording.format_number(count)}, about, href) if count else None


SOURCES: tuple[tuple[Permission, Callable[[User, date], Task | None]], ...] = (
    (CHECK_PEOPLE, own_check),
    (RUN_CHECKS, late_checks),
    (RUN_CHECKS, without_administrator),
)
"""What may wait, for whom, the most pressing first."""


def other_tasks(me: User, today: date) -> list[Task]:
    """Return what waits for a person beside files and lost pupils."""
    found = (source(me, today) for permission, source in SOURCES if me.may(permission))
    return [each for each in found if each]
