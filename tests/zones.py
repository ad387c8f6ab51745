"""A zone with agents that talk in it, for tests of the site: everything goes through the zone server itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from handover.portal.audit.log import SITE
from handover.portal.zones import administering
from handover.portal.zones.broker import broker
from handover.portal.zones.models import DeadLetterRow, MessageRow
from handover.sif.messages.message import new_id
from handover.sif.specification import UK_NAMESPACE
from handover.zone.broker import Broker
from handover.zone.core.answers import message_head
from handover.zone.core.effects import Effect
from handover.zone.core.parsing import Channel
from handover.zone.deliveries import PushOutcome
from handover.zone.rights import RIGHTS, Right
from handover.zone.state import ZoneState
from handover.zone.store.interface import DueAgent

LEARNER = "LearnerPersonal"
SURNAME = "Tudur-Rees"
SECRET_NAME = f"<LearnerPersonal RefId='{'A' * 32}'><Name><FamilyName>{SURNAME}</FamilyName></Name></LearnerPersonal>"


@dataclass
class Town:
    """A zone and the moment at which its agents speak."""

    zone: str = "town"
    now: datetime | None = None

    def make(self, policy: str = "open") -> "Town":
        """Make the zone."""
        administering.make_zone(SITE, self.zone, "Schools of the town", policy, timezone.now())  # type: ignore[arg-type]
        return self

    @property
    def state(self) -> ZoneState:
        """The zone as it is."""
        return broker().store.state(self.zone)

    @property
    def server(self) -> Broker:
        """A zone server with the town's clock."""
        return Broker(broker().store, clock=lambda: self.now or timezone.now())

    def do(self, *effects: Effect) -> None:
        """Make changes as an administrator does."""
        broker().administer(self.zone, *effects)

    def say(
        self, source: str, payload: str, inside: str, destination: str = "", *, server: Broker | None = None
    ) -> str:
        """Send a message and return its id; the zone (or one server of it) must take it."""
        msg_id, now = new_id(), self.now or timezone.now()
        head = message_head(msg_id, source, now, destination)
        text = f'<SIF_Message xmlns="{UK_NAMESPACE}" Version="2.3"><{payload}>{head}{inside}</{payload}></SIF_Message>'
        answer = (server or self.server).receive(self.zone, text.encode(), Channel(open_zones=True))
        assert b"<SIF_Error>" not in answer, answer
        return msg_id

    def register(
        self,
        agent: str,
        does: Iterable[tuple[Right, str]] = (),
        *,
        url: str = "",
        buffer: int = 100_000,
        versions="2.*",
    ) -> None:
        """Let an agent register and say what it does."""
        address = f'<SIF_Protocol Type="HTTP" Secure="No"><SIF_URL>{url}</SIF_URL></SIF_Protocol>' if url else ""
        self.say(
            agent,
            "SIF_Register",
            f"<SIF_Name>{agent}</SIF_Name><SIF_Version>{versions}</SIF_Version><SIF_MaxBufferSize>{buffer}"
            f"</SIF_MaxBufferSize><SIF_Mode>{'Push' if url else 'Pull'}</SIF_Mode>{address}",
        )
        lists = (
            f"<{spec.provision}>"
            + "".join(f'<SIF_Object ObjectName="{name}"/>' for right, name in does if right is listed)
            + f"</{spec.provision}>"
            for listed, spec in RIGHTS.items()
        )
        self.say(agent, "SIF_Provision", "".join(lists))

    def tell(self, source: str, *, destination: str = "", filling: int = 0) -> MessageRow:
        """Publish that a learner was added."""
        event = f'<SIF_EventObject ObjectName="{LEARNER}" Action="Add">{SECRET_NAME}</SIF_EventObject>'
        more = f"<!--{'x' * filling}-->" if filling else ""
        msg_id = self.say(source, "SIF_Event", f"<SIF_ObjectData>{event}{more}</SIF_ObjectData>", destination)
        return MessageRow.objects.get(zone=self.zone, msg_id=msg_id)

    def ask(self, source: str) -> str:
        """Ask for all learners and return the request's id."""
        return self.say(
            source,
            "SIF_Request",
            "<SIF_Version>2.3</SIF_Version><SIF_MaxBufferSize>100000</SIF_MaxBufferSize>"
            f'<SIF_Query><SIF_QueryObject ObjectName="{LEARNER}"/></SIF_Query>',
        )

    def answer(self, agent: str, told: MessageRow, said: str) -> None:
        """Let an agent acknowledge a message, or refuse it."""
        self.say(
            agent,
            "SIF_Ack",
            f"<SIF_OriginalSourceId>{told.source}</SIF_OriginalSourceId>"
            f"<SIF_OriginalMsgId>{told.msg_id}</SIF_OriginalMsgId>{said}",
        )

    def take(self, agent: str, told: MessageRow) -> None:
        """Let an agent acknowledge a message."""
        self.answer(agent, told, "<SIF_Status><SIF_Code>1</SIF_Code></SIF_Status>")

    def block(self, agent: str, told: MessageRow) -> None:
        """Let an agent begin to block for an event."""
        self.answer(agent, told, "<SIF_Status><SIF_Code>2</SIF_Code></SIF_Status>")

    def refuse(self, agent: str, told: MessageRow, words: str = "No borrower card could be made.") -> DeadLetterRow:
        """Let an agent refuse a message, and return the dead letter."""
        error = f"<SIF_Category>9</SIF_Category><SIF_Code>1</SIF_Code><SIF_Desc>{words}</SIF_Desc>"
        self.answer(agent, told, f"<SIF_Error>{error}</SIF_Error>")
        return DeadLetterRow.objects.get(agent=agent, message=told)

    def put_off(self, agent: str, told: MessageRow, words: str) -> None:
        """Let an agent ask for a message again later."""
        error = f"<SIF_Category>10</SIF_Category><SIF_Code>1</SIF_Code><SIF_Desc>{words}</SIF_Desc>"
        self.answer(agent, told, f"<SIF_Error>{error}<SIF_ExtendedDesc>{words}</SIF_ExtendedDesc></SIF_Error>")

    def sleep(self, agent: str) -> None:
        """Let an agent say that it sleeps."""
        self.say(agent, "SIF_SystemControl", "<SIF_SystemControlData><SIF_Sleep/></SIF_SystemControlData>")

    def miss(self, agent: str, fault: str = "Nothing listens there.", *, reached: bool = False) -> None:
        """Let an attempt to push a message to an agent fail; `reached`: because of what the agent answers."""
        sent = self.server.delivery(DueAgent(self.zone, agent))
        assert sent is not None
        self.server.delivered(sent, PushOutcome(None, fault, reached))

    def later(self, **more: float) -> None:
        """Let time pass."""
        self.now = (self.now or timezone.now()) + timedelta(**more)


