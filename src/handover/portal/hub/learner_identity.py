"""Who a learner is, as a school's software says it: read in one place, because software leaves out what it likes."""

from dataclasses import dataclass
from datetime import date

from handover.sif.objects import PartialLearnerPersonal


@dataclass(frozen=True, slots=True)
class LearnerIdentity:
    """Names, birth date and UPN, in capitals; empty where the software does not say."""

    surname: str
    forename: str
    birth_date: date | None
    upn: str


def read_learner_identity(learner: PartialLearnerPersonal) -> LearnerIdentity:
    """Return who a learner is. Raises ValueError for a value that is not of its type."""
    person = learner.personal_information
    name = person.name if person is not None else None
    demographics = person.demographics if person is not None else None
    return LearnerIdentity(
        (name.family_name or "") if name is not None else "",
        (name.given_name or "") if name is not None else "",
        demographics.birth_date if demographics is not None else None,
        (learner.upn or "").upper(),
    )
