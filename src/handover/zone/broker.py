"""The zone server without its network: bytes of a message in, bytes of the answer out, with the change made durable between."""

import logging
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final, cast

from handover.sif.messages.errors import ErrorCode
from handover.sif.messages.message import new_id
from handover.zone.core import content, control, expiry, setting_aside
from handover.zone.core.answers import AckAnswer, write_answer
from handover.zone.core.context import MessageContext, ZoneDecision
from handover.zone.core.decide import ALREADY_RECEIVED, decide_early, decide_message, run_checks
from handover.zone.core.early import GivenMessage, guard_acknowledgement, guard_event
from handover.zone.core.effects import Accept, Effect, Fetched, Remove, SendControl
from handover.zone.core.glimpse import glimpse
from handover.zone.core.parsing import Channel, MalformedMessage, OriginalHeader, ParsedMessage, parse_message
from handover.zone.core.proof import NOT_PROVED, may_speak, proved
from handover.zone.core.queries import NO_TRANSACTION, StateQueries
from handover.zone.core.records import QueueEntry, SifError
from handover.zone.core.refusal import MessageRefused
from handover.zone.core.repeats import is_again
from handover.zone.deliveries import PushDelivery, PushOutcome, handle_outcome, next_delivery, read_outcome
from handover.zone.fetch_counter import FetchCounter
from handover.zone.group_commit import EarlyDecision, GroupCommit
from handover.zone.last_heard import SEEN_EVERY, LastHeard
from handover.zone.operator_log import OperatorLog
from handover.zone.state import Registration, ZoneState, supported
from handover.zone.store.interface import DueAgent, NoSuchZone, QueueHead, Store, Transaction, ZoneMoving
from handover.zone.store.sealing import UnreadableMessage

log = logging.getLogger("handover.zone")

_CHECKED: Final = frozenset({"SIF_Event", "SIF_Response"})
_FAILED: Final = SifError(ErrorCode(11, 1), "The zone could not do it now; nothing was changed.")


def read_clock() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


