"""Events: published, heard, refused, wanted later, held while the handler asks."""

import threading

import pytest

from handover.agent import Later, Refuse, RefusedByZone
from handover.sif.objects import LearnerPersonal, PartialAssessmentResponseComponent, SchoolInfo
from tests.agent.conftest import both_ways, collect
from tests.agent.county import ZONE, until


def test_event_reaches_listeners_in_either_mode_as_it_was_published(make, learners):
    pulling, pushed, mis = make("Library"), make("Canteen", "push"), make("MIS")
    came = [collect(pulling, LearnerPersonal), collect(pushed, LearnerPersonal)]
    with pulling, pushed, mis:
        message_id = mis.publish(learners[0], action="Add")
        until(lambda: all(came))
    for [event] in came:
        assert (event.action, event.object, event.source) == ("Add", learners[0], "MIS")
        assert (event.message_id, event.contexts, event.version) == (message_id, ("SIF_Default",), "2.3")


@both_ways
def test_events_are_handled_in_the_order_of_publication(make, learners, mode):
    agent = make("Library", mode)
    came = collect(agent, LearnerPersonal)
    with agent, make("MIS") as mis:
        for learner in learners:
            mis.publish(learner)
        until(lambda: len(came) == len(learners))
    assert [event.object for event in came] == learners


@both_ways
def test_several_objects_of_one_type_go_in_one_event(make, learners, mode):
    agent = make("Library", mode)
    came = collect(agent, LearnerPersonal)
    with agent, make("MIS") as mis:
        mis.publish(*learners[:3], action="Add")
        until(lambda: came)
        with pytest.raises(ValueError, match="one type"):
            mis.publish(learners[0], SchoolInfo())
    assert came[0].objects == tuple(learners[:3])


@both_ways
def test_event_that_a_handler_refuses_does_not_come_again(county, make, learners, mode):
    agent, came = make("Library", mode), []

    @agent.on_event(LearnerPersonal)
    def refuse(event):
        came.append(event)
        if len(came) == 1:
            raise Refuse(9, 1, "The library does not lend to ghosts.")

    with agent, make("MIS") as mis:
        mis.publish(learners[0])
        mis.publish(learners[1])
        until(lambda: len(came) == 2 and not county.waiting("Library"))
    assert [event.object for event in came] == learners[:2]
    [letter] = county.store.letters(ZONE, "Library")
    assert (letter.code, letter.words) == ((9, 1), "The library does not lend to ghosts.")


@both_ways
def test_handler_that_fails_refuses_and_tells_the_zone_no_pupils_data(county, make, learners, mode, caplog):
    agent = make("Library", mode)

    @agent.on_event(LearnerPersonal)
    def fail(event):
        raise RuntimeError(event.object.personal_information.name.family_name)

    with agent, make("MIS") as mis:
        mis.publish(learners[0])
        until(lambda: county.store.letters(ZONE, "Library"))
    [letter] = county.store.letters(ZONE, "Library")
    assert letter.code == (9, 1)
    assert learners[0].personal_information.name.family_name not in letter.words
    assert "the handler of event" in caplog.text


@both_ways
def test_event_that_a_handler_wants_later_comes_again_before_those_behind_it(make, learners, mode):
    agent, came = make("Library", mode), []

    @agent.on_event(LearnerPersonal)
    def later(event):
        came.append(event)
        if len(came) < 3:
            raise Later

    with agent, make("MIS") as mis:
        mis.publish(learners[0])
        mis.publish(learners[1])
        until(lambda: len(came) == 4)
    assert [event.object for event in came] == [learners[0]] * 3 + [learners[1]]
    assert len({event.message_id for event in came[:3]}) == 1


@both_ways
def test_event_of_an_object_without_a_handler_is_refused(county, make, learners, schools, mode):
    with make("Library", mode) as before:
        collect(before, LearnerPersonal, SchoolInfo)
        before.sleep()
        with make("MIS") as mis:
            mis.publish(learners[0])
        after = make("Library", mode)
        collect(after, SchoolInfo)
        with after:
            until(lambda: county.store.letters(ZONE, "Library"))
    [letter] = county.store.letters(ZONE, "Library")
    assert letter.code == (9, 3)


@both_ways
def test_handler_asks_for_more_while_other_events_wait(county, make, learners, schools, mode):
    mis, agent, came = make("MIS", mode), make("Library", mode), []
    mis.provide(SchoolInfo, objects=lambda: schools)

    @agent.on_event(LearnerPersonal)
    def enrich(event):
        with event.blocking():
            until(lambda: county.blocked("Library"))
            found = list(agent.request(SchoolInfo))
        came.append((event.object, found))

    with mis, agent:
        mis.publish(learners[0])
        mis.publish(learners[1])
        until(lambda: len(came) == 2)
        until(lambda: not county.waiting("Library"))
    assert came == [(learners[0], schools), (learners[1], schools)]
    assert county.store.letters(ZONE, "Library") == ()


