"""Finding pupils of the store in a test: the database cannot, because who they are is sealed; and answering about pairs."""

from datetime import datetime

from django.db.models import Q

from handover.portal.accounts.models import User
from handover.portal.lostpupils import same_pupil
from handover.portal.lostpupils.models import LostPupil, SamePupilCase
from tests.moments import NOW


def lost_pupil(forename: str) -> LostPupil:
    """Return the one pupil of the store who is called that."""
    (pupil,) = (pupil for pupil in LostPupil.objects.all() if pupil.forename == forename)
    return pupil


def case_of(one: LostPupil, other: LostPupil) -> SamePupilCase:
    """Return the pair of two pupils who are perhaps the same."""
    return SamePupilCase.objects.get(Q(earlier=one, later=other) | Q(earlier=other, later=one))


def say_of(one: LostPupil, other: LostPupil, answer: str, by: User, now: datetime = NOW) -> None:
    """Say what a pair is (same, two, unsure, or nothing to take the answer back), as somebody who has just looked."""
    case = case_of(one, other)
    same_pupil.answer_case(case, answer, seen=case.answers, by=by, now=now)
