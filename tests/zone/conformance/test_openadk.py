"""Sections 12.2 and 16: whole sessions of agents built on OpenADK, in the order in which they were seen."""

import re

import pytest

from handover.zone.rights import ANY, Right
from tests.zone import writing
from tests.zone.cast import SILENCE, ZONE

MINE = ["LearnerPersonal", "SchoolInfo"]


def permitted(ack, right):
    """The objects that an agent finds it may use: without a context it would not use them."""
    lists = ack.find(right)
    return {each.get("ObjectName") for each in lists if "SIF_Default" in "".join(each.itertext())}


def provided_by_others(ack, name):
    return {
        (each.getparent().getparent().get("SourceId"), each.get("ObjectName"))
        for each in ack.find("SIF_ZoneStatus").iter("{*}SIF_Object")
        if each.getparent().getparent().tag.endswith("SIF_Provider")
        and each.getparent().getparent().get("SourceId") != name
    }


def connects(agent, *, mode, publishes=(), subscribes=()):
    """SIF_Register, SIF_Ping, SIF_GetZoneStatus of those who publish, SIF_GetAgentACL if need be, SIF_Provision."""
    acl = agent.registers(mode=mode)
    assert acl.status == 0
    assert agent.controls("SIF_Ping").status in (0, 8)
    taken = set()
    if publishes:
        status = agent.controls("SIF_GetZoneStatus")
        assert status.status == 0
        assert status.find("SIF_SupportedProtocols") is not None
        taken = {name for _, name in provided_by_others(status, agent.id)}
    if acl.carries != "SIF_AgentACL":
        acl = agent.controls("SIF_GetAgentACL")
    allowed = permitted(acl, "SIF_ProvideAccess")
    offers = [name for name in publishes if name in allowed - taken]
    wants = [name for name in subscribes if name in permitted(acl, "SIF_SubscribeAccess")]
    assert agent.provisions(provide=offers, subscribe=wants, request=wants, respond=list(publishes)).status == 0
    return offers


def collected(zone, agent, mode):
    """What reaches an agent, however it gets its messages."""
    if mode == "Pull":
        return agent.drains()
    before = len(agent.inbox)
    zone.deliver()
    return agent.inbox[before:]


both_modes = pytest.mark.parametrize("mode", ["Pull", "Push"])


@both_modes
def test_a_publisher_connects_is_asked_and_answers_before_it_acknowledges(zone, mode):
    mis, library = zone.agent("mis"), zone.agent("library")
    assert connects(mis, mode=mode, publishes=MINE) == MINE
    connects(library, mode=mode, subscribes=MINE)
    assert library.asks(version="2.0r1", versions=["2.*"]).version == "2.0r1"
    said = []

    def answers(request):
        said.append(mis.responds(request, 1, more=True, version="2.6").status)
        said.append(mis.responds(request, 2, version="2.6").status)

    if mode == "Push":
        mis.works = answers
        zone.deliver()
        [request] = mis.inbox
    else:
        request = mis.fetches().message
        answers(request)
        assert mis.acknowledges(request).version == "2.0r1"
        assert mis.fetches().status == 9
    assert said == [0, 0]
    packets = collected(zone, library, mode) if mode == "Pull" else library.inbox
    assert [(each.packet, each.version, each.request_id) for each in packets] == [
        (1, "2.6", request.msg_id),
        (2, "2.6", request.msg_id),
    ]
    assert mis.controls("SIF_Sleep").status == 0


@both_modes
def test_a_subscriber_connects_and_gets_all_kinds_of_events(zone, mode):
    mis, library = zone.agent("mis"), zone.agent("library")
    connects(mis, mode="Pull", publishes=MINE)
    connects(library, mode=mode, subscribes=MINE)
    bare = f'<LearnerPersonal RefId="{"A" * 32}"/>'
    assert mis.publishes(writing.an_object() * 3).status == 0
    assert mis.publishes(bare, action="Change").status == 0
    assert mis.publishes(bare, action="Delete").status == 0
    events = collected(zone, library, mode)
    assert [each.find("SIF_EventObject").get("Action") for each in events] == ["Add", "Change", "Delete"]
    assert len(events[0].find("SIF_EventObject")) == 3


@both_modes
def test_a_second_publisher_learns_who_provides_and_answers_directed_requests(zone, mode):
    mis, la, library = zone.agent("mis"), zone.agent("la"), zone.agent("library")
    connects(mis, mode=mode, publishes=["LearnerPersonal"])
    assert connects(la, mode=mode, publishes=MINE) == ["SchoolInfo"]
    connects(library, mode=mode, subscribes=MINE)
    assert library.asks().status == 0
    assert library.asks(destination="la").status == 0
    zone.deliver()
    for agent in (mis, la):
        requests = agent.inbox if mode == "Push" else agent.drains()
        assert [each.kind for each in requests] == ["SIF_Request"]


