"""Giving a child's record to the next school's software, in one of the two ways in which a zone can; and what became of it.

In a zone of one school the objects are published as events, each thing before what names it. In a zone of several they
are never published, because every agent of the zone that wants to hears events: the school's own agent asks for them
(`handing_out.py`).
"""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from handover.agent import Agent
from handover.agent.compose import Action
from handover.portal.hub.arriving.records_in_sif import RecordInSif
from handover.portal.hub.arriving.software_questions import find_known_objects
from handover.portal.hub.models import HubSchool, Move
from handover.portal.hub.moving import make_move_key
from handover.portal.zones.databases import database_of, reading_database
from handover.portal.zones.looking import state_of
from handover.portal.zones.models import DeadLetterRow, MessageRow, QueueEntryRow
from handover.sif.model import SifObject
from handover.sif.writer import write_object

LEARNER: Final = "LearnerPersonal"


def has_zone_alone(school: HubSchool) -> bool:
    """Say whether a zone is one school's, so that no other school hears what is published there.

    That the hub serves one school there does not tell it: the software of others may be in the zone all the same.
    """
    return school.zone.publishes()


def make_learner_key(school: HubSchool, learner: str) -> str:
    """Return the code by which the record of a learner of a school's software is found."""
    return make_move_key("learner", school.zone.zone, school.agent, learner)


def publish_record(
    agent: Agent,
    move: Move,
    school: HubSchool,
    record: RecordInSif,
    *,
    known: bool,
    now: datetime,
    anew: datetime | None = None,
) -> list[str]:
    """Publish a record and return the ids of its messages. Raises `AgentFault`; what is published again is the same message.

    `known`: the software has the learner already, so each object is added or changed as the software has it or not. `anew`
    is when software registered that lost what was published before: to it other messages are sent.
    """
    there = (
        find_known_objects(agent, school, record.learner, record.own, now) if known else frozenset[tuple[str, Any]]()
    )
    ids = []
    for thing in record.objects:
        action: Action = "Change" if (thing.xml_name, thing.identity) in there else "Add"
        message_id = make_event_id(move, action, thing, anew)
        agent.publish(thing, action=action, message_id=message_id)
        ids.append(message_id)
    return ids


def make_event_id(move: Move, action: str, thing: SifObject, anew: datetime | None = None) -> str:
    """Return the id of the event that tells of an object of a record: for the same move and words always the same."""
    said = f"{action} {thing.xml_name} {write_object(thing).decode()}"
    said += f" {anew.isoformat()}" if anew else ""
    return uuid.uuid5(move.reference, said).hex.upper()


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of the events of a record: how many wait, what the software refused and said, and what it never got.

    `unheard`: the zone gave the software no LearnerPersonal, because it does not subscribe to them or may not. Where nothing
    waits, `registered_at` is when the software registered, None while it has not; `lost`: that was after the events, or they
    are not in this zone. A zone empties the queue of an agent that leaves it, so such events may never have come.
    """

    waiting: int = 0
    refused: str = ""
    unheard: bool = False
    lost: bool = False
    registered_at: datetime | None = None


def look_at_events(move: Move, school: HubSchool) -> HandedOver:
    """Return what became of the events of a record in a zone that this site serves."""
    with reading_database(database_of(school.zone.zone)):
        return _look_at_events(move, school)


def _look_at_events(move: Move, school: HubSchool) -> HandedOver:
    zone = school.zone
    rows = list(
        MessageRow.objects.filter(zone=zone.zone, source=zone.agent, msg_id__in=move.handed)
        .defer("body")
        .order_by("id")
    )
    mine = {"zone": zone.zone, "agent": school.agent, "message__in": rows}
    waiting = QueueEntryRow.objects.filter(**mine).count()
    refused = list(DeadLetterRow.objects.filter(**mine).select_related("message").defer("message__body"))
    learners = [row for row in rows if row.object == LEARNER]
    unheard = bool(learners) and not any(school.agent in row.recipients for row in learners)
    if waiting:
        return HandedOver(waiting, say_refusal(refused), unheard)
    state = state_of(zone.zone)
    registration = state.registration(school.agent) if state is not None else None
    registered_at = registration.registered_at if registration is not None else None
    gone = registered_at is None or any(row.accepted_at < registered_at for row in rows)
    return HandedOver(0, say_refusal(refused), unheard, gone or len(rows) < len(move.handed), registered_at)


def say_refusal(letters: Sequence[DeadLetterRow]) -> str:
    """Return what the software said of what it refused: of the learner, else of the first; '' where it refused nothing."""
    if not letters:
        return ""
    counts = Counter(each.message.object for each in letters)
    first = min(letters, key=lambda each: (each.message.object != LEARNER, each.number))
    return f"{', '.join(counts)}: {first.words} ({first.category}/{first.code})"
