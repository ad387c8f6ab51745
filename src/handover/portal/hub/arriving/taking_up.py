"""A file has come for a school whose software the hub serves: each of its pupils is a record on its way."""

from contextlib import suppress
from datetime import datetime

from handover.portal import transaction
from handover.portal.hub.life import AT_RECEIVER, MoveState, MoveTrigger
from handover.portal.hub.models import HubSchool, Move, MovingChild, Readiness
from handover.portal.hub.moving import MoveNotThere, begin_move, make_child_key, take_move_step
from handover.portal.transfers.flow import State
from handover.portal.transfers.kinds import CTF_KINDS, MailboxKind, mailbox_kind
from handover.portal.transfers.models import PupilOnFile, Transfer
from handover.portal.transfers.pupils import pupils_of

AT_SOFTWARE = (MoveState.OFFERED, MoveState.HANDED_OVER)
UNCOLLECTED = (State.SENT.value, State.SEEN.value)


def take_up_file(transfer: Transfer, now: datetime) -> None:
    """Have the hub bring the pupils of a file that was sent into the software of the school that it is for.

    A record that the leaving side sent goes on as the one way that it is. A file to an authority, or to the lost pupil
    store, is none of the hub's: those are never published to a zone.
    """
    with transaction.atomic():
        take_up_pupils(transfer, now)


def take_up_pupils(transfer: Transfer, now: datetime) -> None:
    """Do what `take_up_file` does, in the caller's transaction."""
    if transfer.kind not in CTF_KINDS or mailbox_kind(transfer.destination) is not MailboxKind.SCHOOL:
        return
    if transfer.source == transfer.destination:
        return
    carry_on_moves(transfer)
    school = find_hub_school(transfer.destination)
    if school is None:
        return
    under_way = {move.place: move for move in Move.objects.filter(transfer=transfer)}
    for pupil in pupils_of([transfer])[transfer.pk]:
        move = under_way.get(pupil.place) or begin_received(transfer, pupil, now)
        if move.stage is MoveState.ON_ITS_WAY:
            put_in_charge(move, school, now)


def find_hub_school(number: str) -> HubSchool | None:
    """Return the school of that number whose software the hub serves, with its zone; None for any other."""
    return HubSchool.objects.select_related("zone", "establishment").filter(establishment__number=number).first()


def carry_on_moves(transfer: Transfer) -> None:
    """Let the records on their way by a file that was sent on (to a successor, by an authority) go on by the new one."""
    if transfer.parent_id is None:
        return
    waiting = Move.objects.filter(transfer=transfer.parent_id, state__in=[each.value for each in AT_RECEIVER])
    waiting.update(
        transfer=transfer,
        destination=transfer.destination,
        destination_school=None,
        destination_product="",
        zone_in_charge="",
        due_at=None,
    )
    if transfer.sent_by_id is not None:
        Move.objects.filter(transfer=transfer).update(by_hand=True)


def begin_received(transfer: Transfer, pupil: PupilOnFile, now: datetime) -> Move:
    """Begin the way of a pupil whose file came from somebody whose software the hub did not ask.

    A file that a person sent does not arrive by itself, however little the next school has to do.
    """
    sender = find_hub_school(transfer.source)
    move = Move(
        trigger=MoveTrigger.FILE.value,
        source=transfer.source,
        destination=transfer.destination,
        source_school=sender,
        source_product=sender.product if sender else "",
        transfer=transfer,
        place=pupil.place,
        child_key=make_child_key(pupil.upn),
        by_hand=transfer.sent_by_id is not None,
    )
    move.seal(MovingChild(pupil.surname, pupil.forename, pupil.birth_date, pupil.upn).stored())
    return begin_move("receive", move, now=now)


def put_in_charge(move: Move, school: HubSchool, now: datetime) -> None:
    """Have the zone of a record's next school see to it, unless that school wants no records by itself."""
    on = school.arriving != Readiness.OFF
    Move.objects.filter(pk=move.pk, state=move.state).update(
        destination_school=school,
        destination_product=school.product,
        zone_in_charge=school.zone.zone if on else "",
        due_at=now if on else None,
        attempts=0,
    )


def leave_arrivals_to_person(school: HubSchool, now: datetime) -> None:
    """Leave the records on their way to a school to its people, who collect the files: the hub serves it no more."""
    for move in Move.objects.filter(destination_school=school, state__in=[each.value for each in AT_SOFTWARE]):
        with suppress(MoveNotThere):
            take_move_step("stand_back", move, now=now, reason="next_not_connected", handed=[], given_at=None)
    rest = Move.objects.filter(destination_school=school, state__in=[each.value for each in AT_RECEIVER])
    rest.update(zone_in_charge="", due_at=None)


def take_up_waiting_files(school: HubSchool, now: datetime) -> int:
    """Take up the files that wait for a school which has the hub, or wants records, only now; return how many.

    Records that its software took in while it was connected before are looked for in its roll again.
    """
    taken = Move.objects.filter(
        destination=school.establishment.number, state=MoveState.TAKEN_IN.value, destination_school=None
    )
    taken.update(destination_school=school, zone_in_charge=school.zone.zone, due_at=now, attempts=0)
    waiting = Transfer.objects.filter(
        destination=school.establishment.number, state__in=UNCOLLECTED, kind__in=CTF_KINDS
    )
    count = 0
    for transfer in waiting.order_by("sent_at"):
        take_up_file(transfer, now)
        count += 1
    return count
