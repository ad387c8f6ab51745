"""What the two schools, their authorities and the nation see of the way of a record, and whose names."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from handover.common.text import Text
from handover.portal.audit.models import Entry
from handover.portal.hub.life import MOVE_LIFE, OUTCOMES, MoveState, find_outcome
from handover.portal.hub.models import Move, MovingChild
from handover.portal.hub.moving import begin_move, take_move_step
from handover.portal.hub.possible_acts import POSSIBLE_ACTS, PossibleAct, find_possible_acts
from handover.portal.hub.reasons import MOVE_REASONS
from handover.portal.hub.seeing import MoveSide
from tests.cast import Cast
from tests.files import NOW, send

GWEN = MovingChild("Mabli", "Gwen", date(2015, 3, 1), "B681299003017")


def leaving(child: MovingChild = GWEN, **columns: object) -> Move:
    """A child leaves Nant y Wennol, and the hub has heard of it."""
    move = Move(trigger="leaving", source="6812990", source_product="Llyfr", **columns)
    move.seal(child.stored())
    return begin_move("notice", move, now=NOW)


def leave_together(count: int) -> None:
    """So many children leave Nant y Wennol, in one statement."""
    moves = [
        Move(trigger="leaving", state="noticed", source="6812990", noticed_at=NOW, moved_at=NOW) for _ in range(count)
    ]
    for number, move in enumerate(moves):
        move.seal(MovingChild("Mabli", f"Gwen {number}").stored())
    Move.objects.bulk_create(moves)


def on_its_way(cast: Cast, child: MovingChild = GWEN, number: int = 1) -> Move:
    """The record was sent to Glan Wennol."""
    transfer = send(cast.alis, "6814990", number=number, note=str(number)).transfer
    move = leaving(child, destination="6814990", destination_product="Cofrestr")
    return take_move_step("send", move, now=NOW + timedelta(seconds=4), transfer=transfer)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return " ".join(answer.content.decode().split())


def test_the_page_says_where_the_record_is_and_how_it_came_there(cast: Cast, signed_in):
    move = on_its_way(cast)
    take_move_step("hand_over", move, now=NOW + timedelta(minutes=3), reason="software_away")
    page = text_of(signed_in(cast.bryn), f"/moves/{move.reference}/")
    assert "Gwen Mabli" in page
    assert "Waits for the next school&#39;s software" in page
    assert "Nant y Wennol Primary School (6812990)" in page
    assert "Glan Wennol High School (6814990)" in page
    assert "Llyfr to Cofrestr" in page
    assert "the school&#39;s software does not answer" in page
    assert "See that the school&#39;s software is running." in page
    assert "after 4 seconds" in page
    assert "after 3 minutes" in page
    assert f"/files/{move.transfer.reference}/" in page
    assert f"/moves/{move.reference}/custody/" in page


def test_the_page_speaks_welsh(cast: Cast, signed_in):
    page = text_of(signed_in(cast.alis), f"/moves/{on_its_way(cast).reference}/")
    assert "Yn aros i&#39;r ysgol nesaf ei dderbyn" in page
    assert "Clywyd am ddisgybl yn gadael" in page


def test_the_files_page_leads_to_the_way_of_each_record(cast: Cast, signed_in):
    move = on_its_way(cast)
    page = text_of(signed_in(cast.alis), f"/files/{move.transfer.reference}/")
    assert f"/moves/{move.reference}/" in page


@pytest.mark.parametrize(
    ("who", "reaches", "named"),
    [
        ("alis", True, True),  # the old school
        ("bryn", True, True),  # the next school
        ("efa", True, True),  # their authority, while nobody has collected the file
        ("macsen", True, False),  # the authority's View-only DBA
        ("gwilym", True, False),  # the nation
        ("carys", False, False),  # another school
        ("ffion", False, False),  # another authority
    ],
)
def test_whose_record_it_is_only_those_concerned_see(cast: Cast, signed_in, who: str, reaches: bool, named: bool):
    move = on_its_way(cast)
    client = signed_in(getattr(cast, who))
    answer = client.get(f"/moves/{move.reference}/")
    assert answer.status_code == (200 if reaches else 404)
    listed = text_of(client, "/moves/")
    assert (f"/moves/{move.reference}/" in listed) is reaches
    for page in (answer.content.decode(), listed):
        assert ("Gwen Mabli" in page) is named
    assert ("B681299003017" in answer.content.decode()) is named


def test_an_authority_no_longer_sees_the_name_once_the_file_was_collected(cast: Cast, signed_in):
    move = on_its_way(cast)
    move.transfer.__class__.objects.filter(pk=move.transfer.pk).update(state="collected")
    assert "Gwen Mabli" not in text_of(signed_in(cast.efa), f"/moves/{move.reference}/")
    assert "Gwen Mabli" in text_of(signed_in(cast.bryn), f"/moves/{move.reference}/")


@pytest.mark.parametrize("event", ["ask_destination", "prepare", None])
def test_the_next_school_hears_nothing_before_the_file_is_sent(cast: Cast, signed_in, event: str | None):
    move = leaving(destination="6814990")
    if event:
        take_move_step(event, move, now=NOW)
    assert signed_in(cast.bryn).get(f"/moves/{move.reference}/").status_code == 404
    assert signed_in(cast.alis).get(f"/moves/{move.reference}/").status_code == 200


def test_a_file_whose_sender_still_has_a_question_is_not_the_next_schools_to_see(cast: Cast, signed_in):
    move = on_its_way(cast)
    move.transfer.__class__.objects.filter(pk=move.transfer.pk).update(state="asking")
    assert signed_in(cast.bryn).get(f"/moves/{move.reference}/").status_code == 404


def test_what_the_software_said_is_for_those_who_see_the_child(cast: Cast, signed_in):
    move = on_its_way(cast)
    take_move_step("refuse", move, now=NOW, reason="rejected", words="No year group for Gwen")
    assert "No year group for Gwen" in text_of(signed_in(cast.alis), f"/moves/{move.reference}/")
    assert "No year group" not in text_of(signed_in(cast.gwilym), f"/moves/{move.reference}/")


def test_the_list_is_narrowed_by_direction_and_outcome_and_sorted(cast: Cast, signed_in):
    out, stays = on_its_way(cast), leaving(MovingChild("Eos", "Ifan"))
    take_move_step("ask_destination", stays, now=NOW)
    client = signed_in(cast.alis)

    def names(query: str) -> list[str]:
        page = text_of(client, f"/moves/?{query}")
        return sorted((name for name in ("Gwen Mabli", "Ifan Eos") if name in page), key=page.index)

    assert names("sort=noticed_at") == ["Gwen Mabli", "Ifan Eos"]
    assert names("sort=-destination") == ["Gwen Mabli", "Ifan Eos"]
    assert names("sort=destination") == ["Ifan Eos", "Gwen Mabli"]
    assert names("outcome=no_destination") == ["Ifan Eos"]
    assert names("outcome=waits_to_be_taken") == ["Gwen Mabli"]
    assert set(names("outcome=waiting")) == {"Gwen Mabli", "Ifan Eos"}
    assert names("outcome=over") == []
    assert names("direction=receiver") == []
    assert set(names("direction=sender&outcome=no such&sort=no such")) == {"Gwen Mabli", "Ifan Eos"}
    take_move_step("arrive", out, now=NOW)
    assert names("outcome=arrived_by_itself") == ["Gwen Mabli"]
    assert names("outcome=arrived_after_yes") == []


def test_a_list_of_three_hundred_is_paged_and_asks_as_often_as_one_of_one(cast: Cast, signed_in):
    leaving()
    client = signed_in(cast.alis)
    client.get("/moves/")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/moves/").status_code == 200
        return len(queries)

    one = asked()
    leave_together(299)
    assert asked() == one
    assert "Next page" in text_of(signed_in(cast.alis), "/moves/") or "Tudalen nesaf" in text_of(client, "/moves/")
    assert "Gwen 298 Mabli" in text_of(client, "/moves/")
    assert "Gwen 0 Mabli" not in text_of(client, "/moves/")


def test_seeing_names_is_noted_once_a_day(cast: Cast, signed_in):
    leaving()
    client = signed_in(cast.alis)
    for _ in range(2):
        client.get("/moves/")
    assert [entry.facts["list"] for entry in Entry.objects.filter(action="files.listed")] == ["moves"]


def test_a_button_leads_to_what_can_be_done_for_those_who_can_do_it(cast: Cast):
    table = (PossibleAct(MoveState.NO_DESTINATION, MoveSide.SENDER, "moves", Text("Say where", "Dywedwch ble")),)
    move = leaving()
    assert find_possible_acts(move, cast.alis, table) == []
    take_move_step("ask_destination", move, now=NOW)
    assert [act.page for act in find_possible_acts(move, cast.alis, table)] == ["moves"]
    assert find_possible_acts(move, cast.bryn, table) == find_possible_acts(move, cast.efa, table) == []


def test_every_act_has_its_page():
    from django.urls import reverse

    for act in POSSIBLE_ACTS:
        assert reverse(act.page, args=["8b0f2f0c-5b0e-4c7e-9a55-0b6f6c1d2a11"] if act.of_one else ())


def test_every_state_has_its_outcome_and_every_outcome_its_words():
    for state in MoveState:
        if state:
            assert find_outcome(state, by_hand=False).state is find_outcome(state, by_hand=True).state is state
    assert len({row.key for row in OUTCOMES}) == len(OUTCOMES) == 14
    assert {step.end for step in MOVE_LIFE} == {row.state for row in OUTCOMES}
    assert len({row.key for row in MOVE_REASONS}) == len(MOVE_REASONS)
