"""The demo's zone: a few agents of one school, each in another state, and what they have told each other this morning.

Everything goes through the zone server itself, message by message, as agents would send it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from handover.invented.sif import invent_school
from handover.portal.audit.log import SITE
from handover.portal.zones import administering
from handover.portal.zones.broker import broker
from handover.sif.messages.message import new_id
from handover.sif.model import SifObject
from handover.sif.specification import UK_NAMESPACE
from handover.sif.writer import write_object
from handover.zone.broker import Broker
from handover.zone.core.answers import message_head
from handover.zone.core.parsing import Channel
from handover.zone.deliveries import PushOutcome
from handover.zone.rights import RIGHTS, Right
from handover.zone.store.interface import DueAgent

ZONE: Final = "demo"
NAME: Final = "Glan Wennol"
VERSION: Final = "2.3"
NOWHERE: Final = "http://127.0.0.1:9/door"
"""Where nothing listens: the discard port of this machine."""
LEARNER: Final = "LearnerPersonal"
EVERY_MINUTES: Final = 4


@dataclass(frozen=True, slots=True)
class DemoAgent:
    """An agent: its id, product, longest message in bytes, where it is pushed to, and what it does."""

    id: str
    product: str
    does: tuple[tuple[Right, str], ...] = ()
    max_buffer: int = 1_000_000
    url: str = ""


PUBLISHED: Final = (LEARNER, "LearnerAttendance", "SchoolInfo")
READER: Final = tuple((right, name) for right in (Right.SUBSCRIBE, Right.REQUEST) for name in PUBLISHED[:2])

AGENTS: Final = (
    DemoAgent(
        "GlanMIS",
        "Office 9",
        tuple(
            (right, name) for right in (Right.PROVIDE, Right.PUBLISH_ADD, Right.PUBLISH_CHANGE) for name in PUBLISHED
        ),
    ),
    DemoAgent("Library", "Shelfmark", READER),
    DemoAgent("Canteen", "Plates", READER),
    DemoAgent("Doors", "Latchkey", READER[:2], url=NOWHERE),
    DemoAgent("Marks", "Gradebook", READER),
    DemoAgent("Lockers", "Keepsafe", READER[:2]),
    DemoAgent(
        "Noticeboard", "Pinpoint", ((Right.SUBSCRIBE, "SchoolInfo"), (Right.SUBSCRIBE, LEARNER)), max_buffer=1_575
    ),
)
RULES: Final = {"policy": "open", "smallest_buffer": 1_024, "blocking_minutes": 7 * 24 * 60}
"""The demo's blocked agent is to be seen for longer than a zone would bear it."""
NOT_YET: Final = "Timetable"
SHUT_OUT: Final = "OldMIS"


