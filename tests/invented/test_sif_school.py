"""A sample school is whole: every object, every reference, and the same again from the same seed."""

import pytest

from handover.invented.sif import invent_school
from handover.sif import Options, check_together, uk_model, write_object


@pytest.mark.parametrize("learners", [1, 40, 130])
def test_a_sample_school_is_right_and_complete(learners):
    things = list(invent_school(5, learners=learners, days=2))
    report = check_together(map(write_object, things), Options(complete=True))
    assert report.objects == len(things)
    assert [problem.message() for problem in report.problems] == []


def test_a_sample_school_has_every_object():
    assert {type(thing).__name__ for thing in invent_school(1, learners=40, days=1)} == set(uk_model().names)


def test_the_same_seed_gives_the_same_school_and_another_seed_another():
    def first(seed):
        return b"".join(map(write_object, invent_school(seed, learners=3, days=1)))

    assert first(1) == first(1)
    assert first(1) != first(2)
