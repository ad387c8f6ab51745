"""How offices name the columns of a list of pupils. A table alone; each kind of list takes the columns that it has."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class PupilColumn(StrEnum):
    """What a column of a list of pupils holds."""

    UPN = "upn"
    FORMER_UPN = "former_upn"
    SURNAME = "surname"
    FORMER_SURNAME = "former_surname"
    PREFERRED_SURNAME = "preferred_surname"
    FORENAME = "forename"
    PREFERRED_FORENAME = "preferred_forename"
    MIDDLE_NAMES = "middle_names"
    BIRTH_DATE = "birth_date"
    GENDER = "gender"
    POSTCODE = "postcode"
    TOWN = "town"
    LA = "la"
    ESTABLISHMENT = "establishment"
    SOURCE = "source"
    DESTINATION = "destination"


ColumnNames = Mapping[PupilColumn, tuple[str, ...]]

COLUMN_NAMES: Final[ColumnNames] = MappingProxyType(
    {
        PupilColumn.UPN: (
            "UPN",
            "Unique pupil number",
            "Pupil UPN",
            "Current UPN",
            "PupilUPN",
            "Rhif unigryw disgybl",
        ),
        PupilColumn.FORMER_UPN: ("Former UPN", "Previous UPN", "Old UPN", "UPN former", "Hen UPN"),
        PupilColumn.SURNAME: ("Surname", "Last name", "Family name", "Legal surname", "Pupil surname", "Cyfenw"),
        PupilColumn.FORMER_SURNAME: ("Former surname", "Previous surname", "Previous last name", "Hen gyfenw"),
        PupilColumn.PREFERRED_SURNAME: (
            "Preferred surname",
            "Preferred last name",
            "Preferred family name",
            "Pupil preferred surname",
            "Cyfenw a ffefrir",
            "Cyfenw dewisol",
        ),
        PupilColumn.FORENAME: (
            "Forename",
            "First name",
            "Given name",
            "Legal forename",
            "Pupil forename",
            "Forenames",
            "Enw cyntaf",
        ),
        PupilColumn.PREFERRED_FORENAME: (
            "Preferred forename",
            "Preferred first name",
            "Preferred given name",
            "Pupil preferred forename",
            "Known as",
            "Enw cyntaf a ffefrir",
            "Enw cyntaf dewisol",
        ),
        PupilColumn.MIDDLE_NAMES: ("Middle names", "Middle name", "Middlenames", "Enwau canol", "Enw canol"),
        PupilColumn.BIRTH_DATE: ("Birth date", "DOB", "Date of birth", "Pupil DOB", "Dyddiad geni"),
        PupilColumn.GENDER: ("Gender", "Sex", "Pupil gender", "Rhywedd", "Rhyw"),
        PupilColumn.POSTCODE: ("Postcode", "Post code", "Home postcode", "Pupil postcode", "Cod post"),
        PupilColumn.TOWN: ("Town", "Post town", "Tref"),
        PupilColumn.LA: ("LA", "LEA", "LA number", "LA code", "LEA number", "ALl"),
        PupilColumn.ESTABLISHMENT: (
            "Establishment",
            "Estab",
            "LA estab",
            "LAESTAB",
            "LEA estab",
            "Establishment number",
            "School",
            "School number",
            "DfE number",
            "DfES number",
            "Sefydliad",
            "Ysgol",
        ),
        PupilColumn.SOURCE: (
            "From school",
            "From",
            "School from",
            "Coming from",
            "Previous school",
            "Previous school number",
            "Last school",
            "Current school",
            "Sending school",
            "Feeder school",
            "O ysgol",
            "Ysgol flaenorol",
            "Ysgol bresennol",
        ),
        PupilColumn.DESTINATION: (
            "Destination",
            "Offer",
            "Offered school",
            "School offered",
            "Allocated school",
            "Destination school",
            "Secondary school",
            "New school",
            "Cyrchfan",
            "Cynnig",
        ),
    }
)
"""Names of columns; the first is the one we use. Read without regard to case, accents, blanks and signs."""
