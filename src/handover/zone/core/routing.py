"""Who gets an event, and why (section 7.7). The same function answers when it comes and when somebody asks later."""

from collections.abc import Sequence
from typing import Final

from handover.zone.core.records import Reason, RoutingVerdict
from handover.zone.rights import Right
from handover.zone.state import ZoneAgent, ZoneState

SECURE: Final = (3, 4)
"""The levels of authentication and encryption that a secure channel to a known agent reaches (section 1.1)."""


def route_event(
    state: ZoneState,
    *,
    source: str,
    object_name: str,
    contexts: Sequence[str],
    version: str,
    size: int,
    destination: str = "",
    security: tuple[int, int] = (0, 0),
) -> tuple[RoutingVerdict, ...]:
    """Return a verdict on every subscriber of the object in any of these contexts. `size` is the message's, in bytes."""
    subscribers = {each.agent for context in contexts for each in state.doing(Right.SUBSCRIBE, object_name, context)}
    found = []
    for name in sorted(subscribers):
        reason = _reason(state, name, source, version, size, destination, security)
        found.append(RoutingVerdict(name, reason))
    return tuple(found)


def verdict_on(state: ZoneState, agent: str, verdicts: Sequence[RoutingVerdict]) -> RoutingVerdict:
    """Return the verdict on one agent, also one that does not subscribe."""
    missing: Reason = "not subscribed" if state.registration(agent) is not None else "gone"
    return next((each for each in verdicts if each.agent == agent), RoutingVerdict(agent, missing))


def _reason(
    state: ZoneState, name: str, source: str, version: str, size: int, destination: str, security: tuple[int, int]
) -> Reason:
    agent = state.agents.get(name)
    registration = agent.registration if agent is not None and agent.allowed else None
    if agent is None or registration is None:
        return "gone"
    if destination and destination != name:
        return "not addressed"
    if name == source and not state.rules.echo:
        return "own"
    if not registration.understands(version):
        return "version"
    if size > registration.max_buffer:
        return "too large"
    if security != (0, 0) and not secure_enough(agent, security):
        return "security"
    return "recipient"


def secure_enough(agent: ZoneAgent, security: tuple[int, int]) -> bool:
    """Say whether messages reach an agent over a channel of at least these levels."""
    if security == (0, 0):
        return True
    registration = agent.registration
    if registration is None or not registration.secure:
        return False
    known = registration.pushed or bool(agent.certificate)
    authentication = SECURE[0] if known else 0
    return security[0] <= authentication and security[1] <= SECURE[1]
