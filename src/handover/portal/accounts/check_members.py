"""Who comes while the yearly check is open: they are put on their authority's list, unless that is confirmed."""

from collections.abc import Iterable

from handover.portal.accounts.models import Checklist, ChecklistLine, User, YearlyCheck
from handover.portal.accounts.offices import open_offices
from handover.portal.establishments.directory import las


def put_on_checklist(people: list[User], *, one_more: bool = False) -> None:
    """Put people on the list of their authority in the latest check, a line an office; in the caller's transaction.

    Who stands there already has a line on which it is said what becomes of them: only `one_more` office gets one of its
    own. A list that is confirmed holds who was there on that day, and stays as it is.
    """
    offices = list(open_offices(user__in=[person.pk for person in people], establishment__isnull=False))
    if not offices or (check := YearlyCheck.objects.first()) is None:
        return
    open_lists = find_open_lists(check, {office.number[:3] for office in offices})
    listed = set() if one_more else find_listed_people(open_lists.values())
    ChecklistLine.objects.bulk_create(
        (
            ChecklistLine(checklist=there, person=office.user, role=office.role, place=office.number)
            for office in offices
            if (there := open_lists.get(office.number[:3])) and (there.pk, office.user_id) not in listed
        ),
        ignore_conflicts=True,
    )


def find_listed_people(lists: Iterable[Checklist]) -> set[tuple[int, int]]:
    """Return who stands on some lists: the keys of the list and of the person."""
    return set(ChecklistLine.objects.filter(checklist__in=list(lists)).values_list("checklist", "person"))


def find_open_lists(check: YearlyCheck, la_numbers: set[str]) -> dict[str, Checklist]:
    """Return the lists that are not confirmed, by authority; one that had nobody when the check was opened gets its list."""
    lists = check.checklists.filter(authority__la_number__in=la_numbers).select_related("authority")
    found = {checklist.authority.la_number: checklist for checklist in lists}
    for authority in las().filter(la_number__in=la_numbers - found.keys()):
        made, _ = Checklist.objects.get_or_create(check_of=check, authority=authority)
        found[authority.la_number] = made
    return {la_number: checklist for la_number, checklist in found.items() if checklist.confirmed_at is None}
