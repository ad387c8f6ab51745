"""Giving a record to the school's software that asks for it: the way in a zone of several schools, where all hear events.

Who asks was proved before (`speaking.py`). It gets the records that are handed over to its own school, and only as long as
they are; software of another school asks for the same and gets nothing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from handover.agent import Query
from handover.portal import clock, transaction
from handover.portal.audit.log import record
from handover.portal.hub.arriving.handing_over import LEARNER
from handover.portal.hub.arriving.records_in_sif import NoRecord, convert_record
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubSchool, HubZone, Move
from handover.portal.hub.software import office_of
from handover.portal.transfers import vault
from handover.sif.model import AnyWhole, SifObject

WANTS_NO_MORE: Final = timedelta(minutes=1)
"""Software that has fetched the learner, and then nothing for so long, wants no more of the record."""


@dataclass(frozen=True, slots=True)
class HandedState:
    """What has to be known of a record from when it is handed over until it is in the roll.

    `learner` is the RefId under which it goes, `known` whether the software had that learner; `schools` are the RefIds that
    the software had of schools, `kinds` the objects that the record comes to.
    """

    learner: str = ""
    known: bool = False
    schools: Mapping[str, str] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()

    def learners_of(self, upn: str) -> Mapping[str, str]:
        """Return the learner by UPN, as a conversion wants it."""
        return {upn: self.learner} if self.known else {}

    def stored(self) -> str:
        """Return it as a text, to be sealed."""
        return json.dumps([self.learner, self.known, dict(self.schools), self.kinds])

    @classmethod
    def restored(cls, kept: str) -> "HandedState":
        """Return what was kept."""
        learner, known, schools, kinds = json.loads(kept) if kept else ("", False, {}, ())
        return cls(learner, known, schools, tuple(kinds))


def answer_with_records(hub: HubZone, query: Query) -> Iterable[SifObject]:
    """Return what a school's software asks for, out of the records that are handed over to its school."""
    school = HubSchool.objects.select_related("zone", "establishment").get(zone=hub, agent=query.source)
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


def _objects_of(move: Move, object_name: str) -> Iterator[AnyWhole]:
    state = HandedState.restored(move.held)
    try:
        whole = convert_record(move, state.learners_of(move.upn), state.schools)
    except (NoRecord, vault.NoStore):
        return
    yield from (each for each in whole.objects if each.xml_name == object_name)


def note_given(moves: list[Move], school: HubSchool, object_name: str) -> None:
    """Write down that records were given, and of which kinds of objects: when it has all, it is time to see what it keeps."""
    now = clock.now()
    with transaction.atomic():
        for move in moves:
            names = sorted({*move.handed, object_name})
            waiting = Move.objects.filter(pk=move.pk, state=MoveState.HANDED_OVER.value)
            waiting.update(given_at=now, handed=names, due_at=now, attempts=0)
        details = {"object": object_name, "records": str(len(moves)), "zone": school.zone.zone}
        record(
            "move.given", actor=office_of(school).actor, subject=school.establishment.number, details=details, now=now
        )


def is_given_whole(move: Move, now: datetime) -> bool:
    """Say whether the software fetched all of a record, or all that it wants: it has asked for nothing more for a while."""
    if move.given_at is None or LEARNER not in move.handed:
        return False
    return set(HandedState.restored(move.held).kinds) <= set(move.handed) or now - move.given_at > WANTS_NO_MORE
