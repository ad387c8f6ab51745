"""Whether a pupil is perhaps in the store already: who is alike enough for a person to be asked. Nothing is joined here.

Not even a file of the same bytes is: it is one click for a person, and two boys of one name and birth date whom a program
took for one have cost one of them his record. What differs (another UPN, a temporary one of the same school too, sex,
middle names, postcode, town, school) is shown beside what agrees.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from handover.matching.child import Child
from handover.matching.evidence import compare, score_evidence
from handover.matching.fields import ComparedField, FieldAgreement
from handover.portal.audit.log import Actor, record
from handover.portal.lostpupils.models import LostPupil, SamePupilCase
from handover.portal.lostpupils.question import Question
from handover.portal.lostpupils.ranking import describe_facts, describe_pupil, keep_filled
from handover.portal.lostpupils.same_pupil_case import ALIKE
from handover.portal.lostpupils.searching import read_candidates

LEAST_ALIKE: Final = 20.0
"""Powers of two of evidence from which a person is asked. Among half a million children, of whom one in fifty comes twice,
two records that have so much in common are one child about once in twenty-five times: nobody is asked for less."""

_NAMES_AND_DATE: Final = (ComparedField.SURNAME, ComparedField.FORENAME, ComparedField.BIRTH_DATE)
_SAME_NUMBER: Final = (FieldAgreement.SAME, FieldAgreement.FORMER)


def note_same_pupil_cases(pupil: LostPupil, actor: Actor, now: datetime) -> None:
    """Note a case for each pupil in the store who may be the one that has just come."""
    for other in find_alike(pupil):
        earlier, later = sorted((pupil, other), key=lambda each: each.pk)
        SamePupilCase.objects.create(earlier=earlier, later=later, because=ALIKE, found_at=now)
        details = {"other": str(later.transfer.reference)}
        record("lost.alike", actor=actor, subject=str(earlier.transfer.reference), details=details, now=now)


def find_alike(pupil: LostPupil) -> list[LostPupil]:
    """Return the pupils whom the store lists and who may be this child, in the order in which they came."""
    child = describe_pupil(pupil)
    met = {
        number
        for question in ask_about(pupil)
        if question.enough
        for number, facts, gender in read_candidates(question)
        if number != pupil.pk and may_be_one_child(child, describe_facts(facts, gender))
    }
    return list(LostPupil.objects.filter(pk__in=met).order_by("pk").select_related("transfer"))


def ask_about(pupil: LostPupil) -> Iterator[Question]:
    """Yield the searches that find a pupil's other files: by each UPN, and by the names with the birth date."""
    yield from (Question(upn=upn) for upn in keep_filled(pupil.upn, pupil.former_upn))
    yield Question(surname=pupil.surname, forename=pupil.forename, birth_date=pupil.birth_date)


def may_be_one_child(one: Child, other: Child) -> bool:
    """Say whether two records are so much alike that a person must say whether they are of one child.

    The same names and birth date always are, however common and whatever else differs. Brothers and sisters are not: other
    forenames, or another birth date altogether, need a UPN in common.
    """
    evidence = compare(one, other)
    found = {each.field: each.finding for each in evidence}
    if all(found[field] is FieldAgreement.SAME for field in _NAMES_AND_DATE):
        return True
    apart = FieldAgreement.DIFFERENT in (found[ComparedField.FORENAME], found[ComparedField.BIRTH_DATE])
    if apart and found[ComparedField.UPN] not in _SAME_NUMBER:
        return False
    return score_evidence(evidence) >= LEAST_ALIKE
