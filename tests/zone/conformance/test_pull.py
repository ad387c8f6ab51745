"""Section 8.2: an agent fetches what waits for it, one message at a time."""

from datetime import timedelta
from itertools import pairwise

import pytest

from handover.sif.messages import new_id
from tests.zone import writing
from tests.zone.cast import ZONE


@pytest.fixture
def mis(zone):
    return zone.joined("mis", provides=["LearnerPersonal"])


@pytest.fixture
def library(zone):
    return zone.joined("library", subscribes=["LearnerPersonal"])


def numbered(n):
    return f"{n:032X}"


@pytest.mark.row("nothing waits")
def test_nothing_waits(library):
    ack = library.fetches()
    assert (ack.status, ack.message) == (9, None)


@pytest.mark.row("fetches")
def test_a_message_is_given_until_it_is_acknowledged(zone, mis, library):
    body = mis.written("SIF_Event", writing.event(), contexts=["SIF_Default"], version="2.3")
    zone.posts(body)
    first, again = library.fetches(), library.fetches()
    assert first.message.body == again.message.body == body
    assert first.version == "2.6"
    assert first.msg_id != again.msg_id


@pytest.mark.row("acknowledges")
@pytest.mark.parametrize("code", ["-1", "one", ""])
def test_a_status_is_a_number_from_nought(zone, mis, library, code):
    mis.publishes(msg_id=numbered(1))
    received = library.fetches().message
    named = writing.acknowledgement(received.source, received.msg_id, 0).replace(">0</SIF_Code>", f">{code}</SIF_Code>")
    assert library.sends("SIF_Ack", named).error == ("1/4" if code else "1/6")
    assert library.takes().msg_id == numbered(1)


def test_what_an_agent_wants_later_is_not_given_before_its_time(zone, mis, library):
    mis.publishes(msg_id=numbered(1))
    assert library.acknowledges(library.fetches().message, "10/1").status == 0
    again = zone.store.head(ZONE, "library").presence.next_attempt
    assert library.fetches().status == 9
    zone.clock.now = again - timedelta(seconds=1)
    assert library.fetches().status == 9
    zone.clock.now = again
    assert library.takes().msg_id == numbered(1)


def test_the_words_of_an_agents_error_are_those_of_the_dead_letter(zone, mis, library):
    told = "<SIF_Error><SIF_Category>1</SIF_Category><SIF_Code>3</SIF_Code>{}</SIF_Error>"
    desc, more = "<SIF_Desc>Not read</SIF_Desc>", "<SIF_ExtendedDesc>line 7</SIF_ExtendedDesc>"
    for number, inside in enumerate((desc + more, desc, more, "", desc.replace("Not read", "x" * 1500))):
        mis.publishes(msg_id=numbered(number))
        received = library.fetches().message
        named = writing.acknowledgement(received.source, received.msg_id, 0)
        status = named.index("<SIF_Status>")
        assert library.sends("SIF_Ack", named[:status] + told.format(inside)).status == 0
    letters = zone.store.letters(ZONE)
    assert [each.words for each in letters] == ["Not read line 7", "Not read", "line 7", "", "x" * 1000]
    assert {each.code for each in letters} == {(1, 3)}


@pytest.mark.row("acknowledges")
def test_messages_come_in_the_order_in_which_they_were_taken(mis, library):
    for n in range(5):
        mis.publishes(msg_id=numbered(n))
    assert library.takes(1).msg_id == numbered(0)
    assert library.takes(7).msg_id == numbered(1)
    assert [each.msg_id for each in library.drains()] == [numbered(n) for n in (2, 3, 4)]


@pytest.mark.row("fetches", "acknowledges")
def test_events_requests_and_responses_share_one_queue(zone, mis, library):
    la = zone.joined("la", subscribes=["LearnerPersonal"], provides=["SchoolInfo"])
    la.asks(msg_id=numbered(1))
    request = mis.takes()
    library.asks("SchoolInfo", msg_id=numbered(2))
    mis.publishes(msg_id=numbered(3))
    mis.responds(request, msg_id=numbered(4))
    assert [(each.kind, each.msg_id) for each in la.drains()] == [
        ("SIF_Request", numbered(2)),
        ("SIF_Event", numbered(3)),
        ("SIF_Response", numbered(4)),
    ]


@pytest.mark.row("acknowledges")
def test_each_subscriber_acknowledges_for_itself(zone, mis, library):
    catering = zone.joined("catering", subscribes=["LearnerPersonal"])
    mis.publishes(msg_id=numbered(1))
    library.takes()
    assert [each.msg_id for each in catering.drains()] == [numbered(1)]


@pytest.mark.row("acknowledges carrier")
def test_the_ack_that_carried_a_message_may_be_acknowledged_in_its_place(mis, library):
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    carrier = library.fetches()
    assert library.acknowledges(carrier, 1, source=ZONE).status == 0
    assert [each.msg_id for each in library.drains()] == [numbered(2)]


@pytest.mark.row("acknowledges carrier", "acknowledges nothing")
def test_the_ack_that_carried_anothers_message_is_nobody_elses(zone, mis, library):
    catering = zone.joined("catering", subscribes=["LearnerPersonal"])
    mis.publishes()
    carrier = library.fetches()
    assert catering.acknowledges(carrier, 1, source=ZONE).error == "12/6"
    assert library.acknowledges(carrier, 1, source=ZONE).status == 0
    assert len(catering.drains()) == 1


