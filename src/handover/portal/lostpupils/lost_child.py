"""A lost pupil as a child to be matched: everything that the file says, and the school that sent it."""

from dataclasses import replace

from handover.matching.child import Child
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.ranking import describe_pupil


def child_of(pupil: LostPupil) -> Child:
    """Return the child that a file is about, with the last school known and the year group there."""
    return replace(describe_pupil(pupil), school=pupil.school.number, school_year=pupil.school_year)
