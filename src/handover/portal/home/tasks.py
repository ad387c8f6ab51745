"""What waits for a person beside files and lost pupils: leavers, records to take over, people, the yearly check."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handover.portal import clock
from handover.portal.accounts import yearly_check
from handover.portal.accounts.corrections import wishes_for
from handover.portal.accounts.models import User
from handover.portal.accounts.permissions import CHANGE_PEOPLE, CHECK_PEOPLE, RUN_CHECKS
from handover.portal.home.first_steps import list_first_steps, unkept_authorities
from handover.portal.hub.arriving.taking_over import list_long_not_on_roll, list_offered
from handover.portal.hub.leaving.leavers_waiting import count_leavers_waiting
from handover.portal.hub.of_use import has_records_on_the_way
from handover.portal.hub.permissions import ANSWER_FOR_LEAVERS
from handover.portal.paging import count_rows_together
from handover.portal.transfers.permissions import COLLECT_CTF
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
    """Return the authorities of the register that nobody looks after, also those with no people yet."""
    nobody = unkept_authorities()
    count = len(nobody)
    names = ", ".join(la.named(wording.language()) for la in nobody[:MOST_NAMED]) + ("…" if count > MOST_NAMED else "")
    words = ngettext("%(count)s authority has no administrator", "%(count)s authorities have no administrator", count)
    about = _("Invite one person of each as LEA DBA, to look after its people and schools: %(names)s") % {
        "names": names
    }
    return task(words, count, about, reverse("first-steps"))


def first_steps_left(me: User, today: date) -> Task | None:
    """Return the first steps of a new site or a new authority, until all are done."""
    steps = list_first_steps(me, clock.now())
    done = sum(step.done for step in steps)
    if done == len(steps):
        return None
    words = _("First steps: %(done)s of %(total)s done") % {"done": done, "total": len(steps)}
    following = next(step for step in steps if not step.done)
    return Task(words, following.words, reverse("first-steps"))


def corrections_asked(me: User, today: date) -> Task | None:
    """Return the people who ask for their name or e-mail address to be put right."""
    found = list(wishes_for(me.actor))
    words = ngettext("%(count)s person asks for a correction", "%(count)s people ask for a correction", len(found))
    names = ", ".join(wish.user.full_name for wish in found[:MOST_NAMED]) + ("…" if len(found) > MOST_NAMED else "")
    href = reverse("correct-person", args=[found[0].user.username]) if found else ""
    return task(words, len(found), _("Of name or e-mail address: %(names)s") % {"names": names}, href)


def list_leaver_tasks(me: User, today: date) -> list[Task | None]:
    """Return the leavers of one's school about whom something is to be said, or to be seen to."""
    without, stuck = count_leavers_waiting(me)
    return [leavers_without_destination(without), stuck_leavers(stuck)]


def leavers_without_destination(count: int) -> Task | None:
    """Return the leavers of whom the school's software does not know where they go."""
    words = ngettext("%(count)s leaver needs a destination", "%(count)s leavers need a destination", count)
    return task(words, count, _("Say which school, and the record goes by itself."), reverse("leavers"))


def stuck_leavers(count: int) -> Task | None:
    """Return the leavers whose record could not be sent by itself."""
    words = ngettext(
        "The record of %(count)s leaver could not be sent", "The records of %(count)s leavers could not be sent", count
    )
    return task(words, count, _("Read why, and try again or send it yourself."), reverse("stuck-leavers"))


def list_record_tasks(me: User, today: date) -> list[Task | None]:
    """Return the records that came to one's school and wait for a word of a person."""
    offered, not_on_roll = count_rows_together([list_offered(me), list_long_not_on_roll(me)])
    return [offered_records(offered), records_not_on_roll(not_on_roll)]


def offered_records(count: int) -> Task | None:
    """Return the records that wait for the yes of one's school before they go into its software."""
    words = ngettext("%(count)s record waits for your yes", "%(count)s records wait for your yes", count)
    about = _("See it beside what your software holds, and take it over or refuse it.")
    return task(words, count, about, reverse("records-to-take"))


def records_not_on_roll(count: int) -> Task | None:
    """Return the children whose records one's software took in, and of whom nobody says that they are on the roll."""
    words = ngettext(
        "%(count)s pupil whose record came is not on the roll",
        "%(count)s pupils whose records came are not on the roll",
        count,
    )
    about = _("Put them on the roll in your software, or say here that they have come.")
    return task(words, count, about, reverse("records-on-roll"))


def task(words: str, count: int, about: str, href: str) -> Task | None:
    """Return a task with its number; nothing for none."""
    return Task(words % {"count": wording.format_number(count)}, about, href) if count else None


OF_HUB: tuple[tuple[Permission, Callable[[User, date], list[Task | None]]], ...] = (
    (ANSWER_FOR_LEAVERS, list_leaver_tasks),
    (COLLECT_CTF, list_record_tasks),
)
"""What may wait where the hub brings records, before all others."""
SOURCES: tuple[tuple[Permission, Callable[[User, date], Task | None]], ...] = (
    (CHECK_PEOPLE, own_check),
    (RUN_CHECKS, late_checks),
    (RUN_CHECKS, without_administrator),
    (CHANGE_PEOPLE, corrections_asked),
    (CHANGE_PEOPLE, first_steps_left),
)
"""What may wait, for whom, the most pressing first."""


def other_tasks(me: User, today: date) -> list[Task]:
    """Return what waits for a person beside files and lost pupils."""
    found = [source(me, today) for permission, source in SOURCES if me.may(permission)]
    if has_records_on_the_way(me):
        found = [each for permission, part in OF_HUB if me.may(permission) for each in part(me, today)] + found
    return [each for each in found if each]
