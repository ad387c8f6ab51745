"""The yearly check of people: each authority says of everybody on its list whether they stay, and confirms the list.

The seed asks for written confirmation of the valid users of each authority every year (section 1.6). The list is taken
down when the check is opened: who has an open account at the authority or one of its schools, and in which role. Who
comes later is put on it by `check_members`, until the authority has confirmed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError
from django.db.models import Q, QuerySet
from django.utils import timezone

from handover.common.problems import Problem
from handover.portal import transaction
from handover.portal.accounts.changes import reactivate, take_away_office
from handover.portal.accounts.check_offices import line_gone, line_settled, offices_of_lines
from handover.portal.accounts.faults import FAULTS
from handover.portal.accounts.giving_offices import give_office_back
from handover.portal.accounts.models import Checklist, ChecklistLine, CheckVerdict, Office, YearlyCheck
from handover.portal.accounts.offices import open_offices
from handover.portal.accounts.people import PersonRefused
from handover.portal.audit.log import Actor, record
from handover.portal.days import start_of_day_before
from handover.portal.establishments.directory import las
from handover.portal.locking import lock_rows

SETTLED = line_settled()


def find_latest_check() -> YearlyCheck | None:
    """Return this year's check, or the last one."""
    return YearlyCheck.objects.first()


def open_check(due_on: date, by: Actor, now: datetime) -> YearlyCheck:
    """Open this year's check with a list for each authority that has people; raise PersonRefused if it is open already."""
    today = timezone.localdate(now)
    if due_on <= today:
        raise PersonRefused({"due_on": FAULTS["check.due_day"].at()})
    try:
        with transaction.atomic():
            check = YearlyCheck.objects.create(year=today.year, opened_at=now, opened_by=by.username, due_on=due_on)
            take_down(check)
            record("check.opened", actor=by, subject=str(check.year), details={"due": due_on.isoformat()}, now=now)
    except IntegrityError as fault:
        before = YearlyCheck.objects.get(year=today.year)
        day = timezone.localtime(before.opened_at)
        problem = FAULTS["check.opened_already"].at(year=before.year, day=day.date())
        raise PersonRefused({"due_on": problem}) from fault
    return check


def take_down(check: YearlyCheck) -> None:
    """Write everybody's offices into the list of the authority: a person stands there once an office."""
    authorities = {la.la_number: la for la in las()}
    offices: dict[str, list[Office]] = {}
    for office in open_offices(establishment__isnull=False).order_by("user", "pk"):
        offices.setdefault(office.number[:3], []).append(office)
    for la_number, listed in offices.items():
        if la_number not in authorities:
            continue
        checklist = Checklist.objects.create(check_of=check, authority=authorities[la_number])
        ChecklistLine.objects.bulk_create(
            ChecklistLine(checklist=checklist, person=office.user, role=office.role, place=office.number)
            for office in listed
        )


def list_of(la_number: str) -> Checklist | None:
    """Return an authority's list in the latest check."""
    check = find_latest_check()
    lists = Checklist.objects.select_related("check_of", "authority")
    return lists.filter(check_of=check, authority__la_number=la_number).first() if check else None


def unsettled(checklist: Checklist) -> QuerySet[ChecklistLine]:
    """Return the lines that still need a decision, or a change that was decided."""
    return checklist.lines.exclude(SETTLED)


def absent_since(now: datetime) -> Q:
    """Return what makes a line one to look at first: an open account that never signed in, or not for long."""
    since = start_of_day_before(now, settings.CONFIG.absent_days)
    return Q(person__is_active=True) & (Q(person__last_login=None) | Q(person__last_login__lt=since))


def without_decision(checklist: Checklist) -> QuerySet[ChecklistLine]:
    """Return the lines of people of whom nobody has said anything yet."""
    return unsettled(checklist).filter(verdict="")


def note_decisions(checklist: Checklist, verdicts: Mapping[int, str], by: Actor, now: datetime) -> dict[int, Problem]:
    """Note what the authority says of people, by the key of their line; close the accounts of those who go.

    What was said may be said otherwise until the list is confirmed; whoever goes and then stays has their account again.
    Return what could not be done, by the key of the line. Lines of other lists, unknown words and what was said before
    change nothing.
    """
    refused: dict[int, Problem] = {}
    check_unconfirmed(checklist)
    for pk, verdict in sorted(verdicts.items()):
        if verdict not in CheckVerdict.values:
            continue
        try:
            settle(checklist, pk, CheckVerdict(verdict), by, now)
        except PersonRefused as fault:
            refused[pk] = next(iter(fault.problems.values()))
    return refused


