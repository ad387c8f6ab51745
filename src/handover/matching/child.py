"""What is known of a child for comparing."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Child:
    """What is known of a child for comparing; an empty text or None where it is not known.

    `gender` is M or F, or another code as it was given. `school` is the seven digits of the last school known.
    """

    surname: str = ""
    forename: str = ""
    birth_date: date | None = None
    upn: str = ""
    former_upn: str = ""
    former_surname: str = ""
    middle_names: str = ""
    gender: str = ""
    postcode: str = ""
    town: str = ""
    preferred_surname: str = ""
    preferred_forename: str = ""
    school: str = ""
    school_year: str = ""
