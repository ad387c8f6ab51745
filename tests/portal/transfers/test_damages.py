"""A stored file that is gone or damaged: never collected, told to everybody, and mended by sending it again."""

import io
import zipfile

import pytest
from django.urls import reverse

from handover.portal.audit.models import Entry
from handover.portal.lostpupils import census, fetching
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.releasing import release_file
from handover.portal.notices.models import Notice
from handover.portal.phase import boards, sending
from handover.portal.transfers import answers, clearing, vault
from handover.portal.transfers.faults import FAULTS
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import DamagedFile, Transfer
from handover.portal.web import faults
from tests.files import SIAN, ctf, send
from tests.moments import NOW
from tests.stores import sealed_path, store

pytestmark = pytest.mark.usefixtures("store")
__all__ = ["store"]


def spoil(transfer, how="missing"):
    place = sealed_path(transfer.sealed_id)
    if how == "missing":
        place.unlink()
    elif how == "cut":
        place.write_bytes(place.read_bytes()[:-3])
    else:
        data = place.read_bytes()
        place.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def stage(transfer):
    transfer.refresh_from_db()
    return transfer.stage


def begin(browser, *transfers):
    return browser.post("/collect/", {"file": [str(each.reference) for each in transfers]}).url


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("recipient", flat=True))


@pytest.mark.parametrize("how", ["missing", "cut", "changed"])
def test_a_damaged_file_is_not_collected_and_everybody_is_told(cast, signed_in, caplog, how):
    transfer, other = send(cast.alis, "6814990").transfer, send(cast.alis, "6814990", number=2, note="x").transfer
    spoil(transfer, how)
    browser = signed_in(cast.bryn)
    answer = browser.post(f"{begin(browser, transfer)}download/")
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "This file cannot be opened" in page
    assert transfer.file_name in page
    assert "The sender is asked by e-mail to send the same file again" in page
    assert stage(transfer) is State.SENT
    assert stage(other) is State.SENT
    assert not Entry.objects.filter(action="file.collected").exists()
    assert told("damaged_sender") == ["alis@example.org", "nant-primary@example.org"]
    assert told("damaged") == ["glan-high@example.org"]
    assert not any("Prydderch" in each.subject + each.body for each in Notice.objects.all())
    assert Entry.objects.filter(action="file.damaged").count() == 1
    assert f"transfer {transfer.reference} from 6812990 to 6814990" in caplog.text
    assert "handover_files_damaged 1\n" in browser.get("/metrics").content.decode()
    work = signed_in(cast.gwilym).get("/work/").content.decode()
    assert str(transfer.reference) in work
    assert "Stored files that cannot be opened" in work


def test_a_second_look_tells_nobody_twice(cast, signed_in):
    transfer = send(cast.alis, "6814990").transfer
    spoil(transfer)
    browser = signed_in(cast.bryn)
    for _ in range(3):
        assert browser.get(f"/files/{transfer.reference}/content/").status_code == 410
    assert len(told("damaged")) == 1
    assert DamagedFile.objects.count() == 1


