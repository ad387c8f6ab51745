"""When something in the zone itself goes wrong, or what comes in is garbage, there is still an answer and nothing is lost."""

import re
from dataclasses import replace
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handover.zone.broker import Broker
from handover.zone.core.effects import SetAgent, SetGrants
from handover.zone.core.parsing import Channel
from handover.zone.rights import ANY, RIGHTS
from handover.zone.state import Grant, ZoneAgent
from handover.zone.store.databases import open_store
from handover.zone.store.interface import DueAgent
from handover.zone.store.sealing import Seal, UnreadableMessage
from tests.zone import writing
from tests.zone.cast import ZONE, Stage
from tests.zone.reading import Ack
from tests.zone.shapes import assert_good
from tests.zone.store.memory import MemoryStore
from tests.zone.ways import Clock, Direct


class Failing(MemoryStore):
    """A store whose database is away when a test says so."""

    away = False

    def transaction(self, zone, now):
        if self.away:
            raise ConnectionError("the database is away")
        return super().transaction(zone, now)

    def saw(self, zone, agents, now):
        if self.away:
            raise ConnectionError("the database is away")
        super().saw(zone, agents, now)


def small_zone(store=None):
    store = store or MemoryStore()
    store.create(ZONE)
    clock = Clock()
    broker = Broker(store, clock=clock)
    return Stage(store, clock, broker, Direct(broker, ZONE))


def test_while_the_database_is_away_nothing_is_taken_and_all_is_answered():
    store = Failing()
    zone = small_zone(store)
    mis, library = zone.joined("mis"), zone.joined("library", subscribes=["LearnerPersonal"])
    store.away = True
    zone.clock.passes(seconds=60)
    assert mis.publishes(msg_id="E" * 32).error == "11/1"
    assert mis.controls("SIF_Ping").status == 0
    store.away = False
    assert mis.publishes(msg_id="E" * 32).status == 0
    assert len(library.drains()) == 1


def test_a_message_that_waits_is_given_again_while_nothing_can_be_written():
    store = Failing()
    zone = small_zone(store)
    mis, library = zone.joined("mis"), zone.joined("library", subscribes=["LearnerPersonal"])
    mis.publishes(msg_id="E" * 32)
    store.away = True
    for _ in range(3):
        assert library.fetches().message.msg_id == "E" * 32
    store.away = False
    assert len(library.drains()) == 1


class Damaged(MemoryStore):
    """A store in which one zone cannot be changed."""

    def transaction(self, zone, now):
        if zone == "Another":
            raise ConnectionError("its rules are damaged")
        return super().transaction(zone, now)


def test_a_zone_that_cannot_be_tidied_up_keeps_no_other_from_it():
    store = Damaged()
    store.create("Another")
    zone = small_zone(store)
    mis, library = zone.joined("mis"), zone.joined("library", subscribes=["LearnerPersonal"])
    mis.publishes(msg_id="E" * 32)
    library.takes(2)
    zone.clock.passes(minutes=31)
    with pytest.raises(ConnectionError):
        zone.broker.keep_house()
    assert library.takes().msg_id == "E" * 32


def test_a_message_that_has_become_durable_is_taken_whatever_goes_wrong_after():
    zone = small_zone()
    mis = zone.joined("mis")
    library = zone.joined("library", mode="Push", subscribes=["LearnerPersonal"])

    def fail():
        raise RuntimeError("nobody is there to be told")

    zone.broker.on_waiting = fail
    assert mis.publishes().status == 0
    zone.deliver()
    assert len(library.inbox) == 1


def a_message_of_each_kind():
    head = writing.header("mis", "A" * 32, contexts=["SIF_Default"])
    inside = {
        "SIF_Register": writing.registration("mis", mode="Push", url="http://127.0.0.1:9/"),
        "SIF_Unregister": "",
        "SIF_Provision": writing.provision(provide=["LearnerPersonal"], subscribe=["SchoolInfo"]),
        "SIF_Provide": writing.objects(["LearnerPersonal"], ["SIF_Default"], extended=True),
        "SIF_Unsubscribe": writing.objects(["LearnerPersonal"], ["SIF_Default"]),
        "SIF_Event": writing.event(),
        "SIF_Request": writing.request(),
        "SIF_Response": writing.response("B" * 32),
        "SIF_Ack": writing.acknowledgement("library", "C" * 32, 1),
        "SIF_SystemControl": "<SIF_SystemControlData><SIF_CancelRequests><SIF_NotificationType>None</SIF_NotificationType>"
        f"<SIF_RequestMsgIds><SIF_RequestMsgId>{'B' * 32}</SIF_RequestMsgId></SIF_RequestMsgIds></SIF_CancelRequests>"
        "</SIF_SystemControlData>",
    }
    return [writing.ragged(writing.message(f"<{kind}>{head}{text}</{kind}>")) for kind, text in inside.items()]


