"""Sections 7.4 and 7.5: an agent registers, registers again, and leaves."""

import pytest

from handover.zone.core.parsing import Channel
from handover.zone.rights import Right
from tests.zone import writing
from tests.zone.cast import ZONE


@pytest.mark.row("registers", "security in register")
def test_an_agent_that_is_allowed_is_told_what_it_may_do(zone):
    mis = zone.agent("mis", may={Right.PROVIDE: ["LearnerPersonal"]})
    ack = mis.registers(name="Example MIS")
    assert (ack.status, ack.carries) == (0, "SIF_AgentACL")
    assert b'<SIF_ProvideAccess><SIF_Object ObjectName="LearnerPersonal">' in ack.body
    assert b"<SIF_SubscribeAccess/>" in ack.body
    known = zone.state.registration("mis")
    assert (known.name, known.mode, known.versions) == ("Example MIS", "Pull", writing.OWN_VERSIONS)


@pytest.mark.row("open zone")
def test_an_open_zone_admits_everybody_with_all_rights(zone):
    zone.rules(policy="open")
    assert zone.stranger("mis").registers().status == 0
    assert zone.stranger("library").registers(mode="Push").status == 0
    assert sorted(zone.state.agents) == ["library", "mis"]
    assert zone.state.may("mis", Right.PROVIDE, "LearnerPersonal", "SIF_Default")


@pytest.mark.row("unproved")
def test_a_stranger_is_refused_until_the_administrator_allows_it(zone):
    mis = zone.stranger("mis")
    assert mis.registers().error == "3/1"
    assert zone.stranger("MIS").registers().error == "3/1"
    mis.key = zone.agent("mis").key
    assert mis.registers().status == 0
    assert zone.stranger("MIS").registers().error == "3/1"


@pytest.mark.row("not allowed")
def test_an_open_zone_may_be_closed_to_somebody(zone):
    zone.rules(policy="open")
    zone.shut("mis")
    assert zone.stranger("mis").registers().error == "4/2"


@pytest.mark.row("bad id")
@pytest.mark.parametrize("name", ["", " ", "m" * 65, ZONE])
def test_an_agent_needs_a_name_of_its_own(zone, name):
    zone.rules(policy="open")
    body = zone.stranger("mis").written("SIF_Register", writing.registration("mis"), source=name)
    assert zone.posts(body).error == "5/2"


@pytest.mark.row("bad protocol")
@pytest.mark.parametrize(
    ("kind", "url"),
    [
        ("HTTP", ""),
        ("HTTP", "mis.example:9000"),
        ("HTTP", "https://mis.example/"),
        ("HTTPS", "http://mis.example/"),
        ("HTTP", "http:///zone"),
        ("HTTP", "http://mis.example:99999/"),
        ("HTTP", "http://mis.example:port/"),
        ("HTTP", "http://[mis/"),
        ("FTP", "ftp://mis.example/"),
        ("SOAP", "http://mis.example/"),
    ],
)
def test_an_agent_in_push_mode_must_be_reachable(zone, kind, url):
    mis = zone.agent("mis")
    assert mis.registers(mode="Push", url=url, kind=kind).error == "5/3"


@pytest.mark.row("bad protocol")
def test_an_agent_in_push_mode_must_say_how_to_reach_it(zone):
    mis = zone.agent("mis")
    body = writing.registration("mis").replace("<SIF_Mode>Pull<", "<SIF_Mode>Push<")
    assert mis.sends("SIF_Register", body).error == "5/3"


@pytest.mark.row("registers")
@pytest.mark.parametrize("url", ["http://mis.example/", "http://mis.example", "http://192.0.2.7:9000/zone?agent=mis"])
def test_an_agent_in_push_mode_is_reached_at_the_address_it_gives(zone, url):
    mis = zone.agent("mis")
    assert mis.registers(mode="Push", url=url).status == 0
    known = zone.state.registration("mis")
    assert (known.url, known.secure, known.pushed) == (url, False, True)


@pytest.mark.row("bad protocol")
@pytest.mark.parametrize("url", ["http://mis.example:0/", "http://mis.example/\u00adzone"])
def test_an_address_that_leads_nowhere_is_none(zone, url):
    assert zone.agent("mis").registers(mode="Push", url=url).error == "5/3"


@pytest.mark.row("no version", "some version")
def test_one_supported_version_is_enough(zone):
    mis = zone.agent("mis")
    assert mis.registers(versions=["1.1", "1.5r1"]).error == "5/4"
    assert mis.registers(versions=["3.*"]).error == "5/4"
    assert mis.registers(versions=["1.1", "9.9", "2.3"]).status == 0
    assert mis.registers(versions=["2.*"]).status == 0
    assert mis.registers(versions=["*"]).status == 0


@pytest.mark.row("small buffer")
def test_an_agent_must_take_messages_of_some_size(zone):
    mis = zone.agent("mis")
    assert mis.registers(buffer=4095).error == "5/6"
    assert mis.registers(buffer=0).error == "5/6"
    assert mis.registers(buffer=4096).status == 0


