"""Giving a record to the school's software that asks for it: the way in a zone of several schools, where events are heard by all.

Who asks was proved before (`speaking.py`). It gets the records that are handed over to its own school, and only as long as
they are; software of another school asks for the same and gets nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from handover.agent import Query
from handover.bridge import MAPPING
from handover.portal import transaction
from handover.portal.audit.log import record
from handover.portal.hub.handing_over import LEARNER
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubSchool, Move
from handover.portal.hub.records_in_sif import NoRecord, convert_record
from handover.portal.hub.settling import name_software
from handover.portal.transfers import vault
from handover.sif.model import SifObject

HANDED_OUT: Final = tuple(
    sorted({row.sif.partition("/")[0] for row in MAPPING if row.sif and row.ctf} | {LEARNER, "LearnerSchoolEnrolment"})
)
"""The objects that a record may come to: those that the mapping names."""


@dataclass(frozen=True, slots=True)
class KnownRefIds:
    """The RefIds that the software had when a record was handed over: of the learner ('': none), and of schools."""

    learner: str = ""
    schools: Mapping[str, str] | None = None

    def stored(self) -> str:
        """Return them as a text, to be sealed."""
        return json.dumps([self.learner, dict(self.schools or {})])

    @classmethod
    def restored(cls, kept: str) -> "KnownRefIds":
        """Return what was kept."""
        learner, schools = json.loads(kept) if kept else ("", {})
        return cls(learner, schools)


def answer_with_records(school: HubSchool, query: Query) -> Iterable[SifObject]:
    """Return what a school's software asks for, out of the records that are handed over to its school."""
    moves = list(
        Move.objects.filter(destination_school=school, state=MoveState.HANDED_OVER.value)
        .select_related("transfer", "transfer__sealed")
        .order_by("moved_at", "pk")
    )
    given: list[Move] = []
    found: dict[tuple[object, ...], SifObject] = {}
    for move in moves:
        chosen = list(query.select(_objects_of(move, query.object_name)))
        found |= {each.identity: each for each in chosen}
        if chosen:
            given.append(move)
    if given:
        note_given(given, school, query.object_name)
    return tuple(found.values())


def _objects_of(move: Move, object_name: str) -> Iterator[SifObject]:
    known = KnownRefIds.restored(move.held)
    try:
        whole = convert_record(move, {move.upn: known.learner} if known.learner else {}, known.schools or {})
    except (NoRecord, vault.NoStore):
        return
    yield from (each for each in whole.objects if type(each).__name__ == object_name)


def note_given(moves: list[Move], school: HubSchool, object_name: str) -> None:
    """Write down that records were given; with the learner it is time to see whether the software keeps them."""
    now = timezone.now()
    with transaction.atomic():
        if object_name == LEARNER:
            waiting = Move.objects.filter(pk__in=[move.pk for move in moves], state=MoveState.HANDED_OVER.value)
            waiting.update(given_at=now, due_at=now, attempts=0)
        details = {"object": object_name, "records": str(len(moves)), "zone": school.zone.zone}
        record("move.given", actor=name_software(school), subject=school.establishment.number, details=details, now=now)
