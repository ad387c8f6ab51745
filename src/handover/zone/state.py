"""A zone as it is at one moment: who is registered, who may do what, who does what. Immutable; looked up by the core.

It holds what changes seldom (section 7.1). What changes with every message (queues, sleep, blocking, open requests) is asked
of the store when it is needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import Final, Literal, NamedTuple

from handover.sif.messages.message import DEFAULT_CONTEXT, version_key, version_matches
from handover.zone.objects import known_objects, provided
from handover.zone.rights import ANY, RIGHTS, Right
from handover.zone.rules import VERSIONS, Rules

ALL_VERSIONS: Final = VERSIONS


@dataclass(frozen=True, slots=True)
class Registration:
    """What an agent said of itself in SIF_Register (section 3.1). `max_buffer` is in bytes.

    `versions` are as the agent listed them, wildcards and all. `url` is where messages are pushed to, exactly as given.
    """

    name: str
    versions: tuple[str, ...]
    max_buffer: int
    mode: Literal["Push", "Pull"]
    registered_at: datetime
    protocol: str = ""
    secure: bool = False
    url: str = ""
    accept_encoding: str = ""
    node_vendor: str = ""
    node_version: str = ""
    vendor: str = ""
    product: str = ""
    product_version: str = ""
    icon: str = ""

    @property
    def pushed(self) -> bool:
        """Say whether messages are sent to it."""
        return self.mode == "Push"

    def understands(self, version: str) -> bool:
        """Say whether a version is one of those it listed."""
        return matches_any(version, self.versions)


@dataclass(frozen=True, slots=True)
class ZoneAgent:
    """An agent that the zone knows, registered or only allowed.

    It proves itself by a certificate with the common name `certificate`, or by the key whose digest is `key_digest`; ''
    stands for none.
    """

    id: str
    allowed: bool = True
    certificate: str = ""
    registration: Registration | None = None
    key_digest: str = ""


class Grant(NamedTuple):
    """A right that an administrator gave to an agent; object and context may be `*`."""

    agent: str
    right: Right
    object: str
    context: str = ANY


class Provision(NamedTuple):
    """Something that an agent said it does. `extended`: it understands extended queries for this object."""

    agent: str
    right: Right
    object: str
    context: str = DEFAULT_CONTEXT
    extended: bool = False


@dataclass(frozen=True)
class ZoneState:
    """A zone at one moment. `revision` grows with every change of what is held here; the id is also the zone's source id.

    `paused_at` is when its last pause began, `resumed_at` when it ended (None: never, or not yet).
    """

    id: str
    name: str = ""
    revision: int = 0
    rules: Rules = field(default_factory=Rules)
    agents: Mapping[str, ZoneAgent] = field(default_factory=dict)
    grants: frozenset[Grant] = frozenset()
    provisions: frozenset[Provision] = frozenset()
    paused_at: datetime | None = None
    resumed_at: datetime | None = None

    def awake_for(self, period: timedelta, now: datetime) -> datetime:
        """Return the moment since which the zone has been awake for this long, the last pause left out.

        What nobody could take or answer during a pause must not be too late because of it.
        """
        moment = now - period
        if self.paused_at is None or self.resumed_at is None or self.resumed_at <= moment:
            return moment
        return moment - (self.resumed_at - self.paused_at)

    def registration(self, agent: str) -> Registration | None:
        """Return an agent's registration; None if it has none, or if the administrator has closed the zone to it."""
        found = self.agents.get(agent)
        return found.registration if found and found.allowed else None

    def may(self, agent: str, right: Right, object_name: str, context: str) -> bool:
        """Say whether an administrator, or the policy of an open zone, allows this (section 11)."""
        if self.rules.policy == "open":
            return True
        mine = self._granted.get((agent, right))
        if mine is None:
            return False
        return bool(mine & {(object_name, context), (object_name, ANY), (ANY, context), (ANY, ANY)})

    def access(self, agent: str) -> Mapping[Right, Mapping[str, tuple[str, ...]]]:
        """Return, for each right, the objects that an agent may use and the contexts for each (section 10.2)."""
        found: dict[Right, dict[str, tuple[str, ...]]] = {}
        for right in RIGHTS:
            lists = found[right] = {}
            for name in sorted(provided() if right in (Right.PROVIDE, Right.RESPOND) else known_objects()):
                contexts = tuple(each for each in self.rules.contexts if self.may(agent, right, name, each))
                if contexts:
                    lists[name] = contexts
        return found

    def doing(self, right: Right, object_name: str, context: str) -> tuple[Provision, ...]:
        """Return who does this, in the order of the agents' ids."""
        return self._doing.get((right, object_name, context), ())

    def provider(self, object_name: str, context: str) -> Provision | None:
        """Return the one provider of an object in a context; None if there is none."""
        return next(iter(self.doing(Right.PROVIDE, object_name, context)), None)

    def of_agent(self, agent: str) -> tuple[Provision, ...]:
        """Return all that an agent does."""
        return self._of_agent.get(agent, ())

    def context(self, name: str) -> str | None:
        """Return a context as the zone writes it; None for one that it does not know. `SIF_Default` in any case."""
        if name in self.rules.contexts:
            return name
        if name.casefold() == DEFAULT_CONTEXT.casefold() and DEFAULT_CONTEXT in self.rules.contexts:
            return DEFAULT_CONTEXT
        return None

    def common_version(self, agent: str) -> str:
        """Return the highest version that the zone and an agent both have; the zone's highest for a stranger."""
        registration = self.registration(agent)
        if registration is not None:
            both = [each for each in ALL_VERSIONS if registration.understands(each)]
            if both:
                return both[-1]
        return ALL_VERSIONS[-1]

    @cached_property
    def keys(self) -> Mapping[str, ZoneAgent]:
        """The agents that have a key, by its digest."""
        return {agent.key_digest: agent for agent in self.agents.values() if agent.key_digest}

    @cached_property
    def certificates(self) -> frozenset[str]:
        """The common names that were set for agents."""
        return frozenset(agent.certificate for agent in self.agents.values() if agent.certificate)

    @cached_property
    def pushed(self) -> frozenset[str]:
        """The registered agents in push mode."""
        registered = ((name, self.registration(name)) for name in self.agents)
        return frozenset(name for name, registration in registered if registration and registration.pushed)

    @cached_property
    def _granted(self) -> Mapping[tuple[str, Right], frozenset[tuple[str, str]]]:
        found: dict[tuple[str, Right], set[tuple[str, str]]] = {}
        for grant in self.grants:
            found.setdefault((grant.agent, grant.right), set()).add((grant.object, grant.context))
        return {key: frozenset(value) for key, value in found.items()}

    @cached_property
    def _doing(self) -> Mapping[tuple[Right, str, str], tuple[Provision, ...]]:
        found: dict[tuple[Right, str, str], list[Provision]] = {}
        for each in sorted(self.provisions):
            found.setdefault((each.right, each.object, each.context), []).append(each)
        return {key: tuple(value) for key, value in found.items()}

    @cached_property
    def _of_agent(self) -> Mapping[str, tuple[Provision, ...]]:
        found: dict[str, list[Provision]] = {}
        for each in sorted(self.provisions):
            found.setdefault(each.agent, []).append(each)
        return {key: tuple(value) for key, value in found.items()}


@lru_cache(maxsize=256)
def supported(version: str) -> bool:
    """Say whether messages of this version are taken: 2.0r1 to the highest (section 7.2). ValueError if it is none."""
    return version_key(ALL_VERSIONS[0]) <= version_key(version) <= version_key(ALL_VERSIONS[-1])


def supported_pattern(pattern: str) -> bool:
    """Say whether the zone has a version that a pattern such as `2.*` means; an unreadable pattern means none."""
    return any(_matches(version, pattern) for version in ALL_VERSIONS)


def answers_in(patterns: tuple[str, ...]) -> str:
    """Return the highest of the zone's versions that one of these patterns means; empty if there is none."""
    fitting = [version for version in ALL_VERSIONS if any(_matches(version, pattern) for pattern in patterns)]
    return fitting[-1] if fitting else ""


@lru_cache(maxsize=4096)
def matches_any(version: str, patterns: tuple[str, ...]) -> bool:
    """Say whether a version is one that these patterns mean; an unreadable pattern means none."""
    return any(_matches(version, pattern) for pattern in patterns)


def _matches(version: str, pattern: str) -> bool:
    try:
        return version_matches(version, pattern)
    except ValueError:
        return False