@both_modes
def test_an_agent_with_few_rights_takes_what_it_is_given(zone, mode):
    catering = zone.agent("catering", may={Right.SUBSCRIBE: ["SchoolInfo"], Right.REQUEST: ["SchoolInfo"]})
    connects(catering, mode=mode, publishes=(), subscribes=MINE)
    assert {each.object for each in zone.state.of_agent("catering")} == {"SchoolInfo"}


@both_modes
@pytest.mark.parametrize("batch", [True, False])
def test_legacy_provisioning_is_one_object_at_a_time_or_all_at_once(zone, mode, batch):
    mis = zone.agent("mis")
    assert mis.registers(mode=mode).status == 0
    assert mis.controls("SIF_Ping").status == 0
    for kind in ("SIF_Subscribe", "SIF_Provide"):
        for names in [MINE] if batch else [[name] for name in MINE]:
            assert mis.says(kind, *names).status == 0
    assert {(each.right.value, each.object) for each in zone.state.of_agent("mis")} == {
        (right, name) for right in ("provide", "subscribe") for name in MINE
    }


def test_legacy_agents_take_access_errors_for_warnings(zone):
    mis = zone.agent("mis", may={Right.SUBSCRIBE: ["SchoolInfo"]})
    mis.registers()
    assert [mis.says("SIF_Subscribe", name).said for name in MINE] == ["4/4", "0"]
    assert mis.says("SIF_Provide", *MINE).error == "4/3"


@both_modes
def test_an_agent_reconnects_without_registering_and_finds_what_came_meanwhile(zone, mode):
    mis, library = zone.agent("mis"), zone.agent("library")
    connects(mis, mode="Pull", publishes=MINE)
    connects(library, mode=mode, subscribes=MINE)
    assert library.controls("SIF_Sleep").status == 0
    mis.publishes()
    zone.deliver()
    assert library.inbox == []
    assert library.controls("SIF_Wakeup").status == 0
    assert library.controls("SIF_Ping").status == 0
    assert library.controls("SIF_GetAgentACL").carries == "SIF_AgentACL"
    assert library.provisions(subscribe=MINE, request=MINE).status == 0
    assert len(collected(zone, library, mode)) == 1


@both_modes
def test_the_state_of_the_zone_may_be_asked_for_by_request(zone, mode):
    mis = zone.agent("mis")
    mis.registers(mode=mode)
    assert mis.controls("SIF_Ping").status == 0
    query = '<SIF_Query><SIF_QueryObject ObjectName="SIF_ZoneStatus"/></SIF_Query>'
    assert mis.asks("SIF_ZoneStatus", query=query, contexts=()).status == 0
    [answer] = collected(zone, mis, mode)
    assert (answer.source, answer.destination) == (ZONE, "mis")
    assert answer.find("SIF_SupportedProtocols") is not None


def test_an_agent_may_acknowledge_the_ack_that_carried_a_message(zone):
    """adk.messaging.pullAckAck, and what OpenADK does after it could not read a message."""
    mis, library = zone.agent("mis"), zone.agent("library")
    connects(mis, mode="Pull", publishes=MINE)
    connects(library, mode="Pull", subscribes=MINE)
    mis.publishes(msg_id="1" * 32)
    mis.publishes(msg_id="2" * 32)
    mis.publishes(msg_id="3" * 32)
    assert library.acknowledges(library.fetches(), 1, source=ZONE).status == 0
    assert library.acknowledges(library.fetches(), "1/3", source=ZONE).status == 0
    assert [each.msg_id for each in library.drains()] == ["3" * 32]
    assert [each.code for each in zone.store.letters(ZONE)] == [(1, 3)]


@pytest.mark.parametrize("kind", ["SIF_Event", "SIF_Request"])
def test_java_posts_a_message_again_when_the_line_breaks_before_the_answer(zone, kind):
    mis, library = zone.agent("mis"), zone.agent("library")
    connects(mis, mode="Pull", publishes=MINE)
    connects(library, mode="Pull", subscribes=MINE)
    inside = writing.event() if kind == "SIF_Event" else writing.request()
    sender, receiver = (mis, library) if kind == "SIF_Event" else (library, mis)
    body = sender.written(kind, inside, contexts=["SIF_Default"])
    assert [zone.posts(body).status for _ in range(3)] == [0, 7, 7]
    assert len(receiver.drains()) == 1


