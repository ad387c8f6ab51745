"""From a leaving that was heard of to a file on its way: the record is asked for, made into a CTF, checked and sent.

What a person sends by hand goes the same way: the same checks, the same life, audit and e-mails. The transfer and the move's
step are one transaction: whoever is killed anywhere leaves either both or neither.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone

from handover.agent import Agent
from handover.bridge import convert_to_ctf
from handover.common.calendar import academic_year
from handover.common.problems import Severity
from handover.common.text import Text
from handover.ctf.documents import CTF
from handover.ctf.model import CommonTransferFile, DestinationSchool, Header, SourceSchool
from handover.ctf.versions import versions_on
from handover.ctf.writer import write_ctf
from handover.portal.hub.flags import must_be_looked_at
from handover.portal.hub.learner_identity import read_learner_identity
from handover.portal.hub.leaving.destinations import DECEASED, find_next_school
from handover.portal.hub.leaving.dispatching import CtfToSend, choose_name, dispatch_record
from handover.portal.hub.leaving.gathering import NotGathered, gather_record
from handover.portal.hub.leaving.leaver_record import GatheredRecord, is_same_id
from handover.portal.hub.leaving.leavings import change_noticed, read_leaving
from handover.portal.hub.life import MoveState
from handover.portal.hub.losses import KeptLoss, write_losses
from handover.portal.hub.models import HubSchool, Move, Readiness
from handover.portal.hub.moving import put_off, take_move_step
from handover.portal.hub.software import office_of
from handover.portal.hub.software_values import read_school_number
from handover.portal.hub.times import Clock
from handover.portal.transfers.faults import FAULTS
from handover.portal.transfers.intake import Incoming, UploadOutcome, examine
from handover.sif.objects import SchoolInfo

SUPPLIER: Final = "Handover"
GUEST: Final = "G"
"""The code of UKLearnerEnrolmentStatusType of a pupil who is registered at another school."""
FIRST_PAUSE: Final = timedelta(seconds=30)
LONGEST_PAUSE: Final = timedelta(hours=1)
"""Software that does not answer is asked again after these, each pause twice the one before."""
MOST_ATTEMPTS: Final = 175
"""So often software is asked: for about a week. Then somebody at the school has to look."""
WHILE_OFF: Final = timedelta(hours=1)


def send_leaver(move: Move, agent: Agent, clock: Clock) -> None:
    """Make and send the record of a leaver, or write down what stands in the way. May be done twice, and be killed."""
    move = Move.objects.select_related("source_school__establishment", "source_school__zone").get(pk=move.pk)
    now = clock()
    if move.stage is not MoveState.NOTICED or move.due_at is None or move.due_at > now:
        return  # somebody was quicker, or its school's software was found not to answer
    school = move.source_school
    if school is None:
        take_move_step("fail", move, now=now, reason="school_gone")
    elif school.leaving == Readiness.OFF:
        _wait(move, "hub_off", now + WHILE_OFF)
    else:
        try:
            _send_from(move, school, agent, clock)
        except NotGathered as missing:
            _put_aside(move, school, missing, clock())


def _send_from(move: Move, school: HubSchool, agent: Agent, clock: Clock) -> None:
    record = gather_record(move, school, agent)
    now = clock()
    by = office_of(school).actor
    if reason := _find_end(record, school):
        take_move_step("cancel", move, now=now, by=by, reason=reason)
        return
    change_noticed(school, move, read_leaving(record.enrolment), now)
    move.refresh_from_db()
    if move.due_at is None or move.due_at > now:
        return
    going = find_next_school(move, school, timezone.localdate(now))
    if going.reason:
        take_move_step("ask_destination", move, now=now, by=by, reason=going.reason, content=_named(move, record))
        return
    ready = _make_file(move, school, record, going.destination, now)
    if isinstance(ready, CtfToSend):
        dispatch_record(move, school, ready, now)
    else:
        take_move_step(
            "fail", move, now=now, by=by, reason="refused_by_checks", losses=ready, content=_named(move, record)
        )


def _find_end(record: GatheredRecord, school: HubSchool) -> str:
    """Return why no record has to be sent at all; '' where one has."""
    ended = record.enrolment
    if ended.exit_date is None:
        return "taken_back"
    if ended.membership_type == GUEST:
        return "guest"
    if ended.exit_type is not None and ended.exit_type.code == DECEASED:
        return "no_next_school"
    return "" if is_at_own_school(record, school) else "other_enrolment"


def is_at_own_school(record: GatheredRecord, school: HubSchool) -> bool:
    """Say whether the enrolment that ended was at the school whose software gave it.

    Raises NotGathered where the software does not say so: an event of a leaving may leave out which school it is about.
    """
    at = record.enrolment.school_info_ref_id
    named = next((each for each in record.of(SchoolInfo) if is_same_id(each.ref_id, at)), None)
    if named is not None:
        return read_school_number(named) == school.establishment.number
    known = school.proofs.filter(school_info=(at or "").upper()).first()
    if known is None:
        raise NotGathered("school_not_said", later=True)
    return known.own


def _named(move: Move, record: GatheredRecord) -> bytes:
    """Return the sealed content of a move with the child's name, as far as software gave it: a person is asked about it."""
    who = read_learner_identity(record.learner)
    child = replace(move.child, surname=who.surname, forename=who.forename, birth_date=who.birth_date, upn=who.upn)
    move.seal(child.stored())
    return bytes(move.content)


