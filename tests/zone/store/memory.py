"""A store in memory: the plainest thing that keeps the store's promise. The tests hold the others to what it does."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from handover.zone.core import effects as fx
from handover.zone.core.early import GuardedChange
from handover.zone.core.records import (
    PASSES,
    AgentStatus,
    MessageKind,
    OpenRequest,
    PassedOverCount,
    QueueEntry,
    StoredMessage,
)
from handover.zone.state import ZoneState
from handover.zone.store.changes import apply_to_state
from handover.zone.store.interface import DeadLetter, DueAgent, NoSuchZone, QueueHead


@dataclass
class _Kept:
    """A message as kept, and when it was accepted."""

    parcel: StoredMessage
    accepted_at: datetime


@dataclass
class _Zone:
    """One zone. Copied before a transaction, so that the copy can be put back."""

    state: ZoneState
    numbers: int = 0
    messages: dict[tuple[str, str], _Kept] = field(default_factory=dict)
    queues: dict[str, dict[int, QueueEntry]] = field(default_factory=dict)
    presences: dict[str, AgentStatus] = field(default_factory=dict)
    requests: dict[tuple[str, str], OpenRequest] = field(default_factory=dict)
    letters: dict[int, DeadLetter] = field(default_factory=dict)
    passed_over: dict[tuple[str, str], PassedOverCount] = field(default_factory=dict)

    def copied(self) -> "_Zone":
        other = copy(self)
        other.messages, other.presences = dict(self.messages), dict(self.presences)
        other.queues = {agent: dict(queue) for agent, queue in self.queues.items()}
        other.requests, other.letters = dict(self.requests), dict(self.letters)
        other.passed_over = dict(self.passed_over)
        return other


class MemoryStore:
    """See `handover.zone.store.interface.Store`."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._zones: dict[str, _Zone] = {}
        self._claims: dict[DueAgent, tuple[str, datetime]] = {}

    def zones(self) -> tuple[str, ...]:
        with self._lock:
            return tuple(sorted(self._zones))

    def create(self, zone: str) -> None:
        with self._lock:
            self._zones.setdefault(zone, _Zone(ZoneState(zone, name=zone)))

    def state(self, zone: str) -> ZoneState:
        with self._lock:
            return self._zone(zone).state

    def remembered(self, zone: str) -> ZoneState:
        return self.state(zone)

    @contextmanager
    def transaction(self, zone: str, now: datetime) -> Iterator["MemoryTransaction"]:
        with self._lock:
            before = self._zone(zone).copied()
            try:
                yield MemoryTransaction(self._zones[zone], now)
            except BaseException:
                self._zones[zone] = before
                raise

    def apply_guarded(self, zone: str, changes: Sequence[GuardedChange], now: datetime) -> tuple[bool, ...]:
        if zone not in self._zones:
            return (False,) * len(changes)
        with self.transaction(zone, now) as transaction:
            return tuple(self._holds(zone, each) and transaction.apply([each.effect]) for each in changes)

    def _holds(self, zone: str, guarded: GuardedChange) -> bool:
        held, effect = self._zone(zone), guarded.effect
        if held.state.revision != guarded.revision or isinstance(effect, fx.Accept):
            return held.state.revision == guarded.revision
        status = held.presences.get(effect.agent, AgentStatus(effect.agent))
        troubled = status.asleep or status.blocked is not None or status.attempts or status.stopped
        waiting = held.queues.get(effect.agent, {}).get(effect.number)
        return waiting is not None and not waiting.blocked_once and not troubled

    def head(self, zone: str, agent: str) -> QueueHead:
        with self._lock:
            held = self._zone(zone)
            presence = held.presences.get(agent, AgentStatus(agent))
            for waiting in held.queues.get(agent, {}).values():
                if presence.blocked is None or waiting.parcel.kind is not MessageKind.EVENT:
                    return QueueHead(presence, waiting, held.state.revision)
            return QueueHead(presence, None, held.state.revision)

    def presences(self, zone: str) -> Mapping[str, AgentStatus]:
        with self._lock:
            return dict(self._zone(zone).presences)

    def content(self, zone: str, source: str, msg_id: str) -> bytes:
        with self._lock:
            kept = self._zone(zone).messages.get((source, msg_id))
            return kept.parcel.body if kept else b""

    def letters(self, zone: str, agent: str = "") -> tuple[DeadLetter, ...]:
        with self._lock:
            letters = self._zone(zone).letters.values()
            return tuple(letter for letter in letters if not agent or letter.waiting.agent == agent)

    def passed_over(self, zone: str) -> tuple[PassedOverCount, ...]:
        with self._lock:
            return tuple(each for _, each in sorted(self._zone(zone).passed_over.items()))

    def saw(self, zone: str, agents: Sequence[str], now: datetime) -> None:
        with self._lock:
            held = self._zone(zone)
            for agent in agents:
                held.presences[agent] = held.presences.get(agent, AgentStatus(agent))._replace(last_seen=now)

    def claim(self, owner: str, now: datetime, until: datetime, most: int) -> tuple[DueAgent, ...]:
        with self._lock:
            free = [due for due in self._due(now) if self._claims.get(due, ("", now))[1] <= now]
            for due in free[:most]:
                self._claims[due] = (owner, until)
            return tuple(free[:most])

    def _due(self, now: datetime) -> Iterator[DueAgent]:
        for name, held in self._zones.items():
            for agent in held.queues:
                registration = held.state.registration(agent)
                presence = held.presences.get(agent, AgentStatus(agent))
                late = presence.next_attempt is not None and presence.next_attempt > now
                quiet = held.state.rules.paused or presence.asleep == "asked" or presence.stopped or late
                if registration is not None and registration.pushed and not quiet and self.head(name, agent).waiting:
                    yield DueAgent(name, agent)

    def keep(self, owner: str, until: datetime) -> None:
        with self._lock:
            for due, (holder, _) in self._claims.items():
                if holder == owner:
                    self._claims[due] = (owner, until)

    def release(self, owner: str, due: DueAgent) -> None:
        with self._lock:
            if self._claims.get(due, ("",))[0] == owner:
                del self._claims[due]

    def forget(self, zone: str, ids_before: datetime, content_before: datetime) -> int:
        with self._lock:
            held = self._zone(zone)
            waiting = {_key(each.parcel) for queue in held.queues.values() for each in queue.values()}
            waiting |= {_key(letter.waiting.parcel) for letter in held.letters.values()}
            touched = 0
            for key, kept in list(held.messages.items()):
                if key in waiting:
                    continue
                if kept.accepted_at < ids_before:
                    del held.messages[key]
                elif kept.accepted_at < content_before and kept.parcel.body:
                    kept.parcel = kept.parcel._replace(body=b"")
                else:
                    continue
                touched += 1
            return touched

    def close(self) -> None:
        """Nothing is held open."""

    def _zone(self, zone: str) -> _Zone:
        try:
            return self._zones[zone]
        except KeyError:
            raise NoSuchZone(zone) from None


