"""What to ask the school about a pair, by what disagrees: a table."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from handover.common.text import Text
from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.links import Conflict
from handover.portal.lostpupils.models import Finding
from handover.portal.lostpupils.stored_evidence import restore_conflicts, restore_evidence

MOST_QUESTIONS: Final = 4
"""More would not be asked on the telephone."""

OF_CONFLICTS: Final[dict[Conflict, Text]] = {
    Conflict.MAY_BE_TWINS: Text(
        "Has the pupil a twin, or a brother or sister at the school?",
        "A oes gan y disgybl efaill, neu frawd neu chwaer yn yr ysgol?",
    ),
    Conflict.UPN_OF_ANOTHER: Text(
        "Where did the school get the pupil's UPN from: a file, another school, or a brother's or sister's record?",
        "O ble y cafodd yr ysgol UPN y disgybl: ffeil, ysgol arall, neu gofnod brawd neu chwaer?",
    ),
    Conflict.TWO_ON_ROLL: Text(
        "Is the pupil also on roll at another school, or is there another pupil of that name?",
        "A yw'r disgybl hefyd ar gofrestr ysgol arall, neu a oes disgybl arall o'r enw hwnnw?",
    ),
}
"""What to ask because of what makes a pair doubtful."""

LAST_SCHOOL: Final = Text(
    "Which school was the pupil at before, and when did the pupil leave it?",
    "Ym mha ysgol yr oedd y disgybl o'r blaen, a phryd y gadawodd yr ysgol honno?",
)
"""What is always asked."""

OF_FIELDS: Final[dict[ComparedField, Text]] = {
    ComparedField.BIRTH_DATE: Text(
        "Which date of birth stands in a birth certificate, passport or other document that the school has seen?",
        "Pa ddyddiad geni sydd mewn tystysgrif geni, pasbort neu ddogfen arall a welodd yr ysgol?",
    ),
    ComparedField.FORENAME: Text(
        "Which forenames stand in a document that the school has seen, and what is the pupil called at school?",
        "Pa enwau cyntaf sydd mewn dogfen a welodd yr ysgol, a beth yw enw'r disgybl yn yr ysgol?",
    ),
    ComparedField.SURNAME: Text(
        "Has the pupil, or a parent, had another surname?", "A fu gan y disgybl, neu riant, gyfenw arall?"
    ),
    ComparedField.MIDDLE_NAMES: Text("What are all the pupil's middle names?", "Beth yw holl enwau canol y disgybl?"),
    ComparedField.UPN: Text(
        "Did the school give the UPN itself? If so, did it ask for a file first?",
        "Ai'r ysgol ei hun a roddodd yr UPN? Os felly, a ofynnodd am ffeil yn gyntaf?",
    ),
    ComparedField.POSTCODE: Text(
        "Where did the family live before? The town is enough.",
        "Ble roedd y teulu'n byw o'r blaen? Mae'r dref yn ddigon.",
    ),
    ComparedField.GENDER: Text(
        "Which gender stands in the pupil's record at the school?", "Pa ryw sydd yng nghofnod y disgybl yn yr ysgol?"
    ),
}
"""What to ask because of a field that disagrees, what tells two children apart best first."""


def questions_for_school(finding: Finding) -> list[Text]:
    """Return what to ask the school on whose roll the pupil is: a short list."""
    return list(islice(all_questions(finding), MOST_QUESTIONS))


def all_questions(finding: Finding) -> Iterator[Text]:
    """Yield everything that may be asked, the most telling first."""
    doubts = set(restore_conflicts(finding.conflicts))
    found = dict(filter(None, restore_evidence(finding.evidence)))
    yield from (words for conflict, words in OF_CONFLICTS.items() if conflict in doubts)
    yield LAST_SCHOOL
    for field, words in OF_FIELDS.items():
        if found.get(field, FieldAgreement.SAME) is not FieldAgreement.SAME:
            yield words
