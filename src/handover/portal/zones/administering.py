"""What administrators do to zones. Every verb is written down in the audit log.

The zone server keeps its tables over connections of its own, so that an act and its entry cannot be one transaction. The entry
is written first, in a transaction just before the act's: nothing is ever done that the log does not hold. Should the act
fail afterwards, an entry `zone.not_done` follows.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.db import connection

from handover.common.problems import Problem
from handover.portal.audit.log import SITE, Actor, record
from handover.portal.audit.models import Entry
from handover.portal.zones.broker import broker
from handover.portal.zones.databases import database_of
from handover.portal.zones.faults import FAULTS
from handover.portal.zones.models import OpenRequestRow, ZoneRow
from handover.portal.zones.sets import Held
from handover.zone.core import effects as fx
from handover.zone.core.parsing import ID_LENGTH
from handover.zone.core.proof import Proof, proof_of
from handover.zone.keys import digest_of, make_agent_key, mark_of
from handover.zone.opening import create_in_database
from handover.zone.rules import RULES, Policy, Rules, read_rules
from handover.zone.state import Grant, ZoneAgent, ZoneState
from handover.zone.store.places import OWN

ZONE_ID: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?")


class ZoneActRefused(Exception):
    """What was entered is not in order; `problems` says what is wrong, by field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__("; ".join(problem.message() for problem in problems.values()))
        self.problems = dict(problems)


def make_zone(by: Actor, zone: str, name: str, policy: Policy, now: datetime, database: str = OWN) -> None:
    """Make a zone, in a further database if one is named. Raises ZoneActRefused for an id that cannot be one, or is taken."""
    if not ZONE_ID.fullmatch(zone):
        raise ZoneActRefused({"id": FAULTS["zone.id_shape"].at(id=zone)})
    if ZoneRow.objects.filter(id=zone).exists() or database_of(zone) != OWN:
        raise ZoneActRefused({"id": FAULTS["zone.id_taken"].at(id=zone)})

    def act() -> None:
        create_in_database(broker().store, zone, database)
        broker().administer(zone, fx.SetZone(name or zone, Rules(policy=policy)))

    _write_down("zone.created", by, zone, act, now, rules=f"policy: {policy}", database=database)


def set_rules(by: Actor, state: ZoneState, name: str, values: Mapping[str, Any], now: datetime) -> bool:
    """Change a zone's name and rules; say whether anything was different. Raises ValueError for values that are wrong."""
    rules = read_rules(dict(values))
    different = [each for each in RULES if getattr(rules, each) != getattr(state.rules, each)]
    told = "; ".join(f"{each}: {getattr(state.rules, each)} → {getattr(rules, each)}" for each in different)
    if name != state.name:
        told = "; ".join(part for part in (f"name: {state.name} → {name}", told) if part)
    if not told:
        return False
    _do("zone.rules_changed", by, state.id, fx.SetZone(name, rules), now=now, rules=told)
    return True


def add_agent(by: Actor, state: ZoneState, agent: str, certificate: str, held: Held, now: datetime) -> str:
    """Make an agent known before it registers, with its rights in every context. Raises ZoneActRefused.

    Returns its key; '' where it proves itself by a certificate. The key is kept nowhere.
    """
    if not 0 < len(agent) <= ID_LENGTH or agent != agent.strip() or agent == state.id or not agent.isprintable():
        raise ZoneActRefused({"agent": FAULTS["zone.agent_shape"].at(id=agent)})
    if agent in state.agents:
        raise ZoneActRefused({"agent": FAULTS["zone.agent_known"].at(id=agent)})
    effects: list[fx.Effect] = [fx.SetAgent(ZoneAgent(agent, certificate=certificate))]
    grants = frozenset(Grant(agent, right, name) for right, name in held)
    if grants:
        effects.append(fx.SetGrants(agent, grants))
    key = "" if certificate or state.rules.certificates else make_agent_key()
    if key:
        effects.append(fx.SetKey(agent, digest_of(key), ""))
    _do("zone.agent_added", by, state.id, *effects, now=now, agent=agent, given=_listed(grants))
    return key


def make_key(by: Actor, state: ZoneState, agent: str, mark: str, now: datetime) -> str:
    """Give an agent another key in place of the one with a mark ('': none), and return it; it is kept nowhere.

    Raises ZoneActRefused for an agent that proves itself by a certificate, and where the key is no longer that one.
    """
    known = state.agents[agent]
    if proof_of(state, known) is Proof.CERTIFICATE:
        raise ZoneActRefused({"": FAULTS["zone.key_certificate"].at(id=agent)})
    key = make_agent_key()
    if mark_of(known.key_digest) == mark:
        _do("zone.key_made", by, state.id, fx.SetKey(agent, digest_of(key), known.key_digest), now=now, agent=agent)
    after = broker().store.state(state.id).agents.get(agent)
    if after is None or after.key_digest != digest_of(key):
        raise ZoneActRefused({"": FAULTS["zone.key_changed"].at(id=agent)})
    return key


def withdraw_agent_key(by: Actor, state: ZoneState, agent: str, now: datetime) -> None:
    """Withdraw an agent's key: it is refused until it gets another."""
    digest = state.agents[agent].key_digest
    _do("zone.key_withdrawn", by, state.id, fx.SetKey(agent, "", digest), now=now, agent=agent)


def admit_agent(by: Actor, state: ZoneState, agent: str, now: datetime) -> None:
    """Let an agent register that the zone was closed to."""
    known = replace(state.agents[agent], allowed=True)
    _do("zone.agent_allowed", by, state.id, fx.SetAgent(known), now=now, agent=agent)


