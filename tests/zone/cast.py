"""A zone and the school software in it, for conversations: who says what, and what is answered."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from handover.zone.broker import Broker
from handover.zone.core.effects import SetAgent, SetGrants, SetKey, SetZone
from handover.zone.core.parsing import Channel
from handover.zone.keys import digest_of, make_agent_key
from handover.zone.rights import ANY, RIGHTS, Right
from handover.zone.state import Grant
from handover.zone.state import ZoneAgent as Known
from handover.zone.store.interface import Store
from tests.zone import writing
from tests.zone.reading import Ack, Received
from tests.zone.shapes import assert_good
from tests.zone.ways import Clock, Way, deliver

ZONE = "Ramsey"
SILENCE = None
"""An agent that cannot be reached."""

Said = int | str | bytes | None
"""What an agent answers to what it is given: a status, an error such as "10/1", other bytes, or SILENCE."""


@dataclass
class Stage:
    """A closed zone with an administrator, who lets the cast do everything unless told otherwise."""

    store: Store
    clock: Clock
    broker: Broker
    way: Way
    zone: str = ZONE
    keys: dict[str, str] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    """Everything the zone answered, such as "0" and "4/9"."""

    @property
    def state(self) -> Any:
        return self.store.state(self.zone)

    def rules(self, **changes: Any) -> None:
        """Have the administrator change the zone's rules."""
        state = self.store.state(self.zone)
        self.broker.administer(self.zone, SetZone(state.name, replace(state.rules, **changes)))

    def agent(
        self, name: str, *, may: Mapping[Right, Sequence[str]] | None = None, certificate: str = "", **more: Any
    ) -> "Software":
        """Return software that the administrator has allowed; `may` are its rights, all of them if left out.

        It proves itself by the key that it was given, or by a certificate if it is to show one.
        """
        self.broker.administer(self.zone, SetAgent(Known(name, certificate=certificate)))
        self.grant(name, dict.fromkeys(RIGHTS, (ANY,)) if may is None else may)
        return Software(self, name, key="" if certificate else self.key(name), **more)

    def key(self, name: str) -> str:
        """Have the administrator make an agent's key, and return it."""
        key = self.keys[name] = make_agent_key()
        self.broker.administer(self.zone, SetKey(name, digest_of(key), self.state.agents[name].key_digest))
        return key

    def grant(self, name: str, may: Mapping[Right, Sequence[str]], context: str = ANY) -> None:
        """Have the administrator set what an agent may do."""
        grants = {Grant(name, right, each, context) for right, names in may.items() for each in names}
        self.broker.administer(self.zone, SetGrants(name, frozenset(grants)))

    def shut(self, name: str) -> None:
        """Have the administrator close the zone to an agent."""
        self.broker.administer(self.zone, SetAgent(Known(name, allowed=False)))

    def stranger(self, name: str) -> "Software":
        """Return software that nobody has told the administrator of."""
        return Software(self, name)

    def joined(
        self,
        name: str,
        *,
        mode: str = "Pull",
        provides: Sequence[str] = (),
        subscribes: Sequence[str] = (),
        may: Mapping[Right, Sequence[str]] | None = None,
        **more: Any,
    ) -> "Software":
        """Return software that has registered and said what it does."""
        agent = self.agent(name, may=may)
        assert agent.registers(mode=mode, **more).status == 0
        if provides or subscribes:
            assert agent.provisions(provide=provides, respond=provides, subscribe=subscribes).status == 0
        return agent

    def posts(self, body: bytes, channel: Channel | None = None, key: str | None = None) -> Ack:
        """Send bytes to the zone, check the form of the answer and return it.

        Without a key they go to the own address of the agent that they name, or of the first that has one.
        """
        if key is None:
            named = next((name for name in self.keys if f"<SIF_SourceId>{name}<".encode() in body), None)
            key = self.keys.get(named or next(iter(self.keys), ""), "")
        answer = self.way.post(body, channel or Channel(), key)
        assert_good(answer)
        ack = Ack(answer)
        assert ack.source == self.zone
        self.heard.append(ack.said)
        return ack

    def deliver(self) -> None:
        """Let the zone push all it can push now."""
        deliver(self.broker, self.way)


