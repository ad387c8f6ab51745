"""Section 8.3: messages that the zone sends to agents, and what their answers mean."""

import pytest

from tests.zone import writing
from tests.zone.cast import SILENCE, ZONE


@pytest.fixture
def mis(zone):
    return zone.joined("mis")


@pytest.fixture
def library(zone):
    return zone.joined("library", mode="Push", subscribes=["LearnerPersonal"], provides=["SchoolInfo"])


def numbered(n):
    return f"{n:032X}"


def got(agent):
    """The ids of the messages that an agent was given, without the zone's own pings."""
    return [each.msg_id for each in agent.inbox if each.kind != "SIF_SystemControl"]


def waits(zone, agent="library"):
    head = zone.store.head(ZONE, agent)
    return head.waiting is not None


@pytest.mark.row("pushed")
def test_messages_are_pushed_bare_one_after_the_other(zone, mis, library):
    library.answers = [1, 7]
    bodies = [mis.written("SIF_Event", writing.event(), contexts=["SIF_Default"]) for _ in range(3)]
    for body in bodies:
        zone.posts(body)
    zone.deliver()
    assert [each.body for each in library.inbox] == bodies
    assert not waits(zone)


@pytest.mark.row("pushed no event", "pushed direct final")
@pytest.mark.parametrize("said", [0, 2, 3])
def test_odd_answers_count_as_taken(zone, mis, library, said):
    mis.asks("SchoolInfo")
    mis.asks("SchoolInfo")
    library.answers = [said, said]
    zone.deliver()
    assert len(got(library)) == 2
    assert not waits(zone)
    if said != 2:
        mis.publishes()
        library.answers = [said]
        zone.deliver()
        assert not waits(zone)


def test_an_error_about_another_message_is_no_word_on_this_one_and_one_about_none_is(zone, mis, library):
    mis.publishes(msg_id=numbered(1))
    library.answers = [library.written("SIF_Ack", writing.acknowledgement("mis", numbered(9), "1/3"))]
    zone.deliver()
    assert zone.store.letters(ZONE) == ()
    waiting = zone.store.head(ZONE, "library").waiting
    assert (waiting.parcel.msg_id, waiting.refusals) == (numbered(1), 1)
    zone.clock.passes(seconds=400)
    library.answers = [library.written("SIF_Ack", writing.acknowledgement("mis", "", "1/3"))]
    zone.deliver()
    [letter] = zone.store.letters(ZONE)
    assert (letter.waiting.parcel.msg_id, letter.code) == (numbered(1), (1, 3))
    assert not waits(zone)


@pytest.mark.row("pushed asleep")
def test_an_agent_that_answers_8_is_asked_now_and_then_whether_it_is_awake(zone, mis, library):
    mis.publishes(msg_id=numbered(1))
    library.answers = [8]
    zone.deliver()
    assert zone.store.head(ZONE, "library").presence.asleep == "inferred"
    assert b"<SIF_Sleeping>Yes</SIF_Sleeping>" in mis.controls("SIF_GetZoneStatus").body
    zone.deliver()
    assert len(library.inbox) == 1
    library.answers = [8, SILENCE]
    for _ in range(2):
        zone.clock.passes(seconds=30)
        zone.deliver()
    assert [each.kind for each in library.inbox[1:]] == ["SIF_SystemControl"]
    zone.clock.passes(seconds=60)
    zone.deliver()
    assert got(library) == [numbered(1), numbered(1)]
    assert zone.store.head(ZONE, "library").presence.asleep == ""


@pytest.mark.row("pushed asleep")
@pytest.mark.parametrize("how", ["SIF_Wakeup", "SIF_Register"])
def test_an_agent_that_answered_8_may_wake_up_itself(zone, mis, library, how):
    mis.publishes()
    library.answers = [8]
    zone.deliver()
    assert (library.registers(mode="Push") if how == "SIF_Register" else library.controls(how)).status == 0
    zone.deliver()
    assert len(got(library)) == 2
    assert not waits(zone)


def another(library):
    named = writing.acknowledgement("mis", writing.fresh_id(), 1)
    return library.written("SIF_Ack", named)


