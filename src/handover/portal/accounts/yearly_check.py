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
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone

from handover.common.problems import Problem
from handover.portal import transaction
from handover.portal.accounts.changes import deactivate, reactivate, take_away_office
from handover.portal.accounts.faults import FAULTS
from handover.portal.accounts.giving_offices import give_office
from handover.portal.accounts.models import Checklist, ChecklistLine, CheckVerdict, Office, YearlyCheck
from handover.portal.accounts.offices import open_offices
from handover.portal.accounts.people import PersonRefused
from handover.portal.audit.log import Actor, record
from handover.portal.days import start_of_day_before
from handover.portal.establishments.directory import las
from handover.portal.locking import lock_rows


def has_left(lines: str = "") -> Q:
    """Return what says that the person of a line can sign in, and no longer at the list's authority."""
    return Q(~Exists(_offices_here(lines)), **{f"{lines}person__is_active": True})


def _offices_here(lines: str = "") -> QuerySet[Office]:
    """Return the open offices that the person of a line has at the list's authority."""
    return open_offices(
        user=OuterRef(f"{lines}person"), establishment__la_number=Substr(OuterRef(f"{lines}place"), 1, 3)
    ).order_by()


def line_settled(lines: str = "") -> Q:
    """Return what makes a line need no more: the person stays, or is gone, or was to change or to go, and so it is.

    `lines` leads from what is asked for to the lines, such as `lines__`.
    """
    here = _offices_here(lines)
    as_listed = here.filter(role=OuterRef(f"{lines}role"), establishment__number=OuterRef(f"{lines}place"))
    decided = Q(**{f"{lines}verdict__in": [CheckVerdict.CHANGE, CheckVerdict.REMOVE]})
    return Q(~Exists(here)) | Q(**{f"{lines}verdict": CheckVerdict.KEEP}) | decided & Q(~Exists(as_listed))


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
        line = checklist.lines.exclude(has_left()).filter(pk=pk).select_related("person__establishment").first()
        if line is None:
            return
        goes, is_here = verdict is CheckVerdict.REMOVE, is_as_listed(line) or not was_sent_away(line)
        if line.verdict == verdict and is_here is not goes:
            return
        if goes:
            end_listed_office(line, by, now)
        elif was_sent_away(line):
            open_listed_office(line, by, now)
        elif not line.person.is_active:
            raise PersonRefused({"": FAULTS["person.closed"].at(username=line.person.username)})
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
    lines = checklist.lines
    left = Q(person__is_active=False) | has_left() | Q(verdict=CheckVerdict.REMOVE)
    gone, here = lines.filter(left).count(), lines.exclude(left)
    return CheckOutcome(
        here.filter(verdict=CheckVerdict.KEEP).count(), here.filter(verdict=CheckVerdict.CHANGE).count(), gone
    )


def is_as_listed(line: ChecklistLine) -> bool:
    """Say whether the office of a line is open as it was listed."""
    return open_offices(user=line.person, role=line.role, establishment__number=line.place).exists()


def was_sent_away(line: ChecklistLine) -> bool:
    """Say whether it was said of the office of a line that it goes, and it is gone."""
    return line.verdict == CheckVerdict.REMOVE and not is_as_listed(line)


def open_listed_office(line: ChecklistLine, by: Actor, now: datetime) -> None:
    """Open the office of a line again: with the account, if that was closed with it."""
    if not line.person.is_active:
        reactivate(line.person, by, now)
    if not is_as_listed(line):
        give_office(line.person, line.role, line.place, by, now)


def end_listed_office(line: ChecklistLine, by: Actor, now: datetime) -> None:
    """End the office that a line is about; the one that it has become, if the person has no other here."""
    here = list(open_offices(user=line.person, establishment__la_number=line.place[:3]))
    listed = [office for office in here if (office.role, office.number) == (line.role, line.place)]
    if listed and len(here) > 1:
        take_away_office(listed[0], by, now)
    elif len(here) == 1:
        deactivate(line.person, by, now)


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
