"""Asking for the record of a child who is new at a school: once for a child, by an e-mail without a name and a page with it."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from handover.common.identifiers import LA_SUFFIX
from handover.portal import transaction
from handover.portal.accounts.models import User
from handover.portal.accounts.offices import list_holders
from handover.portal.audit.log import Actor, record
from handover.portal.establishments.directory import find_establishment
from handover.portal.establishments.models import Establishment
from handover.portal.hub.moving import make_child_key
from handover.portal.hub.newcomers.arrival_findings import OPEN_FINDINGS, FindingKey
from handover.portal.hub.newcomers.arrival_models import ArrivalCase
from handover.portal.notices import outbox
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.permissions import COLLECT_CTF, SEND_CTF
from handover.portal.transfers.pupils import pupils_of

TO_BE_ASKED: Final = (FindingKey.TO_ASK.value, FindingKey.IN_STORE.value)


def ask_for_arrival(case: ArrivalCase, by: Actor, now: datetime) -> bool:
    """Ask whoever was found for the record; say whether that was still to do. A lost pupil's authority is told where it is."""
    finding = FindingKey.ASKED.value if case.finding == FindingKey.TO_ASK else case.finding
    with transaction.atomic():
        mine = ArrivalCase.objects.filter(pk=case.pk, finding__in=TO_BE_ASKED, asked_at=None)
        if not mine.update(finding=finding, asked_at=now):
            return False
        case.refresh_from_db()
        record("arrival.asked", actor=by, subject=str(case.reference), details={"to": case.asked}, now=now)
        tell_asked(case, now)
    return True


def tell_asked(case: ArrivalCase, now: datetime) -> None:
    """Write to whoever is asked: which school asks, and the page that says for whom."""
    reader = find_establishment(case.asked)
    if reader is None:
        return
    values = {
        "school_name": case.establishment.named("en"),
        "school_name_cy": case.establishment.named("cy"),
        "school": case.establishment.number,
        "url": f"{settings.CONFIG.url}/records/asked/",
    }
    kind = "arrival_in_store" if case.finding == FindingKey.IN_STORE else "arrival_asked"
    outbox.send_email(kind, to=_addresses(reader), values=values, now=now, welsh_first=reader.in_wales)


def _addresses(reader: Establishment) -> list[str]:
    if reader.email:
        return [reader.email]
    return list(dict.fromkeys(each.email for each in list_holders(establishment=reader) if each.may(SEND_CTF)))


def list_own_arrivals(person: User) -> QuerySet[ArrivalCase]:
    """Return the open cases of a person's own school."""
    rows = ArrivalCase.objects.filter(establishment=person.establishment_id, finding__in=OPEN_FINDINGS)
    return rows if person.establishment_id and person.may(COLLECT_CTF) else rows.none()


def list_arrivals_asked(person: User) -> QuerySet[ArrivalCase]:
    """Return the cases in which a person's school or authority was asked and has not answered."""
    number = person.establishment.number if person.establishment else ""
    finding = (FindingKey.ASKED.value, FindingKey.IN_STORE.value, FindingKey.LEAVER_TOLD.value)
    rows = ArrivalCase.objects.filter(asked=number, finding__in=finding).select_related("establishment")
    return rows if number and person.may(SEND_CTF) else rows.none()


def find_arrival_asked(reference: UUID, person: User) -> ArrivalCase | None:
    """Return a case in which a person's school or authority was asked."""
    return list_arrivals_asked(person).filter(reference=reference).first()


def say_not_theirs(case: ArrivalCase, person: User, now: datetime) -> bool:
    """Say for whoever was asked that the record is not theirs; say whether that was still to say."""
    with transaction.atomic():
        mine = ArrivalCase.objects.filter(pk=case.pk, finding=FindingKey.ASKED.value, asked=case.asked)
        if not mine.update(finding=FindingKey.NOT_THEIRS.value):
            return False
        record("arrival.answered", actor=person.actor, subject=str(case.reference), now=now)
    return True


def end_arrivals(transfer: Transfer, now: datetime) -> None:
    """End the cases of a school for whose children a file has come."""
    if transfer.destination.endswith(LA_SUFFIX):
        return
    open_ones = ArrivalCase.objects.filter(
        establishment=transfer.destination_establishment_id, finding__in=OPEN_FINDINGS
    )
    if not open_ones.exists():
        return
    keys = [make_child_key(pupil.upn) for pupil in pupils_of([transfer])[transfer.pk] if pupil.upn]
    open_ones.filter(child_key__in=keys).update(finding=FindingKey.HERE.value, due_at=None, ended_at=now)