MESSAGES = a_message_of_each_kind()
PIECES = [
    "<",
    ">",
    "/",
    "&",
    '"',
    "SIF_",
    "<SIF_Header>",
    "</SIF_Header>",
    "<![CDATA[",
    "<!--",
    "\0",
    "é",
    "\ud7ff",
    "*",
    "-1",
]


@st.composite
def garbled(draw):
    """A good message with something cut out, doubled, moved or put in."""
    text = draw(st.sampled_from(MESSAGES))
    for _ in range(draw(st.integers(1, 4))):
        tags = [match.span() for match in re.finditer(r"<[^>]+>|[^<>]+", text)]
        if not tags:
            break
        start, end = draw(st.sampled_from(tags))
        piece = text[start:end]
        new = draw(st.sampled_from(["", piece * 2, piece[::-1], piece[: len(piece) // 2], piece.swapcase(), *PIECES]))
        other = draw(st.sampled_from(tags))[0] if draw(st.booleans()) else start
        text = text[:start] + text[end:] if other != start else text[:start] + new + text[end:]
        if other != start:
            text = text[:other] + piece + text[other:]
    return text.encode("utf-8", "replace")


@st.composite
def damaged(draw):
    """A good message with bytes changed."""
    data = bytearray(draw(st.sampled_from(MESSAGES)).encode())
    for _ in range(draw(st.integers(1, 6))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data)


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.one_of(garbled(), damaged(), st.binary(max_size=200)))
def test_whatever_comes_in_a_good_acknowledgement_goes_out(body):
    zone = small_zone()
    for name in ("mis", "library"):
        zone.joined(
            name, provides=["LearnerPersonal"] if name == "mis" else [], subscribes=["LearnerPersonal", "SIF_LogEntry"]
        )
    zone.agent("MIS").registers()
    answer = zone.broker.receive(ZONE, body, Channel())
    assert_good(answer)
    assert Ack(answer).error != "11/1"
    for waiting in zone.store._zones[ZONE].queues.get("library", {}).values():
        if waiting.parcel.source == ZONE:
            assert_good(waiting.parcel.body)


@pytest.mark.parametrize("name", ["mis & sons", "mis<1>", 'mis "the best"', "Ysgol Gynradd Llanrûg", "学校", "a'b"])
def test_an_agent_may_have_any_name(name):
    zone = small_zone()
    broker = zone.broker
    broker.administer(ZONE, SetAgent(ZoneAgent(name)))
    broker.administer(ZONE, SetGrants(name, frozenset(Grant(name, right, ANY) for right in RIGHTS)))
    agent = zone.stranger(escape(name))
    agent.key = zone.key(name)
    library = zone.joined("library", versions=["2.3"], subscribes=["LearnerPersonal", "SIF_LogEntry"])
    for answer in (
        agent.registers(name=escape(name)),
        agent.provisions(provide=["LearnerPersonal"]),
        agent.controls("SIF_GetZoneStatus"),
        agent.publishes(version="2.3"),
        agent.publishes(version="2.4"),
        library.asks(destination=escape(name)),
        agent.responds(agent.takes()),
    ):
        assert answer.status == 0
    assert [each.source for each in library.drains()] == [name, ZONE, name]


def test_a_message_that_does_not_open_is_told_in_one_line_and_stays_where_it_is(sqlite_url, opened, caplog):
    zone = small_zone(opened(sqlite_url))
    mis, library = zone.joined("mis"), zone.joined("library", subscribes=["LearnerPersonal"])
    pushed = zone.joined("canteen", mode="Push", subscribes=["LearnerPersonal"])
    mis.publishes(msg_id="E" * 32)
    other = open_store(sqlite_url, Seal(b"another key of invented children"))
    try:
        stranger = Stage(other, zone.clock, broker := Broker(other, clock=zone.clock), Direct(broker, ZONE))
        for _ in range(2):
            assert replace(library, stage=stranger).fetches().error == "11/1"
        with pytest.raises(UnreadableMessage):
            broker.delivery(DueAgent(ZONE, "canteen"))
    finally:
        other.close()
    lines = [record for record in caplog.records if record.levelname == "ERROR"]
    assert len(lines) == 2
    for line in lines:
        said = line.getMessage()
        assert all(word in said for word in (ZONE, "library", "E" * 32, "HANDOVER_MASTER_KEY"))
        assert (line.exc_info, "\n" in said) == (None, False)
    assert zone.store.letters(ZONE) == ()
    assert library.takes().msg_id == "E" * 32
    zone.deliver()
    assert len(pushed.inbox) == 1
