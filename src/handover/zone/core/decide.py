"""One message in, what to answer and what to change out: the ordered checks and the table of handlers (section 7.2)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from handover.zone.core import acks, control, events, provisioning, registration, requests, responses
from handover.zone.core.answers import AckAnswer
from handover.zone.core.context import Handler, MessageContext, ZoneDecision
from handover.zone.core.pausing import IN_A_PAUSE
from handover.zone.core.proof import NOT_PROVED, proved
from handover.zone.core.queries import NeedsTransaction
from handover.zone.core.refusal import MessageRefused
from handover.zone.rights import Right

HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        "SIF_Register": registration.handle_register,
        "SIF_Unregister": registration.handle_unregister,
        "SIF_Provision": provisioning.handle_provision,
        "SIF_Provide": provisioning.make_adding_handler(Right.PROVIDE),
        "SIF_Unprovide": provisioning.make_removing_handler(Right.PROVIDE),
        "SIF_Subscribe": provisioning.make_adding_handler(Right.SUBSCRIBE),
        "SIF_Unsubscribe": provisioning.make_removing_handler(Right.SUBSCRIBE),
        "SIF_Event": events.handle_event,
        "SIF_Request": requests.handle_request,
        "SIF_Response": responses.handle_response,
        "SIF_Ack": acks.handle_ack,
        "SIF_SystemControl": control.handle_control,
    }
)
"""What does what a message asks for. The messages of services are not here: the zone offers none (12/2)."""

REPEATABLE: Final = frozenset({"SIF_Event", "SIF_Request", "SIF_Response"})
"""The messages of which a repeat is answered with status 7 (section 7.3); the others may be done again without harm."""

_WITHIN: Final = frozenset({"SIF_Event", "SIF_Request"})
"""The messages that are for SIF_Default if they name no context; a response is for the context of its request."""

ASLEEP: Final = 8
ALREADY_RECEIVED: Final = 7


class MessageCheck(NamedTuple):
    """A check that every message passes: its step in section 7.2, and what it does: an answer, a refusal, or nothing."""

    step: int
    name: str
    check: Callable[[MessageContext], AckAnswer | None]


def _transport(case: MessageContext) -> AckAnswer | None:
    if case.state.rules.secure and not case.channel.secure:
        raise MessageRefused(
            *((5, 7) if case.arrival.name == "SIF_Register" else (10, 3)), "The zone is reached over HTTPS."
        )
    return None


def _authentication(case: MessageContext) -> AckAnswer | None:
    # The broker has turned strangers away already; this holds for the zone as it is when the message has its turn.
    return None if proved(case.state, case.agent, case.channel) else AckAnswer(fault=NOT_PROVED)


def _awake(case: MessageContext) -> AckAnswer | None:
    if not case.state.rules.paused:
        return None
    name = case.arrival.name
    row = IN_A_PAUSE.get(control.read_command(case) if name == "SIF_SystemControl" else name)
    return AckAnswer(ASLEEP) if row is not None and row.treatment == "asleep" else None


def _registered(case: MessageContext) -> AckAnswer | None:
    if case.arrival.name != "SIF_Register" and case.state.registration(case.agent) is None:
        raise MessageRefused(4, 9, f"{case.agent} is not registered in {case.state.id}.")
    return None


def _offered(case: MessageContext) -> AckAnswer | None:
    if case.arrival.name not in HANDLERS:
        raise MessageRefused(12, 2, f"The zone has no services: {case.arrival.name}.")
    return None


def _contexts(case: MessageContext) -> AckAnswer | None:
    if not case.arrival.named_contexts and case.arrival.name not in _WITHIN:
        return None
    if len(case.contexts) > 1 and case.arrival.name != "SIF_Event":
        raise MessageRefused(12, 7, f"{case.arrival.name} is for one context, not {', '.join(case.contexts)}.")
    return None


CHECKS: Final = (
    MessageCheck(6, "authentication", _authentication),
    MessageCheck(5, "transport security", _transport),
    # An agent that is not registered learns so during a pause too: it has to register before anything is kept for it.
    MessageCheck(8, "the sender is registered", _registered),
    MessageCheck(7, "the zone is awake", _awake),
    MessageCheck(10, "the message is offered", _offered),
    MessageCheck(11, "contexts", _contexts),
)
"""The checks in their order: authentication first, so that a stranger is not told what else the zone demands.

Step 9, repeats, shows when all else is decided: a repeat is one whatever the rules say now.
"""


def run_checks(case: MessageContext) -> AckAnswer | None:
    """Run the checks that every message passes. Raises MessageRefused."""
    for check in CHECKS:
        answer = check.check(case)
        if answer is not None:
            return answer
    return None


def decide_message(case: MessageContext) -> ZoneDecision:
    """Return what to answer to a message and what to change first. Raises nothing: a refusal is an answer too."""
    try:
        answer = run_checks(case)
        if answer is not None:
            return ZoneDecision(answer)
        return HANDLERS[case.arrival.name](case)
    except MessageRefused as refused:
        if _repeat(case):
            return ZoneDecision(AckAnswer(ALREADY_RECEIVED))
        return ZoneDecision(AckAnswer(fault=refused.fault), refused.effects)


def decide_early(case: MessageContext) -> ZoneDecision | None:
    """Return what is decided without a transaction, from the facts of the case alone; None where those do not suffice.

    For an event there need be none (`NO_TRANSACTION`): the decision holds as long as the zone's revision does. For an
    acknowledgement they are what its agent was given, and it holds as long as they do. Nobody waits for it while a transaction
    is open.
    """
    try:
        return decide_message(case)
    except NeedsTransaction:
        return None


def _repeat(case: MessageContext) -> bool:
    """Say whether a message that is refused now was taken before."""
    known = case.state.registration(case.agent) is not None
    return known and case.arrival.name in REPEATABLE and case.facts.seen(case.agent, case.arrival.msg_id)
