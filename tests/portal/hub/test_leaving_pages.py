"""What a secretary sees of leavers, and what a school and its authority choose for the school's software."""

import pytest
from django.urls import reverse

from handover.portal.audit.models import Entry
from handover.portal.hub.leaving import leavers_waiting
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import HubSchool, Move, MovingChild
from handover.portal.hub.moving import begin_move, take_move_step
from tests.leavers import TODAY, OldSchool, bind_school, enrolment
from tests.moments import NOW

pytestmark = pytest.mark.django_db
S = MoveState


@pytest.fixture
def school(cast) -> HubSchool:
    cast.alis.language = "en"
    cast.alis.save()
    return bind_school(cast.nant_primary)


def leaver(school: HubSchool, number: int, step: str, reason: str, **more) -> Move:
    child = MovingChild("Tudur", f"Siân {number}", None, "", "A" * 32, f"{number:032X}", TODAY)
    move = Move(trigger="leaving", leaving_key=str(number), source="6812990", source_school=school, **more)
    move.seal(child.stored())
    begin_move("notice", move, now=NOW)
    return take_move_step(step, move, now=NOW, reason=reason)


def without(school: HubSchool, count: int = 1) -> list[Move]:
    return [leaver(school, number, "ask_destination", "no_destination_said") for number in range(1, count + 1)]


def text(page) -> str:
    return " ".join(page.content.decode().split())


def test_leavers_without_destination_are_a_task_on_the_first_page(cast, signed_in, school):
    without(school, 2)
    leaver(school, 9, "fail", "two_learners")
    home = text(signed_in(cast.alis).get("/"))
    assert "2 leavers need a destination" in home
    assert "The record of 1 leaver could not be sent" in home
    assert "need a destination" not in text(signed_in(cast.bryn).get("/"))


def test_a_secretary_says_where_one_leaver_goes(cast, signed_in, school):
    move, other = without(school, 2)
    client = signed_in(cast.alis)
    page = text(client.get(reverse("leavers")))
    assert "Siân 1 Tudur" in page
    assert "The school's software does not say which school is next" in page.replace("&#39;", "'")
    answer = client.post(
        reverse("leavers"), {"leaver": [str(move.reference)], "where": "school", "school": "6814990"}, follow=True
    )
    assert "The record of 1 pupil goes on its way now." in text(answer)
    move.refresh_from_db()
    other.refresh_from_db()
    assert (move.stage, move.destination, move.by_hand, move.zone_in_charge) == (S.NOTICED, "6814990", True, "county")
    assert move.due_at is not None
    assert other.stage is S.NO_DESTINATION


@pytest.mark.parametrize(("where", "marker"), [("nobody", "XXXXXXX"), ("left", "MMMMMMM")])
def test_more_leavers_than_a_page_holds_go_with_one_answer(cast, signed_in, school, where, marker):
    without(school, 54)
    client = signed_in(cast.alis)
    shown = [str(reference) for reference in Move.objects.order_by("pk").values_list("reference", flat=True)[:50]]
    client.post(reverse("leavers"), {"every": "yes", "shown": shown, "leaver": shown[1:], "where": where, "school": ""})
    assert Move.objects.filter(state="noticed", destination=marker).count() == 53
    assert Move.objects.filter(state="no_destination").count() == 1


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"where": "school", "school": "6814990"}, "Tick the pupils"),
        ({"leaver": "x", "where": "school", "school": ""}, "Enter the school that the ticked pupils go to."),
        ({"leaver": "x", "where": "school", "school": "6812990"}, "That is your own school."),
        ({"leaver": "x", "where": "school", "school": "Nowhere Primary"}, "We have no “Nowhere Primary”"),
    ],
)
def test_what_is_missing_is_said_and_nothing_goes(cast, signed_in, school, posted, said):
    without(school)
    answer = signed_in(cast.alis).post(reverse("leavers"), posted)
    assert answer.status_code == 422
    assert said in text(answer)
    assert Move.objects.get().stage is S.NO_DESTINATION


def test_another_schools_leavers_are_neither_seen_nor_answered_for(cast, signed_in, school):
    (move,) = without(school)
    client = signed_in(cast.bryn)
    assert "Tudur" not in text(client.get(reverse("leavers")))
    client.post(reverse("leavers"), {"leaver": [str(move.reference)], "where": "nobody"})
    move.refresh_from_db()
    assert move.stage is S.NO_DESTINATION


def test_two_colleagues_answer_at_once_and_the_second_is_told(cast, school):
    (move,) = without(school)
    stale = list(Move.objects.all())
    take_move_step("say_destination", move, now=NOW, destination="6602991")
    done = leavers_waiting.say_destinations(stale, "6814990", cast.alis, NOW)
    assert (done.done, done.missed) == (0, 1)
    assert Move.objects.get().destination == "6602991"


