"""The phase story: a year 6 of 210 pupils in three primary schools moves on to four secondary schools."""

from collections import Counter
from datetime import timedelta

import pytest
from lxml import etree

from handover.common.identifiers import make_upn
from handover.portal.establishments.models import Establishment, EstablishmentKind
from handover.portal.messaging import reading, writing
from handover.portal.messaging.models import Delivery, Draft
from handover.portal.messaging.words import Words
from handover.portal.phase import boards, sending
from handover.portal.phase.asked import DeletionAnswer, asked_of
from handover.portal.phase.models import Board, Part
from handover.portal.phase.turned_away import ask_again, turned_away
from handover.portal.transfers import collecting
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import take_step
from tests.cast import Cast, make_person
from tests.files import Child, ctf, incoming, name_of, receive, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db
PRIMARIES = ("6812990", "6812991", "6812992")
HIGHS = ("6814990", "6814991", "6814992", "6814993")
EACH = 70
COPIED = (
    *("kind", "source", "destination", "source_establishment", "destination_establishment", "size", "digest"),
    *("pupils", "state", "sent_by", "sent_at", "moved_at", "moved_by"),
)


def children(primary: str) -> list[Child]:
    return [
        Child(make_upn("681", primary[3:], 20, serial), f"Teulu{serial}", f"Plentyn{primary[-1]}", "2015-02-11")
        for serial in range(1, EACH + 1)
    ]


def school(number: str) -> Establishment:
    return Establishment.objects.create(
        number=number,
        kind=EstablishmentKind.SCHOOL,
        la_number="681",
        name=f"School {number}",
        email=f"{number}@example.org",
    )


@pytest.fixture
def county(cast: Cast) -> Cast:
    for number in (*PRIMARIES[1:], *HIGHS[1:]):
        make_person(f"user{number}", "Somebody", "school", school(number))
    return cast


def offers(*changes: tuple[Child, str], left_out: tuple[Child, ...] = ()) -> bytes:
    pupils = [child for primary in PRIMARIES for child in children(primary) if child not in left_out]
    there = {child.upn: HIGHS[place % 4] for place, child in enumerate(pupils)} | {c.upn: n for c, n in changes}
    return "\n".join(("UPN,Destination", *(f"{upn},{number}" for upn, number in there.items()), "")).encode()


def board_with_everything(cast: Cast) -> Board:
    board = boards.board_of(cast.efa, NOW)
    for number in PRIMARIES:
        sender = Establishment.objects.get(number=number).users.get()
        assert send(sender, "681LLLL", data=ctf(number, "681LLLL", children(number))).transfer
    boards.put(board, boards.to_put(cast.efa).values_list("reference", flat=True), cast.efa, NOW)
    assert not boards.bring_offers(board, [offers()], cast.efa, NOW).problems
    return board


def share_out(board: Board, cast: Cast, minutes: int = 1) -> int:
    now = NOW + timedelta(minutes=minutes)
    sending.ask_for_sending(board, cast.efa, now)
    return sending.send_waiting_boards(now)


def pupils_at(number: str) -> set[str]:
    """Return the UPNs in the files that a school has, or has waiting."""
    live = [State.SENT.value, State.SEEN.value, State.COLLECTED.value, State.CONFIRMED.value]
    files = Transfer.objects.filter(destination=number, state__in=live, parent__isnull=False)
    return {
        upn.text or ""
        for file in files
        for upn in etree.fromstring(b"".join(collecting.read_sent_bytes(file))).iter("UPN")
    }


def collect(number: str) -> None:
    person = Establishment.objects.get(number=number).users.get()
    waiting = Transfer.objects.filter(destination=number, state=State.SENT.value)
    collection = collecting.start_collection(list(waiting.values_list("reference", flat=True)), person, NOW)
    assert collection
    collecting.take_out_collection(collection, person, NOW)
    collecting.answer_collection(collection, arrived=True, by=person, now=NOW)


