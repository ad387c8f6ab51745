"""Who comes while the yearly check is open: they are put on their authority's list, unless that is confirmed."""

from handover.portal.accounts.models import Checklist, ChecklistLine, User, YearlyCheck
from handover.portal.establishments.directory import las


def put_on_checklist(people: list[User]) -> None:
    """Put people on the list of their authority in the latest check, once each; in the caller's transaction.

    A list that is confirmed holds who was there on that day, and stays as it is.
    """
    here = [person for person in people if person.is_active and person.establishment]
    if not here or (check := YearlyCheck.objects.first()) is None:
        return
    open_lists = find_open_lists(check, {person.establishment.la_number for person in here if person.establishment})
    ChecklistLine.objects.bulk_create(
        (
            ChecklistLine(
                checklist=open_lists[person.establishment.la_number],
                person=person,
                role=person.role,
                place=person.establishment.number,
            )
            for person in here
            if person.establishment and person.establishment.la_number in open_lists
        ),
        ignore_conflicts=True,
    )


def find_open_lists(check: YearlyCheck, la_numbers: set[str]) -> dict[str, Checklist]:
    """Return the lists that are not confirmed, by authority; one that had nobody when the check was opened gets its list."""
    lists = check.checklists.filter(authority__la_number__in=la_numbers).select_related("authority")
    found = {checklist.authority.la_number: checklist for checklist in lists}
    for authority in las().filter(la_number__in=la_numbers - found.keys()):
        made, _ = Checklist.objects.get_or_create(check_of=check, authority=authority)
        found[authority.la_number] = made
    return {la_number: checklist for la_number, checklist in found.items() if checklist.confirmed_at is None}
