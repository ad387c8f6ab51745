"""Which process pushes to which agent, in a table of its own: it outlives what a zone's transactions do to the agent."""

from datetime import datetime

from handover.zone.store.connection import DatabaseConnection
from handover.zone.store.interface import DueAgent

# The claims lie in a table of their own, which no message touches: a claim does not wait for the lock of the zone. Two
# processes that select at the same moment pass over each other's agents (PostgreSQL) or select in turn (SQLite); the condition
# after ON CONFLICT is what decides, should both have seen the same agent free. Who is due is what `Broker.delivery` asks again
# for one agent: here it only has to be right often enough that nobody is claimed in vain for ever.
CLAIM = """
INSERT INTO zones_claim (zone, agent, owner, until)
SELECT agent.zone, agent.agent, ?, ? FROM zones_agent AS agent
JOIN zones_zone AS zone ON zone.id = agent.zone
LEFT JOIN zones_presence AS presence ON presence.zone = agent.zone AND presence.agent = agent.agent
LEFT JOIN zones_claim AS claim ON claim.zone = agent.zone AND claim.agent = agent.agent
WHERE agent.mode = 'Push' AND agent.allowed AND NOT zone.paused AND COALESCE(presence.asleep, '') <> 'asked'
  AND NOT COALESCE(presence.stopped, FALSE)
  AND (presence.next_attempt IS NULL OR presence.next_attempt <= ?)
  AND (claim.until IS NULL OR claim.until <= ?)
  AND CASE WHEN presence.blocked IS NULL THEN
    EXISTS (SELECT 1 FROM zones_waiting AS first WHERE first.zone = agent.zone AND first.agent = agent.agent
            AND first.number > COALESCE(presence.watermark, 0))
  ELSE
    EXISTS (SELECT 1 FROM zones_waiting AS first WHERE first.zone = agent.zone AND first.agent = agent.agent
            AND first.number > presence.watermark AND NOT first.kind = 'event')
  END
ORDER BY agent.zone, agent.agent LIMIT ? {passing_over}
ON CONFLICT (zone, agent) DO UPDATE SET owner = excluded.owner, until = excluded.until WHERE zones_claim.until <= ?
RETURNING zone, agent
"""
_KEEP = """
UPDATE zones_claim SET until = ? WHERE owner = ? AND (zone, agent) IN (
  SELECT zone, agent FROM zones_claim WHERE owner = ? ORDER BY zone, agent {in_order})
"""
_RELEASE = "DELETE FROM zones_claim WHERE zone = ? AND agent = ? AND owner = ?"


def claim_agents(
    connection: DatabaseConnection, owner: str, now: datetime, until: datetime, most: int
) -> tuple[DueAgent, ...]:
    """Claim agents that are due and free."""
    at, end = connection.moment(now), connection.moment(until)
    sql = CLAIM.format(passing_over=connection.passing_over)
    return tuple(DueAgent(*row) for row in connection.rows(sql, owner, end, at, at, most, at))


def prolong_claims(connection: DatabaseConnection, owner: str, until: datetime) -> None:
    """Prolong an owner's claims."""
    connection.run(_KEEP.format(in_order=connection.in_order), connection.moment(until), owner, owner)


def release_claim(connection: DatabaseConnection, owner: str, due: DueAgent) -> None:
    """Give a claim back."""
    connection.run(_RELEASE, due.zone, due.agent, owner)
