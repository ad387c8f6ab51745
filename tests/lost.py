"""Pupils of the store, and pairs of a matching, in a test: the database cannot find them, because who they are is sealed."""

from datetime import datetime

from django.db.models import Q

from handover.matching.child import Child
from handover.matching.evidence import compare
from handover.matching.fields import FieldAgreement
from handover.portal.accounts.models import User
from handover.portal.lostpupils import same_pupil
from handover.portal.lostpupils.lost_child import child_of
from handover.portal.lostpupils.models import Finding, LostPupil, Matching, SamePupilCase
from handover.portal.lostpupils.roll_row import RollRow, make_roll_code
from tests.cast import Cast
from tests.moments import NOW


def lost_pupil(forename: str) -> LostPupil:
    """Return the one pupil of the store who is called that."""
    (pupil,) = (pupil for pupil in LostPupil.objects.all() if pupil.forename == forename)
    return pupil


def make_pair(cast: Cast, pupil: LostPupil, on_roll: Child, **columns: object) -> Finding:
    """Return a pair of a lost pupil and a child on the roll of Grug Bay Primary School, as a matching would leave it."""
    evidence = [each for each in compare(child_of(pupil), on_roll) if each.finding is not FieldAgreement.MISSING]
    matching = Matching.objects.first() or Matching.objects.create(
        by=cast.gwilym, begun_at=NOW, touched_at=NOW, stage="done"
    )
    row = {
        "matching": matching,
        "pupil": pupil,
        "establishment": "6602991",
        "line": 12,
        "score": 5.5,
        "probability": 0.97,
        "evidence": [[each.field.value, each.finding.value] for each in evidence],
        "roll_code": make_roll_code(on_roll),
    }
    finding = Finding(**{**row, **columns})
    finding.roll_row = RollRow(on_roll, tuple(each.points for each in evidence))
    finding.save()
    return finding


def case_of(one: LostPupil, other: LostPupil) -> SamePupilCase:
    """Return the pair of two pupils who are perhaps the same."""
    return SamePupilCase.objects.get(Q(earlier=one, later=other) | Q(earlier=other, later=one))


def say_of(one: LostPupil, other: LostPupil, answer: str, by: User, now: datetime = NOW) -> None:
    """Say what a pair is (same, two, unsure, or nothing to take the answer back), as somebody who has just looked."""
    case = case_of(one, other)
    same_pupil.answer_case(case, answer, seen=case.answers, by=by, now=now)
