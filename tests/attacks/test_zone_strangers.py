"""Somebody who can reach a zone speaks as an agent of it: without a key, with a wrong one, or with another agent's.

Whoever tries learns neither which zones there are nor which agents, by words or by the work that an answer takes.
"""

import gzip
import re
from collections.abc import Iterator

import pytest

from handover.portal.forwarding import Forwarding
from handover.zone.broker import Broker
from handover.zone.core.effects import SetAgent, SetGrants, SetKey, SetZone
from handover.zone.core.parsing import Channel
from handover.zone.http.binding import STRANGER_LIMIT
from handover.zone.http.reach import OpenTo
from handover.zone.http.wsgi import Zones, field_key
from handover.zone.keys import digest_of, make_agent_key
from handover.zone.opening import create_open_zone, create_zone
from handover.zone.rights import ANY, RIGHTS
from handover.zone.rules import Rules
from handover.zone.state import Grant, ZoneAgent
from handover.zone.store.pool import ConnectionPool
from handover.zone.store.sealing import Seal
from handover.zone.store.sql import SqlStore
from handover.zone.store.sqlite import SqliteConnection
from tests.zone import writing
from tests.zone.http.serving import Answered, Caller, Served, request, served
from tests.zone.http.test_wsgi import ask as ask_beside_a_site
from tests.zone.http.test_wsgi import site
from tests.zone.store.databases import prepare
from tests.zone.store.memory import MemoryStore
from tests.zone.ways import Clock

ZONE = "Gwynfor"
KEY, LIBRARYS_KEY, WITHDRAWN = make_agent_key(), make_agent_key(), make_agent_key()
CONTROLS = ("SIF_Ping", "SIF_GetMessage", "SIF_GetZoneStatus", "SIF_GetAgentACL", "SIF_Sleep", "SIF_Wakeup")

WAYS = {
    "bare address": (f"/zone/{ZONE}", "Mis"),
    "bare address of an agent with a certificate": (f"/zone/{ZONE}", "Doors"),
    "bare address, an agent that is not there": (f"/zone/{ZONE}", "Evil"),
    "a wrong key": (f"/zone/{ZONE}/{make_agent_key()}", "Mis"),
    "a key that is none": (f"/zone/{ZONE}/x", "Mis"),
    "another agent's key": (f"/zone/{ZONE}/{LIBRARYS_KEY}", "Mis"),
    "a key and an agent that is not there": (f"/zone/{ZONE}/{KEY}", "Evil"),
    "a key that was withdrawn": (f"/zone/{ZONE}/{WITHDRAWN}", "OldMis"),
    "a key in another zone": (f"/zone/Other/{KEY}", "Mis"),
    "a zone that is not there": ("/zone/Nowhere", "Mis"),
    "a key in a zone that is not there": (f"/zone/Nowhere/{KEY}", "Mis"),
    "another spelling of the zone": (f"/zone/gwynfor/{KEY}", "Mis"),
}
"""How somebody may try: the address, and the agent that he says he is."""


def admit(broker: Broker, agent: str, key: str = "", certificate: str = "") -> None:
    grants = frozenset(Grant(agent, right, ANY) for right in RIGHTS)
    key_effects = (SetKey(agent, digest_of(key), ""),) if key else ()
    broker.administer(ZONE, SetAgent(ZoneAgent(agent, certificate=certificate)), *key_effects, SetGrants(agent, grants))


def school(store: MemoryStore | SqlStore | None = None, clock: Clock | None = None) -> Broker:
    """Return a closed zone with agents, one of which has a message waiting; and another zone."""
    broker = Broker(store or MemoryStore(), clock=clock or Clock())
    for zone in (ZONE, "Other"):
        create_zone(broker, zone)
    admit(broker, "Mis", KEY)
    admit(broker, "Library", LIBRARYS_KEY)
    admit(broker, "Doors", certificate="doors.school.example")
    admit(broker, "OldMis", WITHDRAWN)
    broker.administer(ZONE, SetKey("OldMis", "", digest_of(WITHDRAWN)))
    for agent, key in (("Mis", KEY), ("Library", LIBRARYS_KEY)):
        tell(broker, agent, key, "SIF_Register", writing.registration(agent))
    tell(broker, "Library", LIBRARYS_KEY, "SIF_Subscribe", writing.objects(["LearnerPersonal"]))
    tell(broker, "Mis", KEY, "SIF_Event", writing.event())
    return broker