def test_210_pupils_reach_four_schools_each_once_and_a_second_press_sends_nothing(county):
    board = board_with_everything(county)
    assert dict(boards.read_standing(board, NOW.date()).counts) == Counter(HIGHS[place % 4] for place in range(210))
    assert share_out(board, county) == 12
    assert sum(len(pupils_at(number)) for number in HIGHS) == 210
    assert share_out(board, county, 2) == 0
    board.refresh_from_db()
    assert (board.asked_at, board.done, board.total, board.refused) == (None, 12, 12, {})
    part = Part.objects.first()
    assert part.transfer.parent == part.bulk.transfer
    assert part.transfer.source == "681LLLL"
    assert part.transfer.first_source == part.bulk.transfer.source


def test_a_change_of_mind_calls_back_what_nobody_has_collected(county):
    board = board_with_everything(county)
    share_out(board, county)
    child = children(PRIMARIES[0])[0]
    boards.bring_offers(board, [offers((child, HIGHS[1]))], county.efa, NOW)
    assert share_out(board, county, 2) == 2
    assert child.upn not in pupils_at(HIGHS[0])
    assert child.upn in pupils_at(HIGHS[1])
    assert sum(len(pupils_at(number)) for number in HIGHS) == 210
    assert Transfer.objects.filter(state=State.RECALLED.value).count() == 1
    assert not Delivery.objects.exists()


def test_a_school_that_has_collected_is_asked_to_delete_once(county):
    board = board_with_everything(county)
    share_out(board, county)
    collect(HIGHS[0])
    child = children(PRIMARIES[0])[0]
    boards.bring_offers(board, [offers((child, HIGHS[1]))], county.efa, NOW)
    share_out(board, county, 2)
    share_out(board, county, 3)
    told = Delivery.objects.get()
    assert told.establishment.number == HIGHS[0]
    assert child.upn in told.message.words.text
    assert child.upn in pupils_at(HIGHS[1])


def asked_to_delete(cast: Cast) -> Board:
    """Return a board on which one pupil goes elsewhere after the first school had collected the record."""
    board = board_with_everything(cast)
    share_out(board, cast)
    collect(HIGHS[0])
    boards.bring_offers(board, [offers((children(PRIMARIES[0])[0], HIGHS[1]))], cast.efa, NOW)
    share_out(board, cast, 2)
    return board


def test_the_board_says_what_a_school_did_that_was_asked_to_delete(county):
    board = asked_to_delete(county)
    (asked,) = asked_of(board)
    assert (asked.destination, [pupil.upn for pupil in asked.pupils]) == (HIGHS[0], [children(PRIMARIES[0])[0].upn])
    assert (asked.answer, asked.day) == (DeletionAnswer.UNREAD, None)
    reader = Establishment.objects.get(number=HIGHS[0]).users.get()
    copy = reading.mark_read(Delivery.objects.get(), reader, NOW)
    assert (asked_of(board)[0].answer, asked_of(board)[0].day) == (DeletionAnswer.READ, NOW)
    draft = writing.begin_reply(copy, reader, NOW, "en")
    writing.send_draft(draft, Words("Reply: records", "We will not: the pupil is in our class."), reader, NOW)
    assert asked_of(board)[0].answer is DeletionAnswer.ANSWERED


def test_the_board_says_that_a_school_deleted_the_message_unread(county):
    board = asked_to_delete(county)
    reader = Establishment.objects.get(number=HIGHS[0]).users.get()
    assert reading.delete_copy(Delivery.objects.get(), reader, NOW)
    assert asked_of(board)[0].answer is DeletionAnswer.IGNORED


def test_the_board_says_that_a_school_could_not_be_told_and_tells_it_next_time(county):
    board = board_with_everything(county)
    share_out(board, county)
    collect(HIGHS[0])
    boards.bring_offers(board, [offers((children(PRIMARIES[0])[0], HIGHS[1]))], county.efa, NOW)
    Establishment.objects.filter(number=HIGHS[0]).update(active=False)
    share_out(board, county, 2)
    assert {each.answer for each in asked_of(board)} == {DeletionAnswer.UNTOLD}
    assert not Draft.objects.exists()
    Establishment.objects.filter(number=HIGHS[0]).update(active=True)
    share_out(board, county, 3)
    assert [each.answer for each in asked_of(board)] == [DeletionAnswer.UNREAD]