def school_town() -> Town:
    """Return a zone with a provider, a subscriber in pull mode and one in push mode."""
    town = Town(now=timezone.now() - timedelta(hours=2)).make()
    town.register("MIS", [(Right.PROVIDE, LEARNER), (Right.PUBLISH_ADD, LEARNER)])
    town.register("Library", [(Right.SUBSCRIBE, LEARNER), (Right.REQUEST, LEARNER)])
    town.register("Doors", [(Right.SUBSCRIBE, LEARNER)], url="http://127.0.0.1:9/")
    return town


def busy_town() -> Town:
    """Return a zone with something on each of its pages, and agents in several states."""
    town = school_town()
    told = town.tell("MIS")
    town.refuse("Library", town.tell("MIS"))
    town.block("Library", told)
    town.miss("Doors")
    town.register("Lockers", [(Right.SUBSCRIBE, LEARNER)], url="http://127.0.0.1:9/lockers/")
    town.tell("MIS")
    town.miss("Lockers", "the agent answered with HTTP status 500", reached=True)
    town.register("Canteen", [(Right.SUBSCRIBE, LEARNER)], buffer=4096)
    town.tell("MIS", filling=5000)
    town.sleep("Canteen")
    town.ask("Library")
    administering.add_agent(SITE, town.state, "Timetable", "", frozenset(), timezone.now())
    administering.add_agent(SITE, town.state, "OldMIS", "", frozenset(), timezone.now())
    administering.shut_out(SITE, town.state, "OldMIS", timezone.now())
    return town