def tell(broker: Broker, agent: str, key: str, kind: str, inside: str) -> None:
    answer = broker.receive(ZONE, written(agent, kind, inside), Channel(key_digest=digest_of(key)))
    assert b"<SIF_Code>0</SIF_Code>" in answer


def written(source: str, kind: str, inside: str = "", msg_id: str = "") -> bytes:
    head = writing.header(source, msg_id or writing.fresh_id())
    return writing.message(f"<{kind}>{head}{inside}</{kind}>").encode()


def every_kind(source: str) -> dict[str, bytes]:
    """Return a message of every kind, and every control."""
    inside = {
        "SIF_Register": writing.registration(source),
        "SIF_Unregister": "",
        "SIF_Provision": writing.provision(provide=["LearnerPersonal"], subscribe=["SchoolInfo"]),
        "SIF_Provide": writing.objects(["LearnerPersonal"]),
        "SIF_Unprovide": writing.objects(["LearnerPersonal"]),
        "SIF_Subscribe": writing.objects(["LearnerPersonal"]),
        "SIF_Unsubscribe": writing.objects(["LearnerPersonal"]),
        "SIF_Event": writing.event(action="Delete"),
        "SIF_Request": writing.request(),
        "SIF_Response": writing.response("B" * 32),
        "SIF_Ack": writing.acknowledgement("Mis", "C" * 32, 1),
        "SIF_ServiceInput": "",
    }
    kinds = {kind: written(source, kind, text) for kind, text in inside.items()}
    pushed = writing.registration(source, mode="Push", url="http://127.0.0.1:9/")
    kinds["SIF_Register for another address"] = written(source, "SIF_Register", pushed)
    for control in CONTROLS:
        held = f"<SIF_SystemControlData><{control}/></SIF_SystemControlData>"
        kinds[control] = written(source, "SIF_SystemControl", held)
    return kinds


KINDS = tuple(every_kind("Mis"))
GARBAGE = {
    "no XML": b"hello",
    "a broken message": b"<SIF_Message",
    "a message of another version": written("Mis", "SIF_Unregister").replace(b'"2.6"', b'"9.9"'),
    "no header": writing.message("<SIF_Register/>").encode(),
    "a document type": b'<!DOCTYPE a [<!ENTITY b "c">]>' + written("Mis", "SIF_Unregister"),
    "an id that is none": written("Mis", "SIF_Unregister", msg_id="x"),
    "nothing but blanks": b"   ",
}


@pytest.fixture(scope="module")
def zone() -> Iterator[Served]:
    with served(broker=school(), opened=OpenTo.THIS_MACHINE) as running:
        yield running


def without_what_differs(text: str) -> str:
    """Return an answer without its own id and time, and without what the sender himself said."""
    for element in ("SIF_MsgId", "SIF_Timestamp", "SIF_SourceId", "SIF_OriginalSourceId", "SIF_OriginalMsgId"):
        text = re.sub(f"<{element}>[^<]*</{element}>", f"<{element}/>", text)
    return text


def answer_to(zone: Served, way: str, body: bytes, *more: str) -> Answered:
    path, _ = WAYS[way]
    return zone.ask(request(body, *more, path=path))


