"""The yearly check of people: each authority says of everybody on its list whether they stay, and confirms the list.

The seed asks for written confirmation of the valid users of each authority every year (section 1.6). The list is taken
down when the check is opened: who had an open account at the authority or one of its schools, and in which role.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone

from handover.common.problems import Problem
from handover.portal import transaction
from handover.portal.accounts.changes import deactivate, take_away_office
from handover.portal.accounts.faults import FAULTS
from handover.portal.accounts.models import Checklist, ChecklistLine, CheckVerdict, Office, YearlyCheck
from handover.portal.accounts.offices import open_offices
from handover.portal.accounts.people import PersonRefused
from handover.portal.audit.log import Actor, record
from handover.portal.establishments.directory import las


def line_settled(lines: str = "") -> Q:
    """Return what makes a line need no more: the person stays, or is gone, or was to change or to go, and so it is.

    `lines` leads from what is asked for to the lines, such as `lines__`.
    """
    here = open_offices(
        user=OuterRef(f"{lines}person"), establishment__la_number=Substr(OuterRef(f"{lines}place"), 1, 3)
    ).order_by()
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
        problem = FAULTS["check.opened_already"].at(year=before.year, day=f"{day:%d/%m/%Y}")
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


def note_decisions(checklist: Checklist, verdicts: Mapping[int, str], by: Actor, now: datetime) -> list[Problem]:
    """Note what the authority says of people, by the key of their line; close the accounts of those who go.

    Return what could not be done. Lines of other lists, unknown words and what was said before change nothing.
    """
    refused: list[Problem] = []
    not_confirmed(checklist)
    for line in checklist.lines.filter(person__is_active=True).select_related("person"):
        verdict = verdicts.get(line.pk)
        if verdict not in CheckVerdict.values or verdict == line.verdict:
            continue
        try:
            settle(line, CheckVerdict(verdict), by, now)
        except PersonRefused as fault:
            refused += fault.problems.values()
    return refused


def settle(line: ChecklistLine, verdict: CheckVerdict, by: Actor, now: datetime) -> None:
    """Write one decision down, and end the office if the person goes."""
    with transaction.atomic():
        if verdict is CheckVerdict.REMOVE:
            end_listed_office(line, by, now)
        line.verdict, line.decided_at, line.decided_by = verdict, now, by.username
        line.save(update_fields=["verdict", "decided_at", "decided_by"])
        record("check.decided", actor=by, subject=line.person.username, details={"verdict": verdict.value}, now=now)


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
        not_confirmed(checklist)
        if count := unsettled(checklist).count():
            raise PersonRefused({"": FAULTS["check.open_lines"].at(count=count)})
        if Checklist.objects.filter(pk=checklist.pk, confirmed_at=None).update(
            confirmed_at=now, confirmed_by=by.username
        ):
            details = {"people": str(checklist.lines.count())}
            record("check.confirmed", actor=by, subject=checklist.authority.number, details=details, now=now)


def not_confirmed(checklist: Checklist) -> None:
    """Refuse to change a list that was confirmed."""
    checklist.refresh_from_db()
    if checklist.confirmed_at is not None:
        day = timezone.localtime(checklist.confirmed_at)
        problem = FAULTS["check.confirmed_already"].at(day=f"{day:%d/%m/%Y}", username=checklist.confirmed_by)
        raise PersonRefused({"": problem})
