"""The pairs of a list as a table for an office: both children, both schools, how likely, why, and what was decided."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from handover.matching.child import Child
from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils.lost_child import child_of
from handover.portal.lostpupils.models import Finding
from handover.portal.lostpupils.pairs import LISTS, choose_list
from handover.portal.lostpupils.reasons import weigh_reasons
from handover.portal.lostpupils.side_by_side import say_district, say_gender
from handover.portal.web import wording


def schools_of_findings(numbers: Iterable[str]) -> dict[str, Establishment]:
    """Return the schools on whose rolls pupils are, by number."""
    return {school.number: school for school in Establishment.objects.filter(number__in=set(numbers))}


def pair_headings() -> tuple[str, ...]:
    """Return the headings of the table, in the language of the page."""
    child = (
        _("Surname"),
        _("Forename"),
        _("Middle names"),
        _("Date of birth"),
        _("Gender"),
        _("UPN"),
        _("Postcode district"),
    )
    return (
        *(_("Lost pupil: %(column)s") % {"column": column} for column in child),
        _("Uploaded by (number)"),
        _("Uploaded by"),
        _("Uploaded"),
        *(_("On roll: %(column)s") % {"column": column} for column in child),
        _("On roll at (number)"),
        _("On roll at"),
        _("Line of the census"),
        _("List"),
        _("Of 100 such pairs, one child"),
        _("Score"),
        _("Why"),
        _("Decided by"),
        _("Decided"),
    )


def pair_rows(findings: QuerySet[Finding]) -> Iterator[tuple[object, ...]]:
    """Yield the headings and the rows. What is forgotten of the pupil on roll is empty."""
    yield pair_headings()
    schools = schools_of_findings(findings.order_by().values_list("establishment", flat=True).distinct())
    for each in findings.iterator(chunk_size=500):
        row, school = each.roll_row, schools.get(each.establishment)
        yield (
            *child_cells(child_of(each.pupil)),
            each.pupil.school.number,
            each.pupil.school.named(wording.language()),
            timezone.localdate(each.pupil.lodged_at).isoformat(),
            *child_cells(row.child if row else Child()),
            each.establishment,
            school.named(wording.language()) if school else "",
            each.line,
            wording.say_text(LISTS[choose_list(each)]),
            "" if each.probability is None else round(100 * each.probability, 1),
            round(each.score, 1),
            " ".join(wording.say_text(reason) for reason in weigh_reasons(each).in_order),
            each.decided_by,
            timezone.localdate(each.decided_at).isoformat() if each.decided_at else "",
        )


def child_cells(child: Child) -> tuple[str, ...]:
    """Return the cells of one child; the postcode as its district, because a table goes from hand to hand."""
    born = child.birth_date.isoformat() if child.birth_date else ""
    names = (child.surname, child.forename, child.middle_names)
    return (*names, born, say_gender(child), child.upn, say_district(child.postcode, full=False))
