"""A lost pupil as a child to be matched: everything that the file says, and the school that sent it."""

from dataclasses import replace

from handover.matching.child import Child
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.searching import describe_pupil


def child_of(pupil: LostPupil) -> Child:
    """Return the child that a file is about, with the names it is called by and the last school known."""
    return replace(
        describe_pupil(pupil),
        preferred_surname=pupil.preferred_surname,
        preferred_forename=pupil.preferred_forename,
        school=pupil.school.number,
    )
