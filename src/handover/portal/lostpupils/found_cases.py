"""The case of a found pupil: who the child is, kept for the authority responsible until it has closed the case.

When the new school confirms the file, the store forgets the child: nobody finds it by a search any more. The authority
whose school sent the file still has a missing-education case to close, and it must know whose (seed, sections 1.4 and
7.5). So the name, the birth date and the UPN stay in the row, sealed, until the authority says that it has closed the
case, or for 90 days. An authority that takes a pupil out of the store itself has decided by then, and nothing stays.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import SITE, Actor, record
from handover.portal.lostpupils.facts import NOTHING_KNOWN, PupilFacts
from handover.portal.lostpupils.models import LostPupil

AT_NEW_SCHOOL: Final = "confirmed"
"""The ending of which the authority responsible hears only afterwards; see `wording.ENDINGS`."""


def facts_for_case(facts: PupilFacts) -> PupilFacts:
    """Return what an authority needs to know whose case it closes, and no more."""
    return PupilFacts(upn=facts.upn, surname=facts.surname, forename=facts.forename, birth_date=facts.birth_date)


def open_cases(la_number: str) -> QuerySet[LostPupil]:
    """Return the found pupils of an authority's schools whose cases it has not closed, those found first before others."""
    rows = LostPupil.objects.filter(la_number=la_number, case_open=True)
    return rows.select_related("school", "onward__destination_establishment").order_by("left_at", "pk")


def facts_for_authority(pupil: LostPupil, la_number: str) -> PupilFacts:
    """Return what an authority may know of a pupil: while in the store what the file says; then, if it is responsible
    and the case is open, whose case it is; otherwise nothing.
    """
    if pupil.in_store:
        return pupil.facts
    return pupil.case_facts if pupil.la_number == la_number else NOTHING_KNOWN


def close_cases(references: Iterable[UUID], by: User, now: datetime) -> int:
    """Close cases of a person's authority, and forget the children; return how many were still open.

    What somebody else has closed meanwhile, or is another authority's, is passed over.
    """
    la_number = by.establishment.la_number if by.establishment else ""
    with transaction.atomic():
        mine = open_cases(la_number).filter(reference__in=list(references)).select_related("transfer")
        return sum(forget_case(pupil, by.actor, now) for pupil in mine)


def end_case(pupil: LostPupil, now: datetime) -> bool:
    """Forget whose case it is after the time for which it is kept; say whether that was still to do."""
    with transaction.atomic():
        return forget_case(pupil, SITE, now)


def forget_case(pupil: LostPupil, actor: Actor, now: datetime) -> bool:
    """Forget the child in one row, unless somebody was quicker; say whether that was still to do."""
    mine = LostPupil.objects.filter(pk=pupil.pk, case_open=True)
    if not mine.update(content=b"", case_open=False):
        return False
    record("lost.case_closed", actor=actor, subject=str(pupil.transfer.reference), now=now)
    return True
