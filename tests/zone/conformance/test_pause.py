"""Section 7.2: an operator pauses a zone while its agents go on. Nothing that they send is lost, and nothing is given out."""

import pytest

from handover.zone.core.control import CONTROLS, READING
from handover.zone.core.decide import HANDLERS
from handover.zone.core.pausing import IN_A_PAUSE
from tests.zone.cast import ZONE


@pytest.fixture
def mis(zone):
    return zone.joined("mis", provides=["LearnerPersonal"])


@pytest.fixture
def library(zone):
    return zone.joined("library", subscribes=["LearnerPersonal"])


@pytest.fixture
def catering(zone):
    return zone.joined("catering", mode="Push", subscribes=["LearnerPersonal"])


def numbered(n):
    return f"{n:032X}"


def pauses(zone):
    zone.rules(paused=True)


def resumes(zone):
    zone.rules(paused=False)
    zone.deliver()


@pytest.mark.row("paused kept", "paused asleep")
def test_an_event_published_while_the_zone_is_paused_reaches_its_subscribers_afterwards(zone, mis, library, catering):
    mis.publishes(msg_id=numbered(1))
    pauses(zone)
    for n in range(2, 22):
        assert mis.publishes(msg_id=numbered(n)).status == 0
    zone.deliver()
    assert catering.inbox == []
    assert library.fetches().status == 8
    assert library.controls("SIF_Ping").status == 8
    resumes(zone)
    mis.publishes(msg_id=numbered(22))
    zone.deliver()
    expected = [numbered(n) for n in range(1, 23)]
    assert [each.msg_id for each in library.drains()] == expected
    assert [each.msg_id for each in catering.inbox] == expected


@pytest.mark.row("paused kept", "event again")
def test_an_event_repeated_in_a_pause_and_after_it_comes_once(zone, mis, library):
    pauses(zone)
    assert mis.publishes(msg_id=numbered(1)).status == 0
    assert mis.publishes(msg_id=numbered(1)).status == 7
    resumes(zone)
    assert mis.publishes(msg_id=numbered(1)).status == 7
    assert len(library.drains()) == 1


@pytest.mark.row("paused kept")
def test_a_question_asked_in_a_pause_is_answered_afterwards(zone, mis, library):
    pauses(zone)
    assert library.asks(msg_id=numbered(1)).status == 0
    resumes(zone)
    request = mis.takes()
    assert request.msg_id == numbered(1)
    assert mis.responds(request).status == 0
    assert [each.request_id for each in library.drains()] == [numbered(1)]


@pytest.mark.row("paused kept", "asks the zone")
def test_a_question_to_the_zone_itself_is_answered_after_the_pause(zone, library):
    pauses(zone)
    assert library.asks("SIF_ZoneStatus", msg_id=numbered(1)).status == 0
    assert library.fetches().status == 8
    resumes(zone)
    assert [each.request_id for each in library.drains()] == [numbered(1)]


@pytest.mark.row("paused kept", "paused done")
@pytest.mark.parametrize("mode", ["Pull", "Push"])
def test_an_answer_given_in_a_pause_reaches_who_asked_packet_by_packet(zone, library, mode):
    mis = zone.joined("mis", provides=["LearnerPersonal"])
    asker = zone.joined("asker", mode=mode)
    asker.asks(msg_id=numbered(1))
    request = mis.fetches().message
    pauses(zone)
    assert mis.responds(request, 1, more=True).status == 0
    assert mis.responds(request, 2).status == 0
    assert mis.acknowledges(request).status == 0
    assert mis.responds(request, 3).error == "8/10"
    zone.deliver()
    assert asker.inbox == []
    resumes(zone)
    got = asker.inbox if mode == "Push" else asker.drains()
    assert [each.packet for each in got] == [1, 2]
    assert mis.drains() == []


@pytest.mark.row("paused done", "paused kept")
@pytest.mark.parametrize("mode", ["Pull", "Push"])
def test_an_agent_that_starts_in_a_pause_is_there_afterwards(zone, mis, mode):
    pauses(zone)
    library = zone.agent("library")
    assert library.registers(mode=mode).carries == "SIF_AgentACL"
    assert library.says("SIF_Subscribe", "LearnerPersonal").status == 0
    assert mis.publishes(msg_id=numbered(1)).status == 0
    resumes(zone)
    got = library.inbox if mode == "Push" else library.drains()
    assert [each.msg_id for each in got] == [numbered(1)]


