"""Reading what schools' software says of schools and enrolments, which may be of the wrong shape, or missing."""

from typing import Any, Final

from handover.sif.model import SifElement, SifObject

PREVIOUS: Final = "P"
"""The membership of an enrolment that is over (UKMembershipType)."""
LA_DIGITS, SCHOOL_DIGITS = 3, 4


def read_school_number(place: Any) -> str:
    """Return the seven characters of the school that a SchoolInfo or a destination names by LAId and EstablishmentId.

    Returns '' for one whose parts are not three and four characters: put together they might be another school's.
    """
    la, school = (place.la_id or "").strip(), (place.establishment_id or "").strip()
    return la + school if (len(la), len(school)) == (LA_DIGITS, SCHOOL_DIGITS) else ""


def read_ref_id(thing: Any) -> str:
    """Return the RefId of an object; '' for one that lacks it."""
    try:
        return thing.ref_id or ""
    except ValueError:
        return ""


def read_object_identity(thing: SifObject) -> tuple[Any, ...]:
    """Return what tells an object from others of its kind; () for one that lacks a part of it."""
    try:
        return thing.identity
    except ValueError:
        return ()


def goes_on(enrolment: Any) -> bool:
    """Say whether an enrolment is one that has not ended; one that cannot be read says nothing."""
    try:
        return not enrolment.exit_date and enrolment.membership_type != PREVIOUS
    except ValueError:
        return False


def read_through(part: SifElement) -> None:
    """Read every value of an object. Raises ValueError for a wrong one."""
    for each in part.fields:
        value = getattr(part, each.name)
        for below in value if isinstance(value, tuple) else (value,):
            if isinstance(below, SifElement):
                read_through(below)


def is_readable(thing: SifElement) -> bool:
    """Say whether every value of an object is of its type."""
    try:
        read_through(thing)
    except ValueError:
        return False
    return True
