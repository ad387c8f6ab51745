"""Asking a school's software for the record of a leaver: everything that the mapping needs, and nothing of another child.

The software is asked by its own agent id, so that in a zone of several schools no other answers. All that is asked by one key
is asked at once and read in order: an answer takes as long as its slowest part, not as long as all together.
"""

from collections.abc import Iterator
from typing import Any, Final

from handover.agent import Agent, Q, RequestRefused, ResponseObjects, TimedOut
from handover.agent.conditions import Where, join_conditions
from handover.common.text import Text
from handover.portal.hub.asking import PACKET_SECONDS, AnswerTooLong, take_in_objects
from handover.portal.hub.leaving.leaver_record import ROUNDS, AskedObject, GatheredRecord, is_same_id
from handover.portal.hub.losses import KeptLoss
from handover.portal.hub.models import HubSchool, Move
from handover.portal.hub.software_values import read_ref_id, read_through
from handover.sif.messages import ErrorCode
from handover.sif.model import SifObject
from handover.sif.objects import LearnerPersonal, PartialLearnerPersonal

AT_ONCE: Final = 20
"""So many objects are asked for by their RefIds in one request."""
NO_SUCH_QUERY: Final = ErrorCode(8, 9)
"""How an agent says that it does not answer such a question."""
LACKS: Final = (ErrorCode(8, 3), ErrorCode(8, 4), NO_SUCH_QUERY)
"""How a zone or an agent says that an object is not to be had there: unknown to it, or provided by nobody."""
TOO_LARGE: Final = (ErrorCode(8, 8), ErrorCode(8, 11))
"""How an agent, or the zone, says that an object is longer than any message that the hub takes."""
ProviderAnswer = ResponseObjects[Any] | RequestRefused
"""An answer that is still to be read, or why there is none."""


class NotGathered(Exception):
    """The record could not be had; `reason` is a key of `reasons.MOVE_REASON`. `later`: the same may work in a while."""

    def __init__(self, reason: str, *, later: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.later = later


def gather_record(move: Move, school: HubSchool, agent: Agent) -> GatheredRecord:
    """Return the record of a leaver as the school's software gives it. Raises NotGathered, or `handover.agent.ZoneAway`."""
    child = move.child
    record = GatheredRecord(child.enrolment, child.learner)
    try:
        for asked in ROUNDS:
            _ask_round(record, asked, school.agent, agent)
            _settle_learner(record)
        _check_learner(record, move, school.agent, agent)
    except TimedOut:
        raise NotGathered("software_away", later=True) from None
    except AnswerTooLong:
        raise NotGathered("software_endless", later=True) from None
    return record


def _settle_learner(record: GatheredRecord) -> None:
    """Take the child from the enrolment, which knows best."""
    record.learner_ref = record.enrolment.learner_personal_ref_id or ""


def _ask_round(record: GatheredRecord, asked: tuple[AskedObject, ...], provider: str, agent: Agent) -> None:
    """Ask for the objects of a round all at once, and take the answers in their order."""
    waiting: list[tuple[AskedObject, list[str], ProviderAnswer]] = []
    try:
        for each in asked:
            portions = list(_portions(each, record))
            if each.needed and not portions:
                raise NotGathered("learner_invalid")
            for keys in portions:
                waiting.append((each, keys, _request(agent, provider, each, keys)))
        for each, keys, answer in waiting:
            found = _read(answer)
            if isinstance(found, RequestRefused) and found.error in (NO_SUCH_QUERY, *TOO_LARGE) and len(keys) > 1:
                _ask_one_by_one(record, each, keys, provider, agent)
            else:
                _take_answer(record, each, keys, found)
    finally:
        for _, _, answer in waiting:
            if isinstance(answer, ResponseObjects):
                answer.close()


def _ask_one_by_one(record: GatheredRecord, asked: AskedObject, keys: list[str], provider: str, agent: Agent) -> None:
    """Ask for each by itself: software that takes one value in a request, or of which one object is too large to be given."""
    for key in keys:
        _take_answer(record, asked, [key], _read(_request(agent, provider, asked, [key])))


def _portions(asked: AskedObject, record: GatheredRecord) -> Iterator[list[str]]:
    """Yield the keys of one request after the other, each key once."""
    keys = list(dict.fromkeys(key.upper() for key in asked.keys(record) if key))
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]


