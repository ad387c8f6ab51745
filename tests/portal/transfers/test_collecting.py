"""Collecting, confirming, returning, rejecting, calling back: a transfer is in exactly one state."""

import io
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest

from handover.common.archive_writing import write_zip
from handover.portal import paging
from handover.portal.notices.models import Notice
from handover.portal.retention.keeping import keep_retention
from handover.portal.transfers import answers, collecting, waiting
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import receive
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved, take_step
from tests.files import TOMOS, ctf, incoming, send
from tests.moments import NOW
from tests.stores import sealed_path

pytestmark = pytest.mark.django_db


def collected(reader, *transfers):
    collection = collecting.start_collection([transfer.reference for transfer in transfers], reader, NOW)
    return collection, collecting.take_out_collection(collection, reader, NOW)


def test_what_is_collected_is_what_was_sent_to_the_byte(cast):
    data = ctf("6812990", "6814990", note="as sent \t\n")
    _, (transfer,) = collected(cast.bryn, send(cast.alis, "6814990", data=data).transfer)
    assert b"".join(collecting.read_sent_bytes(transfer)) == data
    assert transfer.stage is State.COLLECTED


def test_yes_confirms_and_tells_the_sender(cast):
    collection, _ = collected(cast.bryn, send(cast.alis, "6814990").transfer)
    (transfer,) = collecting.answer_collection(collection, arrived=True, by=cast.bryn, now=NOW)
    assert transfer.stage is State.CONFIRMED
    assert "alis@example.org" in Notice.objects.filter(kind="confirmed").values_list("recipient", flat=True)


def test_no_puts_the_file_back_on_the_list(cast):
    collection, _ = collected(cast.bryn, send(cast.alis, "6814990").transfer)
    (transfer,) = collecting.answer_collection(collection, arrived=False, by=cast.bryn, now=NOW)
    assert transfer.stage is State.SEEN


def test_several_files_come_as_one_zip_with_their_own_names(cast):
    first = send(cast.alis, "6814990").transfer
    second = send(cast.carys, "6814990").transfer
    _, files = collected(cast.bryn, first, second)
    whole = zipfile.ZipFile(io.BytesIO(b"".join(write_zip(collecting.members_of(files)))))
    assert whole.testzip() is None
    assert sorted(whole.namelist()) == sorted([first.file_name, second.file_name])


def test_two_files_of_one_name_keep_it_in_the_zip(cast):
    first = send(cast.alis, "6814990").transfer
    second = send(cast.alis, "6814990", children=[TOMOS]).transfer
    answers.say_yes(second, cast.alis, NOW)
    _, files = collected(cast.bryn, first, second)
    whole = zipfile.ZipFile(io.BytesIO(b"".join(write_zip(collecting.members_of(files)))))
    assert sorted(whole.namelist()) == [f"2/{first.file_name}", first.file_name]


def test_a_confirmed_file_can_be_collected_again_and_the_sender_is_not_told_twice(cast):
    collection, _ = collected(cast.bryn, send(cast.alis, "6814990").transfer)
    (transfer,) = collecting.answer_collection(collection, arrived=True, by=cast.bryn, now=NOW)
    told = Notice.objects.count()
    again, (transfer,) = collected(cast.bryn, transfer)
    assert collecting.answer_collection(again, arrived=False, by=cast.bryn, now=NOW) == []
    transfer.refresh_from_db()
    assert transfer.stage is State.CONFIRMED
    assert Notice.objects.count() == told


def test_nobody_collects_from_another_mailbox(cast):
    transfer = send(cast.alis, "6814990").transfer
    assert collecting.start_collection([transfer.reference], cast.carys, NOW) is None


def test_the_sender_calls_a_file_back_until_it_is_collected(cast):
    transfer = send(cast.alis, "6814990").transfer
    assert take_step("recall", transfer, by=cast.alis, now=NOW).stage is State.RECALLED
    again = send(cast.alis, "6814990").transfer
    assert again != transfer
    collected(cast.bryn, again)
    with pytest.raises(AlreadyMoved):
        take_step("recall", again, by=cast.alis, now=NOW)


def test_a_file_called_back_in_the_last_moment_is_left_out_of_the_download(cast):
    kept = send(cast.alis, "6814990").transfer
    gone = send(cast.carys, "6814990").transfer
    collection = collecting.start_collection([kept.reference, gone.reference], cast.bryn, NOW)
    take_step("recall", gone, by=cast.carys, now=NOW)
    assert collecting.take_out_collection(collection, cast.bryn, NOW) == [kept]


def test_a_rejection_reaches_the_sender_with_its_reason_on_the_page_and_not_in_the_e_mail(cast):
    transfer = send(cast.alis, "6814990").transfer
    take_step("reject", transfer, by=cast.bryn, now=NOW, reason="Not our pupil")
    assert transfer.reason == "Not our pupil"
    assert all("Not our pupil" not in notice.body for notice in Notice.objects.filter(kind="rejected"))
    assert Notice.objects.filter(kind="rejected").exists()


