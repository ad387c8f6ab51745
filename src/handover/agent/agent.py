"""The agent: what software that takes part in a SIF zone works with."""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, Self, TypeVar, overload

from handover.agent import compose, conditions
from handover.agent.answering import Provider
from handover.agent.asking import ResponseObjects
from handover.agent.compose import Action, Mode, Profile
from handover.agent.conditions import Where
from handover.agent.connection import Tls
from handover.agent.faults import AgentFault, RequestRefused
from handover.agent.membership import AgentSettings, Membership, utc_now
from handover.agent.received import Event, Query
from handover.agent.verdict import AckReply
from handover.agent.zone_status import Access, ZoneStatus, access
from handover.sif.messages import DEFAULT_CONTEXT, version_key
from handover.sif.model import AnyWhole, SifObject, WholeObject

log: Final = logging.getLogger("handover.agent")

T = TypeVar("T", bound=AnyWhole)
P = TypeVar("P", bound=SifObject)
EventHandler = Callable[[Event[T]], object]

MAX_BUFFER: Final = 393_216
"""The longest message that an agent takes unless it says otherwise, in bytes; what others use (section 12.1)."""
VERSIONS: Final = ("2.3", "2.*")
"""SIF UK 1.2 is infrastructure 2.3 on the wire (section 0.1); an agent understands all of 2.x."""