@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_is_refused_alike_whatever_he_sends_and_whoever_he_says_he_is(zone: Served, kind: str) -> None:
    before = zone.broker.store.state(ZONE)
    said = {}
    for way, (_, agent) in WAYS.items():
        answer = answer_to(zone, way, every_kind(agent)[kind])
        assert (answer.status, answer.code) == (200, "3/1"), way
        assert f"<SIF_OriginalSourceId>{agent}</SIF_OriginalSourceId>" in answer.text
        said[way] = (without_what_differs(answer.text), answer.headers["content-type"], sorted(answer.headers))
    assert len(set(map(str, said.values()))) == 1, said
    assert zone.broker.store.state(ZONE) == before
    assert zone.broker.store.head(ZONE, "Library").waiting is not None


@pytest.mark.parametrize("garbage", GARBAGE)
def test_what_cannot_be_read_tells_a_stranger_no_more(zone: Served, garbage: str) -> None:
    said = {}
    for way, (path, _) in WAYS.items():
        if KEY in path or LIBRARYS_KEY in path:
            continue  # whoever has a key knows already that it opens a zone
        answer = answer_to(zone, way, GARBAGE[garbage])
        assert (answer.status, answer.code) == (200, "3/1"), way
        said[way] = without_what_differs(answer.text)
    assert len(set(said.values())) == 1, said


@pytest.mark.parametrize(
    "damage", [(b'"2.6"', b'"9.9"'), (b"SIF_Timestamp", b"SIF_Time"), (b"2026-09-03T", b"the day")]
)
def test_unreadable_message_tells_whoever_has_a_key_nothing_of_other_agents(zone: Served, damage) -> None:
    """The versions that another agent registered would show in the version of the answer."""
    said = set()
    for agent in ("Mis", "Doors", "OldMis", "Evil"):
        answer = zone.ask(request(every_kind(agent)["SIF_Ping"].replace(*damage), path=f"/zone/{ZONE}/{LIBRARYS_KEY}"))
        assert (answer.status, answer.code) == (200, "3/1"), agent
        said.add(without_what_differs(answer.text))
    assert len(said) == 1
    own = every_kind("Library")["SIF_Ping"].replace(*damage)
    assert zone.ask(request(own, path=f"/zone/{ZONE}/{LIBRARYS_KEY}")).code in ("12/3", "1/6", "1/4")


@pytest.mark.parametrize(
    ("method", "body", "fields", "status"),
    [
        ("GET", b"", (), 405),
        ("POST", b"", (), 400),
        ("POST", gzip.compress(b"x")[:-3], ("Content-Encoding: gzip",), 400),
        ("POST", gzip.compress(b" " * (STRANGER_LIMIT + 1)), ("Content-Encoding: gzip",), 413),
        ("POST", b" " * (STRANGER_LIMIT + 1), (), 413),
        ("POST", b"x", ("Content-Encoding: br",), 415),
    ],
    ids=["looks", "empty", "broken gzip", "unfolds", "too long", "coding"],
)
def test_what_is_no_message_is_refused_alike(
    zone: Served, method: str, body: bytes, fields: tuple, status: int
) -> None:
    said = set()
    for path, _ in WAYS.values():
        if KEY in path or LIBRARYS_KEY in path:
            continue
        answer = zone.ask(request(body, *fields, method=method, path=path))
        said.add((answer.status, answer.body))
    assert len(said) == 1
    assert said.pop()[0] == status


def test_rules_of_a_zone_do_not_tell_that_it_is_there() -> None:
    """A zone that demands HTTPS, sleeps, wants strict ids or short messages is like one that is not there."""
    broker = school()
    rules = Rules(secure=True, paused=True, strict_ids=True, message_limit=2_000)
    broker.administer(ZONE, SetZone(ZONE, rules))
    with served(broker=broker) as zone:
        for body in (every_kind("Mis")["SIF_Register"], written("Mis", "SIF_Unregister", " " * 3_000, "short")):
            there, nowhere = (zone.ask(request(body, path=f"/zone/{each}")) for each in (ZONE, "Nowhere"))
            assert (there.status, there.code) == (200, "3/1")
            assert without_what_differs(there.text) == without_what_differs(nowhere.text)


