"""A zone's state in the tables: read whole, written as the difference between two states."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from handover.zone.rights import Right
from handover.zone.rules import changed_rules, read_rules
from handover.zone.state import Grant, Provision, Registration, ZoneAgent, ZoneState
from handover.zone.store.connection import DatabaseConnection, Row, ZoneChange
from handover.zone.store.interface import NoSuchZone

_ZONE = "SELECT name, rules, revision, paused_at, resumed_at FROM zones_zone WHERE id = ?"
_AGENTS = "SELECT agent, allowed, certificate, registration, key_digest FROM zones_agent WHERE zone = ? ORDER BY agent"
_GRANTS = 'SELECT agent, "right", object, context FROM zones_grant WHERE zone = ?'
_PROVISIONS = 'SELECT agent, "right", object, context, extended FROM zones_provision WHERE zone = ?'

_CREATE = """
INSERT INTO zones_zone (id, name, rules, paused, revision) VALUES (?, ?, '{}', FALSE, 0) ON CONFLICT (id) DO NOTHING
"""
_SET_ZONE = """
UPDATE zones_zone SET name = ?, rules = ?, paused = ?, revision = ?, paused_at = ?, resumed_at = ? WHERE id = ?
"""
_SET_AGENT = """
INSERT INTO zones_agent (zone, agent, allowed, certificate, mode, registration, key_digest) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (zone, agent) DO UPDATE SET allowed = excluded.allowed, certificate = excluded.certificate,
  mode = excluded.mode, registration = excluded.registration, key_digest = excluded.key_digest
"""
_FORGET_AGENT = "DELETE FROM zones_agent WHERE zone = ? AND agent = ?"
_GRANT = 'INSERT INTO zones_grant (zone, agent, "right", object, context) VALUES (?, ?, ?, ?, ?)'
_WITHHOLD = 'DELETE FROM zones_grant WHERE zone = ? AND agent = ? AND "right" = ? AND object = ? AND context = ?'
_DO = 'INSERT INTO zones_provision (zone, agent, "right", object, context, extended) VALUES (?, ?, ?, ?, ?, ?)'
_CEASE = 'DELETE FROM zones_provision WHERE zone = ? AND agent = ? AND "right" = ? AND object = ? AND context = ?'


def read_zone_ids(connection: DatabaseConnection) -> tuple[str, ...]:
    """Return the ids of all zones."""
    return tuple(sorted(zone for (zone,) in connection.rows("SELECT id FROM zones_zone")))


def insert_zone(connection: DatabaseConnection, zone: str) -> None:
    """Make an empty zone, unless it is there."""
    connection.run(_CREATE, zone, zone)


def read_revision(connection: DatabaseConnection, zone: str) -> int:
    """Return a zone's revision. Raises NoSuchZone."""
    row = connection.row("SELECT revision FROM zones_zone WHERE id = ?", zone)
    if row is None:
        raise NoSuchZone(zone)
    found: int = row[0]
    return found


def load_state(connection: DatabaseConnection, zone: str) -> ZoneState:
    """Return a zone's state; within a transaction, or its parts may be of different moments. Raises NoSuchZone."""
    row = connection.row(_ZONE, zone)
    if row is None:
        raise NoSuchZone(zone)
    name, rules, number, paused_at, resumed_at = row
    return ZoneState(
        id=zone,
        name=name,
        revision=number,
        rules=read_rules(connection.listed(rules)),
        agents={agent: _agent(connection, agent, *rest) for agent, *rest in connection.rows(_AGENTS, zone)},
        grants=frozenset(Grant(agent, Right(right), *what) for agent, right, *what in connection.rows(_GRANTS, zone)),
        provisions=frozenset(
            Provision(agent, Right(right), name, context, bool(extended))
            for agent, right, name, context, extended in connection.rows(_PROVISIONS, zone)
        ),
        paused_at=connection.perhaps(paused_at),
        resumed_at=connection.perhaps(resumed_at),
    )


def save_state(change: ZoneChange, old: ZoneState, new: ZoneState) -> None:
    """Write what is different in the new state, and its revision."""
    connection, zone = change.connection, change.zone
    rules = json.dumps(changed_rules(new.rules))
    pause = connection.moment(new.paused_at), connection.moment(new.resumed_at)
    connection.run(_SET_ZONE, new.name, rules, new.rules.paused, new.revision, *pause, zone)
    for agent in old.agents.keys() - new.agents.keys():
        connection.run(_FORGET_AGENT, zone, agent)
    for agent, known in new.agents.items():
        if old.agents.get(agent) != known:
            connection.run(_SET_AGENT, zone, *_agent_row(known))
    if new.grants is not old.grants:
        connection.many(_WITHHOLD, [(zone, *_values(grant)) for grant in old.grants - new.grants])
        connection.many(_GRANT, [(zone, *_values(grant)) for grant in new.grants - old.grants])
    if new.provisions is not old.provisions:
        gone = [(zone, *_values(provision)[:4]) for provision in old.provisions - new.provisions]
        connection.many(_CEASE, gone)
        connection.many(_DO, [(zone, *_values(provision)) for provision in new.provisions - old.provisions])


def _agent(
    connection: DatabaseConnection, agent: str, allowed: Any, certificate: str, registration: Any, key: str
) -> ZoneAgent:
    said = connection.listed(registration)
    return ZoneAgent(agent, bool(allowed), certificate, None if said is None else _registration(said), key)


def _registration(said: dict[str, Any]) -> Registration:
    moment = datetime.fromisoformat(said["registered_at"])
    return Registration(**{**said, "versions": tuple(said["versions"]), "registered_at": moment})


def _agent_row(known: ZoneAgent) -> Row:
    said = known.registration
    if said is None:
        return known.id, known.allowed, known.certificate, "", None, known.key_digest
    written = json.dumps(asdict(said) | {"registered_at": said.registered_at.isoformat()})
    return known.id, known.allowed, known.certificate, said.mode, written, known.key_digest


def _values(row: Grant | Provision) -> Row:
    return row.agent, row.right.value, *row[2:]