def settle(checklist: Checklist, pk: int, verdict: CheckVerdict, by: Actor, now: datetime) -> None:
    """Write one decision down; end the office if the person goes, and open it if they were to go and do not."""
    with transaction.atomic():
        check_unconfirmed(checklist)
        line = checklist.lines.filter(pk=pk).select_related("person__establishment").first()
        if line is None:
            return
        offices = offices_of_lines(checklist, [line])[line.pk]
        goes, gone = verdict is CheckVerdict.REMOVE, not offices
        if gone and line.verdict != CheckVerdict.REMOVE:
            if not line.person.is_active:
                raise PersonRefused({"": FAULTS["person.closed"].at(username=line.person.username)})
            return
        if line.verdict == verdict and goes is gone:
            return
        if goes:
            for office in offices:
                take_away_office(office, by, now)
        elif gone:
            open_listed_office(line, by, now)
        line.verdict, line.decided_at, line.decided_by = verdict, now, by.username
        line.save(update_fields=["verdict", "decided_at", "decided_by"])
        record("check.decided", actor=by, subject=line.person.username, details={"verdict": verdict.value}, now=now)


def keep_rest(checklist: Checklist, lines: Iterable[int] | None, by: Actor, now: datetime, *, at: str = "") -> int:
    """Say that everybody stays of whom nothing was said yet: of these lines (None: of all), or of the place `at`.

    Return how many. A decision is never changed by it, not even one that was taken a moment ago.
    """
    with transaction.atomic():
        check_unconfirmed(checklist)
        rest = without_decision(checklist)
        rest = rest if lines is None else rest.filter(pk__in=list(lines))
        rest = rest.filter(place=at) if at else rest
        who = dict(rest.order_by("pk").values_list("pk", "person__username"))
        if who:
            ChecklistLine.objects.filter(pk__in=who).update(
                verdict=CheckVerdict.KEEP, decided_at=now, decided_by=by.username
            )
            details = {"people": str(len(who)), "usernames": " ".join(who.values())}
            record("check.rest_kept", actor=by, subject=checklist.authority.number, details=details, now=now)
    return len(who)


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What confirming a list says, in numbers: who stays, whose role changed, who is gone or works elsewhere."""

    stay: int
    changed: int
    gone: int


def count_outcome(checklist: Checklist) -> CheckOutcome:
    """Count what was decided."""
    left = line_gone() | Q(verdict=CheckVerdict.REMOVE)
    gone, here = checklist.lines.filter(left).count(), checklist.lines.exclude(left)
    return CheckOutcome(
        here.filter(verdict=CheckVerdict.KEEP).count(), here.filter(verdict=CheckVerdict.CHANGE).count(), gone
    )


def open_listed_office(line: ChecklistLine, by: Actor, now: datetime) -> None:
    """Open the office of a line again; the account as well, if the last of its offices was closed by this list.

    Another office of the person that comes back with the account, and of which it was said that it goes, goes again.
    """
    person, others = line.person, []
    if not person.is_active:
        for office in Office.objects.filter(user=person.pk).select_related("establishment"):
            own = line.checklist.lines.filter(person=person, role=office.role, place=office.number).first()
            if own is None or own.pk == line.pk:
                continue
            if own.verdict != CheckVerdict.REMOVE:
                raise PersonRefused({"": FAULTS["person.closed"].at(username=person.username)})
            others.append(office.pk)
        reactivate(person, by, now)
    if not offices_of_lines(line.checklist, [line])[line.pk]:
        give_office_back(person, line.role, line.place, by, now)
    for office in open_offices(pk__in=others):
        take_away_office(office, by, now)


def confirm_checklist(checklist: Checklist, by: Actor, now: datetime) -> None:
    """Confirm the whole list; raise PersonRefused while anybody on it waits for a decision."""
    with transaction.atomic():
        check_unconfirmed(checklist)
        if count := unsettled(checklist).count():
            raise PersonRefused({"": FAULTS["check.open_lines"].at(count=count)})
        if Checklist.objects.filter(pk=checklist.pk, confirmed_at=None).update(
            confirmed_at=now, confirmed_by=by.username
        ):
            details = {"people": str(checklist.lines.count())}
            record("check.confirmed", actor=by, subject=checklist.authority.number, details=details, now=now)


def check_unconfirmed(checklist: Checklist) -> None:
    """Refuse to change a list that was confirmed. In a transaction, nobody confirms it until that ends."""
    if transaction.is_in_transaction():
        list(lock_rows(Checklist.objects.filter(pk=checklist.pk)))
    checklist.refresh_from_db()
    if checklist.confirmed_at is not None:
        day = timezone.localtime(checklist.confirmed_at)
        problem = FAULTS["check.confirmed_already"].at(day=day.date(), username=checklist.confirmed_by)
        raise PersonRefused({"": problem})