def test_a_school_to_which_no_file_number_is_left_is_named_and_the_others_get_theirs(county):
    board = board_with_everything(county)
    file = send(county.efa, HIGHS[0]).transfer
    used = [
        Transfer(**{field: getattr(file, field) for field in COPIED}, file_name=name_of("681LLLL", HIGHS[0], number))
        for number in range(2, 1000)
    ]
    Transfer.objects.bulk_create(used)
    assert share_out(board, county) == 9
    assert share_out(board, county, 2) == 0
    board.refresh_from_db()
    assert board.refused == {HIGHS[0]: [sending.NO_NUMBER]}
    Transfer.objects.filter(pk__in=[each.pk for each in used[:3]]).update(state=State.RECALLED.value)
    assert share_out(board, county, 3) == 3
    assert pupils_at(HIGHS[0])


def test_a_file_whose_original_is_gone_is_not_called_back_and_the_office_is_told(county):
    board = board_with_everything(county)
    share_out(board, county)
    Transfer.objects.filter(bulk__board=board).update(sealed=None)
    child = children(PRIMARIES[0])[0]
    boards.bring_offers(board, [offers((child, HIGHS[1]))], county.efa, NOW)
    assert share_out(board, county, 2) == 0
    assert not Transfer.objects.filter(state=State.RECALLED.value).exists()
    assert sum(len(pupils_at(number)) for number in HIGHS) == 210
    assert child.upn in Delivery.objects.get().message.words.text
    board.refresh_from_db()
    assert board.refused == {HIGHS[1]: [sending.ORIGINAL_GONE]}


def test_a_board_is_still_there_when_the_new_school_year_has_begun(county):
    board = board_with_everything(county)
    assert boards.board_of(county.efa, NOW + timedelta(days=400)) == board
    assert boards.close_board(board, NOW)
    assert boards.board_of(county.efa, NOW + timedelta(days=400)).year == board.year + 1


@pytest.mark.parametrize("gone", [{"active": False}, {"closed_on": NOW.date() - timedelta(days=1)}])
def test_what_a_school_has_stays_there_when_the_school_closes(county, gone):
    board = board_with_everything(county)
    share_out(board, county)
    collect(HIGHS[0])
    for number in HIGHS[:2]:
        Establishment.objects.filter(number=number).update(**gone)
    assert share_out(board, county, 2) == 0
    assert not Delivery.objects.exists()
    assert not Transfer.objects.filter(state=State.RECALLED.value).exists()


def test_nothing_is_sent_for_somebody_who_may_no_longer_share_out(county):
    board = board_with_everything(county)
    sending.ask_for_sending(board, county.efa, NOW)
    county.efa.is_active = False
    county.efa.save()
    assert sending.send_waiting_boards(NOW) == 0
    board.refresh_from_db()
    assert board.asked_at is None


def test_later_results_follow_the_first_file_and_the_difference_is_shown(county):
    board = board_with_everything(county)
    share_out(board, county)
    child = children(PRIMARIES[0])[0]
    later = Child(child.upn, child.surname, child.forename, child.born, more="<Email>new@example.org</Email>")
    name, data = name_of(PRIMARIES[0], "681LLLL", 2), ctf(PRIMARIES[0], "681LLLL", [later])
    receive(incoming(name, data), county.alis, NOW)
    (bulk,) = boards.put(board, boards.to_put(county.efa).values_list("reference", flat=True), county.efa, NOW)
    shown = boards.difference(bulk, "en")
    assert [[change.new for change in each.changes] for each in shown.changed] == [["new@example.org"]]
    assert share_out(board, county, 2) == 1
    assert Part.objects.get(bulk=bulk).destination == HIGHS[0]