def shut_out(by: Actor, state: ZoneState, agent: str, now: datetime) -> None:
    """Close the zone to an agent: it is registered no more, its queue is thrown away, what it may do stays."""
    known = replace(state.agents[agent], allowed=False)
    requests = _closing(state.id, agent)

    def act() -> None:
        _give_up_answering(state.id, agent)
        broker().administer(state.id, fx.SetAgent(known), fx.Unregister(agent), *requests)

    _write_down("zone.agent_closed", by, state.id, act, now, agent=agent)


def delete_agent(by: Actor, state: ZoneState, agent: str, now: datetime) -> None:
    """Forget an agent, its rights, its queue and its dead letters."""
    requests = _closing(state.id, agent)

    def act() -> None:
        _give_up_answering(state.id, agent)
        broker().administer(state.id, fx.ForgetAgent(agent), *requests)

    _write_down("zone.agent_forgotten", by, state.id, act, now, agent=agent)


def set_certificate(by: Actor, state: ZoneState, agent: str, certificate: str, now: datetime) -> None:
    """Say which client certificate an agent must show, by its common name, which ends its key; '' for none."""
    known = replace(state.agents[agent], certificate=certificate)
    told = f"{state.agents[agent].certificate or '–'} → {certificate or '–'}"
    _do("zone.certificate_set", by, state.id, fx.SetAgent(known), now=now, agent=agent, certificate=told)


def set_rights(by: Actor, state: ZoneState, agent: str, context: str, held: Held, now: datetime) -> bool:
    """Set what an agent may do in a context (`*`: in every context); other contexts stay. Say whether it was different."""
    before = frozenset(grant for grant in state.grants if grant.agent == agent)
    kept = frozenset(grant for grant in before if grant.context != context)
    after = kept | {Grant(agent, right, name, context) for right, name in held}
    if after == before:
        return False
    given, taken = _listed(after - before), _listed(before - after)
    _do("zone.rights_set", by, state.id, fx.SetGrants(agent, after), now=now, agent=agent, given=given, taken=taken)
    return True


def wake_agent(by: Actor, state: ZoneState, agent: str, now: datetime) -> None:
    """Try an agent again at once, whatever it was put off for."""
    _do("zone.agent_woken", by, state.id, fx.SetSleep(agent, ""), now=now, agent=agent)


def release_blocked_agent(by: Actor, state: ZoneState, agent: str, now: datetime) -> None:
    """End an agent's blocking: the event that it has others wait for is offered to it again."""

    def act() -> None:
        broker().release(state.id, agent)

    _write_down("zone.agent_released", by, state.id, act, now, agent=agent)


def set_message_aside(by: Actor, state: ZoneState, agent: str, number: int, msg_id: str, now: datetime) -> bool:
    """Put aside one message of an agent's queue as a dead letter; say whether it was still there."""
    done: list[bool] = []

    def act() -> None:
        done.append(broker().set_aside(state.id, agent, number=number) is not None)

    _write_down("zone.message_set_aside", by, state.id, act, now, agent=agent, message=msg_id)
    return done == [True]


def requeue_dead_letter(by: Actor, zone: str, agent: str, letter: int, msg_id: str, now: datetime) -> None:
    """Put a dead letter at the end of its agent's queue."""
    _do("zone.letter_requeued", by, zone, fx.Requeue(letter), now=now, agent=agent, message=msg_id)


def discard_dead_letter(by: Actor, zone: str, agent: str, letter: int, msg_id: str, now: datetime) -> None:
    """Throw a dead letter away."""
    _do("zone.letter_discarded", by, zone, fx.Discard(letter), now=now, agent=agent, message=msg_id)


def remove_open_request(by: Actor, zone: str, request: OpenRequestRow, now: datetime) -> None:
    """Close an open request; its requester is told (8/17)."""

    def act() -> None:
        broker().remove_request(zone, request.msg_id)

    _write_down("zone.request_removed", by, zone, act, now, agent=request.requester, message=request.msg_id)


def note_command(action: str, zone: str, now: datetime, **details: str) -> None:
    """Write down what an operator's command is about to do. A database with nothing but zones has no log to write to."""
    if Entry._meta.db_table in connection.introspection.table_names():
        record(
            action, actor=SITE, subject=zone, details={name: value for name, value in details.items() if value}, now=now
        )


def _give_up_answering(zone: str, agent: str) -> None:
    """Tell those who wait for an agent's answers that none will come."""
    for msg_id in OpenRequestRow.objects.filter(zone=zone, responder=agent).values_list("msg_id", flat=True):
        broker().remove_request(zone, msg_id)


def _closing(zone: str, agent: str) -> list[fx.Effect]:
    """Return the end of what an agent has asked for itself."""
    asked = OpenRequestRow.objects.filter(zone=zone, requester=agent)
    return [fx.Close(agent, msg_id) for msg_id in asked.values_list("msg_id", flat=True)]


def _listed(grants: frozenset[Grant]) -> str:
    return ", ".join(f"{each.right} {each.object} ({each.context})" for each in sorted(grants))


def _do(action: str, by: Actor, zone: str, *effects: fx.Effect, now: datetime, **details: str) -> None:
    _write_down(action, by, zone, lambda: broker().administer(zone, *effects), now, **details)


def _write_down(action: str, by: Actor, zone: str, act: Callable[[], None], now: datetime, **details: str) -> None:
    told = {name: value for name, value in details.items() if value}
    record(action, actor=by, subject=zone, details=told, now=now)
    try:
        act()
    except Exception:
        record("zone.not_done", actor=by, subject=zone, details={**told, "action": action}, now=now)
        raise
