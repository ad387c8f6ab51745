"""What of a child is compared, and how two values can stand to each other."""

from enum import StrEnum


class FieldAgreement(StrEnum):
    """How two values of a field stand to each other. What is missing is not different."""

    SAME = "same"
    FORMER = "former"
    SOUND = "sound"
    PART = "part"
    SHARED = "shared"
    INITIAL = "initial"
    MIDDLE = "middle"
    LETTER = "letter"
    LIKE = "like"
    NEAR = "near"
    TITLE = "title"
    PET = "pet"
    PREFERRED = "preferred"
    EXCHANGED = "exchanged"
    SWAPPED = "swapped"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    PLACEHOLDER = "placeholder"
    CLOSE = "close"
    AREA = "area"
    HOUSEHOLD = "household"
    LATER = "later"
    EARLIER = "earlier"
    NONE = "none"
    TOGETHER = "together"
    SIBLING = "sibling"
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
    SCHOOL = "school"
    SCHOOL_YEAR = "school_year"
    ARRIVAL = "arrival"
    FAMILY = "family"
