"""What two records can have in common, in words, and how likely that is for one child and for two. A table alone.

`evidence.py` reads it. The shares are those that the literature on linking school and health records reports for careful
offices, rounded: a slip in three or four names of a hundred, in two or three birth dates, a new surname for three children
of a hundred. Yearly decisions of people correct them (`estimating.py`).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from handover.common.text import Text
from handover.matching.fields import ComparedField, FieldAgreement
from handover.matching.finding_rows import EvidenceRow, make_row
from handover.matching.name_findings import FORENAME, MIDDLE_NAMES, SURNAME

__all__ = ["FINDINGS", "LABELS", "ComparedField", "EvidenceTable", "FieldAgreement"]

EvidenceTable = Mapping[ComparedField, Mapping[FieldAgreement, EvidenceRow]]

_UPN: Final = {
    FieldAgreement.SAME: make_row(0.5, 0.000002, "The UPN is the same.", "Mae'r UPN yr un peth."),
    FieldAgreement.FORMER: make_row(
        0.06, 0.0000003, "The UPN of one is the former UPN of the other.", "UPN y naill yw hen UPN y llall."
    ),
    FieldAgreement.LETTER: make_row(
        0.02, 0.000005, "One character of the UPN differs.", "Mae un nod o'r UPN yn wahanol."
    ),
    FieldAgreement.NEAR: make_row(
        0.004,
        0.00004,
        "One figure of the UPNs differs, and each is correct in itself.",
        "Mae un ffigur o'r UPN yn wahanol, ac mae'r ddau'n gywir ynddynt eu hunain.",
    ),
    FieldAgreement.MISSING: make_row(
        1,
        1,
        "A permanent UPN is not known for both.",
        "Nid yw UPN parhaol yn hysbys ar gyfer y ddau gofnod.",
    ),
    FieldAgreement.DIFFERENT: make_row(
        0.2,
        0.99,
        "The UPNs are different: another child, or a child who was given a second number.",
        "Mae'r UPN yn wahanol: plentyn arall, neu blentyn a gafodd ail rif.",
    ),
    FieldAgreement.TOGETHER: make_row(
        0.004,
        0.99,
        "One school gave both UPNs in one year, as to twins; it seldom numbers a child twice.",
        "Rhoddodd un ysgol y ddau UPN yn yr un flwyddyn, fel i efeilliaid; anaml y mae'n rhifo plentyn ddwywaith.",
    ),
}
_BIRTH_DATE: Final = {
    FieldAgreement.SAME: make_row(0.94, 0.00023, "The date of birth is the same.", "Mae'r dyddiad geni yr un peth."),
    FieldAgreement.SWAPPED: make_row(
        0.01, 0.0001, "Day and month of birth have changed places.", "Mae diwrnod a mis y geni wedi newid lle."
    ),
    FieldAgreement.YEAR: make_row(
        0.008, 0.00046, "The year of birth is off by one.", "Mae'r flwyddyn geni'n wahanol o un."
    ),
    FieldAgreement.MONTH: make_row(
        0.006, 0.00046, "The month of birth is off by one.", "Mae'r mis geni'n wahanol o un."
    ),
    FieldAgreement.DAY: make_row(
        0.005, 0.00046, "The day of birth is off by one.", "Mae'r diwrnod geni'n wahanol o un."
    ),
    FieldAgreement.LETTER: make_row(
        0.011,
        0.0045,
        "One figure of the date of birth differs, or two have changed places.",
        "Mae un ffigur o'r dyddiad geni yn wahanol, neu mae dau wedi newid lle.",
    ),
    FieldAgreement.PLACEHOLDER: make_row(
        0.008,
        0.0025,
        "One date of birth is a day that is written where only the year is known; the year is the same.",
        "Mae un dyddiad geni'n ddiwrnod sy'n cael ei nodi pan mai dim ond y flwyddyn sy'n hysbys; mae'r flwyddyn yr "
        "un peth.",
    ),
    FieldAgreement.CLOSE: make_row(
        0.0028,
        0.08,
        "The year of birth is the same, the day is not.",
        "Mae'r flwyddyn geni yr un peth, ond nid y diwrnod.",
    ),
    FieldAgreement.MISSING: make_row(1, 1, "A date of birth is missing.", "Mae dyddiad geni ar goll."),
    FieldAgreement.DIFFERENT: make_row(
        0.003, 0.91, "The dates of birth are different.", "Mae'r dyddiadau geni'n wahanol."
    ),
}
_GENDER: Final = {
    FieldAgreement.SAME: make_row(0.995, 0.5, "The gender is the same.", "Mae'r rhyw yr un peth."),
    FieldAgreement.MISSING: make_row(1, 1, "The gender is missing.", "Mae'r rhyw ar goll."),
    FieldAgreement.DIFFERENT: make_row(0.006, 0.5, "The gender is different.", "Mae'r rhyw yn wahanol."),
}
_POSTCODE: Final = {
    FieldAgreement.HOUSEHOLD: make_row(
        0.8,
        0.000025,
        "A brother or sister lost from the same home was found for certain at this postcode.",
        "Daethpwyd o hyd yn sicr, wrth y cod post hwn, i frawd neu chwaer a gollwyd o'r un cartref.",
    ),
    FieldAgreement.SAME: make_row(0.3, 0.000025, "The postcode is the same.", "Mae'r cod post yr un peth."),
    FieldAgreement.LETTER: make_row(
        0.03, 0.001, "One character of the postcode differs.", "Mae un nod o'r cod post yn wahanol."
    ),
    FieldAgreement.AREA: make_row(
        0.3, 0.01, "The postcodes lie in the same district.", "Mae'r codau post yn yr un ardal."
    ),
    FieldAgreement.MISSING: make_row(1, 1, "A postcode is missing.", "Mae cod post ar goll."),
    FieldAgreement.DIFFERENT: make_row(
        0.4,
        0.99,
        "The postcodes are different; the child may have moved.",
        "Mae'r codau post yn wahanol; efallai fod y plentyn wedi symud.",
    ),
}
_TOWN: Final = {
    FieldAgreement.SAME: make_row(0.4, 0.05, "The town is the same.", "Mae'r dref yr un peth."),
    FieldAgreement.SOUND: make_row(
        0.04, 0.006, "The towns are written alike.", "Mae'r trefi wedi'u hysgrifennu'n debyg."
    ),
    FieldAgreement.PART: make_row(
        0.04, 0.01, "One town's name is part of the other.", "Mae enw'r naill dref yn rhan o'r llall."
    ),
    FieldAgreement.LETTER: make_row(
        0.02, 0.004, "One letter of the town differs.", "Mae un llythyren o'r dref yn wahanol."
    ),
    FieldAgreement.MISSING: make_row(1, 1, "A town is missing.", "Mae tref ar goll."),
    FieldAgreement.DIFFERENT: make_row(
        0.6,
        0.95,
        "The towns are different; the child may have moved.",
        "Mae'r trefi'n wahanol; efallai fod y plentyn wedi symud.",
    ),
}
_SCHOOL: Final = {
    FieldAgreement.SAME: make_row(
        0.6, 0.002, "The last school known is the same.", "Mae'r ysgol olaf hysbys yr un peth."
    ),
    FieldAgreement.MISSING: make_row(1, 1, "A school is not known.", "Nid yw ysgol yn hysbys."),
    FieldAgreement.DIFFERENT: make_row(
        0.4,
        0.998,
        "The schools are different; the child may have moved.",
        "Mae'r ysgolion yn wahanol; efallai fod y plentyn wedi symud.",
    ),
}
_SCHOOL_YEAR: Final = {
    FieldAgreement.SAME: make_row(0.95, 0.08, "The year group is the same.", "Mae'r grŵp blwyddyn yr un peth."),
    FieldAgreement.MISSING: make_row(1, 1, "A year group is not known.", "Nid yw grŵp blwyddyn yn hysbys."),
    FieldAgreement.DIFFERENT: make_row(
        0.05, 0.92, "The year groups are different.", "Mae'r grwpiau blwyddyn yn wahanol."
    ),
}
_ARRIVAL: Final = {
    FieldAgreement.LATER: make_row(
        0.8,
        0.12,
        "The UPN on roll was given in a later year, as to a child who came without a file.",
        "Rhoddwyd yr UPN ar y gofrestr mewn blwyddyn ddiweddarach, fel i blentyn a ddaeth heb ffeil.",
    ),
    FieldAgreement.FIRST: make_row(
        0.04,
        0.12,
        "The UPN on roll was given in a later year, but when a child of that age starts school: it seems to be a first one.",
        "Rhoddwyd yr UPN ar y gofrestr mewn blwyddyn ddiweddarach, ond pan fydd plentyn o'r oedran hwnnw'n dechrau'r ysgol: "
        "mae'n debyg mai'r UPN cyntaf ydyw.",
    ),
    FieldAgreement.NONE: make_row(
        0.25,
        0.02,
        "The pupil on roll has no permanent UPN, like a child who came without a file.",
        "Nid oes gan y disgybl ar y gofrestr UPN parhaol, fel plentyn a ddaeth heb ffeil.",
    ),
    FieldAgreement.SAME: make_row(
        0.15, 0.76, "Both UPNs were given in one year.", "Rhoddwyd y ddau UPN yn yr un flwyddyn."
    ),
    FieldAgreement.EARLIER: make_row(
        0.012,
        0.12,
        "The UPN on roll was given before that of the lost pupil.",
        "Rhoddwyd yr UPN ar y gofrestr cyn un y disgybl coll.",
    ),
    FieldAgreement.MISSING: make_row(
        1,
        1,
        "When the UPNs were given says nothing.",
        "Nid yw'r amser y rhoddwyd yr UPNau yn dweud dim.",
    ),
}
_FAMILY: Final = {
    FieldAgreement.SIBLING: make_row(
        1,
        1,
        "A brother or sister of the child would agree in nearly all of this, too.",
        "Byddai brawd neu chwaer i'r plentyn yn cytuno ym mron y cyfan o hyn hefyd.",
    ),
    FieldAgreement.MISSING: make_row(
        1, 1, "Nothing is known of brothers and sisters.", "Nid oes dim yn hysbys am frodyr a chwiorydd."
    ),
}

FINDINGS: Final[EvidenceTable] = MappingProxyType(
    {
        ComparedField.UPN: MappingProxyType(_UPN),
        ComparedField.SURNAME: MappingProxyType(SURNAME),
        ComparedField.FORENAME: MappingProxyType(FORENAME),
        ComparedField.MIDDLE_NAMES: MappingProxyType(MIDDLE_NAMES),
        ComparedField.BIRTH_DATE: MappingProxyType(_BIRTH_DATE),
        ComparedField.GENDER: MappingProxyType(_GENDER),
        ComparedField.POSTCODE: MappingProxyType(_POSTCODE),
        ComparedField.TOWN: MappingProxyType(_TOWN),
        ComparedField.SCHOOL: MappingProxyType(_SCHOOL),
        ComparedField.SCHOOL_YEAR: MappingProxyType(_SCHOOL_YEAR),
        ComparedField.ARRIVAL: MappingProxyType(_ARRIVAL),
        ComparedField.FAMILY: MappingProxyType(_FAMILY),
    }
)

LABELS: Final[Mapping[ComparedField, Text]] = MappingProxyType(
    {
        ComparedField.UPN: Text("UPN", "UPN"),
        ComparedField.SURNAME: Text("Surname", "Cyfenw"),
        ComparedField.FORENAME: Text("Forename", "Enw cyntaf"),
        ComparedField.MIDDLE_NAMES: Text("Middle names", "Enwau canol"),
        ComparedField.BIRTH_DATE: Text("Date of birth", "Dyddiad geni"),
        ComparedField.GENDER: Text("Gender", "Rhyw"),
        ComparedField.POSTCODE: Text("Postcode", "Cod post"),
        ComparedField.TOWN: Text("Town", "Tref"),
        ComparedField.SCHOOL: Text("School", "Ysgol"),
        ComparedField.SCHOOL_YEAR: Text("Year group", "Grŵp blwyddyn"),
        ComparedField.ARRIVAL: Text("When the UPN was given", "Pryd y rhoddwyd yr UPN"),
        ComparedField.FAMILY: Text("Brothers and sisters", "Brodyr a chwiorydd"),
    }
)
