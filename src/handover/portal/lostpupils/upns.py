"""Help with UPNs while a record is sought (seed, section 1.3): a temporary one meanwhile, a new one only at the end."""

from datetime import date, datetime

from handover.common.identifiers import make_upn
from handover.common.text import Text
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.audit.log import record
from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils.models import Exhausted

STEPS: dict[str, Text] = {
    "store": Text(
        "The lost pupil store was searched under every name and date that may be meant",
        "Chwiliwyd y storfa disgyblion coll o dan bob enw a dyddiad a allai fod yn gywir",
    ),
    "school": Text(
        "The pupil's last school was asked, or nobody knows which it was",
        "Gofynnwyd i ysgol ddiwethaf y disgybl, neu nid oes neb yn gwybod pa ysgol oedd hi",
    ),
    "authorities": Text(
        "The authorities that the evidence points to were asked, and had time to answer",
        "Gofynnwyd i'r awdurdodau y mae'r dystiolaeth yn pwyntio atynt, a chawsant amser i ateb",
    ),
    "family": Text(
        "The family was asked for the name under which the child went to school",
        "Gofynnwyd i'r teulu o dan ba enw yr aeth y plentyn i'r ysgol",
    ),
}
"""What must have been tried before a search is exhausted: all of it."""


def make_temporary_upn(school: Establishment, serial: int, by: User, now: datetime, today: date) -> str:
    """Return a temporary UPN for a school; ValueError for a serial that cannot be written. The number is not stored."""
    upn = make_upn(school.number[:3], school.number[3:], today.year, serial, temporary=True)
    record("lost.upn_given", actor=by.actor, details={"school": school.number, "kind": "temporary"}, now=now)
    return upn


def exhaust(school: Establishment, tried: list[str], by: User, now: datetime) -> Exhausted:
    """Record that the search for a pupil at a school is exhausted; ValueError unless all was tried."""
    if set(tried) != set(STEPS) or by.establishment is None:
        raise ValueError("not everything was tried")
    with transaction.atomic():
        row = Exhausted.objects.create(
            by=by, authority=by.establishment, school=school, tried=sorted(tried), recorded_at=now
        )
        record("lost.exhausted", actor=by.actor, subject=str(row.reference), details={"school": school.number}, now=now)
    return row


def make_permanent_upn(exhausted: Exhausted, serial: int, by: User, now: datetime, today: date) -> str:
    """Return a new permanent UPN after an exhausted search; ValueError for a serial that cannot be written."""
    number = exhausted.school.number
    upn = make_upn(number[:3], number[3:], today.year, serial)
    details = {"school": number, "kind": "permanent"}
    record("lost.upn_given", actor=by.actor, subject=str(exhausted.reference), details=details, now=now)
    return upn
