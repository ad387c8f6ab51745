"""How a census extract names its columns and writes its values. Tables alone; `census.py` reads them."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Column(StrEnum):
    """What a column holds."""

    UPN = "upn"
    FORMER_UPN = "former_upn"
    SURNAME = "surname"
    FORMER_SURNAME = "former_surname"
    FORENAME = "forename"
    MIDDLE_NAMES = "middle_names"
    BIRTH_DATE = "birth_date"
    GENDER = "gender"
    POSTCODE = "postcode"
    TOWN = "town"
    LA = "la"
    ESTABLISHMENT = "establishment"


# Names of columns; the first is the one we use. Read without regard to case, accents, blanks and signs.
COLUMNS: Final[Mapping[Column, tuple[str, ...]]] = MappingProxyType(
    {
        Column.UPN: ("UPN", "Unique pupil number", "Pupil UPN", "Current UPN", "PupilUPN", "Rhif unigryw disgybl"),
        Column.FORMER_UPN: ("Former UPN", "Previous UPN", "Old UPN", "UPN former", "Hen UPN"),
        Column.SURNAME: ("Surname", "Last name", "Family name", "Legal surname", "Pupil surname", "Cyfenw"),
        Column.FORMER_SURNAME: ("Former surname", "Previous surname", "Previous last name", "Hen gyfenw"),
        Column.FORENAME: (
            "Forename",
            "First name",
            "Given name",
            "Legal forename",
            "Pupil forename",
            "Forenames",
            "Enw cyntaf",
        ),
        Column.MIDDLE_NAMES: ("Middle names", "Middle name", "Middlenames", "Enwau canol", "Enw canol"),
        Column.BIRTH_DATE: ("Birth date", "DOB", "Date of birth", "Pupil DOB", "Dyddiad geni"),
        Column.GENDER: ("Gender", "Sex", "Pupil gender", "Rhywedd", "Rhyw"),
        Column.POSTCODE: ("Postcode", "Post code", "Home postcode", "Pupil postcode", "Cod post"),
        Column.TOWN: ("Town", "Post town", "Tref"),
        Column.LA: ("LA", "LEA", "LA number", "LA code", "LEA number", "ALl"),
        Column.ESTABLISHMENT: (
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
    }
)

# Without these there is nothing to match, or nobody to tell.
REQUIRED: Final = (Column.UPN, Column.SURNAME, Column.FORENAME, Column.BIRTH_DATE, Column.ESTABLISHMENT)

NAMES: Final[Mapping[str, Column]] = MappingProxyType(
    {re.sub(r"\W", "", name.lower()): column for column, names in COLUMNS.items() for name in names}
)

GENDERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("m", "male", "boy", "1", "gwryw", "bachgen"), "M"),
        **dict.fromkeys(("f", "female", "girl", "2", "benyw", "merch"), "F"),
    }
)

MONTHS: Final[Mapping[str, int]] = MappingProxyType(
    {
        name: number
        for names in (
            "jan feb mar apr may jun jul aug sep oct nov dec",
            "ion chw maw ebr mai meh gor aws med hyd tac rha",
        )
        for number, name in enumerate(names.split(), start=1)
    }
)
_CLOCK: Final = r"(?:[T ]0?0:00(?::00(?:\.0+)?)?Z?)?"
DATE_FORMS: Final = (
    re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d){_CLOCK}"),
    re.compile(rf"(?P<day>\d\d?)[/.-](?P<month>\d\d?)[/.-](?P<year>\d{{4}}){_CLOCK}"),
    re.compile(r"(?P<day>\d\d?)[ -](?P<month>[A-Za-z]{3,10})[ -](?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)"),
)