def test_a_repeat_of_what_an_agent_sent_is_refused_like_anything_else(zone: Served) -> None:
    """Whoever has seen the id of a message must not learn from status 7 that it was taken."""
    body = written("Mis", "SIF_Event", writing.event(), "E" * 32)
    assert zone.ask(request(body, path=f"/zone/{ZONE}/{KEY}")).code == "0"
    assert zone.ask(request(body, path=f"/zone/{ZONE}/{KEY}")).code == "7"
    assert zone.ask(request(body, path=f"/zone/{ZONE}")).code == "3/1"


def test_a_stranger_does_not_make_an_agent_look_alive() -> None:
    clock = Clock()
    broker = school(clock=clock)
    seen = []
    for stranger in (b"", every_kind("Mis")["SIF_Ping"]):
        clock.passes(seconds=60)
        if stranger:
            broker.receive(ZONE, stranger, Channel())
        clock.passes(seconds=60)
        broker.receive(ZONE, every_kind("Library")["SIF_Ping"], Channel(key_digest=digest_of(LIBRARYS_KEY)))
        presences = broker.store.presences(ZONE)
        seen.append((presences["Mis"].last_seen, presences["Library"].last_seen))
    assert seen[0][0] == seen[1][0], "the stranger's message counted as the agent's"
    assert seen[0][1] < seen[1][1]


def test_a_certificate_speaks_for_its_own_agent_alone_and_no_key_stands_in_for_it() -> None:
    broker = school()
    body = every_kind("Doors")["SIF_Register"]
    mine = Channel(secure=True, certificate="doors.school.example")
    broker.administer(ZONE, SetKey("Doors", digest_of("a key that it must not use"), ""))
    for channel in (
        Channel(secure=True),
        Channel(secure=True, certificate="mis.school.example"),
        Channel(secure=True, certificate="Doors"),
        Channel(secure=True, key_digest=digest_of("a key that it must not use")),
        Channel(secure=True, key_digest=digest_of(KEY)),
        Channel(secure=True, open_zones=True),
    ):
        assert b"<SIF_Category>3</SIF_Category>" in broker.receive(ZONE, body, channel), channel
    assert b"<SIF_Category>3</SIF_Category>" in broker.receive(ZONE, every_kind("Mis")["SIF_Ping"], mine)
    assert b"<SIF_Code>0</SIF_Code>" in broker.receive(ZONE, body, mine)


def test_where_every_agent_must_show_a_certificate_no_key_opens() -> None:
    broker = school()
    broker.administer(ZONE, SetZone(ZONE, Rules(certificates=True)))
    body = every_kind("Mis")["SIF_Register"]
    assert b"<SIF_Category>3<" in broker.receive(ZONE, body, Channel(secure=True, key_digest=digest_of(KEY)))
    assert b"<SIF_Category>3<" in broker.receive(ZONE, body, Channel(secure=True, certificate="Library"))
    assert b"<SIF_Code>0<" in broker.receive(ZONE, body, Channel(secure=True, certificate="Mis"))
    unknown = every_kind("Evil")["SIF_Register"]
    assert b"<SIF_Category>3<" in broker.receive(ZONE, unknown, Channel(secure=True, certificate="Evil"))