@both_ways
def test_request_inside_a_handler_blocks_by_itself(county, make, learners, schools, mode):
    mis, agent, came = make("MIS", mode), make("Library", mode), []
    mis.provide(SchoolInfo, objects=lambda: schools)
    agent.on_event(LearnerPersonal)(lambda event: came.extend(agent.request(SchoolInfo)))
    with mis, agent:
        mis.publish(learners[0])
        until(lambda: came == schools and not county.waiting("Library"))


@both_ways
def test_blocking_ends_also_when_the_handler_fails(county, make, learners, mode):
    agent, came = make("Library", mode), []

    @agent.on_event(LearnerPersonal)
    def fail_first(event):
        came.append(event)
        if len(came) == 1:
            with event.blocking():
                raise RuntimeError

    with agent, make("MIS") as mis:
        mis.publish(learners[0])
        mis.publish(learners[1])
        until(lambda: len(came) == 2 and not county.waiting("Library") and not county.blocked("Library"))


@both_ways
def test_agent_serves_others_while_its_own_handler_waits_for_an_answer(county, make, learners, schools, mode):
    """Both agents are asked by each other's handlers at the same moment."""
    one, other, came, both = make("One", mode), make("Other", mode), [], threading.Barrier(2)
    one.provide(SchoolInfo, objects=lambda: schools)
    other.provide(LearnerPersonal, objects=lambda: learners)

    @one.on_event(LearnerPersonal)
    def ask_other(event):
        both.wait(120)
        came.append(len(list(one.request(LearnerPersonal))))

    @other.on_event(LearnerPersonal)
    def ask_one(event):
        both.wait(120)
        came.append(len(list(other.request(SchoolInfo))))

    with one, other, make("MIS") as mis:
        mis.publish(learners[0])
        until(lambda: len(came) == 2)
    assert sorted(came) == [len(schools), len(learners)]


@both_ways
def test_handler_may_publish(make, learners, mode):
    agent, listener = make("Library", mode), make("Canteen", mode)
    agent.on_event(LearnerPersonal)(lambda event: agent.publish(event.object.replace(local_id="17")))
    came = collect(listener, LearnerPersonal)
    with agent, listener, make("MIS") as mis:
        mis.publish(learners[0])
        until(lambda: len(came) == 2)
    assert {event.source for event in came} == {"MIS", "Library"}


def test_event_that_the_zone_refuses_is_an_exception_and_the_next_goes_on(county, make, learners):
    agent = make("Library")
    came = collect(agent, LearnerPersonal)
    with agent, make("MIS") as mis:
        with pytest.raises(RefusedByZone) as refused:
            mis.publish(PartialAssessmentResponseComponent(ref_id="0" * 32))
        assert refused.value.error == (9, 3)
        mis.publish(learners[0])
        until(lambda: came)


def test_event_can_name_its_receiver_from_version_2_5_on(make, learners):
    library, canteen = make("Library"), make("Canteen")
    came = [collect(library, LearnerPersonal), collect(canteen, LearnerPersonal)]
    with library, canteen, make("MIS", versions=["2.5"]) as mis, make("Old") as old:
        mis.publish(learners[0], destination="Canteen")
        mis.publish(learners[1])
        until(lambda: came[0] and len(came[1]) == 2)
        with pytest.raises(ValueError, match="version 2"):
            old.publish(learners[0], destination="Canteen")
    assert [event.object for event in came[0]] == [learners[1]]


def test_contexts_keep_events_apart(county, make, learners):
    county.rules(contexts=("SIF_Default", "Archive"))
    usual, archive = make("Library"), make("Archivist", contexts=["Archive"])
    came = [collect(usual, LearnerPersonal), collect(archive, LearnerPersonal)]
    with usual, archive, make("MIS") as mis:
        mis.publish(learners[0], contexts=["Archive"])
        mis.publish(learners[1], contexts=["SIF_Default", "Archive"])
        until(lambda: came[0] and len(came[1]) == 2)
    assert [event.object for event in came[0]] == [learners[1]]
    assert came[1][0].contexts == ("Archive",)


def test_nothing_is_asked_of_a_zone_by_an_agent_that_expects_nothing(county, make, learners):
    with make("Library") as agent:
        collect(agent, LearnerPersonal)
        agent.sleep()
        with make("MIS") as mis:
            mis.publish(learners[0])
    with make("Library"):
        assert county.waiting("Library")