class Broker:
    """All zones of a store, for one process.

    `on_waiting` is called after a message for agents in push mode has become durable, `on_tell` with an agent's registration
    and a control message that should reach it now if it can.
    """

    def __init__(self, store: Store, *, clock: Callable[[], datetime] = read_clock) -> None:
        self.store = store
        self.clock = clock
        self.on_waiting: Callable[[], None] = lambda: None
        self.on_tell: Callable[[Registration, bytes], None] = lambda registration, body: None
        self._commits: dict[str, GroupCommit] = {}
        self._gate = threading.Lock()
        self._last_heard = LastHeard(store, clock())
        self._given: dict[tuple[str, str], GivenMessage] = {}
        self._fetches = FetchCounter(SEEN_EVERY)
        self._telling = OperatorLog()

    def admitting(self, zone: str, channel: Channel, *, afresh: bool = False) -> ZoneState | None:
        """Return a zone if anybody could prove itself in it over this channel; None also where there is no such zone.

        It is the zone as this process remembers it, unless it is to be asked for afresh. A stranger costs one question to
        the store, whether there is the zone or not: so the time that the answer takes tells nothing.
        """
        try:
            if not afresh:
                state = self.store.remembered(zone)
                if may_speak(state, channel):
                    return state
            # Another process may have made the zone, or a key, since.
            state = self.store.state(zone)
        except NoSuchZone:
            return None
        return state if may_speak(state, channel) else None

    def turn_away(self, zone: str, body: bytes) -> bytes:
        """Return the SIF_Ack for a sender that has not proved who it is. There need not be such a zone."""
        return self._written(AckAnswer(fault=NOT_PROVED), *glimpse(body), zone)

    def receive(self, zone: str, body: bytes, channel: Channel) -> bytes:
        """Take a message and return the SIF_Ack that answers it. Raises ZoneMoving; then the message was not taken."""
        state = self.admitting(zone, channel)
        if state is None:
            return self.turn_away(zone, body)
        try:
            arrival = parse_message(body, strict_ids=state.rules.strict_ids)
        except MalformedMessage as fault:
            original = fault.original
            if original.source and not proved(state, original.source, channel):
                return self.turn_away(zone, body)
            return self._written(AckAnswer(fault=fault.refused.fault), original, _version(original, state), zone)
        if not proved(state, arrival.source, channel):
            state = self.admitting(zone, channel, afresh=True)
            if state is None or not proved(state, arrival.source, channel):
                return self.turn_away(zone, body)
        answer = self._tried(zone, arrival, channel, state)
        if answer.fault == NOT_PROVED:
            return self.turn_away(zone, body)
        try:
            if state.registration(arrival.source) is not None:
                self._last_heard.note(zone, arrival.source, self.clock())
        except Exception:
            log.exception("it could not be noted when agents of zone %s were last heard of", zone)
        return self._written(answer, arrival.original, arrival.version, zone)

    def administer(self, zone: str, *effects: Effect) -> None:
        """Make changes that an administrator wants. Raises NoSuchZone."""
        self._do(zone, lambda transaction: ZoneDecision(AckAnswer(), effects))

    def remove_request(self, zone: str, msg_id: str) -> None:
        """Close an open request; its requester is told (8/17)."""
        self._do(
            zone,
            lambda held: ZoneDecision(
                AckAnswer(), expiry.cancel_request(held.state, held, msg_id, self.clock(), new_id)
            ),
        )

    def set_aside(self, zone: str, agent: str, msg_id: str = "", *, number: int | None = None) -> QueueEntry | None:
        """Put aside one message of an agent's queue, as an administrator wants; return it, None if it is not there.

        It is the one with this place in the queue or this id; without either, the one that is in the way of all others.
        """
        found: list[QueueEntry] = []

        def change(held: Transaction) -> ZoneDecision:
            found.clear()  # a change that fails is tried again
            waiting = held.queued(agent, msg_id) if number is None else held.numbered(agent, number)
            if waiting is None:
                return ZoneDecision(AckAnswer())
            found.append(waiting)
            words = setting_aside.asked_to(waiting, held.presence(agent))
            return ZoneDecision(
                AckAnswer(), setting_aside.make_dead_letter(held.state, held, waiting, words, self.clock(), new_id)
            )

        self._do(zone, change)
        return found[0] if found else None

    def release(self, zone: str, agent: str) -> bool:
        """End an agent's blocking, as an administrator wants; say whether there was one."""
        decision = self._do(
            zone,
            lambda held: ZoneDecision(
                AckAnswer(),
                setting_aside.end_blocking(
                    held.state, held.presence(agent), "an administrator has ended it", self.clock(), new_id
                ),
            ),
        )
        return bool(decision.effects)

    def delivery(self, due: DueAgent) -> PushDelivery | None:
        """Return what is to be pushed to an agent now; None if there is nothing."""
        state, head = self._head(due.zone, due.agent)
        return next_delivery(due, state, head, self.clock())

    def delivered(self, sent: PushDelivery, outcome: PushOutcome) -> None:
        """Take in what came of a delivery: the entry is removed, kept for later, blocked, or put aside (section 8.3)."""
        reply, outcome = read_outcome(outcome)

        def change(held: Transaction) -> ZoneDecision:
            return ZoneDecision(AckAnswer(), handle_outcome(held, sent, reply, outcome, self.clock()))

        self._do(sent.due.zone, change)

    def keep_house(self) -> int:
        """Close requests and put aside messages whose time is over, forget what need not be remembered; return how much.

        A zone that cannot be tidied up keeps no other from it; what was wrong with the last such one is raised at the end.
        """
        done, fault = 0, None
        for zone in self.store.zones():
            try:
                done += self._keep_house(zone)
            except Exception as this:
                log.exception("zone %s could not be tidied up", zone)
                fault = this
        if fault is not None:
            raise fault
        return done

    def _keep_house(self, zone: str) -> int:
        done = 0
        while True:
            decision = self._do(
                zone,
                lambda held: ZoneDecision(AckAnswer(), expiry.expire_overdue(held.state, held, self.clock(), new_id)),
            )
            done += len(decision.effects)
            if len(decision.effects) < expiry.AT_ONCE:
                break
        rules, now = self.store.state(zone).rules, self.clock()
        ids, bodies = timedelta(hours=rules.duplicate_hours), timedelta(hours=rules.content_hours)
        return done + self.store.forget(zone, now - max(ids, bodies), now - bodies)

    def _tried(self, zone: str, arrival: ParsedMessage, channel: Channel, state: ZoneState) -> AckAnswer:
        """Return the answer to a message; that the zone failed, where it did."""
        try:
            return self._answer(zone, arrival, channel, state)
        except NoSuchZone:
            return AckAnswer(fault=NOT_PROVED)
        except ZoneMoving:
            raise
        except UnreadableMessage as fault:
            # Every message of the queue would say the same again and again: the words for the operator, without a stack.
            log.error(
                "%s in zone %s was answered 11/1; is HANDOVER_MASTER_KEY another? %s", arrival.source, zone, fault
            )
            return AckAnswer(fault=_FAILED)
        except Exception:
            log.exception("a %s in zone %s could not be handled", arrival.name, zone)
            return AckAnswer(fault=_FAILED)

    def _answer(self, zone: str, arrival: ParsedMessage, channel: Channel, state: ZoneState) -> AckAnswer:
        if arrival.name == "SIF_SystemControl":
            read = self._read(zone, arrival, channel, state)
            if read is not None:
                return read
        # Checked, and if possible decided, before it is the message's turn; again only if the zone has changed meanwhile.
        checked = _is_checked(arrival, state)
        findings = content.check_content(arrival) if checked else ()
        case = MessageContext(arrival, state, NO_TRANSACTION, channel, self.clock(), new_id, findings)
        event = decide_early(case) if arrival.name == "SIF_Event" else None

        def change(held: Transaction) -> ZoneDecision:
            if event is not None and held.state.revision == state.revision:
                return event
            wanted = not checked and _is_checked(arrival, held.state)
            found = content.check_content(arrival) if wanted else findings
            return decide_message(MessageContext(arrival, held.state, held, channel, self.clock(), new_id, found))

        early = self._early(zone, case, event)
        answer = self._do(zone, change, early).answer
        return self._not_again(arrival, zone) if answer.status == ALREADY_RECEIVED else answer

    def _early(self, zone: str, case: MessageContext, event: ZoneDecision | None) -> EarlyDecision | None:
        """Return what can be written without a transaction: most events, and the acknowledgement of what was just given."""
        revision = case.state.revision
        if event is not None:
            guarded = guard_event(revision, event)
            return EarlyDecision(event, guarded) if guarded else None
        given = self._given.pop((zone, case.agent), None) if case.arrival.name == "SIF_Ack" else None
        # A GivenMessage answers what an acknowledgement asks, and nothing else.
        decision = decide_early(case._replace(facts=cast(StateQueries, given))) if given is not None else None
        if given is None or decision is None:
            return None
        guarded = guard_acknowledgement(revision, decision, given)
        return EarlyDecision(decision, guarded) if guarded else None

    def _not_again(self, arrival: ParsedMessage, zone: str) -> AckAnswer:
        """Answer to an id that came before: status 7, or an error where it is another message that would be lost."""
        if is_again(arrival, self.store.content(zone, arrival.source, arrival.msg_id)):
            return AckAnswer(ALREADY_RECEIVED)
        log.warning("%s in %s gave the id of an earlier message to another", arrival.source, zone)
        words = f"{arrival.msg_id} was the id of an earlier message of {arrival.source} with another content."
        return AckAnswer(fault=SifError(ErrorCode(12, 5), words))

    def _read(self, zone: str, arrival: ParsedMessage, channel: Channel, state: ZoneState) -> AckAnswer | None:
        """Answer what changes nothing without waiting for a turn; None for what does change something."""
        # None of the checks nor the answers below asks for facts.
        case = MessageContext(arrival, state, NO_TRANSACTION, channel, self.clock(), new_id)
        try:
            name = control.read_command(case)
        except MessageRefused:
            return None  # said when it is its turn, after the checks that come first
        if name not in control.READING:
            return None
        state, (presence, waiting, _) = self._head(zone, arrival.source)
        if state is not case.state:
            case = case._replace(state=state)
        try:
            answer = run_checks(case) or control.answer_reading(name, case, presence, waiting)
            if waiting is not None and answer.data and name == "SIF_GetMessage" and self._fetched(case, waiting):
                state, (presence, waiting, _) = self._head(zone, arrival.source)
                answer = control.answer_reading(name, case._replace(state=state), presence, waiting)
        except MessageRefused as refused:
            return AckAnswer(fault=refused.fault)
        if waiting is not None and answer.data:
            self._given[zone, arrival.source] = GivenMessage(waiting.without_content(), presence)
        return answer

    def _fetched(self, case: MessageContext, waiting: QueueEntry) -> bool:
        """Count that a message is fetched, if it is fetched again; say whether it was put aside, so that the next one comes."""
        rules, zone = case.state.rules, case.state.id
        counted = self._fetches.count(zone, waiting, case.now, timedelta(seconds=rules.retry_longest))
        if counted is None:
            return False

        def change(held: Transaction) -> ZoneDecision:
            effects = setting_aside.handle_refetch(held.state, held, counted, self.clock(), new_id)
            return ZoneDecision(AckAnswer(), effects)

        try:
            return not any(isinstance(effect, Fetched) for effect in self._do(zone, change).effects)
        except Exception:
            # Counting must not keep the message from its agent.
            log.exception("it could not be noted that a message in zone %s was fetched again", zone)
            return False

    def _head(self, zone: str, agent: str) -> tuple[ZoneState, QueueHead]:
        """Return the zone and what an agent can be given, as they are now, with one question as long as nothing changes."""
        head, state = self.store.head(zone, agent), self.store.remembered(zone)
        return (state if state.revision == head.revision else self.store.state(zone)), head

    def _do(
        self, zone: str, change: Callable[[Transaction], ZoneDecision], early: EarlyDecision | None = None
    ) -> ZoneDecision:
        commits = self._commits.get(zone)
        if commits is None:
            self.store.remembered(zone)  # a zone that is not there gets none
            with self._gate:
                commits = self._commits.setdefault(zone, GroupCommit(self.store, zone, self.clock))
        decision = commits.do(change, early)
        if decision.effects:
            try:
                self._announce(zone, decision.effects)
            except Exception:
                # It is durable already: whoever looks for what is due finds it.
                log.exception("what changed in zone %s could not be passed on at once", zone)
        return decision

    def _announce(self, zone: str, effects: Iterable[Effect]) -> None:
        """Say what has become durable to those who pass it on."""
        state, now = self.store.remembered(zone), self.clock()
        for effect in effects:
            if isinstance(effect, Remove):
                continue  # a message that was taken, which is most of them, is news to nobody
            self._telling.tell(zone, effect, now)
            self._fetches.settle(zone, effect)
            if isinstance(effect, SendControl):
                registration = state.registration(effect.agent)
                if registration is not None and not state.rules.paused:
                    self.on_tell(registration, effect.body)
            elif isinstance(effect, Accept) and not state.pushed.isdisjoint(effect.recipients):
                self.on_waiting()

    def _written(self, answer: AckAnswer, original: OriginalHeader, version: str, zone: str) -> bytes:
        return write_answer(answer, original, version, zone, self.clock(), new_id)


def _is_checked(arrival: ParsedMessage, state: ZoneState) -> bool:
    """Say whether the content of a message is to be checked."""
    wanted = arrival.name in _CHECKED and state.rules.checking != "off"
    return wanted and state.registration(arrival.source) is not None


def _version(original: OriginalHeader, state: ZoneState) -> str:
    """Return the version to answer in when the message's own cannot be used (section 2)."""
    try:
        if supported(original.version):
            return original.version
    except ValueError:
        pass
    return state.common_version(original.source)
