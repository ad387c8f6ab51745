"""What the hub still lacks in a zone before a child's record follows by itself: a table of lacks, and finding them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from handover.common.text import Text
from handover.portal.hub.models import HubSchool
from handover.portal.hub.zones.rights import RECORD_OBJECTS
from handover.portal.hub.zones.speaking_models import SchoolProof
from handover.sif.messages import DEFAULT_CONTEXT
from handover.zone.rights import Right
from handover.zone.state import ZoneState

ENROLMENT: Final = "LearnerSchoolEnrolment"
LEARNER: Final = "LearnerPersonal"
SCHOOL: Final = "SchoolInfo"
ANSWERING: Final = (Right.PROVIDE, Right.RESPOND)


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing: what is said, and what to do. The words may hold {agent} and {objects}.

    `stops` says that nothing of the school goes by itself while it is so; otherwise only something of the record is missing.
    """

    key: str
    words: Text
    remedy: Text
    stops: bool = True


LACKS: Final = {
    lack.key: lack
    for lack in (
        Lack(
            "unknown",
            Text("The zone does not know the agent {agent}.", "Nid yw'r parth yn adnabod yr asiant {agent}."),
            Text(
                "Add it to the zone, with the rights of a provider.", "Ychwanegwch ef at y parth, â hawliau darparwr."
            ),
        ),
        Lack(
            "not_registered",
            Text("{agent} has not registered in the zone.", "Nid yw {agent} wedi cofrestru yn y parth."),
            Text("Start the school's software.", "Cychwynnwch feddalwedd yr ysgol."),
        ),
        Lack(
            "may_not_publish",
            Text(
                "{agent} may not publish changes of LearnerSchoolEnrolment, so the hub hears of no leaving.",
                "Ni chaiff {agent} gyhoeddi newidiadau i LearnerSchoolEnrolment, felly ni chlyw'r hwb am neb yn gadael.",
            ),
            Text("Give it the right on its page.", "Rhowch yr hawl iddo ar ei dudalen."),
        ),
        Lack(
            "no_learner",
            Text("{agent} does not answer for LearnerPersonal.", "Nid yw {agent} yn ateb dros LearnerPersonal."),
            Text(
                "Have it provide LearnerPersonal: without it there is no record to send.",
                "Trefnwch ei fod yn darparu LearnerPersonal: hebddo nid oes cofnod i'w anfon.",
            ),
        ),
        Lack(
            "no_school_info",
            Text(
                "{agent} does not answer for SchoolInfo, so it cannot prove which school it speaks for.",
                "Nid yw {agent} yn ateb dros SchoolInfo, felly ni all brofi dros ba ysgol y mae'n siarad.",
            ),
            Text("Have it provide SchoolInfo.", "Trefnwch ei fod yn darparu SchoolInfo."),
        ),
        Lack(
            "other_school",
            Text("The SchoolInfo of {agent} is that of another school.", "SchoolInfo ysgol arall sydd gan {agent}."),
            Text(
                "See that this agent is this school's software, and LAId and EstablishmentId in it are the school's.",
                "Gwnewch yn siŵr mai meddalwedd yr ysgol hon yw'r asiant, a bod yr LAId a'r EstablishmentId ynddi'n gywir.",
            ),
        ),
        Lack(
            "not_introduced",
            Text("{agent} has not yet said which school it is.", "Nid yw {agent} wedi dweud eto pa ysgol ydyw."),
            Text(
                "The hub asks it once a minute. See that the software runs.",
                "Mae'r hwb yn gofyn iddo unwaith y funud. Gwnewch yn siŵr bod y feddalwedd yn rhedeg.",
            ),
        ),
        Lack(
            "not_subscribed",
            Text(
                "{agent} does not subscribe to {objects}, so records that arrive do not reach it.",
                "Nid yw {agent} yn tanysgrifio i {objects}, felly nid yw'r cofnodion sy'n cyrraedd yn ei gyrraedd.",
            ),
            Text(
                "Switch the subscription on in the software, and give it the right on its page.",
                "Trowch y tanysgrifiad ymlaen yn y feddalwedd, a rhowch yr hawl iddi ar ei thudalen.",
            ),
        ),
        Lack(
            "lacks_objects",
            Text(
                "{agent} does not answer for {objects}: the records of its leavers lack them.",
                "Nid yw {agent} yn ateb dros {objects}: ni fyddant yng nghofnodion y rhai sy'n gadael.",
            ),
            Text(
                "If the software can provide them, switch that on.",
                "Os gall y feddalwedd eu darparu, trowch hynny ymlaen.",
            ),
            stops=False,
        ),
    )
}
"""Every lack, by its key, in the order in which they are said."""


@dataclass(frozen=True, slots=True)
class FoundLack:
    """A lack as it was found at a school."""

    lack: Lack
    school: HubSchool
    objects: tuple[str, ...] = field(default_factory=tuple)


def find_lacks(schools: Sequence[HubSchool], state: ZoneState | None) -> list[FoundLack]:
    """Return what is missing at each school of a zone; `state` is the zone, None for one of another server.

    Only where records are published must the software subscribe; elsewhere it asks for them.
    """
    proofs: dict[int, list[bool]] = {}
    for proof in SchoolProof.objects.filter(school__in=schools):
        proofs.setdefault(proof.school_id, []).append(proof.own)
    alone = bool(schools) and schools[0].zone.publishes()
    return [
        FoundLack(LACKS[key], school, tuple(names))
        for school in schools
        for key, names in _lacks_of(school, proofs.get(school.pk, []), state, alone=alone)
    ]


def _lacks_of(
    school: HubSchool, proofs: list[bool], state: ZoneState | None, *, alone: bool
) -> Iterator[tuple[str, Iterable[str]]]:
    stopped = list(_lacks_in_zone(school, state, alone=alone)) if state is not None else []
    yield from stopped
    if any(LACKS[key].stops for key, _ in stopped):
        return
    if school.introduced_at is None:
        yield "not_introduced", ()
    elif not proofs:
        yield "no_school_info", ()
    elif not any(proofs):
        yield "other_school", ()


def _lacks_in_zone(school: HubSchool, state: ZoneState, *, alone: bool) -> Iterator[tuple[str, Iterable[str]]]:
    agent = school.agent
    if agent not in state.agents:
        yield "unknown", ()
        return
    if state.registration(agent) is None:
        yield "not_registered", ()
        return
    does = {(each.right, each.object) for each in state.of_agent(agent) if each.context == DEFAULT_CONTEXT}
    answers = {name for right, name in does if right in ANSWERING}
    if not state.may(agent, Right.PUBLISH_CHANGE, ENROLMENT, DEFAULT_CONTEXT):
        yield "may_not_publish", ()
    if LEARNER not in answers:
        yield "no_learner", ()
    if SCHOOL not in answers:
        yield "no_school_info", ()
    missed = [name for name in (LEARNER, ENROLMENT) if (Right.SUBSCRIBE, name) not in does]
    if alone and missed:
        yield "not_subscribed", missed
    others = [name for name in RECORD_OBJECTS if name not in answers and name not in (LEARNER, SCHOOL)]
    if others and LEARNER in answers:
        yield "lacks_objects", others