@pytest.mark.row("acknowledges again")
def test_an_acknowledgement_may_come_again_after_a_lost_answer(mis, library):
    mis.publishes()
    received = library.takes()
    assert library.acknowledges(received).status == 0
    assert library.acknowledges(received, 2).status == 0
    assert library.drains() == []


@pytest.mark.row("acknowledges nothing")
@pytest.mark.parametrize("said", [1, 2, 7, 8, "9/3", "10/1"])
def test_what_is_not_in_the_queue_cannot_be_acknowledged(mis, library, said):
    mis.publishes(msg_id=numbered(1))
    received = library.fetches().message
    assert library.acknowledges(received, said, msg_id=new_id()).error == "12/6"
    assert library.acknowledges(received, said, source="library").error == "12/6"
    assert len(library.drains()) == 1


@pytest.mark.row("later", "nothing waits")
@pytest.mark.parametrize("said", [8, "10/1", "10/3"])
def test_a_message_that_an_agent_wants_later_comes_later_and_not_in_a_loop(zone, mis, library, said):
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    pauses = []
    for _ in range(8):
        assert library.takes(said).msg_id == numbered(1)
        waited = 0
        while library.fetches().status == 9:
            zone.clock.passes(seconds=1)
            waited += 1
        pauses.append(waited)
    assert 4 <= pauses[0] <= 7
    assert all(1.5 * before < after for before, after in pairwise(pauses[:6]))
    assert all(250 <= each <= 340 for each in pauses[6:])
    assert [each.msg_id for each in library.drains()] == [numbered(1), numbered(2)]


@pytest.mark.row("later")
def test_an_agent_that_fetches_is_never_given_up(zone, mis, library):
    zone.rules(retry_attempts=3)
    mis.publishes()
    for _ in range(5):
        assert library.takes("10/1")
        zone.clock.passes(seconds=400)
    assert len(library.drains()) == 1


@pytest.mark.row("refuses")
@pytest.mark.parametrize("said", ["9/3", "1/3", "11/1", "12/1", "0/0", "77/x"])
def test_a_message_that_an_agent_refuses_is_put_aside_and_told_to_the_log(zone, mis, library, said):
    la = zone.joined("la", subscribes=["SIF_LogEntry"])
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    library.takes(said)
    assert [each.msg_id for each in library.drains()] == [numbered(2)]
    [letter] = zone.store.letters(ZONE, "library")
    assert letter.waiting.parcel.msg_id == numbered(1)
    assert letter.code == (tuple(map(int, said.split("/"))) if said != "77/x" else (77, 0))
    entry = la.takes()
    assert (entry.words("SIF_Category"), entry.words("SIF_Code")) == ("4", "1")


@pytest.mark.row("refuses request")
def test_who_asked_is_told_when_a_request_is_refused(zone, mis, library):
    library.asks()
    request = mis.takes("8/9")
    [end] = library.drains()
    assert (end.source, end.request_id, end.error, end.last) == (ZONE, request.msg_id, "8/9", True)
    assert mis.responds(request).error == "8/10"


@pytest.mark.row("refuses request", "refused twice")
@pytest.mark.parametrize("final", [True, False])
def test_who_asked_is_not_told_twice_when_an_error_came_first(mis, library, final):
    library.asks()
    request = mis.fetches().message
    if final:
        assert mis.responds(request, inside=writing.error("8/3")).status == 0
    else:
        assert mis.responds(request, more=True).status == 0
    assert mis.acknowledges(request, "8/3").status == 0
    [only] = library.drains()
    assert only.source == "mis"


@pytest.mark.row("bad status")
@pytest.mark.parametrize("said", [4, 5, 9, 99])
def test_a_status_that_answers_no_delivery_is_refused(mis, library, said):
    mis.publishes()
    received = library.fetches().message
    assert library.acknowledges(received, said).error == "12/5"
    assert len(library.drains()) == 1


def test_a_status_that_is_no_number_is_refused(mis, library):
    mis.publishes()
    received = library.fetches().message
    named = writing.acknowledgement(received.source, received.msg_id, 1).replace(">1<", ">one<")
    assert library.sends("SIF_Ack", named).error == "1/4"


def test_a_message_that_nobody_fetches_is_put_aside_in_the_end(zone, mis, library):
    la = zone.joined("la", subscribes=["SIF_LogEntry"])
    mis.publishes()
    zone.clock.passes(days=31)
    mis.publishes(msg_id=numbered(2))
    assert zone.broker.keep_house() > 0
    assert [each.msg_id for each in library.drains()] == [numbered(2)]
    assert [each.code for each in zone.store.letters(ZONE)] == [(10, 1)]
    assert len(la.drains()) == 1


def test_a_queue_that_grows_too_long_loses_its_oldest_to_the_dead_letters(zone, mis, library):
    zone.rules(queue_limit=3)
    for n in range(5):
        mis.publishes(msg_id=numbered(n))
    zone.broker.keep_house()
    assert [each.msg_id for each in library.drains()] == [numbered(2), numbered(3), numbered(4)]
    assert [each.waiting.parcel.msg_id for each in zone.store.letters(ZONE)] == [numbered(0), numbered(1)]
