"""Sections 8.2 and 8.3: one message that an agent does not take must not hold up all others for ever."""

import pytest

from tests.zone import writing
from tests.zone.cast import SILENCE, ZONE


@pytest.fixture
def mis(zone):
    return zone.joined("mis")


@pytest.fixture
def library(zone):
    return zone.joined("library", mode="Push", subscribes=["LearnerPersonal"], provides=["SchoolInfo"])


@pytest.fixture
def la(zone):
    return zone.joined("la", subscribes=["SIF_LogEntry"])


def numbered(n):
    return f"{n:032X}"


def got(agent):
    return [each.msg_id for each in agent.inbox if each.kind != "SIF_SystemControl"]


def tries(zone, times):
    for _ in range(times):
        zone.clock.passes(seconds=400)
        zone.deliver()


BAD = {
    "nothing": b"",
    "plain words": b"OK",
    "a page to sign in": b"<html><body>Sign in</body></html>",
    "no acknowledgement": b"<SIF_Message/>",
    "an error of category 10": "10/1",
    "a status that answers nothing": 9,
}


@pytest.mark.row("pushed in vain")
@pytest.mark.parametrize("answer", BAD.values(), ids=BAD.keys())
def test_a_message_that_an_agent_cannot_take_is_put_aside_in_the_end_and_the_others_come(
    zone, mis, library, la, answer
):
    zone.rules(refusals=3)
    for n in (1, 2, 3):
        mis.publishes(msg_id=numbered(n))
    library.answers = [answer] * 3
    zone.deliver()
    tries(zone, 1)
    [waiting] = [zone.store.head(ZONE, "library").waiting]
    assert (waiting.parcel.msg_id, waiting.refusals) == (numbered(1), 2)
    assert zone.store.head(ZONE, "library").presence.refused == waiting.number
    tries(zone, 1)
    assert [each for each in got(library) if each][-2:] == [numbered(2), numbered(3)]
    [letter] = zone.store.letters(ZONE)
    assert (letter.waiting.parcel.msg_id, letter.code) == (numbered(1), (10, 1))
    assert "was reached with it 3 times" in letter.words
    assert zone.store.head(ZONE, "library").presence.refused is None
    [entry] = la.drains()
    assert "was put aside: library did not take it" in entry.words("SIF_Desc")


@pytest.mark.row("pushed to nobody")
def test_an_agent_that_cannot_be_reached_loses_nothing(zone, mis, library):
    zone.rules(refusals=2)
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    # Not there for a long time, then once in a while at odds with the message, then away again.
    library.answers = [SILENCE] * 5 + [b"no"] + [SILENCE] * 5
    zone.way.send = unreached_where_silent(zone.way.send)
    tries(zone, 11)
    assert zone.store.letters(ZONE) == ()
    head = zone.store.head(ZONE, "library")
    assert (head.waiting.refusals, head.presence.refused, head.presence.attempts) == (1, None, 11)
    tries(zone, 1)
    assert got(library)[-2:] == [numbered(1), numbered(2)]


def unreached_where_silent(send):
    """Over HTTP a silent agent of the cast breaks the connection; here nobody is there at all."""

    def sending(registration, body):
        outcome = send(registration, body)
        return outcome if outcome.body is not None else type(outcome)(None, "connection refused")

    return sending


@pytest.mark.row("pushed in vain")
def test_what_was_counted_of_a_message_outlives_registering_anew(zone, mis, library):
    zone.rules(refusals=3)
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    library.answers = [b"no"] * 3
    for _ in range(3):
        zone.deliver()
        assert library.registers(mode="Push").status == 0
    zone.deliver()
    assert [each.waiting.parcel.msg_id for each in zone.store.letters(ZONE)] == [numbered(1)]
    assert got(library)[-1] == numbered(2)


@pytest.mark.row("pushed in vain")
def test_an_agent_that_is_asleep_refuses_nothing(zone, mis, library):
    zone.rules(refusals=2)
    mis.publishes(msg_id=numbered(1))
    library.answers = [8] * 6
    tries(zone, 6)
    assert zone.store.letters(ZONE) == ()
    assert zone.store.head(ZONE, "library").waiting.refusals == 0


@pytest.mark.row("pushed in vain")
def test_who_asked_is_told_when_a_request_is_put_aside(zone, mis, library):
    zone.rules(refusals=2)
    mis.asks("SchoolInfo", msg_id=numbered(1))
    library.answers = [b"no"] * 2
    zone.deliver()
    tries(zone, 1)
    [end] = mis.drains()
    assert (end.request_id, end.error, end.last) == (numbered(1), "8/1", True)


@pytest.mark.row("set aside")
def test_an_administrator_puts_aside_the_message_that_is_in_the_way(zone, mis, library, la):
    for n in (1, 2, 3):
        mis.publishes(msg_id=numbered(n))
    library.answers = [b"<html/>"]
    zone.deliver()
    assert zone.broker.set_aside(ZONE, "library").parcel.msg_id == numbered(1)
    zone.deliver()
    assert [each for each in got(library) if each][-2:] == [numbered(2), numbered(3)]
    [letter] = zone.store.letters(ZONE)
    assert letter.words.startswith(
        "Put aside by an administrator. library was reached with it once and did not take it."
    )
    assert len(la.drains()) == 1
    assert zone.broker.set_aside(ZONE, "library") is None