@dataclass
class Software:
    """A piece of school software: the agent in it speaks as OpenADK does."""

    stage: Stage
    id: str
    version: str = "2.6"
    channel: Channel = field(default_factory=Channel)
    key: str = ""
    """What its own address ends in; empty for software that speaks to the zone's bare address."""
    inbox: list[Received] = field(default_factory=list)
    """What was pushed to it."""
    answers: list[Said] = field(default_factory=list)
    """What it answers to the next that are pushed to it; after that, 1."""
    saying: Said = None
    """What it will answer to what it is working on."""
    works: Callable[[Received], None] = lambda received: None
    """What it does with a pushed message before it answers."""

    def written(self, kind: str, inside: str = "", *, version: str = "", msg_id: str = "", **head: Any) -> bytes:
        """Return a message of this agent as bytes."""
        top = writing.header(head.pop("source", self.id), msg_id or writing.fresh_id(), **head)
        return writing.ragged(writing.message(f"<{kind}>{top}{inside}</{kind}>", version or self.version)).encode()

    def sends(self, kind: str, inside: str = "", **more: Any) -> Ack:
        """Send a message and return what the zone answers."""
        body = self.written(kind, inside, **more)
        ack = self.stage.posts(body, self.channel, self.key)
        sent = Received(body)
        if ack.error not in ("1/4", "1/6"):
            capital = sent.msg_id.strip("{}").replace("-", "").upper()
            assert ack.original == (sent.source, capital if re.fullmatch("[0-9A-F]{32}", capital) else "")
        return ack

    def registers(self, *, mode: str = "Pull", url: str | None = None, name: str = "", **more: Any) -> Ack:
        where = self.stage.way.listen(self.id, self.hears) if url is None and mode == "Push" else url or ""
        return self.sends("SIF_Register", writing.registration(name or self.id, mode=mode, url=where, **more))

    def unregisters(self) -> Ack:
        return self.sends("SIF_Unregister")

    def provisions(self, *contexts: str, extended: bool = False, **lists: Sequence[str]) -> Ack:
        inside = writing.provision(contexts or ("SIF_Default",), extended=extended, **lists)
        return self.sends("SIF_Provision", inside)

    def says(self, kind: str, *names: str, contexts: Sequence[str] = (), extended: bool | None = None) -> Ack:
        """Send SIF_Provide, SIF_Subscribe or one of their opposites, as the older agents do."""
        return self.sends(kind, writing.objects(names, contexts, extended))

    def controls(self, kind: str, inside: str = "", **more: Any) -> Ack:
        held = f"<{kind}>{inside}</{kind}>" if inside else f"<{kind}/>"
        return self.sends("SIF_SystemControl", f"<SIF_SystemControlData>{held}</SIF_SystemControlData>", **more)

    def publishes(
        self, thing: str | None = None, *, name: str = "LearnerPersonal", action: str = "Add", **more: Any
    ) -> Ack:
        more.setdefault("contexts", ("SIF_Default",))
        return self.sends("SIF_Event", writing.event(thing, name=name, action=action), **more)

    def asks(
        self,
        name: str = "LearnerPersonal",
        *,
        versions: Sequence[str] = ("2.*",),
        buffer: int = writing.BUFFER,
        query: str = "",
        **more: Any,
    ) -> Ack:
        more.setdefault("contexts", ("SIF_Default",))
        more.setdefault("version", "2.0r1")
        return self.sends("SIF_Request", writing.request(name, versions=versions, buffer=buffer, query=query), **more)

    def responds(
        self, request: Received, packet: int = 1, *, more: bool = False, inside: str | None = None, **head: Any
    ) -> Ack:
        head.setdefault("destination", request.source)
        return self.sends("SIF_Response", writing.response(request.msg_id, packet, more=more, inside=inside), **head)

    def fetches(self) -> Ack:
        return self.controls("SIF_GetMessage")

    def acknowledges(self, received: Received, said: int | str = 1, *, source: str = "", msg_id: str = "") -> Ack:
        named = writing.acknowledgement(source or received.source, msg_id or received.msg_id, said)
        return self.sends("SIF_Ack", named, version=received.version)

    def takes(self, said: int | str = 1) -> Received:
        """Fetch a message and acknowledge it."""
        received = self.fetches().message
        assert received is not None, f"nothing waits for {self.id}"
        assert self.acknowledges(received, said).status == 0
        return received

    def drains(self) -> list[Received]:
        """Take everything that waits."""
        found = []
        while (ack := self.fetches()).status == 0:
            assert ack.message is not None
            assert self.acknowledges(ack.message).status == 0
            found.append(ack.message)
        assert ack.status == 9
        return found

    def hears(self, body: bytes) -> bytes | None:
        """Take what is pushed to it and return its answer; None where it cannot be reached."""
        said = self.answers.pop(0) if self.answers else 1
        received, self.saying = Received(body), said
        if said is SILENCE:
            return None
        if received.source == self.stage.zone:
            assert_good(body)
        self.inbox.append(received)
        self.works(received)
        if isinstance(said, bytes):
            return said
        named = writing.acknowledgement(received.source, received.msg_id, said)
        return self.written("SIF_Ack", named, version=received.version, security=None)
