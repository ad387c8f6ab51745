"""Messages that hold up a queue: put aside as dead letters, so that the queue goes on; and blockings that are ended."""

from datetime import datetime
from typing import Final

from handover.sif.messages.errors import ErrorCode
from handover.zone.core.answers import NewId
from handover.zone.core.effects import Close, Effect, Fetched, MoveToDeadLetters, Reached, Unblock
from handover.zone.core.notifications import write_last_response, write_log_entry
from handover.zone.core.queries import StateQueries
from handover.zone.core.records import AgentStatus, MessageKind, QueueEntry, SifError
from handover.zone.state import ZoneState

NOT_TAKEN: Final = ErrorCode(10, 1)
"""The code of a dead letter that its agent gave no code for: it never got across."""


def is_last(state: ZoneState, waiting: QueueEntry) -> bool:
    """Say whether one more refusal of this message is as many as the zone bears."""
    return waiting.refusals + 1 >= state.rules.refusals


def make_dead_letter(
    state: ZoneState, facts: StateQueries, waiting: QueueEntry, words: str, now: datetime, new_id: NewId
) -> tuple[Effect, ...]:
    """Return what puts a message aside that its agent does not take; who waits for an answer to it is told (8/1).

    `words` become those of the dead letter. They stay out of the log entry, since an agent may have written a part of them.
    """
    agent, parcel = waiting.agent, waiting.parcel
    told = f"A {parcel.kind} of {parcel.object} from {parcel.source} was put aside: {agent} did not take it."
    effects: list[Effect] = [MoveToDeadLetters(agent, waiting.number, NOT_TAKEN, words)]
    if facts.presence(agent).refused == waiting.number:
        effects.append(Reached(agent))  # it was put off because of this message: the next one comes at once
    effects += write_log_entry(state, told, now, new_id, code=(4, 1))
    effects += tell_requester(
        state, facts, waiting, SifError(ErrorCode(8, 1), f"{agent} did not take it."), now, new_id
    )
    return tuple(effects)


def asked_to(waiting: QueueEntry, presence: AgentStatus) -> str:
    """Return the words of a message that an administrator puts aside: that, and what is known of why it is there."""
    parts = ["Put aside by an administrator."]
    if waiting.refusals:
        parts.append(f"{waiting.agent} was reached with it {times(waiting.refusals)} and did not take it.")
        if presence.refused == waiting.number and presence.last_fault:
            parts.append(f"The last time: {presence.last_fault.rstrip('.')}.")
    if waiting.fetches:
        parts.append(f"It was fetched {times(waiting.fetches + 1)} and never acknowledged.")
    return " ".join(parts)


def times(number: int) -> str:
    """Return how often something was."""
    return "once" if number == 1 else f"{number} times"


def handle_refetch(
    state: ZoneState, facts: StateQueries, again: Fetched, now: datetime, new_id: NewId
) -> tuple[Effect, ...]:
    """Return what follows when an agent fetches a message again: it is counted or, in the end, put aside."""
    waiting = facts.numbered(again.agent, again.number)
    if waiting is None or not again.refused or not is_last(state, waiting):
        return (again,)
    often = times(waiting.fetches + again.times + 1)
    words = f"{again.agent} fetched it {often} and never acknowledged it."
    return make_dead_letter(state, facts, waiting, words, now, new_id)


def tell_requester(
    state: ZoneState, facts: StateQueries, waiting: QueueEntry, fault: SifError, now: datetime, new_id: NewId
) -> tuple[Effect, ...]:
    """Return what tells who sent a request that it is not answered; nothing for other messages, or after an answer."""
    parcel = waiting.parcel
    asked = facts.request(parcel.msg_id, waiting.agent, parcel.source) if parcel.kind is MessageKind.REQUEST else None
    if asked is None or asked.requester != parcel.source or asked.last_packet:
        return ()
    code = fault.code if fault.code.category else ErrorCode(8, 1)
    told = write_last_response(state, asked, SifError(code, fault.more), now, new_id)
    return (*told, Close(asked.requester, asked.msg_id))


def end_blocking(
    state: ZoneState, presence: AgentStatus, why: str, now: datetime, new_id: NewId, *, overdue: bool = False
) -> tuple[Effect, ...]:
    """Return what ends an agent's blocking, with a log entry that says why; nothing if it does not block."""
    if presence.blocked is None:
        return ()
    words = f"{presence.agent} no longer blocks: {why}. The event is offered to it again."
    return (Unblock(presence.agent, overdue), *write_log_entry(state, words, now, new_id, level="Warning"))


def end_overdue(
    state: ZoneState, facts: StateQueries, presence: AgentStatus, now: datetime, new_id: NewId
) -> tuple[Effect, ...]:
    """Return what ends a blocking that has lasted too long: the event is offered again or, in the end, put aside."""
    waiting = None if presence.blocked is None else facts.numbered(presence.agent, presence.blocked)
    minutes = state.rules.blocking_minutes
    if waiting is not None and is_last(state, waiting):
        often = times(waiting.refusals + 1)
        words = (
            f"{presence.agent} did not take it {often}; the last time it had other events wait for {minutes} minutes."
        )
        return make_dead_letter(state, facts, waiting, words, now, new_id)
    return end_blocking(state, presence, f"it did so for {minutes} minutes", now, new_id, overdue=True)