@pytest.mark.row("set aside")
def test_an_administrator_puts_aside_any_message_by_its_id(zone, mis):
    library = zone.joined("library", subscribes=["LearnerPersonal"])
    for n in (1, 2, 3):
        mis.publishes(msg_id=numbered(n))
    assert zone.broker.set_aside(ZONE, "library", "F" * 32) is None
    assert zone.broker.set_aside(ZONE, "library", numbered(2)).parcel.msg_id == numbered(2)
    assert [each.msg_id for each in library.drains()] == [numbered(1), numbered(3)]


@pytest.mark.row("set aside")
def test_a_request_that_an_administrator_puts_aside_is_answered_with_an_error(zone, mis):
    zone.joined("library", provides=["SchoolInfo"])
    mis.asks("SchoolInfo", msg_id=numbered(1))
    zone.broker.set_aside(ZONE, "library")
    assert [(each.request_id, each.error) for each in mis.drains()] == [(numbered(1), "8/1")]


@pytest.mark.row("set aside", "blocks")
def test_putting_the_blocked_event_aside_ends_the_blocking(zone, mis):
    library = zone.joined("library", subscribes=["LearnerPersonal"])
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    library.takes(2)
    zone.broker.set_aside(ZONE, "library")
    assert [each.msg_id for each in library.drains()] == [numbered(2)]


@pytest.mark.row("fetches", "fetches for ever")
def test_a_message_that_an_agent_fetches_for_ever_is_put_aside_in_the_end(zone, mis, la):
    zone.rules(refusals=3, retry_longest=300)
    library = zone.joined("library", subscribes=["LearnerPersonal"])
    mis.publishes(msg_id=numbered(1))
    mis.publishes(msg_id=numbered(2))
    for _ in range(50):  # as often as it likes: that is its own affair
        assert library.fetches().message.msg_id == numbered(1)
    assert zone.store.head(ZONE, "library").waiting.refusals == 0
    for _ in range(2):
        zone.clock.passes(minutes=5)
        assert library.fetches().message.msg_id == numbered(1)
    head = zone.store.head(ZONE, "library")
    assert (head.waiting.refusals, head.waiting.fetches, head.presence.refused) == (2, 51, head.waiting.number)
    zone.clock.passes(minutes=5)
    assert library.fetches().message.msg_id == numbered(2)
    [letter] = zone.store.letters(ZONE)
    assert letter.words == "library fetched it 53 times and never acknowledged it."
    assert len(la.drains()) == 1
    assert library.acknowledges(library.fetches().message).status == 0


@pytest.mark.row("fetches")
def test_a_message_fetched_twice_is_seen_to_be_so_at_once(zone, mis):
    library = zone.joined("library", subscribes=["LearnerPersonal"])
    mis.publishes()
    received = library.fetches().message
    assert zone.store.head(ZONE, "library").waiting.fetches == 0
    library.fetches()
    assert zone.store.head(ZONE, "library").waiting.fetches == 1
    assert library.acknowledges(received).status == 0
    assert library.fetches().status == 9


@pytest.mark.row("event closed")
def test_an_event_is_counted_for_a_subscriber_that_the_zone_was_closed_to(zone, mis):
    zone.joined("library", subscribes=["LearnerPersonal"])
    zone.shut("library")
    assert mis.publishes().status == 0
    assert [(each.agent, each.reason, each.count) for each in zone.store.passed_over(ZONE)] == [("library", "gone", 1)]


@pytest.mark.row("event too large", "event version")
def test_events_that_a_subscriber_does_not_get_are_counted_for_it(zone, mis):
    zone.joined("library", buffer=4096, versions=["2.3"], subscribes=["LearnerPersonal"])
    zone.joined("catering", subscribes=["LearnerPersonal"])
    for _ in range(3):
        mis.publishes(writing.an_object(size=3000), version="2.3")
    zone.clock.passes(minutes=5)
    mis.publishes(version="2.6", msg_id=numbered(9))
    mis.publishes(version="2.6", msg_id=numbered(9))
    mis.publishes(version="2.3")
    large, version = zone.store.passed_over(ZONE)
    assert (large.agent, large.reason, large.count, large.object) == ("library", "too large", 3, "LearnerPersonal")
    assert (version.agent, version.reason, version.count) == ("library", "version", 1)
    assert (version.last_at - large.last_at).total_seconds() == 300


@pytest.mark.row("later", "fetches for ever")
def test_a_message_that_is_asked_for_later_counts_once_each_time(zone, mis):
    library = zone.joined("library", subscribes=["LearnerPersonal"])
    mis.publishes()
    for n in (1, 2, 3):
        library.takes("10/1")
        assert zone.store.head(ZONE, "library").waiting.refusals == n
        zone.clock.passes(minutes=10)
