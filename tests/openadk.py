"""School software that stands on OpenADK, over HTTP: every byte as such agents write it, in the order in which they speak.

`Software` of the zone's conversations writes the messages; here they go to a zone server on loopback, and a thread does
what OpenADK's does: fetch, answer a request before it is acknowledged, one object a packet, acknowledge, fetch again.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from handover.sif.messages import read_message, select
from handover.sif.model import SifObject
from handover.sif.objects import LearnerSchoolEnrolment as Enrolment
from handover.sif.specification import UK_NAMESPACE
from handover.sif.writer import write_object
from handover.zone.core.parsing import Channel
from tests.zone.cast import Software
from tests.zone.http.serving import Caller, request
from tests.zone.reading import Ack, Received

OBJECTS = (
    "SchoolInfo",
    "AssessmentResultComponent",
    "ContactPersonal",
    "LearnerPersonal",
    "LearnerContact",
    "LearnerSchoolEnrolment",
    "LearnerSpecialNeeds",
    "LearnerEntitlement",
    "LearnerAttendanceSummary",
    "LearnerAssessmentResult",
)
POLL_SECONDS = 0.05


class ZoneOverHttp:
    """What `Software` needs of a stage: a zone at an address, spoken to over one connection at a time."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.zone = parts.path.split("/")[2]
        self._path = parts.path
        self._caller = Caller(parts.port or 80)
        self._lock = threading.Lock()

    def posts(self, body: bytes, channel: Channel | None = None, key: str | None = None) -> Ack:
        """Send bytes and return the answer."""
        with self._lock:
            said = self._caller.ask(request(body, path=self._path))
        assert said.status == 200
        return Ack(said.body)

    def close(self) -> None:
        self._caller.line.close()


@dataclass
class OpenAdkSchool:
    """One school's software on OpenADK. `holds` is its roll; `heard` the events that came, `refuses` what it says to one."""

    id: str
    address: str
    version: str = "2.6"
    holds: list[SifObject] = field(default_factory=list)
    refuses: Callable[[Received], str] = lambda event: ""
    heard: list[Received] = field(default_factory=list)
    conversation: list[str] = field(default_factory=list)
    """What was said, both ways, such as "SIF_Request LearnerPersonal" and "SIF_Response 1 more"."""

    def __post_init__(self) -> None:
        self._zone = ZoneOverHttp(self.address)
        self.software = Software(self._zone, self.id, self.version)  # type: ignore[arg-type]  # all of a stage that it needs
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"OpenADK {self.id}", daemon=True)
        self.fault: BaseException | None = None

    def start(self) -> "OpenAdkSchool":
        """Connect as OpenADK does, offer everything, subscribe to everything, and begin to fetch."""
        assert self.software.registers(mode="Pull", versions=[self.version, "2.*"]).status == 0
        assert self.software.controls("SIF_Ping").status == 0
        assert self.software.controls("SIF_GetZoneStatus").status == 0
        assert self.software.controls("SIF_GetAgentACL").status == 0
        done = self.software.provisions(
            provide=OBJECTS,
            subscribe=OBJECTS,
            publish_add=OBJECTS,
            publish_change=OBJECTS,
            request=OBJECTS,
            respond=OBJECTS,
        )
        assert done.status == 0
        self._thread.start()
        return self

    def close(self, *, silently: bool = False) -> None:
        """End fetching; put the agent to sleep unless it ends without a word."""
        self._stopping.set()
        self._thread.join()
        if not silently:
            assert self.software.controls("SIF_Sleep").status == 0
        self._zone.close()
        if self.fault is not None:
            raise self.fault

    def says(self, thing: SifObject, action: str = "Change") -> None:
        """Publish an event."""
        name = type(thing).__name__
        self.conversation.append(f"said SIF_Event {action} {name}")
        assert self.software.publishes(bare(thing), name=name, action=action).status == 0

    def leaves(self, learner: str, exit_date: date, destination: str) -> None:
        """Write a leaving into the roll and publish the whole enrolment, as software does that knows of no part changes."""
        mine = next(t for t in self.holds if isinstance(t, Enrolment) and t.learner_personal_ref_id == learner)
        goes_to = Enrolment.Destination(code="MP", la_id=destination[:3], establishment_id=destination[3:])
        gone = mine.replace(
            exit_date=exit_date, exit_type=Enrolment.ExitType(code="ST", destination=goes_to), membership_type="P"
        )
        self.holds[self.holds.index(mine)] = gone
        self.says(gone)

    def enrols(self, learner: str, school: str, entry_date: date) -> None:
        """Write an enrolment of its own and publish it."""
        entry = Enrolment(
            ref_id=f"{learner[:16]}{school[:16]}",
            learner_personal_ref_id=learner,
            school_info_ref_id=school,
            membership_type="C",
            entry_date=entry_date,
            nc_year_group_actual="4",
        )
        self.holds.append(entry)
        self.says(entry, "Add")

    def _run(self) -> None:
        try:
            while not self._stopping.wait(POLL_SECONDS):
                while (message := self.software.fetches().message) is not None:
                    self._take(message)
        except BaseException as fault:
            self.fault = fault

    def _take(self, message: Received) -> None:
        said: int | str = 1
        if message.kind == "SIF_Request":
            self._answer(message)
        elif message.kind == "SIF_Event":
            said = self._hear(message)
        assert self.software.acknowledges(message, said).status == 0

    def _hear(self, event: Received) -> int | str:
        name = event.root.find(".//{*}SIF_EventObject").get("ObjectName")
        refusal = self.refuses(event)
        if any(each.msg_id == event.msg_id for each in self.heard):
            return 7
        self.heard.append(event)
        self.conversation.append(f"heard SIF_Event {name}" + (f", refused {refusal}" if refusal else ""))
        if not refusal:
            self._keep(event)
        return refusal or 1

    def _keep(self, event: Received) -> None:
        for thing in read_message(event.body).payload.sif_object_data.sif_event_object.objects:
            self.holds = [t for t in self.holds if (type(t), t.identity) != (type(thing), thing.identity)]
            self.holds.append(thing)

    def _answer(self, asked: Received) -> None:
        payload = read_message(asked.body).payload
        name = payload.sif_query.sif_query_object.object_name
        self.conversation.append(f"heard SIF_Request {name}")
        found = [bare(thing) for thing in select(payload.sif_query, self.holds)]
        for number, text in enumerate(found or [""], 1):
            more = number < len(found)
            inside = f"<SIF_ObjectData>{text}</SIF_ObjectData>" if text else "<SIF_ObjectData/>"
            answer = self.software.responds(asked, number, more=more, inside=inside, version=asked.version)
            assert answer.status == 0, answer.said
        self.conversation.append(f"said SIF_Response {name} {len(found)}")


def bare(thing: SifObject) -> str:
    """An object as it stands inside a message."""
    return write_object(thing).decode().replace(f' xmlns="{UK_NAMESPACE}"', "", 1)