def test_a_key_that_is_replaced_or_withdrawn_stops_at_once_also_in_another_process(tmp_path) -> None:
    url = f"sqlite:///{tmp_path}/zones.sqlite3"
    prepare(url)
    one, other = (Broker(sqlite_store(tmp_path / "zones.sqlite3")) for _ in range(2))
    school(one.store)
    ping = every_kind("Mis")
    old, new = (Channel(key_digest=digest_of(each)) for each in (KEY, "the next key"))
    for broker in (one, other):
        assert b"<SIF_Code>0<" in broker.receive(ZONE, ping["SIF_Ping"], old)
    one.administer(ZONE, SetKey("Mis", digest_of("the next key"), digest_of(KEY)))
    for kind in ("SIF_Ping", "SIF_GetMessage", "SIF_Event", "SIF_Register"):
        assert b"<SIF_Category>3<" in other.receive(ZONE, ping[kind], old), kind
        assert b"<SIF_Category>3<" in one.receive(ZONE, ping[kind], old), kind
    assert b"<SIF_Code>0<" in other.receive(ZONE, ping["SIF_Ping"], new)
    one.administer(ZONE, SetKey("Mis", "", digest_of("the next key")))
    assert b"<SIF_Category>3<" in other.receive(ZONE, every_kind("Mis")["SIF_Register"], new)
    for broker in (one, other):
        broker.store.close()


class Counted(SqliteConnection):
    """A connection that counts what it is asked."""

    asked = 0

    def row(self, sql, *values):
        Counted.asked += 1
        return super().row(sql, *values)

    def rows(self, sql, *values):
        Counted.asked += 1
        return super().rows(sql, *values)


def sqlite_store(path) -> SqlStore:
    pools = (ConnectionPool(lambda: Counted(path), SqliteConnection.faults, most) for most in (2, 1))
    return SqlStore(*pools, Seal(b"the key of invented children...."))


def test_a_stranger_costs_the_database_the_same_whether_zone_and_agent_are_there_or_not(tmp_path) -> None:
    url = f"sqlite:///{tmp_path}/zones.sqlite3"
    prepare(url)
    broker = school(sqlite_store(tmp_path / "zones.sqlite3"))
    costs = {}
    with served(broker=broker) as zone:
        for way, (path, agent) in WAYS.items():
            if KEY in path or LIBRARYS_KEY in path:
                continue  # its holder may measure that it is a key; he knows
            body = every_kind(agent)["SIF_GetMessage"]
            for _ in range(3):  # the first time, the zone may have to be read whole
                before = Counted.asked
                assert zone.ask(request(body, path=path)).code == "3/1"
                costs[way] = Counted.asked - before
    broker.store.close()
    assert set(costs.values()) == {1}, costs


@pytest.mark.parametrize("way", WAYS)
def test_beside_the_site_a_stranger_is_refused_as_by_the_zones_own_server(zone: Served, way: str) -> None:
    path, agent = WAYS[way]
    zones = Zones(site, lambda: zone.broker, opened=OpenTo.THIS_MACHINE)
    body = every_kind(agent)["SIF_GetMessage"]
    answer = ask_beside_a_site(zones, body, path)
    assert (answer.status, answer.code) == (200, "3/1")
    own = answer_to(zone, way, body)
    assert without_what_differs(answer.text) == without_what_differs(own.text)


def test_an_agents_own_address_opens_the_zone_to_it_and_to_nobody_else(zone: Served) -> None:
    mine, bare = f"/zone/{ZONE}/{KEY}", f"/zone/{ZONE}"
    with Caller(zone.port) as agent:
        assert agent.ask(request(every_kind("Mis")["SIF_Ping"], path=mine)).code == "0"
        # The same connection proves nothing about the next message on it.
        assert agent.ask(request(every_kind("Mis")["SIF_Ping"], path=bare)).code == "3/1"
        assert agent.ask(request(every_kind("Library")["SIF_Ping"], path=mine)).code == "3/1"
        assert agent.ask(request(every_kind("Mis")["SIF_Ping"], path=mine + "/")).code == "0"


ELSEWHERE = (
    *("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port"),
    *("X-Forwarded-Server", "X-Forwarded", "X-Forwarded-By", "X-Forwarded-Client-Cert", "X-ForwardedFor", "X-Real-IP"),
    *("X-Client-IP", "CF-Connecting-IP", "CF-Ray", "True-Client-IP", "X-Original-For", "X-Original-Host"),
    *("X-Envoy-External-Address", "X-Cluster-Client-IP", "Fastly-Client-IP", "Fly-Client-IP", "X-Amzn-Trace-Id"),
    *("Origin", "Referer", "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-CH-UA", "Access-Control-Request-Private-Network"),
)
"""Fields of a request in which somebody else than an agent on this machine had a hand."""


