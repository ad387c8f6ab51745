"""A change of one zone in the tables: the questions of the core answered, its effects written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from handover.zone.core import effects as fx
from handover.zone.core.records import AgentStatus, OpenRequest, QueueEntry
from handover.zone.state import ZoneState
from handover.zone.store import agent_status, passed_over_counts, queues, requests, zones
from handover.zone.store.changes import apply_to_state
from handover.zone.store.connection import ZoneChange


class SqlTransaction:
    """See `handover.zone.store.interface.Transaction`."""

    def __init__(self, change: ZoneChange, state: ZoneState) -> None:
        self._change = change
        self.state = state

    def seen(self, source: str, msg_id: str) -> bool:
        return queues.is_known(self._change, source, msg_id)

    def presence(self, agent: str) -> AgentStatus:
        return agent_status.read_status(self._change, agent)

    def entry(self, agent: str, source: str, msg_id: str) -> QueueEntry | None:
        return queues.find_entry(self._change, agent, source, msg_id)

    def numbered(self, agent: str, number: int) -> QueueEntry | None:
        return queues.find_numbered(self._change, agent, number)

    def queued(self, agent: str, msg_id: str = "") -> QueueEntry | None:
        return queues.find_queued(self._change, agent, msg_id)

    def blocked_before(self, moment: datetime) -> tuple[AgentStatus, ...]:
        return agent_status.find_blocked_before(self._change, moment)

    def request(self, msg_id: str, responder: str, requester: str = "") -> OpenRequest | None:
        return requests.find_request(self._change, msg_id, responder, requester)

    def requests_of(self, requester: str) -> tuple[OpenRequest, ...]:
        return requests.find_requests_of(self._change, requester)

    def requests_to(self, responder: str) -> tuple[OpenRequest, ...]:
        return requests.find_requests_to(self._change, responder)

    def requests_before(self, moment: datetime) -> tuple[OpenRequest, ...]:
        return requests.find_requests_before(self._change, moment)

    def waiting_before(self, moment: datetime, longest: int, most: int) -> tuple[QueueEntry, ...]:
        return queues.find_overdue(self._change, moment, longest, most)

    def apply(self, effects: Sequence[fx.Effect]) -> bool:
        # Nothing must be written before it is sure that nothing will have to be taken back: there is one transaction for
        # many messages, and no savepoint, which would cost each of them two statements.
        if self._repeats(effects):
            return False
        old = state = self.state
        for effect in effects:
            if isinstance(effect, fx.Accept):
                if not queues.store_message(self._change, effect):
                    return False
                continue
            for write in _WRITES.get(type(effect), ()):
                write(self._change, effect)
            state = apply_to_state(state, effect, self._change.now)
        if any(isinstance(effect, fx.CHANGES_STATE) for effect in effects):
            self.state = replace(state, revision=old.revision + 1)
            zones.save_state(self._change, old, self.state)
        return True

    def _repeats(self, effects: Sequence[fx.Effect]) -> bool:
        """Say whether a message is there already, the very first effect left out: writing it is its own test.

        The zone is ours: what is not there now will not be there when it is written.
        """
        keys = [(each.parcel.source, each.parcel.msg_id) for each in effects if isinstance(each, fx.Accept)]
        others = keys[isinstance(effects[0], fx.Accept) :] if keys else []
        return len(set(keys)) < len(keys) or any(self.seen(*key) for key in others)


def _unregister(change: ZoneChange, effect: fx.Unregister) -> None:
    agent_status.reset_status(change, effect.agent, queues.empty_queue(change, effect.agent))


def _forget_agent(change: ZoneChange, effect: fx.ForgetAgent) -> None:
    queues.empty_queue(change, effect.agent)
    queues.discard_letters(change, effect.agent)
    agent_status.delete_status(change, effect.agent)
    passed_over_counts.delete_counts(change, effect.agent)


_WRITES: Final[Mapping[type[Any], tuple[Callable[[ZoneChange, Any], None], ...]]] = {
    fx.Register: (agent_status.note_registration,),
    fx.Unregister: (_unregister,),
    fx.SetSleep: (agent_status.note_sleep,),
    fx.Block: (queues.mark_blocked, agent_status.note_blocking),
    fx.Unblock: (queues.clear_blocked, agent_status.note_unblocking),
    fx.Remove: (queues.remove_entry,),
    fx.MoveToDeadLetters: (queues.move_to_dead_letters,),
    fx.ScheduleRetry: (agent_status.note_retry, queues.count_refusal),
    fx.Fetched: (agent_status.note_fetched, queues.count_fetches),
    fx.PassOver: (passed_over_counts.count_passed_over,),
    fx.Reached: (agent_status.note_reached,),
    fx.Open: (requests.note_request,),
    fx.Advance: (requests.note_packet,),
    fx.Close: (requests.close_request,),
    fx.Withdraw: (queues.withdraw_message,),
    fx.ForgetAgent: (_forget_agent,),
    fx.Requeue: (queues.requeue_letter,),
    fx.Discard: (queues.discard_letter,),
}
"""What is written for an effect besides the zone's state."""