def test_an_agent_that_asks_to_retry_polls_at_once_and_is_not_given_the_message_in_a_loop(zone):
    mis, library = zone.agent("mis"), zone.agent("library")
    connects(mis, mode="Pull", publishes=MINE)
    connects(library, mode="Pull", subscribes=MINE)
    mis.publishes()
    given = 0
    for _ in range(60):
        ack = library.fetches()
        if ack.message is not None:
            given += 1
            library.acknowledges(ack.message, "10/1")
        zone.clock.passes(seconds=0.5)
    assert 2 <= given <= 4
    zone.clock.passes(seconds=60)
    assert len(library.drains()) == 1


@both_modes
@pytest.mark.parametrize("order", ["request first", "acknowledgement first"])
def test_an_event_handler_asks_for_more_data_in_either_order(zone, mode, order):
    mis, library = zone.agent("mis"), zone.agent("library")
    connects(mis, mode="Pull", publishes=MINE)
    connects(library, mode=mode, subscribes=MINE)
    mis.publishes(msg_id="1" * 32)
    mis.publishes(msg_id="2" * 32)

    def ask(received):
        if received.msg_id == "1" * 32:
            assert library.asks().status == 0

    if mode == "Push":
        library.answers = [2]
        library.works = ask if order == "request first" else library.works
        zone.deliver()
        [event] = library.inbox
    else:
        event = library.fetches().message
        if order == "request first":
            ask(event)
        assert library.acknowledges(event, 2).status == 0
        assert library.fetches().status == 9
    if order != "request first":
        ask(event)
    assert mis.responds(mis.takes()).status == 0
    [answer] = collected(zone, library, mode)
    assert answer.kind == "SIF_Response"
    assert library.acknowledges(event, 3).status == 0
    assert [each.msg_id for each in collected(zone, library, mode)] == ["2" * 32]


@both_modes
def test_an_agent_may_sleep_as_it_connects(zone, mode):
    mis, library = zone.agent("mis"), zone.agent("library")
    assert library.registers(mode=mode).status == 0
    assert library.controls("SIF_Sleep").status == 0
    assert library.provisions(subscribe=MINE).status == 0
    connects(mis, mode="Pull", publishes=MINE)
    mis.publishes()
    assert collected(zone, library, "Push") == []
    assert library.controls("SIF_Wakeup").status == 0
    assert len(collected(zone, library, mode)) == 1


def test_an_agent_in_push_mode_that_answers_nonsense_gets_the_message_again(zone):
    """A wrong media type, say: OpenADK works on the message all the same, and knows it when it comes again."""
    mis, library = zone.agent("mis"), zone.agent("library")
    connects(mis, mode="Pull", publishes=MINE)
    connects(library, mode="Push", subscribes=MINE)
    mis.publishes(msg_id="1" * 32)
    library.answers = [b"415", SILENCE, 7]
    for _ in range(3):
        zone.deliver()
        zone.clock.passes(seconds=30)
    assert {each.body for each in library.inbox if each.body.startswith(b"<")} == {library.inbox[0].body}
    assert zone.store.head(ZONE, "library").waiting is None


def test_an_agent_that_was_never_registered_is_told_so_at_its_first_ping(zone):
    """Java goes on after a refused SIF_Register; only an error to its SIF_Ping stops it."""
    mis = zone.stranger("mis")
    assert mis.registers().error == "3/1"
    assert mis.controls("SIF_Ping").error == "3/1"
    shut = zone.agent("shut")
    zone.shut("shut")
    assert shut.registers().error == "4/2"
    assert shut.controls("SIF_Ping").error == "4/9"


def test_an_agent_of_every_release_connects(zone):
    for version in ("2.0r1", "2.1", "2.3", "2.4", "2.6"):
        agent = zone.agent(f"agent-{version}", version=version)
        order = [version, *(each for each in writing.OWN_VERSIONS if each != version)]
        register = writing.registration(agent.id, versions=order)
        if version == "2.0r1":
            register = re.sub("<SIF_Property>.*</SIF_Property>", "", register)
        ack = agent.sends("SIF_Register", register)
        assert (ack.status, ack.version) == (0, version)
        assert agent.controls("SIF_GetZoneStatus").version == version
        assert agent.provisions(subscribe=MINE).status == 0
    zone.grant("agent-2.4", {Right.PUBLISH_ADD: [ANY]})
    assert zone.agent("agent-2.4", version="2.4").publishes().status == 0
