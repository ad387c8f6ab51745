"""How offices name the columns of a list of pupils. A table alone; each kind of list takes the columns that it has."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from handover.common.text import Text


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
        PupilColumn.SURNAME: (
            "Surname",
            "Last name",
            "Family name",
            "Legal surname",
            "Legal last name",
            "Pupil surname",
            "Cyfenw",
            "Cyfenw cyfreithiol",
        ),
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
            "Legal first name",
            "Pupil forename",
            "Forenames",
            "Forename(s)",
            "Enw cyntaf",
            "Enwau cyntaf",
            "Enw cyntaf cyfreithiol",
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
        PupilColumn.BIRTH_DATE: ("Birth date", "DOB", "Date of birth", "Birthdate", "Pupil DOB", "Dyddiad geni"),
        PupilColumn.GENDER: ("Gender", "Sex", "Pupil gender", "Rhywedd", "Rhyw"),
        PupilColumn.POSTCODE: ("Postcode", "Post code", "Home postcode", "Pupil postcode", "Cod post"),
        PupilColumn.TOWN: ("Town", "Post town", "Tref"),
        PupilColumn.LA: (
            "LA",
            "LEA",
            "LA number",
            "LA no",
            "LA code",
            "LEA number",
            "LEA code",
            "ALl",
            "AALl",
            "Rhif ALl",
        ),
        PupilColumn.ESTABLISHMENT: (
            "Establishment",
            "Estab",
            "LA estab",
            "LAESTAB",
            "LEA estab",
            "Establishment number",
            "Establishment no",
            "Estab number",
            "Estab no",
            "School",
            "School number",
            "School no",
            "School code",
            "DfE",
            "DfE number",
            "DfE no",
            "DfES number",
            "DCSF number",
            "Sefydliad",
            "Ysgol",
            "Rhif ysgol",
            "Rhif yr ysgol",
            "Rhif sefydliad",
        ),
        PupilColumn.SOURCE: (
            "From school",
            "From",
            "School from",
            "Coming from",
            "Previous school",
            "Previous school number",
            "Last school",
            "Previous school name",
            "Current school",
            "Current school number",
            "Current school name",
            "Current estab",
            "Present school",
            "Primary school",
            "Sending school",
            "Feeder school",
            "O ysgol",
            "Ysgol flaenorol",
            "Ysgol bresennol",
            "Ysgol gynradd",
        ),
        PupilColumn.DESTINATION: (
            "Destination",
            "Offer",
            "Offered school",
            "School offered",
            "Offered estab",
            "Place offered",
            "Place offered at",
            "Allocated school",
            "Allocated estab",
            "School allocated",
            "Allocated secondary school",
            "Destination school",
            "Receiving school",
            "Secondary school",
            "New school",
            "Cyrchfan",
            "Cynnig",
            "Ysgol a gynigir",
            "Ysgol a gynigiwyd",
            "Ysgol newydd",
            "Ysgol uwchradd",
        ),
    }
)
"""Names of columns; the first is the one we use. Read without regard to case, accents, blanks and signs."""

COLUMN_WORDS: Final[Mapping[PupilColumn, frozenset[str]]] = MappingProxyType(
    {
        PupilColumn.UPN: frozenset({"upn"}),
        PupilColumn.SURNAME: frozenset({"surname", "cyfenw"}),
        PupilColumn.FORENAME: frozenset({"forename", "forenames", "firstname"}),
        PupilColumn.BIRTH_DATE: frozenset({"birth", "birthdate", "born", "dob", "geni"}),
        PupilColumn.LA: frozenset({"la", "lea", "authority", "awdurdod"}),
        PupilColumn.SOURCE: frozenset(
            [
                "current",
                "previous",
                "present",
                "from",
                "last",
                "primary",
                "junior",
                "infant",
                "sending",
                "feeder",
                "attending",
                "leaving",
                "presennol",
                "bresennol",
                "blaenorol",
                "flaenorol",
                "cynradd",
                "gynradd",
            ]
        ),
        PupilColumn.DESTINATION: frozenset(
            [
                "offer",
                "offers",
                "offered",
                "place",
                "placed",
                "allocated",
                "allocation",
                "accepted",
                "destination",
                "receiving",
                "secondary",
                "new",
                "next",
                "starting",
                "going",
                "cynnig",
                "cynigir",
                "gynigir",
                "cynigiwyd",
                "gynigiwyd",
                "dyrannwyd",
                "ddyrannwyd",
                "cyrchfan",
                "newydd",
                "uwchradd",
            ]
        ),
        PupilColumn.ESTABLISHMENT: frozenset(
            [
                "school",
                "schools",
                "estab",
                "establishment",
                "laestab",
                "dfe",
                "dfes",
                "academy",
                "ysgol",
                "ysgolion",
                "sefydliad",
            ]
        ),
    }
)
"""Words by which a column that no table names may be guessed, folded. What is guessed is always asked."""

NOT_GUESSED: Final = frozenset(
    [
        "parent",
        "parents",
        "carer",
        "carers",
        "guardian",
        "mother",
        "father",
        "sibling",
        "contact",
        "teacher",
        "officer",
        "applicant",
        "preference",
        "choice",
        "nearest",
        "catchment",
        "dewis",
        "dalgylch",
        "rhiant",
        "gofalwr",
    ]
)
"""Words of columns about somebody other than the pupil, or about a school that nobody has offered yet."""

LEGAL_WORDS: Final = frozenset({"legal", "cyfreithiol"})
"""Words of the name that counts where two columns hold one."""

COLUMN_LABELS: Final[Mapping[PupilColumn, Text]] = MappingProxyType(
    {
        PupilColumn.UPN: Text("UPN", "UPN"),
        PupilColumn.FORMER_UPN: Text("Former UPN", "UPN blaenorol"),
        PupilColumn.SURNAME: Text("Surname (legal)", "Cyfenw (cyfreithiol)"),
        PupilColumn.FORMER_SURNAME: Text("Former surname", "Cyfenw blaenorol"),
        PupilColumn.PREFERRED_SURNAME: Text("Preferred surname", "Cyfenw a ffefrir"),
        PupilColumn.FORENAME: Text("Forename (legal)", "Enw cyntaf (cyfreithiol)"),
        PupilColumn.PREFERRED_FORENAME: Text("Preferred forename", "Enw cyntaf a ffefrir"),
        PupilColumn.MIDDLE_NAMES: Text("Middle names", "Enwau canol"),
        PupilColumn.BIRTH_DATE: Text("Date of birth", "Dyddiad geni"),
        PupilColumn.GENDER: Text("Sex", "Rhyw"),
        PupilColumn.POSTCODE: Text("Postcode", "Cod post"),
        PupilColumn.TOWN: Text("Town", "Tref"),
        PupilColumn.LA: Text("Authority of that school", "Awdurdod yr ysgol honno"),
        PupilColumn.ESTABLISHMENT: Text("School", "Ysgol"),
        PupilColumn.SOURCE: Text("School that the pupil comes from", "Ysgol y daw'r disgybl ohoni"),
        PupilColumn.DESTINATION: Text("School that offers a place", "Ysgol sy'n cynnig lle"),
    }
)
"""What a person is told that a column means."""