@pytest.mark.row("pushed later")
@pytest.mark.parametrize(
    "answer",
    [
        "10/1",
        9,
        SILENCE,
        b"",
        b"OK",
        b"<html/>",
        b"<SIF_Message/>",
        another,
        lambda library: library.written("SIF_Event"),
    ],
)
def test_a_message_that_was_not_taken_is_tried_again_later(zone, mis, library, answer):
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    library.answers = [answer(library) if callable(answer) else answer]
    zone.deliver()
    zone.deliver()
    assert waits(zone)
    presence = zone.store.head(ZONE, "library").presence
    assert (presence.attempts, presence.asleep) == (1, "")
    assert presence.last_fault
    zone.clock.passes(seconds=7)
    zone.deliver()
    assert [each for each in got(library) if each][-2:] == [numbered(1), numbered(2)]
    assert zone.store.head(ZONE, "library").presence.attempts == 0


@pytest.mark.row("pushed refused")
def test_a_message_that_an_agent_refuses_is_put_aside(zone, mis, library):
    la = zone.joined("la", subscribes=["SIF_LogEntry"])
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    library.answers = ["9/3"]
    zone.deliver()
    assert got(library) == [numbered(1), numbered(2)]
    [letter] = zone.store.letters(ZONE)
    assert (letter.waiting.parcel.msg_id, letter.code) == (numbered(1), (9, 3))
    assert len(la.drains()) == 1


@pytest.mark.row("pushed refused")
def test_an_agent_that_cannot_even_name_the_message_has_refused_it(zone, mis, library):
    mis.publishes()
    unnamed = "<SIF_OriginalSourceId/><SIF_OriginalMsgId xsi:nil='true'/>" + writing.error("1/3")
    library.answers = [library.written("SIF_Ack", unnamed)]
    zone.deliver()
    assert [each.code for each in zone.store.letters(ZONE)] == [(1, 3)]


@pytest.mark.row("pushed stopped")
@pytest.mark.parametrize("how", ["SIF_Wakeup", "SIF_Register"])
def test_an_agent_that_cannot_be_reached_is_left_alone_in_the_end(zone, mis, library, how):
    zone.rules(retry_attempts=4)
    mis.publishes(msg_id=numbered(1))
    library.answers = [SILENCE] * 10
    for _ in range(8):
        zone.deliver()
        zone.clock.passes(seconds=400)
    assert len(library.answers) == 6
    assert zone.store.head(ZONE, "library").presence.stopped
    library.answers = []
    (library.registers(mode="Push") if how == "SIF_Register" else library.controls(how))
    zone.deliver()
    assert got(library) == [numbered(1)]


@pytest.mark.row("pushed nested")
def test_an_agent_speaks_to_the_zone_before_it_answers(zone, mis, library):
    """An OpenADK responder sends its whole answer first; a zone that held a lock would wait for ever."""
    said = []
    library.works = lambda request: said.extend(
        [library.responds(request, 1, more=True).status, library.responds(request, 2).status, library.asks().error]
    )
    assert mis.asks("SchoolInfo").status == 0
    zone.deliver()
    assert said == [0, 0, "8/4"]
    assert [each.packet for each in mis.drains()] == [1, 2]


@pytest.mark.row("pushed nested")
def test_an_agent_may_leave_while_a_message_is_on_its_way(zone, mis, library):
    mis.publishes()
    library.works = lambda received: library.unregisters()
    zone.deliver()
    assert zone.state.registration("library") is None
    assert library.registers(mode="Push").status == 0
    assert not waits(zone)


@pytest.mark.row("pushed refused")
def test_who_asked_is_told_when_a_pushed_request_is_refused(zone, mis, library):
    mis.asks("SchoolInfo")
    library.answers = ["8/7"]
    zone.deliver()
    [end] = mis.drains()
    assert (end.source, end.error, end.last) == (ZONE, "8/7", True)


@pytest.mark.row("pushed blocked")
def test_a_pushed_event_may_be_blocked_for(zone, mis, library):
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    mis.asks("SchoolInfo", msg_id=numbered(3))
    library.answers = [2]
    zone.deliver()
    assert got(library) == [numbered(1), numbered(3)]
    assert library.acknowledges(library.inbox[0], 3).status == 0
    zone.deliver()
    assert got(library) == [numbered(1), numbered(3), numbered(2)]


@pytest.mark.row("pushed blocked", "unblocks early")
def test_the_end_of_blocking_may_overtake_its_beginning(zone, mis, library):
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    library.answers = [2]

    def overtake(received):
        if received.msg_id == numbered(1):
            assert library.acknowledges(received, 3).status == 0

    library.works = overtake
    zone.deliver()
    assert got(library) == [numbered(1), numbered(2)]
    assert not waits(zone)