def test_a_question_without_an_answer_lapses_after_ten_school_days_and_its_bytes_go(
    cast, django_capture_on_commit_callbacks
):
    asked = send(cast.alis, "6814990", name="6812990_CTF_6814990_1.xml").transfer
    place = sealed_path(asked.sealed.name)
    # Asked on 3 September; ten school days after it is 17 September, and five before that the sender is told.
    keep_retention(NOW + timedelta(days=6))
    assert not Notice.objects.filter(kind="questions_ending").exists()
    keep_retention(NOW + timedelta(days=7))
    told = Notice.objects.filter(kind="questions_ending")
    assert {notice.recipient for notice in told} == {"alis@example.org", "nant-primary@example.org"}
    assert (
        "Please answer about your files by 17 September 2026" in told.get(recipient="nant-primary@example.org").subject
    )
    keep_retention(NOW + timedelta(days=14))
    assert Transfer.objects.get().stage is State.ASKING
    with django_capture_on_commit_callbacks(execute=True):
        keep_retention(NOW + timedelta(days=15))
    assert Transfer.objects.get().stage is State.WITHDRAWN
    assert not place.exists()
    assert Notice.objects.filter(kind="lapsed", recipient="alis@example.org").count() == 1
    keep_retention(NOW + timedelta(days=16))
    assert Notice.objects.filter(kind="lapsed", recipient="alis@example.org").count() == 1


def test_a_question_of_the_last_day_of_term_waits_until_september(cast):
    asked = datetime(2027, 7, 20, 15, 0, tzinfo=UTC)
    send(cast.alis, "6814990", name="6812990_CTF_6814990_1.xml", now=asked)
    for day in range(1, 57):
        keep_retention(asked + timedelta(days=day))
    assert Transfer.objects.get().stage is State.ASKING
    (told,) = Notice.objects.filter(kind="questions_ending", recipient="alis@example.org")
    assert told.created_at.date().isoformat() == "2027-09-08"


def test_no_more_files_than_a_connection_carries_are_collected_at_once(cast, monkeypatch):
    monkeypatch.setattr(collecting, "MOST_AT_ONCE", 2)
    files = [send(cast.alis, "6814990", number=number, note=str(number)).transfer for number in (1, 2, 3)]
    assert set(collecting.start_collection([file.reference for file in files], cast.bryn, NOW).transfers.all()) == set(
        files[:2]
    )


def test_the_collection_that_waits_for_an_answer_is_the_latest_that_was_saved(cast):
    file = send(cast.alis, "6814990").transfer
    first, _ = collected(cast.bryn, file)
    second = collecting.start_collection([file.reference], cast.bryn, NOW + timedelta(hours=1))
    assert collecting.unanswered([fresh(file)]) == {file.pk: first.reference}
    collecting.take_out_collection(second, cast.bryn, NOW)
    assert collecting.unanswered([fresh(file)]) == {file.pk: second.reference}
    collecting.answer_collection(second, arrived=True, by=cast.bryn, now=NOW)
    assert collecting.unanswered([fresh(file)]) == {}


def fresh(file: Transfer) -> Transfer:
    return Transfer.objects.get(pk=file.pk)


def test_a_collection_belongs_to_its_mailbox_and_to_roles_that_collect_such_files(cast):
    census = receive(incoming("6812990_PLASC_681LLLL_001.xml", b"<a/>"), cast.alis, NOW).transfer
    begun = collecting.start_collection([census.reference], cast.efa, NOW)
    assert collecting.find_collection(begun.reference, cast.nerys) == begun
    assert collecting.find_collection(begun.reference, cast.idris) is None
    assert collecting.find_collection(begun.reference, cast.ffion) is None


def test_what_waits_is_counted_by_what_is_to_be_done_and_no_further_than_a_page_says(cast, monkeypatch):
    monkeypatch.setattr(paging, "MOST_COUNTED", 2)
    files = [send(cast.alis, "6814990", number=number, note=str(number)).transfer for number in range(1, 7)]
    send(cast.alis, "6602991", name="6812990_CTF_6602991_1.xml")
    collected(cast.bryn, files[0])
    Transfer.objects.filter(pk=files[1].pk).update(state="seen")
    assert waiting.waiting_for(cast.bryn, NOW) == waiting.WaitingFiles(to_collect=3, to_confirm=1)
    assert waiting.waiting_for(cast.alis, NOW) == waiting.WaitingFiles(to_answer=1, answer_by=date(2026, 9, 17))
    assert waiting.waiting_for(cast.gwilym, NOW) == waiting.WaitingFiles()
