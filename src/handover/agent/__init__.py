"""A client of SIF zones: take part in a zone as an agent, with the objects of `handover.sif`.

>>> from handover.agent import Agent, Q
>>> from handover.sif.objects import LearnerPersonal
>>> agent = Agent("Ramsey", "http://localhost:8000/zone/county")
>>> @agent.on_event(LearnerPersonal)
... def learner(event):
...     print(event.action, event.object.ref_id)

Inside `with agent:` events come, and `agent.publish` and `agent.request` work. `docs/integrator/agent.md` tells the rest.
"""

from handover.agent.agent import MAX_BUFFER, VERSIONS, Agent
from handover.agent.asking import ResponseObjects
from handover.agent.conditions import Condition, Conditions, Q, TooDeep
from handover.agent.connection import Tls, WrongAddress
from handover.agent.faults import (
    AgentFault,
    InboxInUse,
    Later,
    NotConnected,
    Refuse,
    RefusedByZone,
    RegistrationRefused,
    RequestRefused,
    TimedOut,
    ZoneAsleep,
    ZoneAway,
)
from handover.agent.received import AddEvent, ChangeEvent, DeleteEvent, Event, Query
from handover.agent.zone_status import Access, AgentRole, ZoneMember, ZoneStatus

__all__ = [
    "MAX_BUFFER",
    "VERSIONS",
    "Access",
    "AddEvent",
    "Agent",
    "AgentFault",
    "AgentRole",
    "ChangeEvent",
    "Condition",
    "Conditions",
    "DeleteEvent",
    "Event",
    "InboxInUse",
    "Later",
    "NotConnected",
    "Q",
    "Query",
    "Refuse",
    "RefusedByZone",
    "RegistrationRefused",
    "RequestRefused",
    "ResponseObjects",
    "TimedOut",
    "Tls",
    "TooDeep",
    "WrongAddress",
    "ZoneAsleep",
    "ZoneAway",
    "ZoneMember",
    "ZoneStatus",
]
