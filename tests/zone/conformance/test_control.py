"""Section 5: what agents ask of the zone itself."""

import pytest

from tests.zone.cast import ZONE


@pytest.fixture
def mis(zone):
    return zone.joined("mis", provides=["LearnerPersonal"])


@pytest.fixture
def library(zone):
    return zone.joined("library")


def cancelling(*ids, kind="Standard"):
    listed = "".join(f"<SIF_RequestMsgId>{each}</SIF_RequestMsgId>" for each in ids)
    return f"<SIF_NotificationType>{kind}</SIF_NotificationType><SIF_RequestMsgIds>{listed}</SIF_RequestMsgIds>"


def cancels(agent, *ids, kind="Standard"):
    return agent.controls("SIF_CancelRequests", cancelling(*ids, kind=kind))


@pytest.mark.row("zone status", "access list")
def test_the_zone_tells_of_itself(mis):
    assert mis.controls("SIF_GetZoneStatus").carries == "SIF_ZoneStatus"
    assert mis.controls("SIF_GetAgentACL").carries == "SIF_AgentACL"


@pytest.mark.row("no control", "two controls", "unknown control")
def test_the_zone_is_asked_for_one_thing_that_it_knows(mis):
    inside = "<SIF_SystemControlData>{}</SIF_SystemControlData>"
    assert mis.sends("SIF_SystemControl").error == "1/6"
    assert mis.sends("SIF_SystemControl", inside.format("")).error == "1/6"
    assert mis.sends("SIF_SystemControl", inside.format("<SIF_Ping/><SIF_Sleep/>")).error == "1/3"
    assert mis.sends("SIF_SystemControl", inside.format("<SIF_Dance/>")).error == "12/2"
    assert mis.sends("SIF_SystemControl", inside.format("<SIF_CancelRequest/>")).error == "12/2"
    assert mis.sends("SIF_SystemControl", inside.format("<SIF_CancelServiceInputs/>")).error == "12/2"


@pytest.mark.row("cancels", "cancels standard")
def test_a_request_that_waits_is_taken_back(mis, library):
    library.asks(msg_id="A" * 32)
    library.asks(msg_id="B" * 32)
    assert cancels(library, "A" * 32).status == 0
    assert [each.msg_id for each in mis.drains()] == ["B" * 32]
    [end] = library.drains()
    assert (end.source, end.request_id, end.packet, end.last, end.error) == (ZONE, "A" * 32, 1, True, "8/18")


@pytest.mark.row("cancels none", "not asked")
def test_a_request_may_be_taken_back_in_silence(mis, library):
    library.asks()
    request = mis.takes()
    mis.responds(request, 1, more=True)
    assert cancels(library, request.msg_id, kind="None").status == 0
    assert mis.responds(request, 2).error == "8/10"
    assert [each.source for each in library.drains()] == ["mis"]


@pytest.mark.row("cancels pushed", "cancels standard")
@pytest.mark.parametrize("msg_id", ["A" * 32, "R&D-1"])
def test_a_responder_in_push_mode_is_told_that_a_request_is_taken_back(zone, library, msg_id):
    mis = zone.joined("mis", mode="Push", provides=["LearnerPersonal"])
    library.asks(msg_id=msg_id.replace("&", "&amp;"))
    zone.deliver()
    assert cancels(library, msg_id.replace("&", "&amp;")).status == 0
    told = mis.inbox[-1]
    assert (told.kind, told.source) == ("SIF_SystemControl", ZONE)
    assert told.words("SIF_RequestMsgId") == msg_id
    [end] = library.drains()
    assert (end.request_id, end.error) == (msg_id, "8/18")


@pytest.mark.row("cancels another's")
def test_nobody_takes_back_what_another_asked(zone, mis, library):
    library.asks(msg_id="A" * 32)
    assert cancels(zone.joined("la"), "A" * 32, "F" * 32).status == 0
    assert cancels(library, "F" * 32).status == 0
    assert [each.msg_id for each in mis.drains()] == ["A" * 32]
    assert library.drains() == []


@pytest.mark.row("cancels badly", "cancels oddly")
def test_a_request_is_taken_back_by_its_id(mis, library):
    library.asks(msg_id="A" * 32)
    good = cancelling("A" * 32)
    assert library.controls("SIF_CancelRequests").error == "1/6"
    assert library.controls("SIF_CancelRequests", good[good.index("<SIF_RequestMsgIds>") :]).error == "1/6"
    assert library.controls("SIF_CancelRequests", good[: good.index("<SIF_RequestMsgIds>")]).error == "1/6"
    assert cancels(library).error == "1/6"
    assert cancels(library, "A" * 32, kind="Loud").error == "1/4"
    assert len(mis.drains()) == 1


def test_several_requests_are_taken_back_at_once(mis, library):
    ids = [f"{n:032X}" for n in range(4)]
    for each in ids:
        library.asks(msg_id=each)
    assert cancels(library, *ids[:3], ids[0]).status == 0
    assert [each.msg_id for each in mis.drains()] == [ids[3]]
    assert {each.request_id for each in library.drains()} == set(ids[:3])
