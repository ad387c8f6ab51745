"""What two records can have in common, in words, and what each is worth. A table; `evidence.py` reads it.

The points are powers of two, roughly as Fellegi and Sunter weigh evidence: 3 points say "eight times likelier to be one
child than two". They were set from how common names and birthdays are and are for ranking alone; the yearly matching
has a trained model of its own (`model.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from handover.common.text import Text


class FieldAgreement(StrEnum):
    """How two values of a field stand to each other. What is missing is not different."""

    SAME = "same"
    FORMER = "former"
    SOUND = "sound"
    PART = "part"
    INITIAL = "initial"
    MIDDLE = "middle"
    LETTER = "letter"
    NEAR = "near"
    PET = "pet"
    EXCHANGED = "exchanged"
    SWAPPED = "swapped"
    YEAR = "year"
    AREA = "area"
    MISSING = "missing"
    DIFFERENT = "different"


class ComparedField(StrEnum):
    """What of a child is compared."""

    UPN = "upn"
    SURNAME = "surname"
    FORENAME = "forename"
    MIDDLE_NAMES = "middle_names"
    BIRTH_DATE = "birth_date"
    GENDER = "gender"
    POSTCODE = "postcode"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """What a finding means for a field: its worth in points, and the words for it."""

    points: float
    words: Text


def _row(points: float, en: str, cy: str) -> EvidenceRow:
    return EvidenceRow(points, Text(en, cy))


_UPN: Final = {
    FieldAgreement.SAME: _row(20, "The UPN is the same.", "Mae'r UPN yr un peth."),
    FieldAgreement.FORMER: _row(
        18, "The UPN of one is the former UPN of the other.", "UPN y naill yw hen UPN y llall."
    ),
    FieldAgreement.LETTER: _row(10, "One character of the UPN differs.", "Mae un nod o'r UPN yn wahanol."),
    FieldAgreement.MISSING: _row(
        0, "A permanent UPN is not known for both.", "Nid yw UPN parhaol yn hysbys ar gyfer y ddau gofnod."
    ),
    FieldAgreement.DIFFERENT: _row(
        -4,
        "The UPNs are different: another child, or a child who was given a second number.",
        "Mae'r UPN yn wahanol: plentyn arall, neu blentyn a gafodd ail rif.",
    ),
}
_SURNAME: Final = {
    FieldAgreement.NEAR: _row(
        3,
        "One letter differs, in surnames so short that it may be another name.",
        "Mae un llythyren yn wahanol, mewn cyfenwau mor fyr fel y gall fod yn enw arall.",
    ),
    FieldAgreement.SAME: _row(8, "The surname is the same.", "Mae'r cyfenw yr un peth."),
    FieldAgreement.FORMER: _row(
        7, "The surname of one is the former surname of the other.", "Cyfenw'r naill yw hen gyfenw'r llall."
    ),
    FieldAgreement.SOUND: _row(6, "The surnames sound alike.", "Mae'r cyfenwau'n swnio'n debyg."),
    FieldAgreement.PART: _row(5, "One surname is part of the other.", "Mae'r naill gyfenw'n rhan o'r llall."),
    FieldAgreement.INITIAL: _row(
        1, "One surname is the initial of the other.", "Llythyren gyntaf y llall yw'r naill gyfenw."
    ),
    FieldAgreement.LETTER: _row(5, "One letter of the surname differs.", "Mae un llythyren o'r cyfenw yn wahanol."),
    FieldAgreement.EXCHANGED: _row(
        5, "Surname and forename have changed places.", "Mae'r cyfenw a'r enw cyntaf wedi newid lle."
    ),
    FieldAgreement.MISSING: _row(0, "A surname is missing.", "Mae cyfenw ar goll."),
    FieldAgreement.DIFFERENT: _row(-5, "The surnames are different.", "Mae'r cyfenwau'n wahanol."),
}
_FORENAME: Final = {
    FieldAgreement.NEAR: _row(
        3,
        "One letter differs, in forenames so short that it may be another name.",
        "Mae un llythyren yn wahanol, mewn enwau cyntaf mor fyr fel y gall fod yn enw arall.",
    ),
    FieldAgreement.PET: _row(
        4, "One forename is a short form of the other.", "Ffurf fer ar y llall yw'r naill enw cyntaf."
    ),
    FieldAgreement.SAME: _row(7, "The forename is the same.", "Mae'r enw cyntaf yr un peth."),
    FieldAgreement.SOUND: _row(5.5, "The forenames sound alike.", "Mae'r enwau cyntaf yn swnio'n debyg."),
    FieldAgreement.PART: _row(4, "One forename is part of the other.", "Mae'r naill enw cyntaf yn rhan o'r llall."),
    FieldAgreement.INITIAL: _row(
        2, "One forename is the initial of the other.", "Llythyren gyntaf y llall yw'r naill enw cyntaf."
    ),
    FieldAgreement.MIDDLE: _row(
        3, "The forename of one is a middle name of the other.", "Enw cyntaf y naill yw enw canol y llall."
    ),
    FieldAgreement.LETTER: _row(
        5, "One letter of the forename differs.", "Mae un llythyren o'r enw cyntaf yn wahanol."
    ),
    FieldAgreement.EXCHANGED: _row(
        5, "Forename and surname have changed places.", "Mae'r enw cyntaf a'r cyfenw wedi newid lle."
    ),
    FieldAgreement.MISSING: _row(0, "A forename is missing.", "Mae enw cyntaf ar goll."),
    FieldAgreement.DIFFERENT: _row(-6, "The forenames are different.", "Mae'r enwau cyntaf yn wahanol."),
}
_MIDDLE_NAMES: Final = {
    FieldAgreement.NEAR: _row(
        1, "One letter differs, in short middle names.", "Mae un llythyren yn wahanol, mewn enwau canol byr."
    ),
    FieldAgreement.SAME: _row(3, "The middle names are the same.", "Mae'r enwau canol yr un peth."),
    FieldAgreement.SOUND: _row(2, "The middle names sound alike.", "Mae'r enwau canol yn swnio'n debyg."),
    FieldAgreement.PART: _row(2, "They share a middle name.", "Mae ganddynt enw canol yn gyffredin."),
    FieldAgreement.LETTER: _row(
        2, "One letter of the middle name differs.", "Mae un llythyren o'r enw canol yn wahanol."
    ),
    FieldAgreement.INITIAL: _row(
        1, "One middle name is the initial of the other.", "Llythyren gyntaf y llall yw'r naill enw canol."
    ),
    FieldAgreement.MISSING: _row(0, "A middle name is missing.", "Mae enw canol ar goll."),
    FieldAgreement.DIFFERENT: _row(-1, "The middle names are different.", "Mae'r enwau canol yn wahanol."),
}
_BIRTH_DATE: Final = {
    FieldAgreement.SAME: _row(12, "The birth date is the same.", "Mae'r dyddiad geni yr un peth."),
    FieldAgreement.SWAPPED: _row(
        8, "Day and month of birth have changed places.", "Mae diwrnod a mis y geni wedi newid lle."
    ),
    FieldAgreement.YEAR: _row(6, "The year of birth is off by one.", "Mae'r flwyddyn geni un yn wahanol."),
    FieldAgreement.LETTER: _row(
        6, "One figure of the birth date differs.", "Mae un ffigur o'r dyddiad geni yn wahanol."
    ),
    FieldAgreement.MISSING: _row(0, "A birth date is missing.", "Mae dyddiad geni ar goll."),
    FieldAgreement.DIFFERENT: _row(-8, "The birth dates are different.", "Mae'r dyddiadau geni'n wahanol."),
}
_GENDER: Final = {
    FieldAgreement.SAME: _row(1, "The gender is the same.", "Mae'r rhywedd yr un peth."),
    FieldAgreement.MISSING: _row(0, "The gender is missing.", "Mae'r rhywedd ar goll."),
    FieldAgreement.DIFFERENT: _row(-4, "The gender is different.", "Mae'r rhywedd yn wahanol."),
}
_POSTCODE: Final = {
    FieldAgreement.SAME: _row(10, "The postcode is the same.", "Mae'r cod post yr un peth."),
    FieldAgreement.LETTER: _row(7, "One character of the postcode differs.", "Mae un nod o'r cod post yn wahanol."),
    FieldAgreement.AREA: _row(3, "The postcodes lie in the same district.", "Mae'r codau post yn yr un ardal."),
    FieldAgreement.MISSING: _row(0, "A postcode is missing.", "Mae cod post ar goll."),
    FieldAgreement.DIFFERENT: _row(
        -1,
        "The postcodes are different; the child may have moved.",
        "Mae'r codau post yn wahanol; gall y plentyn fod wedi symud.",
    ),
}
_TOWN: Final = {
    FieldAgreement.NEAR: _row(
        1, "One letter differs, in short names of towns.", "Mae un llythyren yn wahanol, mewn enwau trefi byr."
    ),
    FieldAgreement.SAME: _row(2, "The town is the same.", "Mae'r dref yr un peth."),
    FieldAgreement.SOUND: _row(2, "The towns are written alike.", "Mae'r trefi wedi'u hysgrifennu'n debyg."),
    FieldAgreement.PART: _row(1, "One town's name is part of the other.", "Mae enw'r naill dref yn rhan o'r llall."),
    FieldAgreement.LETTER: _row(2, "One letter of the town differs.", "Mae un llythyren o'r dref yn wahanol."),
    FieldAgreement.MISSING: _row(0, "A town is missing.", "Mae tref ar goll."),
    FieldAgreement.DIFFERENT: _row(
        -0.5,
        "The towns are different; the child may have moved.",
        "Mae'r trefi'n wahanol; gall y plentyn fod wedi symud.",
    ),
}

FINDINGS: Final[Mapping[ComparedField, Mapping[FieldAgreement, EvidenceRow]]] = MappingProxyType(
    {
        ComparedField.UPN: MappingProxyType(_UPN),
        ComparedField.SURNAME: MappingProxyType(_SURNAME),
        ComparedField.FORENAME: MappingProxyType(_FORENAME),
        ComparedField.MIDDLE_NAMES: MappingProxyType(_MIDDLE_NAMES),
        ComparedField.BIRTH_DATE: MappingProxyType(_BIRTH_DATE),
        ComparedField.GENDER: MappingProxyType(_GENDER),
        ComparedField.POSTCODE: MappingProxyType(_POSTCODE),
        ComparedField.TOWN: MappingProxyType(_TOWN),
    }
)

LABELS: Final[Mapping[ComparedField, Text]] = MappingProxyType(
    {
        ComparedField.UPN: Text("UPN", "UPN"),
        ComparedField.SURNAME: Text("Surname", "Cyfenw"),
        ComparedField.FORENAME: Text("Forename", "Enw cyntaf"),
        ComparedField.MIDDLE_NAMES: Text("Middle names", "Enwau canol"),
        ComparedField.BIRTH_DATE: Text("Birth date", "Dyddiad geni"),
        ComparedField.GENDER: Text("Gender", "Rhywedd"),
        ComparedField.POSTCODE: Text("Postcode", "Cod post"),
        ComparedField.TOWN: Text("Town", "Tref"),
    }
)

TWINS: Final = Text(
    "Same surname and birth date, but other forenames and other UPNs: twins, never one child.",
    "Yr un cyfenw a dyddiad geni, ond enwau cyntaf ac UPN gwahanol: gefeilliaid, byth un plentyn.",
)