def _request(agent: Agent, provider: str, asked: AskedObject, keys: list[str]) -> ProviderAnswer:
    where: Where = Q(asked.path) == keys[0]
    if len(keys) > 1:
        where = join_conditions("Or", *(Q(asked.path) == key for key in keys))
    try:
        return agent.request(asked.kind, where, destination=provider, timeout=PACKET_SECONDS)
    except RequestRefused as refused:
        return refused


def _read(answer: ProviderAnswer) -> list[SifObject] | RequestRefused:
    """Return all objects of an answer, or why there is none."""
    if isinstance(answer, RequestRefused):
        return answer
    try:
        return take_in_objects(answer)
    except RequestRefused as refused:
        return refused


def _take_answer(
    record: GatheredRecord, asked: AskedObject, keys: list[str], found: list[SifObject] | RequestRefused
) -> None:
    """Add what was asked for to the record; what was not asked for, or cannot be read, is left out and noted."""
    name = asked.kind.xml_name
    if isinstance(found, RequestRefused):
        words = NOT_HAD if found.error in LACKS else LONGER if found.error in TOO_LARGE else None
        if words is None or asked.needed:
            raise NotGathered("software_lacks" if words is NOT_HAD else "software_fails", later=True)
        record.leave_out(_note(name, words))
        return
    verdicts = [(thing, _verdict(thing, asked, keys)) for thing in found]
    for thing, verdict in verdicts:
        if verdict is None:
            record.add(thing)
    for words in (UNREADABLE, STRANGE):
        if count := sum(verdict is words for _, verdict in verdicts):
            record.left_out.append(_note(name, words, count=count))
    if asked.needed and not record.of(asked.kind):
        broken = any(verdict is UNREADABLE for _, verdict in verdicts)
        raise NotGathered("learner_invalid" if broken else "learner_not_given")


NOT_HAD: Final = Text("The school's software does not give out {name}.", "Nid yw meddalwedd yr ysgol yn rhoi {name}.")
LONGER: Final = Text(
    "{name} is longer than the school's software can send, and was left out.",
    "Mae {name} yn hirach nag y gall meddalwedd yr ysgol ei anfon, a gadawyd ef allan.",
)
UNREADABLE: Final = Text(
    "{count} of {name} could not be read and were left out.",
    "{name}: nid oedd modd darllen {count}, a gadawyd hwy allan.",
)
STRANGE: Final = Text(
    "{count} of {name} belonged to somebody else and were left out.",
    "{name}: roedd {count} yn perthyn i rywun arall, a gadawyd hwy allan.",
)


def _note(name: str, words: Text, **values: object) -> KeptLoss:
    said = Text(words.en.format(name=name, **values), words.cy.format(name=name, **values))
    return KeptLoss("left_out", name, said)


def _verdict(thing: Any, asked: AskedObject, keys: list[str]) -> Text | None:
    """Return why an object is left out; None for one that was asked for and can be read."""
    if thing.xml_name != asked.kind.xml_name:
        return STRANGE
    try:
        key = thing.ref_id if asked.path == "@RefId" else thing.learner_personal_ref_id
        if key is None or key.upper() not in keys:
            return STRANGE
        read_through(thing)
    except (ValueError, AttributeError):
        return UNREADABLE
    return None


def _check_learner(record: GatheredRecord, move: Move, provider: str, agent: Agent) -> None:
    """Raise NotGathered where it is not surely one child, or the software has gone while it answered.

    It gave the child before: if it does not know children any more it has left the zone, and what it was asked for
    meanwhile was not lacking but not answered.
    """
    learner = record.learner
    known, upn = move.child.upn.upper(), (learner.upn or "").upper()
    if known and upn and known != upn:
        raise NotGathered("another_child")
    path, key = ("UPN", learner.upn) if learner.upn else ("@RefId", learner.ref_id)
    asked = AskedObject(LearnerPersonal, path, lambda _: (key,))
    found = _read(_request(agent, provider, asked, [key]))
    if isinstance(found, RequestRefused):
        if found.error != NO_SUCH_QUERY:
            raise NotGathered("software_away", later=True)
        return
    same = (
        each for each in found if isinstance(each, PartialLearnerPersonal) and upn and (each.upn or "").upper() == upn
    )
    if any(not is_same_id(read_ref_id(each), learner.ref_id) for each in same):
        raise NotGathered("two_learners")
