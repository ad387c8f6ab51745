"""What handlers get: whole objects with an Add or an answer, partial ones with a Change or Delete or for chosen elements."""

import logging

import pytest

from handover.agent import AddEvent, ChangeEvent, DeleteEvent
from handover.common import UnwritableValue
from handover.sif.objects import (
    LearnerPersonal,
    PartialLearnerPersonal,
    PartialPersonalInformation,
    PersonalInformation,
)
from tests.agent.conftest import both_ways, collect
from tests.agent.county import until
from tests.loose_objects import as_it_came

BARE = LearnerPersonal(ref_id="B" * 32, local_id="17")
"""What software publishes that leaves out what a whole learner must have."""


@both_ways
def test_each_action_has_its_event_and_its_class_of_objects(make, learners, mode):
    agent, learner = make("Library", mode), learners[0]
    change = PartialLearnerPersonal(ref_id=learner.ref_id, personal_information=PartialPersonalInformation())
    came = collect(agent, LearnerPersonal)
    with agent, make("MIS") as mis:
        mis.publish(learner, action="Add")
        mis.publish(change)
        mis.publish(change, action="Delete")
        until(lambda: len(came) == 3)
    assert [type(event) for event in came] == [AddEvent, ChangeEvent, DeleteEvent]
    assert [event.action for event in came] == ["Add", "Change", "Delete"]
    assert [type(event.object) for event in came] == [LearnerPersonal, PartialLearnerPersonal, PartialLearnerPersonal]
    added, changed, deleted = came
    assert type(added.object.personal_information) is PersonalInformation
    assert changed.object.personal_information.name is None
    assert added.object == learner
    assert (changed.object, deleted.objects) == (change, (change,))
    for event in came:
        assert [type(each) for each in event.partial_objects] == [PartialLearnerPersonal]
        assert event.partial_objects == event.objects


def test_a_change_of_many_fields_is_heard_by_a_handler_that_asks_for_each(make, learners):
    """Whatever a Change leaves out, a handler that takes None for what may be None hears it."""
    agent, said = make("Library"), []

    @agent.on_event(LearnerPersonal)
    def hear(event):
        for thing in event.objects:
            person = thing.personal_information
            name = person.name if person is not None else None
            said.append(name.family_name if name is not None else None)

    with agent, make("MIS") as mis:
        mis.publish(PartialLearnerPersonal(ref_id="B" * 32, local_id="17"))
        mis.publish(PartialLearnerPersonal(ref_id="B" * 32, personal_information=PartialPersonalInformation()))
        mis.publish(learners[0])
        until(lambda: len(said) == 3)
    assert said == [None, None, learners[0].personal_information.name.family_name]


def test_an_addition_that_lacks_something_is_refused_with_what_it_lacks_and_the_next_is_heard(
    county, make, learners, caplog
):
    agent, heard = make("Library"), []

    @agent.on_event(LearnerPersonal)
    def hear(event):
        heard.append(event.object.personal_information.name.family_name)

    with agent, make("MIS") as mis, caplog.at_level(logging.WARNING, "handover.agent"):
        mis.publish(as_it_came(BARE), action="Add")
        mis.publish(learners[0], action="Add")
        until(lambda: heard and not county.waiting("Library"))
    assert heard == [learners[0].personal_information.name.family_name]
    assert "LearnerPersonal in line 1 has no personal_information, which a whole one must have." in caplog.text
    assert "Traceback" not in caplog.text


def test_who_takes_whatever_comes_reads_the_partial_objects(make):
    agent = make("Library")
    came = collect(agent, LearnerPersonal)
    with agent, make("MIS") as mis:
        mis.publish(as_it_came(BARE), action="Add")
        until(lambda: came)
    [learner] = came[0].partial_objects
    assert (type(learner), learner.local_id, learner.personal_information) == (PartialLearnerPersonal, "17", None)


def test_what_is_not_whole_is_not_published_as_new(make):
    with make("MIS") as mis:
        with pytest.raises(
            ValueError, match="Add carries whole objects, of LearnerPersonal and not of PartialLearnerPersonal"
        ):
            mis.publish(BARE.as_partial(), action="Add")
        with pytest.raises(UnwritableValue, match=f"LearnerPersonal {'B' * 32}: personal_information .* is missing"):
            mis.publish(BARE, action="Add")


def test_an_answer_is_of_whole_objects_and_for_chosen_elements_of_partial_ones(make, learners):
    provider = make("MIS")
    provider.provide(LearnerPersonal, lambda query: query.select(learners))
    with provider, make("Reports") as reports:
        whole = list(reports.request(LearnerPersonal))
        chosen = list(reports.request(LearnerPersonal, elements=["UPN"]))
    assert {type(each) for each in whole} == {LearnerPersonal}
    assert {type(each) for each in chosen} == {PartialLearnerPersonal}
    assert [each.upn for each in chosen] == [each.upn for each in learners]
    assert {each.personal_information for each in chosen} == {None}
