"""E-mails about lost pupils: to the people of an authority who look after them, and to the school that sent the file."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from handover.common.identifiers import LA_SUFFIX
from handover.portal.accounts.offices import list_addresses
from handover.portal.accounts.roles import ROLES
from handover.portal.establishments.directory import find_establishment
from handover.portal.establishments.models import Establishment
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.permissions import DECIDE_SAME_PUPIL, SEARCH_LOST
from handover.portal.notices import outbox
from handover.portal.web.access import Permission


def tell_authority(kind: str, la_number: str, pupil: LostPupil, now: datetime) -> None:
    """Write to those of an authority who look after lost pupils; to its own address where there is nobody yet."""
    authority = find_establishment(la_number + LA_SUFFIX)
    if authority is not None:
        tell_reader(kind, authority, lost_pupil_users(authority), pupil, f"/lost/{pupil.reference}/", now)


def tell_of_matching(kind: str, la_number: str, count: int, now: datetime) -> None:
    """Write to an authority how many pupils the yearly matching found; the pupils are on a page."""
    authority = find_establishment(la_number + LA_SUFFIX)
    if authority is not None:
        values = {"count": count, "url": settings.CONFIG.url + "/lost/matches/"}
        outbox.send_email(kind, to=lost_pupil_users(authority), values=values, now=now, welsh_first=authority.in_wales)


def tell_of_pairs(la_number: str, count: int, now: datetime) -> None:
    """Write to an authority how many new pairs are perhaps the same pupil; who they are is on a page."""
    authority = find_establishment(la_number + LA_SUFFIX)
    if authority is not None:
        values = {"count": count, "url": settings.CONFIG.url + "/lost/same/"}
        to = list_readers(authority, DECIDE_SAME_PUPIL)
        outbox.send_email("lost_alike", to=to, values=values, now=now, welsh_first=authority.in_wales)


def tell_of_leaving(la_number: str, count: int, now: datetime) -> None:
    """Write to an authority how many of its lost pupils will soon be over the leaving age; who they are is on a page."""
    authority = find_establishment(la_number + LA_SUFFIX)
    if authority is not None:
        values = {"count": count, "url": settings.CONFIG.url + "/lost/"}
        outbox.send_email(
            "lost_leaving", to=lost_pupil_users(authority), values=values, now=now, welsh_first=authority.in_wales
        )


def tell_school(kind: str, pupil: LostPupil, now: datetime) -> None:
    """Write to the school that put the file into the store."""
    sender = pupil.transfer.sent_by
    to = [sender.email] if sender is not None else []
    tell_reader(kind, pupil.school, [*to, pupil.school.email], pupil, f"/files/{pupil.transfer.reference}/", now)


def lost_pupil_users(authority: Establishment) -> list[str]:
    """Return the addresses of an authority's lost pupil users."""
    return list_readers(authority, SEARCH_LOST)


def list_readers(authority: Establishment, permission: Permission) -> list[str]:
    """Return the addresses of those of an authority who may do something; its own where there is nobody yet."""
    roles = [role.key for role in ROLES.values() if permission in role.permissions]
    return list_addresses(establishment=authority, role__in=roles) or [authority.email]


def tell_reader(
    kind: str, reader: Establishment, to: Iterable[str], pupil: LostPupil, address: str, now: datetime
) -> None:
    """Put an e-mail into the outbox: names of schools, authorities and the file, never of the pupil."""
    onward = pupil.onward.destination_establishment if pupil.onward else None
    finder = pupil.finder
    values = {
        "file": pupil.transfer.file_name,
        "source": pupil.school.number,
        "source_name": pupil.school.named("en"),
        "source_name_cy": pupil.school.named("cy"),
        "destination": onward.number if onward else "",
        "destination_name": onward.named("en") if onward else "",
        "destination_name_cy": onward.named("cy") if onward else "",
        "finder_name": finder.named("en") if finder else "",
        "finder_name_cy": finder.named("cy") if finder else "",
        "url": settings.CONFIG.url + address,
    }
    outbox.send_email(kind, to=to, values=values, now=now, welsh_first=reader.in_wales)