class MemoryTransaction:
    """See `handover.zone.store.interface.Transaction`."""

    def __init__(self, held: _Zone, now: datetime) -> None:
        self._held = held
        self._now = now

    @property
    def state(self) -> ZoneState:
        return self._held.state

    def seen(self, source: str, msg_id: str) -> bool:
        return (source, msg_id) in self._held.messages

    def presence(self, agent: str) -> AgentStatus:
        return self._held.presences.get(agent, AgentStatus(agent))

    def entry(self, agent: str, source: str, msg_id: str) -> QueueEntry | None:
        queue = self._held.queues.get(agent, {}).values()
        return _bare(next((each for each in queue if _key(each.parcel) == (source, msg_id)), None))

    def numbered(self, agent: str, number: int) -> QueueEntry | None:
        return _bare(self._queued(agent, number))

    def queued(self, agent: str, msg_id: str = "") -> QueueEntry | None:
        queue = self._held.queues.get(agent, {}).values()
        return _bare(next((each for each in queue if msg_id in ("", each.parcel.msg_id)), None))

    def blocked_before(self, moment: datetime) -> tuple[AgentStatus, ...]:
        noted = sorted(self._held.presences.items())
        return tuple(each for _, each in noted if each.blocked_at is not None and each.blocked_at < moment)

    def request(self, msg_id: str, responder: str, requester: str = "") -> OpenRequest | None:
        found = [each for each in self._held.requests.values() if each.msg_id == msg_id]
        return min(found, key=lambda each: (each.responder != responder, each.requester != requester), default=None)

    def requests_of(self, requester: str) -> tuple[OpenRequest, ...]:
        return tuple(each for each in self._held.requests.values() if each.requester == requester)

    def requests_to(self, responder: str) -> tuple[OpenRequest, ...]:
        return tuple(each for each in self._held.requests.values() if each.responder == responder)

    def requests_before(self, moment: datetime) -> tuple[OpenRequest, ...]:
        return tuple(each for each in self._held.requests.values() if each.opened_at < moment)

    def waiting_before(self, moment: datetime, longest: int, most: int) -> tuple[QueueEntry, ...]:
        found: list[QueueEntry] = []
        for queue in self._held.queues.values():
            beyond = list(queue.values())[: max(0, len(queue) - longest)]
            found += {each.number: each for each in (*beyond, *queue.values()) if _late(each, moment, beyond)}.values()
        return tuple(found[:most])

    def _queued(self, agent: str, number: int) -> QueueEntry | None:
        return self._held.queues.get(agent, {}).get(number)

    def apply(self, effects: Sequence[fx.Effect]) -> bool:
        accepted = [_key(effect.parcel) for effect in effects if isinstance(effect, fx.Accept)]
        if len(set(accepted)) < len(accepted) or any(key in self._held.messages for key in accepted):
            return False
        for effect in effects:
            if type(effect) in _APPLY:
                _APPLY[type(effect)](self, effect)
            self._held.state = apply_to_state(self.state, effect, self._now)
        if any(isinstance(effect, fx.CHANGES_STATE) for effect in effects):
            self._held.state = replace(self.state, revision=self.state.revision + 1)
        return True

    def _present(self, agent: str, **changes: Any) -> None:
        self._held.presences[agent] = self.presence(agent)._replace(**changes)

    def _queue(self, agent: str, parcel: StoredMessage, accepted_at: datetime) -> None:
        self._held.numbers += 1
        waiting = QueueEntry(self._held.numbers, agent, parcel, accepted_at)
        self._held.queues.setdefault(agent, {})[waiting.number] = waiting

    def _accept(self, effect: fx.Accept) -> None:
        self._held.messages[_key(effect.parcel)] = _Kept(effect.parcel, self._now)
        for agent in effect.recipients:
            self._queue(agent, effect.parcel, self._now)
        for verdict in effect.passed_over:
            if verdict.reason in PASSES:
                self._pass_over(fx.PassOver(verdict.agent, verdict.reason, effect.parcel.object))

    def _pass_over(self, effect: fx.PassOver) -> None:
        key = (effect.agent, effect.reason)
        before = self._held.passed_over.get(key)
        count, first_at = (before.count, before.first_at) if before else (0, self._now)
        self._held.passed_over[key] = PassedOverCount(*key, count + 1, first_at, self._now, effect.object)

    def _register(self, effect: fx.Register) -> None:
        self._awake(effect.agent, "", blocked=None, blocked_at=None, last_seen=self._now)

    def _unregister(self, effect: fx.Unregister | fx.ForgetAgent) -> None:
        self._held.queues.pop(effect.agent, None)
        self._held.presences.pop(effect.agent, None)

    def _awake(self, agent: str, asleep: str, **more: Any) -> None:
        calm = (
            {} if asleep else {"attempts": 0, "next_attempt": None, "stopped": False, "last_fault": "", "refused": None}
        )
        self._present(agent, asleep=asleep, **calm, **more)

    def _set_sleep(self, effect: fx.SetSleep) -> None:
        self._awake(effect.agent, effect.asleep)

    def _block(self, effect: fx.Block) -> None:
        self._mark(effect.agent, effect.number, blocked_once=True)
        self._present(effect.agent, blocked=effect.number, blocked_at=self._now)

    def _unblock(self, effect: fx.Unblock) -> None:
        number = self.presence(effect.agent).blocked
        if number is not None:
            self._mark(effect.agent, number, refused=effect.overdue, blocked_once=False)
        self._present(effect.agent, blocked=None, blocked_at=None)

    def _mark(self, agent: str, number: int, *, refused: bool = False, fetches: int = 0, **changes: Any) -> None:
        waiting = self._queued(agent, number)
        if waiting is not None:
            self._held.queues[agent][number] = waiting._replace(
                refusals=waiting.refusals + refused, fetches=waiting.fetches + fetches, **changes
            )

    def _take(self, agent: str, number: int) -> QueueEntry | None:
        waiting = self._held.queues.get(agent, {}).pop(number, None)
        if waiting is not None:
            before = self.presence(agent)
            ended: dict[str, Any] = {"blocked": None, "blocked_at": None} if before.blocked == number else {}
            refused = None if before.refused == number else before.refused
            self._present(agent, last_removed=_key(waiting.parcel), refused=refused, **ended)
        return waiting

    def _remove(self, effect: fx.Remove) -> None:
        self._take(effect.agent, effect.number)

    def _put_aside(self, effect: fx.MoveToDeadLetters) -> None:
        waiting = self._take(effect.agent, effect.number)
        if waiting is not None:
            waiting = waiting._replace(refusals=0, fetches=0)
            self._held.letters[effect.number] = DeadLetter(effect.number, waiting, self._now, effect.code, effect.words)

    def _put_off(self, effect: fx.ScheduleRetry) -> None:
        again = effect.next_attempt
        self._present(
            effect.agent,
            attempts=effect.attempts,
            last_fault=effect.fault,
            next_attempt=again,
            stopped=again is None,
            refused=effect.refused,
        )
        if effect.refused is not None:
            self._mark(effect.agent, effect.refused, refused=True)

    def _fetched(self, effect: fx.Fetched) -> None:
        self._mark(effect.agent, effect.number, refused=effect.refused, fetches=effect.times)
        if effect.refused:
            self._present(effect.agent, refused=effect.number)

    def _reached(self, effect: fx.Reached) -> None:
        asleep = self.presence(effect.agent).asleep
        self._awake(effect.agent, "" if asleep == "inferred" else asleep)
        self._present(effect.agent, attempts=0, next_attempt=None, stopped=False, last_fault="", refused=None)

    def _open(self, effect: fx.Open) -> None:
        self._held.requests[effect.request.requester, effect.request.msg_id] = effect.request

    def _advance(self, effect: fx.Advance) -> None:
        key = (effect.requester, effect.msg_id)
        self._held.requests[key] = replace(self._held.requests[key], last_packet=effect.packet)

    def _close(self, effect: fx.Close) -> None:
        self._held.requests.pop((effect.requester, effect.msg_id), None)

    def _withdraw(self, effect: fx.Withdraw) -> None:
        waiting = self.entry(effect.agent, effect.source, effect.msg_id)
        if waiting is not None:
            del self._held.queues[effect.agent][waiting.number]

    def _forget_agent(self, effect: fx.ForgetAgent) -> None:
        self._unregister(effect)
        letters = self._held.letters.items()
        self._held.letters = {number: letter for number, letter in letters if letter.waiting.agent != effect.agent}
        counted = self._held.passed_over.items()
        self._held.passed_over = {key: each for key, each in counted if each.agent != effect.agent}

    def _requeue(self, effect: fx.Requeue) -> None:
        letter = self._held.letters.pop(effect.letter, None)
        if letter is not None:
            self._queue(letter.waiting.agent, letter.waiting.parcel, self._now)

    def _discard(self, effect: fx.Discard) -> None:
        self._held.letters.pop(effect.letter, None)