class Agent:
    """A member of one zone. Entered with `with` it joins the zone, and on leaving it tells the zone that it sleeps.

    `agent_id` and `zone_url` are given by the zone's administrator. `mode` says whether the agent fetches its messages
    every `poll_seconds` (pull) or has them posted to its own listener at `host` and `port` (push), which the zone
    reaches at `public_url` if that is another address. `inbox` is the file that keeps messages over a restart; without
    it they are kept in memory. `versions` are SIF infrastructure versions, the agent's own first. `patience_seconds` is
    for how long a zone that is away is tried before `ZoneAway` is raised; `answer_seconds` how long a pushed message
    waits for its handler before it is acknowledged, if the inbox is a file. In push mode the zone is pinged every
    `ping_seconds`: an agent that it has forgotten would otherwise wait for ever. `tls` names certificates for the way to
    the zone, `listener_tls` for the listener, which then speaks HTTPS. `max_buffer` is in bytes.
    """

    def __init__(
        self,
        agent_id: str,
        zone_url: str,
        *,
        mode: Mode = "pull",
        name: str = "",
        versions: Iterable[str] = VERSIONS,
        contexts: Iterable[str] = (DEFAULT_CONTEXT,),
        max_buffer: int = MAX_BUFFER,
        inbox: Path | None = None,
        vendor: str = "",
        application: str = "",
        application_version: str = "",
        host: str = "127.0.0.1",
        port: int = 0,
        public_url: str | None = None,
        poll_seconds: float = 30.0,
        ping_seconds: float = 300.0,
        patience_seconds: float = 60.0,
        answer_seconds: float = 90.0,
        tls: Tls | None = None,
        listener_tls: Tls | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        self.profile = Profile(
            agent_id,
            name or agent_id,
            tuple(versions),
            mode,
            max_buffer,
            vendor,
            application,
            application_version,
            tuple(contexts),
        )
        self._clock = clock
        self._member = Membership(
            self.profile,
            AgentSettings(
                zone_url,
                inbox,
                host,
                port,
                public_url,
                poll_seconds,
                ping_seconds,
                patience_seconds,
                answer_seconds,
                tls,
                listener_tls,
                clock,
            ),
        )

    def __enter__(self) -> Self:
        self.connect()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def on_event(self, *kinds: type[T]) -> Callable[[EventHandler[T]], EventHandler[T]]:
        """Subscribe to events of these objects: `@agent.on_event(LearnerPersonal)` above a function of one `Event`.

        The objects of an Add are whole ones, those of Change and Delete partial ones (`PartialLearnerPersonal`).
        The zone is told that the event is taken (status 1) when the function returns, that it is refused when it raises
        `Refuse`, and that it is to come again when it raises `Later`.
        """

        def subscribe(handler: EventHandler[T]) -> EventHandler[T]:
            names = tuple(kind.xml_name for kind in kinds)
            self._member.receiver.handlers.update(dict.fromkeys(names, handler))
            self._offer(subscribes=names)
            return handler

        return subscribe

    def provide(
        self,
        kind: type[WholeObject[P]],
        answer: Callable[[Query], Iterable[P]] | None = None,
        *,
        objects: Callable[[], Iterable[WholeObject[P]]] | None = None,
    ) -> None:
        """Be the provider of an object.

        `answer` gets each `Query` and returns the objects it asks for; or `objects` returns all there are, and those
        that are asked for are chosen from them. Either may raise `Refuse` or `Later`.
        """
        self._member.receiver.providers[kind.xml_name] = _provider(answer, objects)
        self._offer(provides=(kind.xml_name,), responds=(kind.xml_name,))

    def respond(
        self,
        kind: type[WholeObject[P]],
        answer: Callable[[Query], Iterable[P]] | None = None,
        *,
        objects: Callable[[], Iterable[WholeObject[P]]] | None = None,
    ) -> None:
        """Answer requests that are directed to this agent, as `provide`, without being the provider of the object."""
        self._member.receiver.providers[kind.xml_name] = _provider(answer, objects)
        self._offer(responds=(kind.xml_name,))

    def _offer(self, **more: tuple[str, ...]) -> None:
        self._member.offer(self._member.session.offers.adding(**more))

    def connect(self) -> None:
        """Join the zone: listen, register, ping, say what is provided and subscribed to, and begin to take messages.

        Raises `RegistrationRefused`, `ZoneAway` or `InboxInUse`. An agent joins once; make another one to join again.
        """
        self._member.connect()

    def close(self, *, silently: bool = False) -> None:
        """Leave: let handlers at work finish, tell the zone to keep what comes (SIF_Sleep), and end all threads.

        `silently` tells the zone nothing: another process is this agent by now, and is not to be put to sleep.
        """
        self._member.leave(None if silently else self._compose_sleep)

    def _compose_sleep(self) -> compose.Outgoing:
        return compose.compose_control(self.profile, "SIF_Sleep", self._clock())

    def unregister(self) -> None:
        """Leave for good: the zone forgets the agent, its subscriptions and all messages that wait for it."""
        self._member.leave(lambda: compose.compose_unregister(self.profile, self._clock()))

    @overload
    def publish(
        self,
        *objects: AnyWhole,
        action: Action = ...,
        contexts: Iterable[str] = ...,
        destination: str | None = ...,
        message_id: str = ...,
    ) -> str: ...

    @overload
    def publish(
        self,
        *objects: SifObject,
        action: Literal["Change", "Delete"] = ...,
        contexts: Iterable[str] = ...,
        destination: str | None = ...,
        message_id: str = ...,
    ) -> str: ...

    def publish(
        self,
        *objects: SifObject,
        action: Action = "Change",
        contexts: Iterable[str] = (),
        destination: str | None = None,
        message_id: str = "",
    ) -> str:
        """Tell the zone what happened to an object, or to several of one type; return the SIF_MsgId.

        Add carries the whole object; Change its key and what changed, and Delete its key, which a partial one is for. An
        event that is published again with the `message_id` that it had before changes nothing: the zone has it already
        (status 7). Raises `RefusedByZone`. After `ZoneAway` the event waits in the inbox and is sent, with the same id, when
        the zone is back.
        """
        self._member.must_be_connected()
        message = compose.event(
            self.profile,
            objects,
            action,
            self._clock(),
            contexts=tuple(contexts),
            destination=destination,
            message_id=message_id,
        )
        self._member.courier.publish(message)
        return message.message_id

    @overload
    def request(
        self,
        kind: type[T],
        where: Where | None = ...,
        *,
        destination: str | None = ...,
        context: str = ...,
        timeout: float = ...,
        max_buffer: int | None = ...,
    ) -> ResponseObjects[T]: ...

    @overload
    def request(
        self,
        kind: type[WholeObject[P]],
        where: Where | None = ...,
        *,
        elements: Iterable[str],
        destination: str | None = ...,
        context: str = ...,
        timeout: float = ...,
        max_buffer: int | None = ...,
    ) -> ResponseObjects[P]: ...

    def request(
        self,
        kind: type[AnyWhole],
        where: Where | None = None,
        *,
        elements: Iterable[str] = (),
        destination: str | None = None,
        context: str = DEFAULT_CONTEXT,
        timeout: float = 60.0,
        max_buffer: int | None = None,
    ) -> ResponseObjects[Any]:
        """Ask for objects: of the provider, or of the agent named by `destination`. Returns them one by one.

        `where` is a comparison of a `Q`, or several joined; `elements` are the paths wanted, none for whole objects;
        with some, the answer is of partial ones.
        `timeout` is how many seconds may pass between packets, `max_buffer` the longest packet in bytes. Raises
        `RequestRefused`, here or while the answer is read, and `TimedOut`.
        """
        self._member.must_be_connected()
        elements = tuple(elements)
        asked = conditions.query(kind.xml_name, where, elements)
        limit = min(max_buffer or self.profile.max_buffer, self.profile.max_buffer)
        message = compose.compose_request(
            self.profile, asked, self._clock(), max_buffer=limit, context=context, destination=destination
        )
        self._member.receiver.let_zone_go_on()
        self._member.requests.open(message.message_id)
        answer: ResponseObjects[Any] = ResponseObjects(
            self._member.requests, message.message_id, timeout, self._cancel, partial=bool(elements)
        )
        reply = self._member.session.exchange(message, awake=True)
        if reply.error is not None:
            self._member.requests.close(message.message_id)
            raise RequestRefused(*reply.error, reply.verdict.words)
        self._member.fetching.hurry()
        return answer

    def _cancel(self, request_id: str) -> None:
        """Tell the zone to forget a request, from the version on that can. It may have: that is as good."""
        if self._member.connected and version_key(self.profile.version) >= compose.CANCELLING_FROM:
            try:
                self._member.session.exchange(compose.cancel(self.profile, (request_id,), self._clock()), patience=0)
            except AgentFault as fault:
                log.info("a request could not be cancelled: %s", fault)

    def sleep(self) -> None:
        """Ask the zone to keep messages until `wake`."""
        self._member.reception.paused = self._member.fetching.paused = True
        self._command("SIF_Sleep")

    def wake(self) -> None:
        """Ask the zone to deliver messages again."""
        self._command("SIF_Wakeup")
        self._member.reception.paused = self._member.fetching.paused = False
        self._member.fetching.hurry()

    def ping(self) -> bool:
        """Say whether the zone is awake and knows this agent. Raises `ZoneAway`, or `RefusedByZone` for an error."""
        return self._command("SIF_Ping").status == 0

    @property
    def listens_at(self) -> str | None:
        """The address to which the zone posts messages, in push mode; it is a secret between the two."""
        return self._member.session.listening_at

    def poll(self) -> None:
        """In pull mode, fetch what waits now, and not only when `poll_seconds` have passed."""
        self._member.fetching.hurry()

    def zone_status(self) -> ZoneStatus | None:
        """Return the state of the zone: its members, who provides and subscribes to what, versions, contexts."""
        self._member.must_be_connected()
        return self._member.session.look()

    def access(self) -> Access | None:
        """Return what the zone lets this agent do."""
        data = self._command("SIF_GetAgentACL").data
        return None if data is None else access(data)

    def _command(self, name: str) -> AckReply:
        self._member.must_be_connected()
        reply = self._member.session.exchange(compose.compose_control(self.profile, name, self._clock()))
        if reply.error is not None:
            raise reply.verdict.fault
        return reply

    def wait(self, seconds: float | None = None) -> None:
        """Wait while messages come: so long, until Ctrl-C, or until the agent is left. Raises what ended fetching."""
        with suppress(KeyboardInterrupt):
            self._member.fetching.ended.wait(seconds)
        if self._member.fetching.fault is not None:
            raise self._member.fetching.fault


def _provider(answer: Callable[[Query], Iterable[Any]] | None, objects: Callable[[], Iterable[Any]] | None) -> Provider:
    if objects is not None and answer is None:
        return Provider(lambda _: objects(), filtered=True)
    if answer is not None and objects is None:
        return Provider(answer)
    raise TypeError("Either answer or objects is to be given.")