def test_a_child_without_an_offer_stays_and_an_offer_without_a_record_is_told(county):
    board = board_with_everything(county)
    child = children(PRIMARIES[0])[0]
    nobody = Child(make_upn("681", "2999", 20, 1))
    boards.bring_offers(board, [offers((nobody, HIGHS[0]), left_out=(child,))], county.efa, NOW)
    found = boards.read_standing(board, NOW.date()).matching
    assert [each.upn for each in found.without_offer] == [child.upn]
    assert [each.upn for each in found.without_record] == [nobody.upn]
    share_out(board, county)
    assert sum(len(pupils_at(number)) for number in HIGHS) == 209


def test_a_worker_that_is_killed_in_the_middle_is_followed_by_one_that_sends_the_rest(county, monkeypatch):
    board = board_with_everything(county)
    whole, sent = sending.send_new_file, []

    def dies_after_five(*args):
        if len(sent) == 5:
            raise KeyboardInterrupt
        sent.append(args)
        whole(*args)

    monkeypatch.setattr(sending, "send_new_file", dies_after_five)
    with pytest.raises(KeyboardInterrupt):
        share_out(board, county)
    assert Part.objects.count() == 5
    monkeypatch.undo()
    assert sending.send_waiting_boards(NOW) == 7
    assert sum(len(pupils_at(number)) for number in HIGHS) == 210


def test_a_list_that_cannot_be_read_replaces_nothing(county):
    board = board_with_everything(county)
    assert boards.bring_offers(board, [b"Name\nx\n"], county.efa, NOW).refused
    assert len(boards.read_standing(board, NOW.date()).matching.matches) == 210


def test_a_board_that_is_taken_down_leaves_the_files(county):
    board = board_with_everything(county)
    share_out(board, county)
    assert boards.close_board(board, NOW)
    assert not boards.close_board(board, NOW)
    assert not Part.objects.exists()
    assert sum(len(pupils_at(number)) for number in HIGHS) == 210


def rejected(number: str, board: Board) -> Transfer:
    """Have a high school reject the file of the first primary school, and return it."""
    file = Transfer.objects.get(destination=number, parent__source=PRIMARIES[0], state=State.SENT.value)
    person = Establishment.objects.get(number=number).users.get()
    return take_step("reject", file, by=person, now=NOW, reason="Not our pupils.")


def test_a_file_that_a_school_rejected_goes_again_only_when_somebody_asks_for_it(county):
    board = board_with_everything(county)
    share_out(board, county)
    file = rejected(HIGHS[0], board)
    assert [share_out(board, county, minutes) for minutes in (2, 3, 4)] == [0, 0, 0]
    assert [part.transfer.reason for part in turned_away(board)] == ["Not our pupils."]
    assert ask_again(board, [file.reference], county.efa, NOW) == 1
    assert not turned_away(board)
    assert share_out(board, county, 5) == 1
    assert share_out(board, county, 6) == 0
    assert sum(len(pupils_at(number)) for number in HIGHS) == 210


def test_a_rejected_file_goes_again_without_the_pupil_whose_offer_has_changed(county):
    board = board_with_everything(county)
    share_out(board, county)
    rejected(HIGHS[0], board)
    child = children(PRIMARIES[0])[0]
    boards.bring_offers(board, [offers((child, HIGHS[1]))], county.efa, NOW)
    assert share_out(board, county, 2) == 2
    assert not turned_away(board)
    assert child.upn in pupils_at(HIGHS[1]) - pupils_at(HIGHS[0])
    assert sum(len(pupils_at(number)) for number in HIGHS) == 210


def test_a_file_that_the_authority_takes_out_is_not_put_back_by_the_next_sending(county):
    board = board_with_everything(county)
    share_out(board, county)
    file = Transfer.objects.get(destination=HIGHS[0], parent__source=PRIMARIES[0])
    take_step("clear", file, by=county.efa, now=NOW, reason="Sent by mistake")
    assert share_out(board, county, 2) == 0
    assert turned_away(board).count() == 1