@pytest.fixture(scope="module")
def open_to_this_machine() -> Iterator[Served]:
    broker = Broker(MemoryStore())
    create_open_zone(broker, ZONE)
    with served(broker=broker, opened=OpenTo.THIS_MACHINE) as running:
        yield running


@pytest.mark.parametrize("field", ELSEWHERE)
def test_what_came_from_elsewhere_is_seen_alike_by_both_servers(open_to_this_machine: Served, field: str) -> None:
    zone, path = open_to_this_machine, f"/zone/{ZONE}"
    beside = Forwarding(Zones(site, lambda: zone.broker, opened=OpenTo.THIS_MACHINE), None)
    body = every_kind("Mis")["SIF_Register"]
    for spelling in (field, field.lower(), field.upper(), field.replace("-", "_")):
        assert zone.ask(request(body, f"{spelling}: x", path=path)).code == "3/1", spelling
        called = {field_key(spelling): "x"}
        assert ask_beside_a_site(beside, body, path, REMOTE_ADDR="127.0.0.1", **called).code == "3/1", spelling


@pytest.mark.parametrize(
    "field", ["User-Agent", "Accept", "Accept-Encoding", "Pragma", "X-Client-Version", "Connection"]
)
def test_what_agents_say_of_themselves_shuts_none_out(open_to_this_machine: Served, field: str) -> None:
    zone, path = open_to_this_machine, f"/zone/{ZONE}"
    beside = Forwarding(Zones(site, lambda: zone.broker, opened=OpenTo.THIS_MACHINE), None)
    body = every_kind("Mis")["SIF_Register"]
    assert zone.ask(request(body, f"{field}: x", path=path)).code == "0"
    body = every_kind("Mis")["SIF_Register"]
    assert ask_beside_a_site(beside, body, path, REMOTE_ADDR="127.0.0.1", **{field_key(field): "x"}).code == "0"


@pytest.mark.parametrize(
    ("opened", "fields", "code"),
    [
        (OpenTo.NOBODY, (), "3/1"),
        (OpenTo.THIS_MACHINE, (), "0"),
        (OpenTo.THIS_MACHINE, ("X-Forwarded-For: 203.0.113.9",), "3/1"),
        (OpenTo.THIS_MACHINE, ("Forwarded: for=203.0.113.9",), "3/1"),
        (OpenTo.THIS_MACHINE, ("Via: 1.1 proxy",), "3/1"),
        (OpenTo.THIS_MACHINE, ("Origin: http://elsewhere.example",), "3/1"),
        (OpenTo.EVERYBODY, ("X-Forwarded-For: 203.0.113.9",), "0"),
    ],
)
def test_an_open_zone_is_open_only_where_nobody_reaches_it_or_the_operator_said_so(opened, fields, code) -> None:
    broker = Broker(MemoryStore())
    create_open_zone(broker, ZONE)
    with served(broker=broker, opened=opened) as zone:
        body = every_kind("Mis")["SIF_Register"]
        assert zone.ask(request(body, *fields, path=f"/zone/{ZONE}")).code == code
        # A key that is none is no way round.
        assert zone.ask(request(body, *fields, path=f"/zone/{ZONE}/{make_agent_key()}")).code == "3/1"


def test_in_an_open_zone_an_agent_with_a_key_is_protected_all_the_same() -> None:
    broker = Broker(MemoryStore())
    create_open_zone(broker, ZONE)
    admit(broker, "Mis", KEY)
    with served(broker=broker) as zone:
        body = every_kind("Mis")["SIF_Register"]
        assert zone.ask(request(body, path=f"/zone/{ZONE}")).code == "3/1"
        assert zone.ask(request(body, path=f"/zone/{ZONE}/{KEY}")).code == "0"
