"""Section 9: an agent has other events wait while it works on one."""

import pytest

from tests.zone.cast import ZONE


@pytest.fixture
def mis(zone):
    return zone.joined("mis", provides=["LearnerPersonal"])


@pytest.fixture
def library(zone):
    return zone.joined("library", subscribes=["LearnerPersonal"], provides=["SchoolInfo"])


@pytest.fixture
def blocked(mis, library):
    """The event that the library blocks for; a second one waits."""
    mis.publishes(msg_id="1" * 32)
    mis.publishes(msg_id="2" * 32)
    return library.takes(2)


@pytest.mark.row("blocks", "unblocks", "blocked empty", "keeps blocking")
def test_an_agent_fetches_more_data_while_events_wait(mis, library, blocked):
    assert library.fetches().status == 9
    assert library.asks().status == 0
    request = mis.takes()
    mis.responds(request, 1, more=True)
    mis.asks("SchoolInfo")
    mis.responds(request, 2)
    assert [each.kind for each in library.drains()] == ["SIF_Response", "SIF_Request", "SIF_Response"]
    assert library.fetches().status == 9
    assert library.acknowledges(blocked, 3).status == 0
    assert [each.msg_id for each in library.drains()] == ["2" * 32]


@pytest.mark.row("blocks no event")
def test_only_events_can_be_blocked_for(mis, library):
    mis.asks("SchoolInfo")
    request = library.fetches().message
    assert library.acknowledges(request, 2).error == "13/2"
    assert library.takes().msg_id == request.msg_id


@pytest.mark.row("blocks again", "blocks another")
def test_one_event_is_blocked_for_at_a_time(mis, library, blocked):
    assert library.acknowledges(blocked, 2).status == 0
    assert library.acknowledges(blocked, 2, msg_id="2" * 32).error == "13/1"
    assert library.acknowledges(blocked, 3).status == 0
    assert len(library.drains()) == 1


@pytest.mark.row("unblocks wrong", "unblocks")
def test_only_the_blocked_event_ends_its_blocking(mis, library, blocked):
    assert library.acknowledges(blocked, 3, msg_id="2" * 32).error == "13/4"
    assert library.acknowledges(blocked, 3, msg_id="F" * 32).error == "13/4"
    assert library.fetches().status == 9
    assert library.acknowledges(blocked, 3).status == 0
    assert library.acknowledges(blocked, 3).status == 0


@pytest.mark.row("unblocks nothing")
def test_a_blocking_that_is_none_cannot_be_ended(mis, library):
    mis.publishes()
    received = library.takes()
    mis.asks("SchoolInfo")
    request = library.fetches().message
    assert library.acknowledges(request, 3).error == "13/4"
    assert library.acknowledges(received, 3, msg_id="F" * 32).error == "13/4"


@pytest.mark.row("unblocks by 1")
@pytest.mark.parametrize("said", [1, 7])
def test_status_1_is_taken_for_the_final_one(mis, library, blocked, said):
    assert library.acknowledges(blocked, 1).status == 0
    assert [each.msg_id for each in library.drains()] == ["2" * 32]


@pytest.mark.row("unblocks by 1")
def test_a_blocked_event_may_be_refused(zone, mis, library, blocked):
    assert library.acknowledges(blocked, "9/1").status == 0
    assert [each.msg_id for each in library.drains()] == ["2" * 32]
    assert len(zone.store.letters(ZONE)) == 1


@pytest.mark.row("unblocks early")
def test_the_final_acknowledgement_may_come_before_the_first(mis, library):
    mis.publishes(msg_id="1" * 32)
    mis.publishes(msg_id="2" * 32)
    received = library.fetches().message
    assert library.acknowledges(received, 3).status == 0
    assert library.acknowledges(received, 2).status == 0
    assert [each.msg_id for each in library.drains()] == ["2" * 32]


@pytest.mark.row("unblocks early")
def test_the_final_acknowledgement_may_come_long_before_the_first(mis, library):
    """Responses are acknowledged between the two by another thread of the agent."""
    mis.publishes(msg_id="1" * 32)
    received = library.fetches().message
    assert library.acknowledges(received, 3).status == 0
    mis.asks("SchoolInfo")
    library.takes()
    ack = library.acknowledges(received, 2)
    assert ack.said in ("0", "12/6")
    assert library.drains() == []


@pytest.mark.row("pushed posts", "unblocks")
@pytest.mark.parametrize("said", [1, 2, 7, 8, "9/3", "10/1"])
def test_agent_in_push_mode_posts_only_final_acknowledgements(zone, mis, said):
    library = zone.joined("library", mode="Push", subscribes=["LearnerPersonal"])
    mis.publishes()
    library.answers = [2]
    zone.deliver()
    assert library.acknowledges(library.inbox[0], said).error == "13/3"
    assert library.acknowledges(library.inbox[0], 3).status == 0


@pytest.mark.row("blocked registers", "blocked had", "unblocks")
def test_an_agent_that_registers_anew_gets_the_event_again(mis, library, blocked):
    assert library.registers().status == 0
    again = library.fetches().message
    assert again.msg_id == blocked.msg_id
    assert library.acknowledges(again, 7).status == 0
    assert library.fetches().status == 9
    assert library.acknowledges(again, 3).status == 0
    assert [each.msg_id for each in library.drains()] == ["2" * 32]


