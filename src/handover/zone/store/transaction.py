"""A change of one zone in the tables: the questions of the core answered, its effects written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from handover.zone.core import effects as fx
from handover.zone.core.records import AgentStatus, OpenRequest, QueueEntry
from handover.zone.state import ZoneState
from handover.zone.store import agent_status, passed_over_counts, queues, requests, zones
from handover.zone.store.changes import changed
from handover.zone.store.connection import ZoneChange


class SqlTransaction:
    """See `handover.zone.store.interface.Transaction`."""

    def __init__(self, change: ZoneChange, state: ZoneState) -> None:
        self._change = change
        self.state = state

    def seen(self, source: str, msg_id: str) -> bool:
        return queues.seen(self._change, source, msg_id)

    def presence(self, agent: str) -> AgentStatus:
        return agent_status.presence(self._change, agent)

    def entry(self, agent: str, source: str, msg_id: str) -> QueueEntry | None:
        return queues.entry(self._change, agent, source, msg_id)

    def numbered(self, agent: str, number: int) -> QueueEntry | None:
        return queues.numbered(self._change, agent, number)

    def queued(self, agent: str, msg_id: str = "") -> QueueEntry | None:
        return queues.queued(self._change, agent, msg_id)

    def blocked_before(self, moment: datetime) -> tuple[AgentStatus, ...]:
        return agent_status.blocked_before(self._change, moment)

    def request(self, msg_id: str, responder: str, requester: str = "") -> OpenRequest | None:
        return requests.request(self._change, msg_id, responder, requester)

    def requests_of(self, requester: str) -> tuple[OpenRequest, ...]:
        return requests.requests_of(self._change, requester)

    def requests_to(self, responder: str) -> tuple[OpenRequest, ...]:
        return requests.requests_to(self._change, responder)

    def requests_before(self, moment: datetime) -> tuple[OpenRequest, ...]:
        return requests.requests_before(self._change, moment)

    def waiting_before(self, moment: datetime, longest: int, most: int) -> tuple[QueueEntry, ...]:
        return queues.waiting_before(self._change, moment, longest, most)

    def apply(self, effects: Sequence[fx.Effect]) -> bool:
        # Nothing must be written before it is sure that nothing will have to be taken back: there is one transaction for
        # many messages, and no savepoint, which would cost each of them two statements.
        if self._repeats(effects):
            return False
        old = state = self.state
        for effect in effects:
            if isinstance(effect, fx.Accept):
                if not queues.accept(self._change, effect):
                    return False
                continue
            for write in _WRITES.get(type(effect), ()):
                write(self._change, effect)
            state = changed(state, effect, self._change.now)
        if any(isinstance(effect, fx.CHANGES_STATE) for effect in effects):
            self.state = replace(state, revision=old.revision + 1)
            zones.save(self._change, old, self.state)
        return True

    def _repeats(self, effects: Sequence[fx.Effect]) -> bool:
        """Say whether a message is there already, the very first effect left out: writing it is its own test.

        The zone is ours: what is not there now will not be there when it is written.
        """
        keys = [(each.parcel.source, each.parcel.msg_id) for each in effects if isinstance(each, fx.Accept)]
        others = keys[isinstance(effects[0], fx.Accept) :] if keys else []
        return len(set(keys)) < len(keys) or any(self.seen(*key) for key in others)


def _unregister(change: ZoneChange, effect: fx.Unregister) -> None:
    agent_status.afresh(change, effect.agent, queues.empty(change, effect.agent))


def _forget_agent(change: ZoneChange, effect: fx.ForgetAgent) -> None:
    queues.empty(change, effect.agent)
    queues.discard_all(change, effect.agent)
    agent_status.gone(change, effect.agent)
    passed_over_counts.forget(change, effect.agent)


_WRITES: Final[Mapping[type[Any], tuple[Callable[[ZoneChange, Any], None], ...]]] = {
    fx.Register: (agent_status.register,),
    fx.Unregister: (_unregister,),
    fx.SetSleep: (agent_status.set_sleep,),
    fx.Block: (queues.mark_blocked, agent_status.block),
    fx.Unblock: (queues.release, agent_status.unblock),
    fx.Remove: (queues.remove,),
    fx.MoveToDeadLetters: (queues.put_aside,),
    fx.ScheduleRetry: (agent_status.put_off, queues.count_refusal),
    fx.Fetched: (agent_status.fetched, queues.count_fetches),
    fx.PassOver: (passed_over_counts.pass_over,),
    fx.Reached: (agent_status.reached,),
    fx.Open: (requests.open_request,),
    fx.Advance: (requests.advance,),
    fx.Close: (requests.close,),
    fx.Withdraw: (queues.withdraw,),
    fx.ForgetAgent: (_forget_agent,),
    fx.Requeue: (queues.requeue,),
    fx.Discard: (queues.discard,),
}
"""What is written for an effect besides the zone's state."""
