"""What becomes of a delivered message by what its agent answered: one table for both modes (sections 2.3, 8.2, 8.3 and 9)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from handover.zone.core.answers import NewId
from handover.zone.core.effects import Block, Effect, MoveToDeadLetters, Reached, Remove, ScheduleRetry, SetSleep
from handover.zone.core.notifications import write_log_entry
from handover.zone.core.queries import StateQueries
from handover.zone.core.records import AgentStatus, MessageKind, QueueEntry, SifError
from handover.zone.core.refusal import MessageRefused
from handover.zone.core.setting_aside import is_last, make_dead_letter, tell_requester, times
from handover.zone.state import ZoneState

TRANSPORT: Final = 10
"""The category of errors by which an agent asks for the message again later."""


@dataclass(frozen=True, slots=True)
class DeliveryContext:
    """A message that was delivered, and what there is to know when its agent answers."""

    waiting: QueueEntry
    presence: AgentStatus
    state: ZoneState
    facts: StateQueries
    now: datetime
    new_id: NewId

    @property
    def pushed(self) -> bool:
        """Say whether the message was pushed."""
        registration = self.state.registration(self.waiting.agent)
        return registration is not None and registration.pushed


def handle_status(case: DeliveryContext, code: int) -> tuple[Effect, ...]:
    """Return what follows from a status code. MessageRefused where the code cannot be answered to this message."""
    handle = _BY_CODE.get(code)
    if handle is None:
        raise MessageRefused(12, 5, f"Status {code} does not answer a delivery.")
    return handle(case)


def handle_error(case: DeliveryContext, fault: SifError) -> tuple[Effect, ...]:
    """Return what follows from an error: transport errors keep the message, any other is the agent's last word."""
    if fault.code.category == TRANSPORT:
        return handle_untaken(case, f"the agent answered with error {fault.code} {fault.more}")
    waiting = case.waiting
    effects: list[Effect] = [MoveToDeadLetters(waiting.agent, waiting.number, fault.code, fault.more)]
    effects += _reached(case)
    words = f"{waiting.agent} refused a {waiting.parcel.kind} of {waiting.parcel.object} from {waiting.parcel.source}."
    effects += write_log_entry(case.state, words, case.now, case.new_id, code=(4, 1), more=(f"{fault.code}",))
    effects += tell_requester(case.state, case.facts, waiting, fault, case.now, case.new_id)
    return tuple(effects)


def handle_untaken(case: DeliveryContext, fault: str) -> tuple[Effect, ...]:
    """Return what follows when an agent was reached with a message and did not take it.

    It is offered again later, until that has been in vain as often as the zone's rules say: then it is this message, and not
    the way to the agent, that is in the way of all others.
    """
    waiting = case.waiting
    if not is_last(case.state, waiting):
        return schedule_retry(case.state, case.presence, case.now, fault, refused=waiting.number)
    often = times(waiting.refusals + 1)
    words = (
        f"{waiting.agent} was reached with it {often} and did not take it. The last time: {fault[:500].rstrip('.')}."
    )
    put_aside = make_dead_letter(case.state, case.facts, waiting, words, case.now, case.new_id)
    return (*put_aside, Reached(waiting.agent))


def schedule_retry(
    state: ZoneState, presence: AgentStatus, now: datetime, fault: str, *, refused: int | None = None
) -> tuple[Effect, ...]:
    """Return the note that an attempt failed: when to try again, or that trying has ended.

    `refused` is the entry that the agent was reached with. An agent that fetches is never given up: it comes by itself, and
    nothing else would begin it anew.
    """
    attempts, registration = presence.attempts + 1, state.registration(presence.agent)
    ended = attempts >= state.rules.retry_attempts and registration is not None and registration.pushed
    again = None if ended else now + compute_backoff(state, presence.agent, attempts)
    return (ScheduleRetry(presence.agent, attempts, fault[:500], again, refused),)


def compute_backoff(state: ZoneState, agent: str, attempts: int) -> timedelta:
    """Return how long to wait after that many failures: doubled each time, up to the longest, and not all at once."""
    rules = state.rules
    seconds = min(rules.retry_longest, rules.retry_seconds * 2 ** min(attempts - 1, 20))
    spread = (
        sum(agent.encode()) * 7 + attempts * 13
    )  # the same for the same agent, so that nothing here is left to chance
    return timedelta(seconds=seconds * (0.9 + spread % 21 / 100))


def _done(case: DeliveryContext) -> tuple[Effect, ...]:
    return (Remove(case.waiting.agent, case.waiting.number), *_reached(case))


def _reached(case: DeliveryContext) -> tuple[Effect, ...]:
    presence = case.presence
    failed = presence.attempts or presence.stopped or presence.asleep == "inferred"
    return (Reached(presence.agent),) if failed else ()


def _again(case: DeliveryContext) -> tuple[Effect, ...]:
    """Answer to status 7: the agent has it. An event that it blocked for may still be in its hands: block again."""
    if case.waiting.blocked_once and case.waiting.parcel.kind is MessageKind.EVENT:
        return (Block(case.waiting.agent, case.waiting.number), *_reached(case))
    return _done(case)


def _block(case: DeliveryContext) -> tuple[Effect, ...]:
    waiting, presence = case.waiting, case.presence
    if waiting.parcel.kind is not MessageKind.EVENT:
        if case.pushed:  # there is no way to tell it so
            return _done(case)
        raise MessageRefused(13, 2, f"{waiting.parcel.msg_id} is a {waiting.parcel.kind}.")
    if presence.blocked == waiting.number:
        return ()
    if presence.blocked is not None:
        raise MessageRefused(13, 1, "Another event is blocked already.")
    return (Block(waiting.agent, waiting.number), *_reached(case))


def _asleep(case: DeliveryContext) -> tuple[Effect, ...]:
    later = schedule_retry(case.state, case.presence, case.now, "asleep (status 8)")
    return (SetSleep(case.waiting.agent, "inferred"), *later) if case.pushed else later


_BY_CODE: Final[Mapping[int, Callable[[DeliveryContext], tuple[Effect, ...]]]] = MappingProxyType(
    {0: _done, 1: _done, 2: _block, 3: _done, 7: _again, 8: _asleep}
)
