"""What software says of a leaving: once, twice, corrected, taken back; before the record went, and after."""

from datetime import timedelta

import pytest

from handover.agent import Refuse
from handover.portal.audit.models import Entry
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubSchool, Move
from tests.leavers import (
    TODAY,
    OldSchool,
    bind_school,
    enrolment,
    only_move,
)
from tests.moments import NOW

pytestmark = pytest.mark.django_db
S = MoveState
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def school(cast) -> HubSchool:
    return bind_school(cast.nant_primary)


@pytest.fixture
def nant(school) -> OldSchool:
    """The old school's software as far as it only says things."""
    return OldSchool(None, school, None)  # type: ignore[arg-type]


def states() -> list[tuple[str, str, str]]:
    return list(Move.objects.order_by("pk").values_list("state", "reason", "destination"))


def test_a_leaving_is_noticed_and_due_at_once(nant):
    nant.says(enrolment())
    move = only_move()
    assert (move.stage, move.source, move.destination) == (S.NOTICED, "6812990", "6814990")
    assert (move.zone_in_charge, move.due_at, move.source_product) == ("county", NOW, "Cofrestr")
    assert [step.event for step in move.steps.all()] == ["notice"]
    entry = Entry.objects.get(action="move.noticed")
    assert (entry.username, entry.role, entry.establishment) == ("software NANT", "software", "6812990")


def test_the_same_event_twice_is_one_leaving(nant):
    nant.says(enrolment())
    nant.says(enrolment(), action="Add")
    nant.says(enrolment())
    assert Move.objects.count() == 1


def test_a_change_after_the_first_brings_its_newer_facts(nant):
    nant.says(enrolment("6602991"), action="Add")
    nant.says(enrolment("6814990"))
    assert states() == [("noticed", "", "6814990")]
    nant.says(enrolment(None, TOMORROW, ref_id=enrolment().ref_id))
    move = only_move()
    assert (move.child.left_on, move.destination, move.reason) == (TOMORROW, "6814990", "waits_for_last_day")


def test_a_future_leaving_waits_for_the_last_day(nant):
    nant.says(enrolment(left_on=TODAY + timedelta(days=20)))
    move = only_move()
    assert (move.stage, move.reason) == (S.NOTICED, "waits_for_last_day")
    assert move.due_at.astimezone().date() >= TODAY + timedelta(days=19)
    assert move.due_at > NOW + timedelta(days=19)


def test_a_school_may_want_its_records_to_go_before_the_last_day(nant):
    nant.choose(before_exit=True)
    nant.says(enrolment(left_on=TODAY + timedelta(days=20)))
    assert (only_move().due_at, only_move().reason) == (NOW, "")


def test_history_that_software_tells_when_it_joins_begins_nothing(nant):
    nant.says(enrolment(left_on=TODAY - timedelta(days=91)), action="Add")
    nant.says(enrolment(left_on=None, destination=None), action="Add")
    assert not Move.objects.exists()


def test_nothing_is_done_for_a_school_that_has_turned_it_off(nant):
    nant.choose(leaving="off")
    nant.says(enrolment())
    assert not Move.objects.exists()


@pytest.mark.parametrize(
    ("thing", "action"),
    [
        (enrolment(left_on=None, nils=frozenset({"exit_date", "exit_type"}), destination=None), "Change"),
        (enrolment(), "Delete"),
        (enrolment(left_on=None, destination=None), "Add"),
    ],
)
def test_a_leaving_that_is_taken_back_before_the_record_went_is_cancelled(nant, thing, action):
    nant.says(enrolment())
    nant.says(thing, action=action)
    nant.says(thing, action=action)
    assert states() == [("cancelled", "taken_back", "6814990")]


def test_a_child_who_leaves_again_after_staying_is_a_new_leaving(nant):
    nant.says(enrolment())
    nant.says(enrolment(), action="Delete")
    nant.says(enrolment())
    assert [state for state, _, _ in states()] == ["cancelled", "noticed"]


def test_a_child_who_came_back_and_leaves_again_is_a_new_leaving(nant):
    nant.says(enrolment())
    nant.says(enrolment(ref_id="F" * 32))
    assert Move.objects.count() == 2


def test_a_wrong_date_is_refused_in_words(nant):
    class Broken:
        ref_id = "E" * 32
        learner_personal_ref_id = "A" * 32
        exit_type = None
        nils = frozenset()

        @property
        def exit_date(self):
            raise ValueError("2026-13-45")

    with pytest.raises(Refuse, match="not of its type"):
        nant.says(Broken())
    assert not Move.objects.exists()


def test_of_what_software_says_nothing_stands_open_in_the_log(nant):
    nant.says(enrolment())
    said = " ".join(entry.details + entry.subject for entry in Entry.objects.all())
    assert "E" * 32 not in said
    assert "A" * 32 not in said