def test_of_several_the_sound_ones_come_and_the_zip_and_the_screen_name_the_others(cast, signed_in):
    files = [send(cast.alis, "6814990", number=number, note=str(number)).transfer for number in range(1, 5)]
    spoil(files[2], "cut")
    browser = signed_in(cast.bryn)
    place = begin(browser, *files)
    answer = browser.post(f"{place}download/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:
        assert packed.testzip() is None
        sound = {files[number].file_name for number in (0, 1, 3)}
        assert set(packed.namelist()) == sound | {"README.txt"}
        readme = packed.read("README.txt").decode("utf-8-sig")
        assert packed.read(files[0].file_name) == ctf("6812990", "6814990", (SIAN,), note="1")
    assert files[2].file_name in readme
    assert files[0].file_name not in readme
    assert [stage(each) for each in files] == [State.COLLECTED, State.COLLECTED, State.SENT, State.COLLECTED]
    page = browser.get(place).content.decode()
    assert "so it cannot be collected" in page
    assert "could not be opened and was not in the download" in page
    browser.post(f"{place}arrived/", {"arrived": "yes"})
    assert [stage(each) for each in files] == [State.CONFIRMED, State.CONFIRMED, State.SENT, State.CONFIRMED]


def test_of_two_with_one_damaged_the_other_comes_with_a_page_to_read(cast, signed_in):
    files = [send(cast.alis, "6814990", number=number, note=str(number)).transfer for number in (1, 2)]
    spoil(files[0])
    browser = signed_in(cast.bryn)
    answer = browser.post(f"{begin(browser, *files)}download/")
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:
        assert set(packed.namelist()) == {"README.txt", files[1].file_name}


def test_a_file_collected_before_and_damaged_since_is_not_confirmed_by_a_download_that_lacked_it(cast, signed_in):
    files = [send(cast.alis, "6814990", number=number, note=str(number)).transfer for number in (1, 2)]
    browser = signed_in(cast.bryn)
    place = begin(browser, *files)
    browser.post(f"{place}download/")
    spoil(files[0])
    place = begin(browser, *files)
    browser.post(f"{place}download/")
    browser.post(f"{place}arrived/", {"arrived": "yes"})
    assert [stage(each) for each in files] == [State.COLLECTED, State.CONFIRMED]


def test_the_sender_sends_the_same_file_again_and_it_takes_the_place_of_the_damaged_one(cast, signed_in):
    transfer = send(cast.alis, "6814990").transfer
    old = transfer.sealed_id
    marks = transfer.sealed.marks.count()
    spoil(transfer, "changed")
    browser = signed_in(cast.bryn)
    browser.post(f"{begin(browser, transfer)}download/")
    outcome = send(cast.alis, "6814990")
    assert [problem.code for problem in outcome.problems] == ["transfer.mended", "transfer.sent_before"]
    assert Transfer.objects.count() == 1
    transfer.refresh_from_db()
    assert transfer.sealed_id != old
    assert transfer.sealed.marks.count() == marks > 0
    assert not DamagedFile.objects.exists()
    answer = browser.post(f"{begin(browser, transfer)}download/")
    assert b"".join(answer.streaming_content) == ctf("6812990", "6814990", (SIAN,))
    assert stage(transfer) is State.COLLECTED


def test_nothing_damaged_is_sent_on_its_way_by_an_answer(cast, signed_in):
    transfer = send(cast.alis, "6814990", name="6812990_CTF_6814990_1 (1).xml").transfer
    assert stage(transfer) is State.ASKING
    spoil(transfer)
    browser = signed_in(cast.alis)
    page = browser.get(f"/files/{transfer.reference}/")
    assert page.status_code == 200
    assert "Ni all y wefan agor ei chopi" in page.content.decode()
    assert browser.post(reverse("answer", args=[transfer.reference]), {"answer": "yes"}).status_code == 410
    assert stage(transfer) is State.ASKING
    with pytest.raises(vault.Damaged):
        answers.say_yes(transfer, cast.alis, NOW)


def test_no_lost_pupils_file_that_is_damaged_is_released_or_fetched(cast, signed_in):
    send(cast.carys, "XXXXXXX")
    pupil = LostPupil.objects.get()
    begun = fetching.begin_fetching(pupil, cast.hana, NOW)
    spoil(pupil.transfer)
    with pytest.raises(vault.Damaged):
        release_file(pupil, cast.glan_high, cast.hana, NOW)
    assert stage(pupil.transfer) is State.LODGED
    answer = signed_in(cast.hana).post(reverse("lost-download", args=[begun.reference]))
    assert answer.status_code == 410
    assert stage(pupil.transfer) is State.LODGED
    assert told("damaged_sender") == ["carys@example.org", "grug-primary@example.org"]
    assert Transfer.objects.count() == 1


def test_an_authority_does_not_pass_on_a_file_that_is_damaged_and_sees_no_pupils_of_it(cast, signed_in):
    file = send(cast.carys, "681LLLL").transfer
    spoil(file)
    with pytest.raises(vault.Damaged):
        clearing.forward(file, cast.glan_high, cast.efa, NOW)
    assert stage(file) is State.SENT
    assert signed_in(cast.efa).get(reverse("watched-pupils", args=[file.reference])).status_code == 410
    assert not Entry.objects.filter(action="file.pupils_seen").exists()


def test_a_whole_year_file_that_is_damaged_is_not_put_on_the_board(cast):
    good, bad = (send(cast.alis, "681LLLL", number=number, note=str(number)).transfer for number in (1, 2))
    spoil(bad)
    put = boards.put(boards.board_of(cast.efa, NOW), [good.reference, bad.reference], cast.efa, NOW)
    assert [bulk.transfer_id for bulk in put] == [good.pk]
    assert stage(bad) is State.SENT
    assert DamagedFile.objects.get().sealed_id == bad.sealed_id


OFFERS = b"UPN,Surname,Forename,Date of birth,School\nB681299003017,Prydderch,Si\xc3\xa2n,11/02/2015,6814990\n"


def test_sharing_out_a_damaged_file_says_why_and_other_boards_go_on(cast, signed_in):
    board = boards.board_of(cast.efa, NOW)
    file = send(cast.alis, "681LLLL").transfer
    boards.put(board, [file.reference], cast.efa, NOW)
    assert not boards.bring_offers(board, [OFFERS], cast.efa, NOW).refused
    spoil(file)
    sending.ask_for_sending(board, cast.efa, NOW)
    assert sending.send_waiting_boards(NOW) == 0
    board.refresh_from_db()
    assert board.refused == {"6814990": [sending.ORIGINAL_DAMAGED]}
    assert "can no longer open its copy of a whole-year file" in signed_in(cast.efa).get("/phase/").content.decode()


def test_a_list_of_offers_that_is_damaged_recalls_nothing_and_can_be_brought_again(cast, signed_in):
    board = boards.board_of(cast.efa, NOW)
    file = send(cast.alis, "681LLLL").transfer
    boards.put(board, [file.reference], cast.efa, NOW)
    boards.bring_offers(board, [OFFERS], cast.efa, NOW)
    sending.ask_for_sending(board, cast.efa, NOW)
    assert sending.send_waiting_boards(NOW) == 1
    sealed_path(board.offers_id).unlink()
    sending.ask_for_sending(board, cast.efa, NOW)
    assert sending.send_waiting_boards(NOW) == 0
    assert Transfer.objects.get(parent=file).stage is State.SENT
    page = signed_in(cast.efa).get("/phase/")
    assert page.status_code == 200
    assert "can no longer open its copy of the list of offers" in page.content.decode()
    boards.bring_offers(boards.board_of(cast.efa, NOW), [OFFERS], cast.efa, NOW)
    assert "can no longer open" not in signed_in(cast.efa).get("/phase/").content.decode()


def test_a_census_extract_that_is_damaged_ends_its_matching_in_words(cast):
    matching = census.queue_matching([b"UPN,Surname\n"], cast.gwilym, NOW)
    sealed_path(matching.sealed_id).unlink()
    assert census.run_waiting_matching(NOW)
    matching.refresh_from_db()
    assert matching.stage == census.REFUSED
    assert [problem.code for problem in census.problems_of(matching)] == ["census.damaged"]
    assert not census.run_waiting_matching(NOW)


def test_while_the_folder_is_away_no_file_counts_as_lost(cast, signed_in, store):
    transfer = send(cast.alis, "6814990").transfer
    browser = signed_in(cast.bryn)
    place = begin(browser, transfer)
    store.rename(store.with_name("unmounted"))
    store.mkdir()
    answer = browser.post(f"{place}download/")
    assert answer.status_code == 503
    assert "The files cannot be reached just now" in answer.content.decode()
    assert stage(transfer) is State.SENT
    assert not DamagedFile.objects.exists()


def test_no_page_for_faults_says_what_it_cannot_know():
    for fault in faults.FAULTS:
        for paragraph in fault.paragraphs:
            assert "are safe" not in paragraph.en
            assert "has been told" not in paragraph.en
    assert "has been told" not in FAULTS["transfer.no_room"].remedy.en
