"""What school software says of learners is read in one way, whatever it leaves out."""

from datetime import date

from handover.portal.hub.learner_identity import LearnerIdentity, read_learner_identity
from handover.portal.hub.moving import make_child_key
from handover.sif.objects import LearnerPersonal
from tests.leavers import learner


def test_child_is_known_by_what_the_software_says() -> None:
    siân = LearnerIdentity("Prydderch", "Siân", date(2015, 2, 11), "B681299003017")
    assert read_learner_identity(learner(upn="b681299003017")) == siân


def test_learner_of_whom_nothing_is_said_is_nobody() -> None:
    assert read_learner_identity(LearnerPersonal(ref_id="A" * 32)) == LearnerIdentity("", "", None, "")


def test_child_is_found_by_the_upn_however_it_is_written(db: None) -> None:
    assert make_child_key("b681299003017") == make_child_key("B681299003017")
    assert make_child_key("B681299003017") != make_child_key("B681299003018")
    assert make_child_key("") == ""