def test_what_went_wrong_is_said_with_what_to_do_and_is_tried_again(cast, signed_in, school):
    move = leaver(school, 1, "fail", "two_learners", destination="6814990")
    client = signed_in(cast.alis)
    page = text(client.get(reverse("stuck-leavers"))).replace("&#39;", "'")
    assert "Two pupils in the school's software have this UPN." in page
    assert "Put the UPNs right in your software, and try again." in page
    client.post(reverse("stuck-leavers"), {"leaver": [str(move.reference)], "do": "again"})
    move.refresh_from_db()
    assert (move.stage, move.destination, move.by_hand) == (S.NOTICED, "6814990", True)


def test_a_leaver_whom_somebody_has_seen_to_is_off_the_list_and_its_outcome_stays(cast, signed_in, school):
    move = leaver(school, 1, "fail", "two_learners")
    client = signed_in(cast.alis)
    client.post(reverse("stuck-leavers"), {"leaver": [str(move.reference)], "do": "settle"})
    client.post(reverse("stuck-leavers"), {"leaver": [str(move.reference)], "do": "settle"})
    move.refresh_from_db()
    assert (move.stage, move.settled_at is not None) == (S.FAILED, True)
    assert "Tudur" not in text(client.get(reverse("stuck-leavers")))
    assert Entry.objects.filter(action="move.settled").count() == 1


def test_leavers_of_a_school_whose_software_is_gone_are_told_apart(cast, signed_in, school):
    (move,) = without(school)
    school.delete()
    answer = signed_in(cast.alis).post(
        reverse("leavers"), {"leaver": [str(move.reference)], "where": "nobody"}, follow=True
    )
    assert "With 1 pupil this could not be done" in text(answer)


def test_a_school_chooses_and_the_log_says_what(cast, signed_in, school):
    client = signed_in(cast.alis)
    page = client.get(reverse("hub-choices"), follow=True)
    assert "Cofrestr" in text(page)
    assert "NANT (county)" in text(page)
    chosen = {"leaving": "after_yes", "before_exit": "yes", "unplaced": "store", "arriving": "off"}
    client.post(reverse("choose-for-school", args=["6812990"]), chosen)
    school.refresh_from_db()
    assert (school.leaving, school.before_exit, school.unplaced) == ("after_yes", True, "store")
    assert (school.hold_flagged, school.arriving) == (False, "off")
    entry = Entry.objects.get(action="hub.chosen")
    assert (entry.username, entry.subject) == ("alis", "6812990")
    assert '"unplaced": "store"' in entry.details
    client.post(reverse("choose-for-school", args=["6812990"]), chosen)
    assert Entry.objects.filter(action="hub.chosen").count() == 1


def test_an_administrator_chooses_for_the_schools_of_the_authority_and_no_other(cast, signed_in, school):
    bind_school(cast.grug_primary, agent="GRUG")
    client = signed_in(cast.lowri)
    page = text(client.get(reverse("hub-choices")))
    assert "Nant y Wennol Primary School" in page
    assert "Grug Bay" not in page
    assert client.get(reverse("choose-for-school", args=["6812990"])).status_code == 200
    assert client.get(reverse("choose-for-school", args=["6602991"])).status_code == 404
    assert signed_in(cast.bryn).get(reverse("choose-for-school", args=["6812990"])).status_code == 404


def test_a_school_without_software_is_told_how_to_get_it_connected(cast, signed_in):
    assert "is not connected to this site" in text(signed_in(cast.bryn).get(reverse("hub-choices")))
    assert "No school of your authority" in text(signed_in(cast.lowri).get(reverse("hub-choices")))


def test_turned_on_again_the_leavers_who_waited_are_looked_at_at_once(cast, signed_in, school):
    OldSchool(None, school, None).says(enrolment())  # type: ignore[arg-type]
    Move.objects.update(reason="hub_off", due_at=NOW.replace(year=2030))
    HubSchool.objects.update(leaving="off")
    choices = {"leaving": "by_itself", "unplaced": "ask", "hold_flagged": "on", "arriving": "by_itself"}
    signed_in(cast.alis).post(reverse("choose-for-school", args=["6812990"]), choices)
    move = Move.objects.get()
    assert (move.reason, move.due_at.year) == ("", NOW.now().year)


def test_a_records_own_page_leads_to_the_leaver_alone_and_ticked(cast, signed_in, school):
    move, _other = without(school, 2)
    stuck = leaver(school, 9, "fail", "two_learners")
    client = signed_in(cast.alis)
    for each, others in ((move, "Siân 2 Tudur"), (stuck, "Siân 1 Tudur")):
        page = text(client.get(reverse("leaver", args=[each.reference]), follow=True))
        assert each.full_name in page
        assert others not in page
        assert "data-tick-box checked" in page