@pytest.mark.row("push over http")
def test_a_zone_that_requires_https_does_not_push_without(zone):
    zone.rules(secure=True)
    mis = zone.agent("mis")
    mis.channel = Channel(secure=True)
    assert mis.registers(mode="Push", url="http://mis.example/").error == "5/7"
    assert mis.registers(mode="Push", url="https://mis.example/", kind="HTTPS").status == 0
    assert zone.state.registration("mis").secure
    mis.channel = Channel()
    assert mis.registers(mode="Push", url="https://mis.example/", kind="HTTPS").error == "5/7"


@pytest.mark.row("registers")
def test_an_agent_that_fetches_over_https_is_reached_securely(zone):
    mis, library = zone.agent("mis"), zone.agent("library")
    mis.channel = Channel(secure=True)
    assert mis.registers().status == library.registers().status == 0
    assert [zone.state.registration(each).secure for each in ("mis", "library")] == [True, False]


@pytest.mark.row("bad coding")
def test_an_agent_must_take_messages_as_they_are_or_gzipped(zone):
    mis = zone.agent("mis")
    assert mis.registers(mode="Push", codings="compress, *;q=0").error == "5/10"
    assert mis.registers(mode="Push", codings="gzip, *;q=0").status == 0
    assert mis.registers(mode="Push", codings="").status == 0
    url = zone.way.listen("mis", mis.hears)
    for empty in ("<SIF_Value></SIF_Value>", ""):
        body = writing.registration("mis", mode="Push", url=url, codings="gzip")
        assert mis.sends("SIF_Register", body.replace("<SIF_Value>gzip</SIF_Value>", empty)).status == 0


@pytest.mark.row("bad mode")
def test_an_agent_fetches_or_is_pushed_to(zone):
    assert zone.agent("mis").registers(mode="Both").error == "1/4"


@pytest.mark.row("registers again")
def test_an_agent_may_register_as_often_as_it_likes(zone):
    mis, library = zone.joined("mis"), zone.joined("library", subscribes=["LearnerPersonal"])
    mis.publishes(msg_id="1" * 32)
    library.controls("SIF_Sleep")
    assert library.registers(buffer=5000).status == 0
    assert zone.state.registration("library").max_buffer == 5000
    assert library.controls("SIF_Ping").status == 0
    mis.publishes(msg_id="2" * 32)
    assert [each.msg_id for each in library.drains()] == ["1" * 32, "2" * 32]


@pytest.mark.row("changes mode", "fetch pushed")
def test_a_change_of_mode_changes_delivery_at_once(zone):
    mis, library = zone.joined("mis"), zone.joined("library", mode="Push", subscribes=["LearnerPersonal"])
    mis.publishes(msg_id="1" * 32)
    assert library.fetches().error == "5/9"
    assert library.registers(mode="Pull").status == 0
    zone.deliver()
    assert library.inbox == []
    assert library.takes().msg_id == "1" * 32
    mis.publishes(msg_id="2" * 32)
    assert library.registers(mode="Push").status == 0
    zone.deliver()
    assert [each.msg_id for each in library.inbox] == ["2" * 32]


@pytest.mark.row("unregisters", "unregisters unregistered")
def test_an_agent_that_leaves_leaves_nothing_but_its_rights(zone):
    mis, library = zone.joined("mis"), zone.joined("library", provides=["SchoolInfo"], subscribes=["LearnerPersonal"])
    mis.publishes()
    library.acknowledges(library.fetches().message, 2)
    assert library.unregisters().status == 0
    assert library.unregisters().error == "4/9"
    assert library.fetches().error == "4/9"
    assert mis.asks("SchoolInfo").error == "8/4"
    assert library.registers().status == 0
    assert library.drains() == []
    assert mis.publishes().status == 0
    assert library.drains() == []
    assert library.provisions(subscribe=["LearnerPersonal"]).status == 0


@pytest.mark.row("unregisters asked")
def test_whoever_waits_for_an_agent_that_leaves_is_told(zone):
    mis, library = zone.joined("mis", provides=["LearnerPersonal"]), zone.joined("library")
    first = library.asks()
    zone.clock.passes(seconds=1)
    second = library.asks()
    request = mis.takes()
    assert mis.responds(request, 1, more=True).status == 0
    assert mis.unregisters().status == 0
    packet, end, other = library.drains()
    assert (packet.source, packet.packet, packet.last) == ("mis", 1, False)
    assert (end.source, end.destination, end.packet, end.last, end.error) == (ZONE, "library", 2, True, "8/4")
    assert (other.packet, other.error) == (1, "8/4")
    assert {first.original[1], second.original[1]} == {end.request_id, other.request_id}


@pytest.mark.row("unregisters asking", "requester gone")
def test_answers_to_an_agent_that_has_left_are_dropped_and_do_not_reach_it_when_it_is_back(zone):
    mis, library = zone.joined("mis", provides=["LearnerPersonal"]), zone.joined("library")
    library.asks()
    request = mis.takes()
    assert library.unregisters().status == 0
    assert mis.responds(request, 1, more=True).status == 0
    assert library.registers().status == 0
    assert mis.responds(request, 1, more=True).error == "8/10"
    assert library.drains() == []


@pytest.mark.row("unregisters asked")
def test_whoever_asked_and_left_is_told_nothing_of_it_when_it_is_back(zone):
    mis, library = zone.joined("mis", provides=["LearnerPersonal"]), zone.joined("library")
    assert library.asks().status == 0
    assert library.unregisters().status == 0
    assert mis.unregisters().status == 0
    assert library.registers().status == 0
    assert library.drains() == []
