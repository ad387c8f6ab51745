"""What the hub asks of the next school's software about a child whose record is coming.

Answers are looked at once more here, because software may answer with more than it was asked for, and twice. Raises what
`asking.ask_software` raises.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

from handover.agent import Agent, Q
from handover.agent.conditions import Where
from handover.portal.hub.asking import SoftwareRefused, ask_software
from handover.portal.hub.leaving.leaver_record import is_same_id
from handover.portal.hub.models import HubSchool
from handover.portal.hub.software_values import (
    goes_on,
    is_readable,
    read_object_identity,
    read_ref_id,
    read_school_number,
)
from handover.sif.messages import ErrorCode
from handover.sif.model import SifObject, WholeObject
from handover.sif.objects import (
    LearnerPersonal,
    LearnerSchoolEnrolment,
    PartialLearnerPersonal,
    PartialLearnerSchoolEnrolment,
    SchoolInfo,
    object_class,
)

P = TypeVar("P", bound=SifObject)

UNREADABLE: Final = ErrorCode(1, 3)
"""As what an answer counts that cannot be read."""
SCHOOLS_KEPT: Final = timedelta(minutes=10)
_schools: WeakKeyDictionary[Agent, dict[str, tuple[dict[str, str], datetime]]] = WeakKeyDictionary()
"""By the hub's agent in a zone: the schools that each software said it knows, and until when that is taken to be so."""


def ask_once(
    agent: Agent, school: HubSchool, kind: type[WholeObject[P]], where: Where | None, now: datetime
) -> tuple[P, ...]:
    """Return what a school's software answers with, each object once."""
    return tuple({read_object_identity(each): each for each in ask_software(agent, school, kind, where, now)}.values())


def find_learners(agent: Agent, school: HubSchool, upn: str, now: datetime) -> tuple[PartialLearnerPersonal, ...]:
    """Return the learners of that UPN whom a school's software has; nobody for a child without a UPN.

    One who cannot be read is there all the same, so that is as if the software did not say whom it has.
    """
    if not upn:
        return ()
    found = ask_once(agent, school, LearnerPersonal, Q("UPN") == upn, now)
    same = tuple(each for each in found if (each.upn or "").upper() == upn.upper())
    if not all(read_ref_id(each) and is_readable(each) for each in same):
        raise SoftwareRefused(UNREADABLE, "")
    return same


def find_schools_held(agent: Agent, school: HubSchool, now: datetime) -> Mapping[str, str]:
    """Return the RefIds of the schools that a school's software knows, by number of seven digits; none if it does not say.

    It is not asked again for a while: schools seldom change, and each question takes the software's time.
    """
    kept = _schools.setdefault(agent, {})
    known, until = kept.get(school.agent, ({}, now))
    if now < until:
        return known
    try:
        found = ask_once(agent, school, SchoolInfo, None, now)
    except SoftwareRefused:
        return {}
    known = {number: ref_id for each in found if (number := read_school_number(each)) and (ref_id := read_ref_id(each))}
    kept[school.agent] = known, now + SCHOOLS_KEPT
    return known


def find_enrolments(
    agent: Agent, school: HubSchool, learner: str, now: datetime
) -> tuple[PartialLearnerSchoolEnrolment, ...]:
    """Return the enrolments of a learner that have not ended, as a school's software says them."""
    found = ask_once(agent, school, LearnerSchoolEnrolment, Q("@LearnerPersonalRefId") == learner, now)
    return tuple(each for each in found if is_same_id(each.learner_personal_ref_id, learner) and goes_on(each))


def find_known_objects(
    agent: Agent, school: HubSchool, learner: str, things: Iterable[SifObject], now: datetime
) -> frozenset[tuple[str, Any]]:
    """Return which of these objects of a learner a school's software has, by kind and identity.

    What it does not answer for counts as new to it.
    """
    by_name: dict[str, list[SifObject]] = {}
    for each in things:
        by_name.setdefault(each.xml_name, []).append(each)
    known: set[tuple[str, Any]] = set()
    for name, wanted in by_name.items():
        kind = object_class(name)
        with suppress(SoftwareRefused):
            found = ask_once(agent, school, kind, _choose(kind, learner, wanted), now)
            known |= {(name, read_object_identity(each)) for each in found}
    return frozenset(known)


def learner_path(kind: type[SifObject]) -> str:
    """Return where an object says whose it is, as a query names it; '' where it does not."""
    return next((each.node.row.path for each in kind.fields if each.name == "learner_personal_ref_id"), "")


def _choose(kind: type[SifObject], learner: str, wanted: Iterable[Any]) -> Where:
    """Return the condition that asks for the objects of one learner, or for these where they do not say whose they are."""
    path = learner_path(kind)
    if path:
        return Q(path) == learner
    first, *others = (Q("@RefId") == each.ref_id for each in wanted)
    where: Where = first
    for each in others:
        where = where | each
    return where
