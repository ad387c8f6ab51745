"""The phase transfer board on its page."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from handover.common.identifiers import make_upn
from handover.portal.audit.models import Entry
from handover.portal.messaging.models import Delivery
from handover.portal.phase import asked, boards, counting, deciding, sending
from handover.portal.phase.counting import SchoolProgress
from handover.portal.phase.matching import match_offers
from handover.portal.phase.models import Board, Bulk, Decision, Deletion
from handover.portal.phase.offers import read_offers
from handover.portal.phase.turned_away import ask_again
from handover.portal.transfers import vault
from handover.portal.transfers.models import SealedFile, Transfer
from handover.portal.transfers.moving import take_step
from tests.files import SIAN, TOMOS, Child, send
from tests.moments import NOW
from tests.workbooks import workbook

pytestmark = pytest.mark.django_db
HIGH = "6814990"


def page(response) -> str:
    return response.content.decode()


@pytest.fixture
def sent(cast) -> Transfer:
    return send(cast.alis, "681LLLL", children=(SIAN, TOMOS)).transfer


def bring(browser, text: str):
    return browser.post("/phase/", {"offers": SimpleUploadedFile("offers.csv", text.encode())}, follow=True)


def test_a_file_counts_as_waiting_collected_rejected_or_never_sent():
    counted = {
        "waiting": "asking held sent seen",
        "collected": "collected confirmed",
        "rejected": "rejected redirected cleared forwarded",
    }
    assert {state.value: fate.value for state, fate in counting.FATES.items()} == {
        state: fate for fate, states in counted.items() for state in states.split()
    }


def test_what_a_school_did_that_was_asked_to_delete_is_told_by_its_message():
    later = NOW + timedelta(days=1)

    def answered(**known) -> tuple[str, object]:
        answer, day = asked.answer_of(Deletion(told=True, delivery=Delivery(**known)))
        return answer.value, day

    assert asked.answer_of(Deletion(told=False)) == (asked.DeletionAnswer.UNTOLD, None)
    assert asked.answer_of(Deletion(told=True)) == (asked.DeletionAnswer.IGNORED, None)
    assert answered() == ("unread", None)
    assert answered(gone_at=later) == ("ignored", None)
    assert answered(read_at=NOW) == answered(read_at=NOW, gone_at=later) == ("read", NOW)
    assert answered(read_at=NOW, answered_at=later) == ("answered", later)


def test_an_authority_puts_brings_and_sends(cast, signed_in, sent):
    browser = signed_in(cast.efa)
    assert sent.file_name in page(browser.get("/phase/"))
    assert "1 file was put on the board." in page(
        browser.post("/phase/files/", {"file": [str(sent.reference), "nonsense"]}, follow=True)
    )
    shown = page(bring(browser, f"UPN,Destination\n{SIAN.upn},{HIGH}\n"))
    assert "The list was taken: 1 offer." in shown
    assert "Glan Wennol High School" in shown
    assert "Tomos" in shown
    assert "Look again" in page(browser.post("/phase/send/", {"sure": "yes"}, follow=True))
    assert sending.send_waiting_boards(NOW) == 1
    assert Transfer.objects.get(parent=sent).destination == HIGH
    assert "Send the records" in page(browser.get("/phase/"))


def test_who_shares_out_is_told_when_the_whole_year_file_is_no_longer_kept(cast, signed_in, sent):
    browser = signed_in(cast.efa)
    browser.post("/phase/files/", {"file": [str(sent.reference)]})
    bring(browser, f"UPN,Destination\n{SIAN.upn},{HIGH}\n")
    Transfer.objects.filter(pk=sent.pk).update(sealed=None)
    browser.post("/phase/send/", {"sure": "yes"})
    assert sending.send_waiting_boards(NOW) == 0
    assert "Ask the school that sent it" in page(browser.get("/phase/"))


def test_who_shares_out_is_told_that_no_file_number_is_left(cast, signed_in):
    board = boards.board_of(cast.efa, NOW)
    Board.objects.filter(pk=board.pk).update(refused={HIGH: [sending.NO_NUMBER]})
    assert f"All 999 file numbers to {HIGH} are in use" in page(signed_in(cast.efa).get("/phase/"))


def test_who_shares_out_sees_what_a_school_did_that_was_asked_to_delete(cast, signed_in, sent):
    browser = signed_in(cast.efa)
    browser.post("/phase/files/", {"file": [str(sent.reference)]})
    bulk = Bulk.objects.get()
    Deletion.objects.create(bulk=bulk, destination=HIGH, positions=[1], asked_at=NOW, told=False)
    shown = page(browser.get("/phase/"))
    assert "Records that schools were asked to delete" in shown
    assert "The message could not be sent." in shown


def test_the_page_is_in_welsh_for_who_reads_welsh(cast, signed_in):
    assert "Bwrdd trosglwyddo" in page(signed_in(cast.ffion).get("/phase/"))


@pytest.mark.parametrize("text", ["", "Name\nx\n"])
def test_a_list_that_is_none_is_refused_with_the_reason(cast, signed_in, text):
    answer = bring(signed_in(cast.efa), text)
    assert answer.status_code == 422


def test_nothing_chosen_is_said_so(cast, signed_in):
    browser = signed_in(cast.efa)
    assert "Choose the files" in page(browser.post("/phase/files/", follow=True))
    assert "Choose the list of offers" in page(browser.post("/phase/"))


def test_a_look_at_the_board_is_written_down(cast, signed_in):
    signed_in(cast.efa).get("/phase/")
    assert Entry.objects.filter(action="phase.viewed").count() == 1


def test_a_later_file_is_shown_as_a_difference(cast, signed_in, sent):
    board = boards.board_of(cast.efa, timezone.now())
    new = Child(more="<Email>new@example.org</Email>")
    later = send(cast.alis, "681LLLL", children=(new,), number=2).transfer
    for each in (sent, later):
        boards.put(board, [each.reference], cast.efa, timezone.now())
    browser = signed_in(cast.efa)
    address = f"/phase/files/{later.reference}/"
    assert address in page(browser.get("/phase/"))
    shown = page(browser.get(address))
    assert "new@example.org" in shown
    assert "Tomos" in shown
    assert browser.get(f"/phase/files/{sent.reference}/").status_code == 404


def test_a_rejected_file_is_shown_with_its_reason_and_goes_again_when_chosen(cast, signed_in, sent):
    browser = signed_in(cast.efa)
    browser.post("/phase/files/", {"file": [str(sent.reference)]})
    bring(browser, f"UPN,Destination\n{SIAN.upn},{HIGH}\n")
    browser.post("/phase/send/", {"sure": "yes"})
    sending.send_waiting_boards(NOW)
    file = Transfer.objects.get(parent=sent)
    take_step("reject", file, by=cast.bryn, now=NOW, reason="She goes to Grug Bay.")
    shown = page(browser.get("/phase/"))
    assert "Rejected" in shown
    assert "She goes to Grug Bay." in shown
    assert "Choose the files to send again." in page(browser.post("/phase/again/", follow=True))
    told = page(browser.post("/phase/again/", {"file": [str(file.reference), "x"]}, follow=True))
    assert "1 file will go again" in told
    assert "She goes to Grug Bay." not in told
    browser.post("/phase/send/", {"sure": "yes"})
    assert sending.send_waiting_boards(NOW) == 1


CLASS = [Child(make_upn("681", "2990", 20, serial), "Madog", f"Plentyn{serial}") for serial in (1, 2)]
TWINS = (
    Child("", "Wyn", "Alys", "2015-05-06"),
    Child("", "Wyn", "Alys", "2015-05-06", more="<Email>b@example.org</Email>"),
)
ALYS = f"Surname,Forename,DOB,Destination\nWyn,Alys,2015-05-06,{HIGH}\n"


@pytest.fixture
def doubtful(cast) -> Board:
    """Return a board with two pupils of one name and birth date, and one offer for that name."""
    file = send(cast.alis, "681LLLL", children=TWINS, number=5).transfer
    board = boards.board_of(cast.efa, NOW)
    boards.put(board, [file.reference], cast.efa, NOW)
    boards.bring_offers(board, [ALYS.encode()], cast.efa, NOW)
    return board


def standing(board: Board):
    return boards.read_standing(board, NOW.date())


def answer(browser, board: Board, choice: str):
    found = standing(board).decided
    (asked,) = (*found.open, *found.closed)
    return page(browser.post("/phase/decide/", {f"doubt-{asked.mark}": choice}, follow=True))


def test_an_officer_chooses_which_of_two_pupils_an_offer_is_for(cast, signed_in, doubtful):
    browser = signed_in(cast.efa)
    shown = page(browser.get("/phase/"))
    assert "None of these" in shown
    assert "Pupil 2 in the file of Nant y Wennol Primary School" in shown
    second = standing(doubtful).decided.open[0].doubt.leavers[1]
    assert "1 decision was kept." in answer(browser, doubtful, deciding.record_key(second))
    assert [each.leaver for each in standing(doubtful).matching.matches] == [second]
    assert [each.position for each in standing(doubtful).matching.without_offer] == [1]
    noted = Entry.objects.get(action="phase.decided")
    assert "Wyn" not in str(noted.details)
    assert "Decided by hand (1)" in page(browser.get("/phase/"))


def test_an_officer_says_that_it_is_none_of_these_and_takes_it_back(cast, signed_in, doubtful):
    browser = signed_in(cast.efa)
    answer(browser, doubtful, deciding.NONE_OF_THESE)
    assert (len(standing(doubtful).matching.without_record), len(standing(doubtful).matching.doubts)) == (1, 0)
    answer(browser, doubtful, deciding.UNDECIDED)
    assert len(standing(doubtful).matching.doubts) == 1


@pytest.mark.parametrize("choice", ["", "0-1", "x", "none'--"])
def test_an_answer_that_is_none_decides_nothing(cast, signed_in, doubtful, choice):
    assert "Nothing new was decided." in answer(signed_in(cast.efa), doubtful, choice)
    assert len(standing(doubtful).matching.doubts) == 1


def test_a_list_that_settles_the_doubt_undoes_the_decision_and_an_older_one_does_not_bring_it_back(
    cast, signed_in, doubtful
):
    browser = signed_in(cast.efa)
    answer(browser, doubtful, deciding.NONE_OF_THESE)
    bring(browser, f"UPN,Destination\n{SIAN.upn},{HIGH}\n")
    assert not Decision.objects.exists()
    bring(browser, ALYS)
    doubtful.refresh_from_db()
    assert len(standing(doubtful).matching.doubts) == 1


def test_a_decision_stands_when_a_newer_list_says_the_same_on_another_line(cast, signed_in, doubtful):
    browser = signed_in(cast.efa)
    answer(browser, doubtful, deciding.NONE_OF_THESE)
    head, row = ALYS.splitlines()
    bring(browser, f"{head}\nMadog,Bryn,2015-01-01,{HIGH}\n{row}\n")
    doubtful.refresh_from_db()
    assert not standing(doubtful).matching.doubts


def test_each_school_is_shown_with_its_pupils_and_what_became_of_its_files(cast, signed_in, sent):
    board = boards.board_of(cast.efa, NOW)
    more = [send(cast.alis, "681LLLL", children=[child], number=place).transfer for place, child in enumerate(CLASS, 2)]
    boards.put(board, [each.reference for each in (sent, *more)], cast.efa, NOW)
    rows = "".join(f"{child.upn},{HIGH}\n" for child in (SIAN, TOMOS, *CLASS))
    boards.bring_offers(board, [f"UPN,Destination\n{rows}".encode()], cast.efa, NOW)
    assert counting.count_schools(board, standing(board).counts) == [SchoolProgress(HIGH, 4, 0, 0, 0)]
    sending.ask_for_sending(board, cast.efa, NOW)
    sending.send_waiting_boards(NOW)
    first, second, _third = Transfer.objects.filter(parent__isnull=False)
    take_step("reject", first, by=cast.bryn, now=NOW, reason="Not ours.")
    take_step("collect", second, by=cast.bryn, now=NOW)
    assert counting.count_schools(board, standing(board).counts) == [SchoolProgress(HIGH, 4, 1, 1, 1)]
    assert "Files sent" in page(signed_in(cast.efa).get("/phase/"))
    ask_again(board, [first.reference], cast.efa, NOW)
    assert counting.count_schools(board, standing(board).counts) == [SchoolProgress(HIGH, 4, 1, 1, 0)]


def test_a_newer_list_is_shown_by_what_it_says_otherwise(cast, signed_in, sent):
    browser = signed_in(cast.efa)
    browser.post("/phase/files/", {"file": [str(sent.reference)]})
    nobody = make_upn("681", "2999", 20, 1)
    first = bring(browser, f"UPN,Destination\n{SIAN.upn},{HIGH}\n{TOMOS.upn},{HIGH}\n")
    assert "What the list before said otherwise" not in page(first)
    bring(browser, f"UPN,Destination\n{SIAN.upn},6602991\n{nobody},{HIGH}\n")
    shown = page(browser.get("/phase/"))
    assert f"To another school now: Prydderch, Siân, 11 February 2015, {SIAN.upn} ({HIGH} → 6602991)" in shown
    assert f"No longer in the list: Prydderch, Tomos, 30 June 2017, {TOMOS.upn} ({HIGH})" in shown
    assert f"New in the list: {nobody} ({HIGH})" in shown
    lines = b"".join(browser.get("/phase/changes.csv").streaming_content).decode().splitlines()
    assert [line.partition(",")[0] for line in lines[1:]] == [
        "New in the list",
        "To another school now",
        "No longer in the list",
    ]


def test_a_list_that_changes_much_names_some_and_counts_the_rest(cast, signed_in):
    browser = signed_in(cast.efa)
    bring(browser, f"UPN,Destination\n{SIAN.upn},{HIGH}\n")
    upns = [make_upn("681", "2999", 20, serial) for serial in range(1, 41)]
    bring(browser, "UPN,Destination\n" + "".join(f"{upn},{HIGH}\n" for upn in upns))
    shown = page(browser.get("/phase/"))
    assert shown.count("New in the list") == 30
    assert "… and 11 more." in shown


def test_only_the_list_before_is_kept_and_neither_when_the_board_is_taken_down(cast, signed_in):
    browser = signed_in(cast.efa)
    for number in (HIGH, "6602991", HIGH):
        bring(browser, f"UPN,Destination\n{SIAN.upn},{number}\n")
    assert SealedFile.objects.count() == 2
    assert boards.close_board(boards.board_of(cast.efa, NOW), NOW)
    assert not SealedFile.objects.exists()


@contextmanager
def calls_of(*functions: Callable[..., object]) -> Iterator[Counter[str]]:
    """Count how often each of these functions is called meanwhile."""
    counts: Counter[str] = Counter()
    codes = {function.__code__: function.__name__ for function in functions}

    def look(frame, event, _value):
        if event == "call" and frame.f_code in codes:
            counts[codes[frame.f_code]] += 1

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        yield counts
    finally:
        sys.setprofile(before)


def test_each_list_is_read_once_a_request_and_the_register_gone_through_once(cast, signed_in, sent):
    browser = signed_in(cast.efa)
    browser.post("/phase/files/", {"file": [str(sent.reference)]})
    work = (read_offers, match_offers, boards.schools_for)
    for number in (HIGH, "6602991"):
        with calls_of(*work) as upload:
            file = SimpleUploadedFile("offers.csv", f"UPN,Destination\n{SIAN.upn},{number}\n".encode())
            assert browser.post("/phase/", {"offers": file}).status_code == 302
        assert upload == {"read_offers": 1, "match_offers": 1, "schools_for": 1}
    with calls_of(*work) as shown:
        assert "To another school now" in page(browser.get("/phase/"))
    # The list that stands, and the one before it, of which the page says what it said otherwise.
    assert shown == {"read_offers": 2, "match_offers": 1, "schools_for": 1}
    with calls_of(*work) as decided:
        browser.post("/phase/decide/", {"doubt-x": "none"})
    assert decided == {"read_offers": 1, "match_offers": 1, "schools_for": 1}


def test_a_list_that_is_refused_is_never_stored_and_the_one_before_it_stands(cast, signed_in, settings):
    browser = signed_in(cast.efa)
    bring(browser, f"UPN,Destination\n{SIAN.upn},{HIGH}\n")
    root = settings.CONFIG.files
    before = sorted(root.rglob("*"))
    with calls_of(vault.seal_file) as stored:
        answer = bring(browser, f'UPN,Destination\n"{SIAN.upn},{HIGH}\n{SIAN.upn}\n')
    assert answer.status_code == 422
    assert "A quotation mark" in page(answer)
    assert not stored
    assert sorted(root.rglob("*")) == before
    assert len(standing(boards.board_of(cast.efa, NOW)).offers.offers) == 1


def test_offers_may_be_brought_as_a_workbook(cast, signed_in, sent):
    browser = signed_in(cast.efa)
    browser.post("/phase/files/", {"file": [str(sent.reference)]})
    rows = [["Offers of 2026"], ["UPN", "School offered"], [SIAN.upn, 6814990]]
    file = SimpleUploadedFile("offers.xlsx", workbook({"Year 6": rows}))
    shown = page(browser.post("/phase/", {"offers": file}, follow=True))
    assert "The list was taken: 1 offer." in shown
    assert "Glan Wennol High School" in shown
