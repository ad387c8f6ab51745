"""Which offices a line of the yearly check is about: the one that was listed, or what it has become since.

A person stands on a list once an office. An office that has a line of its own is that line's; one that has none, because
another was moved there, is of every line of the person, so that what is said of the line holds for it.
"""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr

from handover.portal.accounts.models import Checklist, ChecklistLine, CheckVerdict, Office
from handover.portal.accounts.offices import open_offices


def line_gone(lines: str = "") -> Q:
    """Return what says that nothing is left of what a line is about: closed, taken away, or moved out of the authority.

    `lines` leads from what is asked for to the lines, such as `lines__`.
    """
    return ~Q(Exists(_offices_of(lines)))


def line_settled(lines: str = "") -> Q:
    """Return what makes a line need no more: the person stays, or is gone, or was to change, and so it is."""
    as_listed = _offices_of(lines).filter(_is_as_listed(lines))
    changed = Q(**{f"{lines}verdict": CheckVerdict.CHANGE}) & ~Q(Exists(as_listed))
    return line_gone(lines) | Q(**{f"{lines}verdict": CheckVerdict.KEEP}) | changed


def _offices_of(lines: str) -> QuerySet[Office]:
    """Return the open offices that the line of an outer query is about."""
    own_line = ChecklistLine.objects.filter(
        checklist=OuterRef(OuterRef(f"{lines}checklist")),
        person=OuterRef("user"),
        role=OuterRef("role"),
        place=OuterRef("establishment__number"),
    )
    here = open_offices(
        user=OuterRef(f"{lines}person"), establishment__la_number=Substr(OuterRef(f"{lines}place"), 1, 3)
    ).order_by()
    return here.filter(_is_as_listed(lines) | ~Q(Exists(own_line)))


def _is_as_listed(lines: str) -> Q:
    """Return what says of an office that it is the one of the line of an outer query."""
    return Q(role=OuterRef(f"{lines}role"), establishment__number=OuterRef(f"{lines}place"))


def offices_of_lines(checklist: Checklist, lines: Sequence[ChecklistLine]) -> dict[int, list[Office]]:
    """Return the open offices that lines of a list are about, by the key of the line, in two queries."""
    people = {line.person_id for line in lines}
    own = set(checklist.lines.filter(person__in=people).values_list("person", "role", "place"))
    here: dict[int, list[Office]] = {}
    for office in open_offices(user__in=people, establishment__la_number=checklist.authority.la_number):
        here.setdefault(office.user_id, []).append(office)
    return {
        line.pk: [
            office
            for office in here.get(line.person_id, ())
            if is_as_listed(line, office) or (office.user_id, office.role, office.number) not in own
        ]
        for line in lines
    }


def is_as_listed(line: ChecklistLine, office: Office) -> bool:
    """Say whether an office of a person is the one that a line of theirs was written for."""
    return (office.role, office.number) == (line.role, line.place)