@pytest.mark.row("blocked registers")
def test_an_agent_that_registers_anew_may_take_the_event_this_time(mis, library, blocked):
    assert library.registers().status == 0
    assert [each.msg_id for each in library.drains()] == ["1" * 32, "2" * 32]


@pytest.mark.row("blocks")
def test_blocking_is_each_agents_own(zone, mis, library):
    catering = zone.joined("catering", subscribes=["LearnerPersonal"])
    mis.publishes()
    mis.publishes()
    library.takes(2)
    assert len(catering.drains()) == 2


@pytest.mark.row("blocks")
def test_an_agent_that_blocks_and_leaves_begins_anew(mis, library, blocked):
    library.unregisters()
    library.registers()
    library.provisions(subscribe=["LearnerPersonal"])
    mis.publishes(msg_id="3" * 32)
    assert [each.msg_id for each in library.drains()] == ["3" * 32]


@pytest.mark.row("blocks too long", "released had")
@pytest.mark.parametrize("said", [1, 7])
def test_an_agent_that_forgets_to_end_its_blocking_is_offered_the_event_again(zone, mis, library, blocked, said):
    """Its final acknowledgement was lost while the zone was restarted; it never repeats it."""
    la = zone.joined("la", subscribes=["SIF_LogEntry"])
    zone.clock.passes(minutes=29)
    zone.broker.keep_house()
    assert library.fetches().status == 9
    zone.clock.passes(minutes=2)
    zone.broker.keep_house()
    again = library.fetches().message
    assert again.msg_id == blocked.msg_id
    assert library.acknowledges(again, said).status == 0
    assert [each.msg_id for each in library.drains()] == ["2" * 32]
    assert "no longer blocks" in la.takes().words("SIF_Desc")


@pytest.mark.row("blocks too long", "unblocks")
def test_an_agent_that_works_for_longer_may_still_say_that_it_is_done(zone, mis, library, blocked):
    zone.clock.passes(minutes=31)
    zone.broker.keep_house()
    assert library.acknowledges(blocked, 3).status == 0
    assert [each.msg_id for each in library.drains()] == ["2" * 32]


@pytest.mark.row("blocks too long", "blocks again", "pushed blocked")
def test_an_agent_in_push_mode_that_blocks_too_long_gets_the_event_again(zone, mis):
    library = zone.joined("library", mode="Push", subscribes=["LearnerPersonal"])
    mis.publishes(msg_id="1" * 32)
    mis.publishes(msg_id="2" * 32)
    library.answers = [2, 7]
    zone.deliver()
    zone.clock.passes(minutes=31)
    zone.broker.keep_house()
    zone.deliver()
    assert [each.msg_id for each in library.inbox] == ["1" * 32, "1" * 32, "2" * 32]


@pytest.mark.row("blocks for ever")
def test_an_event_that_an_agent_never_finishes_is_put_aside_in_the_end(zone, mis, library, blocked):
    zone.rules(refusals=2, blocking_minutes=10)
    zone.clock.passes(minutes=11)
    zone.broker.keep_house()
    assert library.takes(2).msg_id == blocked.msg_id
    zone.clock.passes(minutes=11)
    zone.broker.keep_house()
    assert [each.msg_id for each in library.drains()] == ["2" * 32]
    [letter] = zone.store.letters(ZONE)
    assert letter.waiting.parcel.msg_id == blocked.msg_id
    assert "did not take it 2 times" in letter.words


@pytest.mark.row("blocked wakes", "wakes", "released had")
@pytest.mark.parametrize("mode", ["Pull", "Push"])
def test_an_agent_that_wakes_up_gets_the_event_again(zone, mis, mode):
    library = zone.joined("library", mode=mode, subscribes=["LearnerPersonal"])
    mis.publishes(msg_id="1" * 32)
    mis.publishes(msg_id="2" * 32)
    library.answers = [2, 7]
    zone.deliver()
    if mode == "Pull":
        library.takes(2)
    assert library.controls("SIF_Wakeup").status == 0
    zone.deliver()
    if mode == "Pull":
        assert library.takes(7).msg_id == "1" * 32
        assert library.takes().msg_id == "2" * 32
    else:
        assert [each.msg_id for each in library.inbox] == ["1" * 32, "1" * 32, "2" * 32]
    assert zone.store.head(ZONE, "library").waiting is None


@pytest.mark.row("released", "released had")
def test_an_administrator_ends_a_blocking(zone, mis, library, blocked):
    assert zone.broker.release(ZONE, "library")
    assert not zone.broker.release(ZONE, "library")
    assert library.takes(7).msg_id == blocked.msg_id
    assert [each.msg_id for each in library.drains()] == ["2" * 32]


@pytest.mark.row("blocks too long", "paused time")
def test_a_pause_does_not_count_towards_a_blocking(zone, mis, library, blocked):
    zone.clock.passes(minutes=1)
    zone.rules(paused=True)
    zone.clock.passes(hours=5)
    zone.rules(paused=False)
    zone.clock.passes(minutes=20)
    zone.broker.keep_house()
    assert library.fetches().status == 9
    zone.clock.passes(minutes=10)
    zone.broker.keep_house()
    assert library.takes(7).msg_id == blocked.msg_id