@pytest.mark.row("paused done")
def test_what_an_agent_says_of_itself_in_a_pause_holds(zone, mis, library):
    pauses(zone)
    assert library.provisions(provide=["SchoolInfo"], subscribe=["SchoolInfo"]).status == 0
    assert mis.says("SIF_Unprovide", "LearnerPersonal").status == 0
    assert mis.says("SIF_Provide", "StudentSnapshot").error == "6/3"
    assert library.controls("SIF_Sleep").status == 0
    assert library.controls("SIF_GetAgentACL").carries == "SIF_AgentACL"
    assert b"<SIF_Sleeping>Yes</SIF_Sleeping>" in library.controls("SIF_GetZoneStatus").body
    resumes(zone)
    assert zone.state.provider("SchoolInfo", "SIF_Default").agent == "library"
    assert zone.state.provider("LearnerPersonal", "SIF_Default") is None
    assert library.controls("SIF_Ping").status == 8
    assert library.controls("SIF_Wakeup").status == 0


@pytest.mark.row("paused done")
def test_an_agent_that_leaves_in_a_pause_has_left(zone, mis, library):
    mis.publishes()
    pauses(zone)
    assert library.unregisters().status == 0
    resumes(zone)
    assert library.fetches().error == "4/9"


@pytest.mark.row("paused stranger")
def test_an_agent_that_is_not_registered_learns_so_in_a_pause_too(zone):
    pauses(zone)
    known = zone.agent("nobody")
    for ack in (known.controls("SIF_Ping"), known.fetches(), known.publishes(), known.asks()):
        assert ack.error == "4/9"


@pytest.mark.row("paused done")
@pytest.mark.parametrize("said", [1, 7, 8, "9/3", "10/1"])
def test_the_word_of_an_agent_on_what_it_fetched_before_the_pause_counts(zone, mis, library, said):
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    received = library.fetches().message
    pauses(zone)
    assert library.acknowledges(received, said).status == 0
    resumes(zone)
    zone.clock.passes(minutes=1)
    again = said in (8, "10/1")
    assert [each.msg_id for each in library.drains()] == [numbered(1)] * again + [numbered(2)]


@pytest.mark.row("paused done")
def test_an_answer_to_a_message_that_was_on_its_way_when_the_pause_began_counts(zone, mis, catering):
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    catering.works = lambda received: pauses(zone)
    zone.deliver()
    catering.works = lambda received: None
    assert [each.msg_id for each in catering.inbox] == [numbered(1)]
    resumes(zone)
    assert [each.msg_id for each in catering.inbox] == [numbered(1), numbered(2)]


@pytest.mark.row("paused done", "unblocks")
@pytest.mark.parametrize("mode", ["Pull", "Push"])
def test_an_agent_that_is_done_with_a_blocked_event_in_a_pause_gets_the_others_afterwards(zone, mis, mode):
    library = zone.joined("library", mode=mode, subscribes=["LearnerPersonal"])
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    library.answers = [2]
    zone.deliver()
    received = library.inbox[0] if mode == "Push" else library.takes(2)
    pauses(zone)
    assert library.acknowledges(received, 3).status == 0
    resumes(zone)
    got = library.inbox[1:] if mode == "Push" else library.drains()
    assert [each.msg_id for each in got] == [numbered(2)]


@pytest.mark.row("paused done", "cancels standard")
def test_a_question_taken_back_in_a_pause_is_not_put(zone, mis, library):
    library.asks(msg_id=numbered(1))
    pauses(zone)
    cancelled = (
        "<SIF_NotificationType>Standard</SIF_NotificationType><SIF_RequestMsgIds>"
        f"<SIF_RequestMsgId>{numbered(1)}</SIF_RequestMsgId></SIF_RequestMsgIds>"
    )
    assert library.controls("SIF_CancelRequests", cancelled).status == 0
    resumes(zone)
    assert mis.drains() == []
    assert [each.error for each in library.drains()] == ["8/18"]


@pytest.mark.row("paused time", "paused kept")
def test_a_long_pause_makes_nothing_too_late(zone, mis, library):
    zone.rules(request_hours=72, undelivered_days=30)
    zone.clock.passes(hours=1)
    library.asks(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    zone.clock.passes(hours=2)
    pauses(zone)
    zone.clock.passes(days=60)
    zone.broker.keep_house()
    resumes(zone)
    zone.broker.keep_house()
    zone.clock.passes(hours=69)
    zone.broker.keep_house()
    assert [each.msg_id for each in library.drains()] == [numbered(2)]
    assert zone.store.letters(ZONE) == ()
    zone.clock.passes(hours=2)
    zone.broker.keep_house()
    assert [each.error for each in library.drains()] == ["8/16"]


def test_every_kind_of_message_has_its_place_in_a_pause():
    assert set(IN_A_PAUSE) == (set(HANDLERS) - {"SIF_SystemControl"}) | set(CONTROLS) | set(READING)
