"""What the effects that change a zone's state make of it: a state and an effect in, the next state out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from handover.zone.core import effects as fx
from handover.zone.state import Provision, ZoneAgent, ZoneState


def apply_to_state(state: ZoneState, effect: fx.Effect, now: datetime) -> ZoneState:
    """Return the state after an effect; the same object for one that does not change it. The revision stays."""
    if isinstance(effect, fx.SetZone):
        return _set_zone(state, effect, now)
    change = _CHANGES.get(type(effect))
    return state if change is None else change(state, effect)


def _register(state: ZoneState, effect: fx.Register) -> ZoneState:
    known = state.agents.get(effect.agent, ZoneAgent(effect.agent))
    return _with_agent(state, replace(known, registration=effect.registration))


def _unregister(state: ZoneState, effect: fx.Unregister) -> ZoneState:
    known = state.agents.get(effect.agent, ZoneAgent(effect.agent))
    rest = frozenset(each for each in state.provisions if each.agent != effect.agent)
    return replace(_with_agent(state, replace(known, registration=None)), provisions=rest)


def _provide(state: ZoneState, effect: fx.Provide) -> ZoneState:
    gone = {_doing(each) for each in effect.removed | effect.added}
    rest = frozenset(each for each in state.provisions if _doing(each) not in gone)
    return replace(state, provisions=rest | effect.added)


def _set_zone(state: ZoneState, effect: fx.SetZone, now: datetime) -> ZoneState:
    after = replace(state, name=effect.name, rules=effect.rules)
    if effect.rules.paused is state.rules.paused:
        return after
    if effect.rules.paused:
        return replace(after, paused_at=now, resumed_at=None)
    return replace(after, resumed_at=now)


def _set_agent(state: ZoneState, effect: fx.SetAgent) -> ZoneState:
    known = state.agents.get(effect.agent.id)
    key = known.key_digest if known and not effect.agent.certificate else ""
    return _with_agent(state, replace(effect.agent, registration=state.registration(effect.agent.id), key_digest=key))


def _set_key(state: ZoneState, effect: fx.SetKey) -> ZoneState:
    known = state.agents.get(effect.agent)
    if known is None or known.key_digest != effect.instead_of:
        return state
    return _with_agent(state, replace(known, key_digest=effect.key_digest))


def _set_grants(state: ZoneState, effect: fx.SetGrants) -> ZoneState:
    rest = frozenset(grant for grant in state.grants if grant.agent != effect.agent)
    return replace(state, grants=rest | effect.grants)


def _forget_agent(state: ZoneState, effect: fx.ForgetAgent) -> ZoneState:
    return replace(
        state,
        agents={name: agent for name, agent in state.agents.items() if name != effect.agent},
        grants=frozenset(grant for grant in state.grants if grant.agent != effect.agent),
        provisions=frozenset(each for each in state.provisions if each.agent != effect.agent),
    )


def _with_agent(state: ZoneState, agent: ZoneAgent) -> ZoneState:
    return replace(state, agents={**state.agents, agent.id: agent})


def _doing(provision: Provision) -> tuple[str, str, str, str]:
    return provision.agent, provision.right, provision.object, provision.context


_CHANGES: Final[Mapping[type[Any], Callable[[ZoneState, Any], ZoneState]]] = {
    fx.Register: _register,
    fx.Unregister: _unregister,
    fx.Provide: _provide,
    fx.SetAgent: _set_agent,
    fx.SetKey: _set_key,
    fx.SetGrants: _set_grants,
    fx.ForgetAgent: _forget_agent,
}