class Morning:
    """The zone server with a clock that the story sets."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.zone = Broker(broker().store, clock=lambda: self.now)

    def say(self, source: str, payload: str, inside: str, destination: str = "") -> str:
        """Send a message as an agent would, and return its id. Raises ValueError where the zone refuses it."""
        msg_id = new_id()
        head = message_head(msg_id, source, self.now, destination)
        text = f'<SIF_Message xmlns="{UK_NAMESPACE}" Version="{VERSION}"><{payload}>{head}{inside}</{payload}></SIF_Message>'
        answer = self.zone.receive(ZONE, text.encode(), Channel(open_zones=True))
        if b"<SIF_Error>" in answer:
            raise ValueError(f"the demo's own {payload} of {source} was refused: {answer.decode()}")
        return msg_id

    def answer(self, agent: str, source: str, msg_id: str, said: str) -> None:
        """Let an agent acknowledge a message, or refuse it."""
        original = (
            f"<SIF_OriginalSourceId>{source}</SIF_OriginalSourceId><SIF_OriginalMsgId>{msg_id}</SIF_OriginalMsgId>"
        )
        self.say(agent, "SIF_Ack", original + said)


def make_demo_zone(now: datetime) -> None:
    """Make the zone, and tell its morning up to now."""
    administering.make_zone(SITE, ZONE, NAME, "open", now)
    administering.set_rules(SITE, broker().store.state(ZONE), NAME, RULES, now)
    morning = Morning(now - timedelta(hours=3))
    for agent in AGENTS:
        register_agent(morning, agent)
    add_agents(now)
    events = [told for thing in published() for told in publish_object(morning, thing)]
    had(morning, events)
    morning.now = now
    morning.say("Library", "SIF_Request", make_request(LEARNER))
    sent = morning.zone.delivery(DueAgent(ZONE, "Doors"))
    if sent is not None:
        morning.zone.delivered(sent, PushOutcome(None, "Nothing listens at 127.0.0.1, port 9."))
    broker().store.saw(ZONE, ("GlanMIS", "Library", "Marks"), now - timedelta(minutes=1))


def register_agent(morning: Morning, agent: DemoAgent) -> None:
    """Let an agent register and say what it does."""
    protocol = (
        f'<SIF_Protocol Type="HTTP" Secure="No"><SIF_URL>{agent.url}</SIF_URL></SIF_Protocol>' if agent.url else ""
    )
    morning.say(
        agent.id,
        "SIF_Register",
        f"<SIF_Name>{agent.id}</SIF_Name><SIF_Version>2.*</SIF_Version>"
        f"<SIF_MaxBufferSize>{agent.max_buffer}</SIF_MaxBufferSize><SIF_Mode>{'Push' if agent.url else 'Pull'}</SIF_Mode>"
        f"{protocol}<SIF_Application><SIF_Vendor>Invented Software</SIF_Vendor><SIF_Product>{agent.product}</SIF_Product>"
        "<SIF_Version>1.0</SIF_Version></SIF_Application>",
    )
    lists = (
        f"<{spec.provision}>"
        + "".join(f'<SIF_Object ObjectName="{name}"/>' for does, name in agent.does if does is right)
        + f"</{spec.provision}>"
        for right, spec in RIGHTS.items()
    )
    morning.say(agent.id, "SIF_Provision", "".join(lists))


def add_agents(now: datetime) -> None:
    """Add an agent that has not come yet, and one that may not come."""
    state = broker().store.state(ZONE)
    administering.add_agent(SITE, state, NOT_YET, "", frozenset(), now)
    administering.add_agent(SITE, state, SHUT_OUT, "", frozenset(), now)
    administering.shut_out(SITE, broker().store.state(ZONE), SHUT_OUT, now)


def published() -> Iterator[SifObject]:
    """Yield what the school's system publishes: the school, its learners, who was in."""
    yield from (thing for thing in invent_school(7, learners=12, days=1) if thing.xml_name in PUBLISHED)


def publish_object(morning: Morning, thing: SifObject) -> Iterator[str]:
    """Publish an object, a few minutes after the last, and yield the message's id."""
    morning.now += timedelta(minutes=EVERY_MINUTES)
    event = (
        f'<SIF_EventObject ObjectName="{thing.xml_name}" Action="Add">{write_object(thing).decode()}</SIF_EventObject>'
    )
    yield morning.say("GlanMIS", "SIF_Event", f"<SIF_ObjectData>{event}</SIF_ObjectData>")


def had(morning: Morning, events: list[str]) -> None:
    """Let Library take its first messages and refuse one; Marks blocks for its second; Lockers and Canteen take none."""
    done = "<SIF_Status><SIF_Code>1</SIF_Code></SIF_Status>"
    learners = events[1:]
    for msg_id in learners[:6]:
        morning.answer("Library", "GlanMIS", msg_id, done)
    wrong = (
        "<SIF_Error><SIF_Category>9</SIF_Category><SIF_Code>1</SIF_Code><SIF_Desc>No borrower card could be made.</SIF_Desc>"
        "</SIF_Error>"
    )
    morning.answer("Library", "GlanMIS", learners[6], wrong)
    morning.answer("Marks", "GlanMIS", learners[0], done)
    morning.answer("Marks", "GlanMIS", learners[1], "<SIF_Status><SIF_Code>2</SIF_Code></SIF_Status>")
    later = (
        "<SIF_Error><SIF_Category>10</SIF_Category><SIF_Code>1</SIF_Code><SIF_Desc>The lockers are counted</SIF_Desc>"
        "</SIF_Error>"
    )
    for _ in range(3):
        morning.answer("Lockers", "GlanMIS", learners[0], later)
    sleep = "<SIF_SystemControlData><SIF_Sleep/></SIF_SystemControlData>"
    morning.say("Canteen", "SIF_SystemControl", sleep)


def make_request(name: str) -> str:
    """Return the inside of a request for every object of a name."""
    return (
        f"<SIF_Version>{VERSION}</SIF_Version><SIF_MaxBufferSize>1000000</SIF_MaxBufferSize>"
        f'<SIF_Query><SIF_QueryObject ObjectName="{name}"/></SIF_Query>'
    )