def _make_file(
    move: Move, school: HubSchool, record: GatheredRecord, destination: str, now: datetime
) -> "CtfToSend | str":
    """Return the file ready to be sent; or, as losses are kept, why the checks refused it."""
    seen = bytes(move.content)
    header = make_leaver_header(school, destination, now)
    converted = convert_to_ctf(record.objects, header)
    try:
        data = write_ctf(converted.file)
    except ValueError:
        raise NotGathered("learner_invalid") from None
    name = choose_name(school.establishment.number, destination)
    file = Incoming(name, len(data), too_large=False, read=lambda: data)
    draft = examine(file, office_of(school), timezone.localdate(now))
    if isinstance(draft, UploadOutcome):
        return write_losses((), _refusals(draft))
    reason = _reason_to_ask(school, record)
    if reason:
        draft = replace(draft, problems=(*draft.problems, FAULTS[ASKED_FOR[reason]].at()))
    losses = write_losses(converted.losses, record.left_out)
    return CtfToSend(file, draft, seen, _named(move, record), _upn(converted.file), reason, losses)


ASKED_FOR: Final = {"flagged": "transfer.prepared_with_care", "looked_at_first": "transfer.prepared_by_software"}
"""The question about a file that is prepared for a person's yes, by the reason of the move."""


def _reason_to_ask(school: HubSchool, record: GatheredRecord) -> str:
    """Return why a person is asked before the file goes; '' where it goes by itself."""
    if school.hold_flagged and must_be_looked_at(record.objects):
        return "flagged"
    return "looked_at_first" if school.leaving == Readiness.AFTER_YES else ""


def _refusals(outcome: UploadOutcome) -> list[KeptLoss]:
    """Return what the checks refused, for the school to put right."""
    return [
        KeptLoss("refused", problem.code, Text(problem.message("en"), problem.message("cy")))
        for problem in outcome.problems
        if problem.severity is Severity.ERROR
    ]


def _upn(file: CommonTransferFile) -> str:
    return (file.pupils[0].upn or "") if file.pupils else ""


def make_leaver_header(school: HubSchool, destination: str, now: datetime) -> Header:
    """Return the header of a file of one school's leaver: of today's version, made now, by this site."""
    made = timezone.localtime(now).replace(microsecond=0, tzinfo=None)
    place = school.establishment
    return Header(
        document_name=CTF.document_name,
        version=f"{versions_on(made.date()).current}.0",
        made=made,
        qualifier="full",
        supplier=SUPPLIER,
        source=SourceSchool(
            la=place.number[:3], estab=place.number[3:], name=place.name, academic_year=academic_year(made.date())
        ),
        destination=DestinationSchool(la=destination[:3], estab=destination[3:]),
    )


def _wait(move: Move, reason: str, until: datetime) -> None:
    """Have a move looked at again later, without counting it as an attempt."""
    Move.objects.filter(pk=move.pk, state=move.state).update(due_at=until, reason=reason)


def _put_aside(move: Move, school: HubSchool, missing: NotGathered, now: datetime) -> None:
    """Try again in a while, longer each time, or give up. Other leavers of software that is away wait with this one."""
    if not missing.later or move.attempts >= MOST_ATTEMPTS:
        take_move_step("fail", move, now=now, by=office_of(school).actor, reason=missing.reason)
        return
    until = now + min(FIRST_PAUSE * 2 ** min(move.attempts, 10), LONGEST_PAUSE)
    waiting = Move.objects.filter(source_school=school, state=MoveState.NOTICED.value, due_at__lte=until)
    waiting.exclude(pk=move.pk).update(due_at=until, reason=missing.reason)
    put_off(move, until, reason=missing.reason)
