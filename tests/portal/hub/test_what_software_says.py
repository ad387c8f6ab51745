"""What school software says of schools and learners is read in one way, whatever it leaves out."""

from datetime import date

import pytest

from handover.portal.hub.learner_identity import LearnerIdentity, read_learner_identity
from handover.portal.hub.moving import make_child_key
from handover.portal.hub.school_numbers import read_school_number
from handover.sif.objects import LearnerPersonal
from tests.leavers import learner


@pytest.mark.parametrize(
    ("la", "school", "number"),
    [
        ("681", "2990", "6812990"),
        (" 681", "2990 ", "6812990"),
        ("681", "42", "6810042"),
        ("681", "299a", ""),
        ("681", "29901", ""),
        ("6811", "2990", ""),
        ("681", None, ""),
        ("", "2990", ""),
        ("681", "29-0", ""),
        ("681", "٢٩٩٠", ""),
    ],
)
def test_number_of_a_school_comes_of_its_two_parts_or_is_none(la: str, school: str | None, number: str) -> None:
    assert read_school_number(la, school) == number


def test_child_is_known_by_what_the_software_says() -> None:
    siân = LearnerIdentity("Prydderch", "Siân", date(2015, 2, 11), "B681299003017")
    assert read_learner_identity(learner(upn="b681299003017")) == siân


def test_learner_of_whom_nothing_is_said_is_nobody() -> None:
    assert read_learner_identity(LearnerPersonal(ref_id="A" * 32)) == LearnerIdentity("", "", None, "")


def test_child_is_found_by_the_upn_however_it_is_written(db: None) -> None:
    assert make_child_key("b681299003017") == make_child_key("B681299003017")
    assert make_child_key("B681299003017") != make_child_key("B681299003018")
    assert make_child_key("") == ""
