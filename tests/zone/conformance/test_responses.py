"""Section 7.9: an answer goes to who asked, as it was asked for; and requests that end otherwise."""

import pytest

from handover.zone.core.parsing import Channel
from handover.zone.rights import ANY, Right
from tests.zone import writing
from tests.zone.cast import ZONE


@pytest.fixture
def mis(zone):
    return zone.joined("mis", provides=["LearnerPersonal"])


@pytest.fixture
def library(zone):
    return zone.joined("library")


@pytest.fixture
def request_(mis, library):
    assert library.asks().status == 0
    return mis.takes()


def ended(library, request, error, packet=1):
    """Whether the last thing that waits is the zone's own end of the request."""
    end = library.drains()[-1]
    assert (end.source, end.destination, end.request_id) == (ZONE, "library", request.msg_id)
    return (end.error, end.packet, end.last) == (error, packet, True)


@pytest.mark.row("responds", "not asked", "wrong packet")
def test_an_answer_in_packets_arrives_in_order_and_ends_the_request(mis, library, request_):
    assert mis.responds(request_, 2).error == "8/12"
    assert mis.responds(request_, 0).error == "8/12"
    assert mis.responds(request_, 1, more=True).status == 0
    assert mis.responds(request_, 1, more=True).error == "8/12"
    assert mis.responds(request_, 3).error == "8/12"
    assert mis.responds(request_, 2, more=True).status == 0
    assert mis.responds(request_, 3).status == 0
    assert mis.responds(request_, 4).error == "8/10"
    assert [(each.packet, each.last) for each in library.drains()] == [(1, False), (2, False), (3, True)]


@pytest.mark.row("not asked")
def test_only_who_was_asked_answers(zone, mis, library, request_):
    la = zone.joined("la")
    assert la.responds(request_).error == "8/10"
    assert mis.sends("SIF_Response", writing.response("F" * 32), destination="library").error == "8/10"
    assert library.drains() == []


@pytest.mark.row("wrong destination")
@pytest.mark.parametrize("destination", ["", "la", "Library", "mis"])
def test_an_answer_names_who_asked(mis, library, request_, destination):
    assert mis.responds(request_, destination=destination).error == "8/14"
    assert ended(library, request_, "8/14")
    assert mis.responds(request_).error == "8/10"


@pytest.mark.row("response too large", "a little too large")
def test_an_answer_is_no_longer_than_asked_for(mis, library):
    for size, said in ((2000, "0"), (9000, "8/11")):
        library.asks(buffer=4096)
        request = mis.takes()
        packet = f"<SIF_ObjectData>{writing.an_object(size=size + 1000)}</SIF_ObjectData>"
        assert mis.responds(request, inside=packet).said == said
    assert ended(library, request, "8/11")


@pytest.mark.row("wrong version")
def test_an_answer_is_in_a_version_that_was_asked_for(mis, library):
    for version, said in (("2.3", "0"), ("2.0r1", "0"), ("2.6", "8/13")):
        library.asks(versions=["2.3", "2.0r*"])
        request = mis.takes()
        assert mis.responds(request, version=version).said == said
    assert ended(library, request, "8/13")


@pytest.mark.row("may not answer")
def test_who_has_lost_the_right_does_not_answer(zone, mis, library, request_):
    assert mis.responds(request_, 1, more=True).status == 0
    zone.grant("mis", {Right.SUBSCRIBE: [ANY]})
    assert mis.responds(request_, 2).error == "4/6"
    assert ended(library, request_, "4/6", packet=2)


@pytest.mark.row("response insecure")
def test_an_answer_that_demands_security_does_not_go_over_a_channel_without(zone, mis, library, request_):
    la = zone.joined("la", subscribes=["SIF_LogEntry"])
    assert mis.responds(request_, security=(0, 2)).error == "10/3"
    assert ended(library, request_, "10/3")
    assert la.takes().words("SIF_Code") == "3"
    library.channel = Channel(secure=True)
    library.registers()
    library.asks()
    assert mis.responds(mis.takes(), security=(0, 2)).status == 0


@pytest.mark.row("wrong destination", "response too large", "wrong version")
def test_a_zone_may_leave_it_to_the_responder_to_try_again(zone, mis, library):
    zone.rules(tell_requester=False)
    library.asks(versions=["2.3"], buffer=4096)
    request = mis.takes()
    long = f"<SIF_ObjectData>{writing.an_object(size=9000)}</SIF_ObjectData>"
    assert mis.responds(request, destination="la", version="2.3").error == "8/14"
    assert mis.responds(request, inside=long, version="2.3").error == "8/11"
    assert mis.responds(request, version="2.4").error == "8/13"
    assert mis.responds(request, version="2.3").status == 0
    assert [each.source for each in library.drains()] == ["mis"]


@pytest.mark.row("requester gone")
def test_an_answer_to_somebody_who_left_is_dropped_and_counted(zone, mis, library, request_):
    library.unregisters()
    assert mis.responds(request_).status == 0
    assert mis.responds(request_).error == "8/10"
    [lost] = zone.store.passed_over(ZONE)
    assert (lost.agent, lost.reason, lost.count, lost.object) == ("library", "gone", 1, "LearnerPersonal")


@pytest.mark.row("error response")
def test_an_error_is_the_last_packet_whatever_it_says_itself(mis, library, request_):
    assert mis.responds(request_, 1, more=True, inside=writing.error("8/9")).status == 0
    assert mis.responds(request_, 2).error == "8/10"
    [answer] = library.drains()
    assert (answer.source, answer.error) == ("mis", "8/9")


@pytest.mark.row("request expires")
def test_a_request_that_nobody_answers_ends_by_itself(zone, mis, library):
    library.asks()
    request = mis.fetches().message
    zone.clock.passes(hours=71)
    zone.broker.keep_house()
    assert library.drains() == []
    zone.clock.passes(hours=2)
    zone.broker.keep_house()
    assert ended(library, request, "8/16")
    assert mis.drains() == []
    assert mis.responds(request).error == "8/10"
    assert zone.broker.keep_house() == 0


@pytest.mark.row("request removed")
def test_an_administrator_may_take_a_request_away(zone, mis, library, request_):
    zone.broker.remove_request(ZONE, request_.msg_id)
    assert ended(library, request_, "8/17")
    assert mis.responds(request_).error == "8/10"
    zone.broker.remove_request(ZONE, "F" * 32)


def test_an_answer_in_another_context_names_none(zone):
    zone.rules(contexts=("SIF_Default", "Sixth form"))
    mis, library = zone.joined("mis"), zone.joined("library")
    assert mis.provisions("Sixth form", provide=["LearnerPersonal"]).status == 0
    zone.grant("mis", {Right.PROVIDE: ["LearnerPersonal"]}, context="Sixth form")
    assert library.asks(contexts=["Sixth form"]).status == 0
    assert mis.responds(mis.takes()).status == 0
    assert library.takes().source == "mis"


def test_two_requesters_may_use_the_same_id(zone, mis, library):
    la = zone.joined("la")
    assert library.asks(msg_id="A" * 32).status == 0
    assert la.asks(msg_id="A" * 32).status == 0
    first, second = mis.takes(), mis.takes()
    for request, requester in ((second, la), (first, library)):
        assert mis.responds(request).status == 0
        assert [each.request_id for each in requester.drains()] == ["A" * 32]
