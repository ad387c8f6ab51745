"""Section 7.8: who answers a request."""

import pytest

from handover.zone.core.parsing import Channel
from handover.zone.rights import ANY, Right
from tests.zone import writing
from tests.zone.cast import ZONE

OWN = ("SIF_ZoneStatus", "SIF_AgentACL")


@pytest.fixture
def mis(zone):
    return zone.joined("mis", provides=["LearnerPersonal"])


@pytest.fixture
def library(zone):
    return zone.joined("library")


def log_codes(la):
    return [f"{entry.words('SIF_Category')}/{entry.words('SIF_Code')}" for entry in la.drains()]


@pytest.mark.row("asks")
def test_a_request_reaches_the_provider_as_it_was_sent(zone, mis, library):
    body = library.written("SIF_Request", writing.request(), version="2.0r1", contexts=["SIF_Default"])
    assert zone.posts(body).status == 0
    assert mis.takes().body == body


@pytest.mark.row("request unknown", "may not ask", "no provider")
def test_a_request_that_nobody_can_answer_is_refused(zone, mis, library):
    assert library.asks("Banana").error == "8/3"
    assert library.asks("SchoolInfo").error == "8/4"
    zone.grant("library", {Right.REQUEST: ["SchoolInfo"]})
    assert library.asks().error == "4/5"
    assert mis.drains() == []


@pytest.mark.row("no provider")
def test_a_provider_provides_in_its_context(zone, mis, library):
    zone.rules(contexts=("SIF_Default", "Sixth form"))
    assert library.asks(contexts=["Sixth form"]).error == "8/4"
    assert library.asks(contexts=["SIF_Default"]).status == 0
    assert library.asks(contexts=()).status == 0


@pytest.mark.row("request contexts")
def test_a_request_is_for_one_context(zone, mis, library):
    zone.rules(contexts=("SIF_Default", "Sixth form"))
    assert library.asks(contexts=["SIF_Default", "Sixth form"]).error == "12/7"


@pytest.mark.row("asks the zone")
@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("destination", ["", ZONE])
def test_the_zone_answers_for_itself_as_anybody_would(zone, library, name, destination):
    zone.grant("library", {})
    assert library.asks(name, destination=destination, msg_id="A" * 32).status == 0
    assert library.asks(name, destination=destination, msg_id="A" * 32).status == 7
    [answer] = library.drains()
    assert (answer.kind, answer.source, answer.destination) == ("SIF_Response", ZONE, "library")
    assert (answer.request_id, answer.packet, answer.last) == ("A" * 32, 1, True)
    assert answer.find(name) is not None


@pytest.mark.row("asks the zone")
@pytest.mark.parametrize(("versions", "answered"), [(["2.*"], "2.6"), (["2.1", "2.3"], "2.3"), (["9.9"], "2.4")])
def test_the_zone_answers_in_the_highest_version_asked_for(zone, versions, answered):
    library = zone.joined("library", versions=["2.3", "2.4"])
    assert library.asks("SIF_ZoneStatus", versions=versions).status == 0
    assert library.takes().version == answered


@pytest.mark.row("asks the zone else")
def test_the_zone_answers_for_nothing_else(zone, mis, library):
    assert library.asks(destination=ZONE).error == "8/4"
    assert library.asks("SIF_LogEntry", destination=ZONE).error == "8/4"


@pytest.mark.row("destination unknown", "directed")
def test_a_request_may_be_put_to_anybody_who_says_that_it_answers(zone, mis, library):
    la, catering = zone.joined("la"), zone.joined("catering")
    assert la.provisions(respond=["LearnerPersonal"]).status == 0
    for name in ("nobody", "LA", "catering"):
        assert library.asks(destination=name).error == "8/4"
    assert library.asks("SIF_ZoneStatus", destination="la").error == "8/4"
    assert library.asks(destination="la").status == 0
    assert library.asks(destination="mis").status == 0
    assert [len(each.drains()) for each in (la, mis, catering)] == [1, 1, 0]
    assert la.unregisters().status == 0
    assert library.asks(destination="la").error == "8/4"