_APPLY: dict[type[Any], Any] = {
    fx.Accept: MemoryTransaction._accept,
    fx.Register: MemoryTransaction._register,
    fx.Unregister: MemoryTransaction._unregister,
    fx.SetSleep: MemoryTransaction._set_sleep,
    fx.Block: MemoryTransaction._block,
    fx.Unblock: MemoryTransaction._unblock,
    fx.Remove: MemoryTransaction._remove,
    fx.MoveToDeadLetters: MemoryTransaction._put_aside,
    fx.ScheduleRetry: MemoryTransaction._put_off,
    fx.Fetched: MemoryTransaction._fetched,
    fx.PassOver: MemoryTransaction._pass_over,
    fx.Reached: MemoryTransaction._reached,
    fx.Open: MemoryTransaction._open,
    fx.Advance: MemoryTransaction._advance,
    fx.Close: MemoryTransaction._close,
    fx.Withdraw: MemoryTransaction._withdraw,
    fx.ForgetAgent: MemoryTransaction._forget_agent,
    fx.Requeue: MemoryTransaction._requeue,
    fx.Discard: MemoryTransaction._discard,
}


def _key(parcel: StoredMessage) -> tuple[str, str]:
    return parcel.source, parcel.msg_id


def _bare(waiting: QueueEntry | None) -> QueueEntry | None:
    """Return an entry without the content of its message."""
    return None if waiting is None else waiting.without_content()


def _late(waiting: QueueEntry, moment: datetime, beyond: Sequence[QueueEntry]) -> bool:
    return waiting.accepted_at < moment or waiting in beyond