@pytest.mark.row("destination may not")
def test_a_request_is_not_put_to_somebody_who_may_no_longer_answer(zone, library):
    la = zone.joined("la", provides=["LearnerPersonal"])
    zone.grant("la", {Right.SUBSCRIBE: [ANY]})
    assert library.asks(destination="la").error == "4/6"
    zone.grant("la", {Right.PROVIDE: [ANY]})
    assert library.asks(destination="la").status == 0
    assert len(la.drains()) == 1


@pytest.mark.row("greedy", "response too large")
def test_nobody_gets_more_than_it_registered_for(zone, mis):
    library = zone.joined("library", buffer=5000)
    assert library.asks(buffer=1_000_000).status == 0
    packet = f"<SIF_ObjectData>{writing.an_object(size=4000)}</SIF_ObjectData>"
    assert mis.responds(mis.takes(), inside=packet).error == "8/11"


@pytest.mark.row("request version")
def test_a_provider_gets_requests_of_versions_that_it_did_not_list(zone, library):
    mis = zone.joined("mis", versions=["2.4"], provides=["LearnerPersonal"])
    assert library.asks(version="2.0r1").status == 0
    assert mis.takes().version == "2.0r1"


@pytest.mark.row("request too large")
def test_a_request_that_does_not_fit_is_refused_and_told_to_the_log(zone, library):
    mis = zone.joined("mis", buffer=4096, provides=["LearnerPersonal"])
    la = zone.joined("la", subscribes=["SIF_LogEntry"])
    long = '<SIF_Query><SIF_QueryObject ObjectName="LearnerPersonal"/></SIF_Query>'
    assert library.asks(
        query=long.replace("/>", ">" + "<SIF_Element>LocalId</SIF_Element>" * 200 + "</SIF_QueryObject>")
    )
    assert zone.heard[-1] == "8/1"
    assert mis.drains() == []
    assert log_codes(la) == ["4/2"]


@pytest.mark.row("request insecure")
def test_a_request_that_demands_security_is_refused_and_told_to_the_log_where_there_is_none(zone, mis, library):
    la = zone.joined("la", subscribes=["SIF_LogEntry"])
    assert library.asks(security=(0, 1)).error == "10/3"
    assert mis.drains() == []
    assert log_codes(la) == ["4/3"]
    mis.channel = Channel(secure=True)
    assert mis.registers().status == 0
    assert library.asks(security=(0, 4)).status == 0


@pytest.mark.row("extended", "not extended")
def test_an_extended_query_goes_to_a_provider_that_understands_it(zone, mis, library):
    query = writing.extended_query()
    assert library.asks(query=query).error == "8/15"
    assert library.asks(query=query, destination="mis").error == "8/15"
    assert mis.provisions(provide=["LearnerPersonal"], extended=True).status == 0
    assert library.asks(query=query).status == 0
    assert library.asks(query=writing.extended_query("SchoolInfo", "LearnerPersonal")).status == 0
    assert library.asks(query=writing.extended_query("LearnerPersonal", "SchoolInfo")).error == "8/4"
    assert len(mis.drains()) == 2
    assert mis.provisions(provide=["LearnerPersonal"]).status == 0
    zone.rules(check_extended=False)
    assert library.asks(query=query).status == 0


@pytest.mark.row("asks itself")
def test_a_provider_may_ask_itself(mis):
    assert mis.asks().status == 0
    request = mis.takes()
    assert mis.responds(request).status == 0
    assert mis.takes().request_id == request.msg_id


@pytest.mark.row("asks")
def test_a_request_without_conditions_asks_for_everything(mis, library):
    query = '<SIF_Query><SIF_QueryObject ObjectName="LearnerPersonal"/></SIF_Query>'
    assert library.asks(query=query).status == 0
    assert mis.responds(mis.takes(), inside="<SIF_ObjectData/>").status == 0
    assert library.takes().last
